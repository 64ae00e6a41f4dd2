// Every page that no other journey comes past, wide and narrow, in both languages.
import { test } from 'node:test';

import { visitor } from '../support/browser.mjs';
import { looker } from '../support/look.mjs';
import { signIn } from '../support/steps.mjs';
import { witness } from '../support/witness.mjs';
import { words } from '../support/words.mjs';

const PAGES = ['books', 'proposals', 'break-glass', 'appointments/propose', 'developers', 'developers/problems?status=422', 'components'];

for (const language of ['vi', 'en']) {
  test(`looks around in ${language}`, async () => {
    const { browser, demo } = globalThis.world;
    const page = await visitor(browser, { locale: language, viewport: { width: 1280, height: 900 } });
    const watched = witness(page, demo.address, demo.people);
    const look = looker(page, language, watched, { prefix: 'around-' });
    await signIn(page, demo, words(language));
    await page.goto(`${demo.address}/`);
    await look('home');
    for (const path of PAGES) {
      await page.goto(`${demo.address}/${path}`);
      await look(path.replaceAll(/[^a-z]+/g, '-'));
    }
    for (const link of ['/developers/', '/components/']) {
      await page.goto(demo.address + link.slice(0, -1));
      const addresses = await page.locator(`main a[href^="${link}"]`).evaluateAll((all) => all.map((it) => it.getAttribute('href')));
      for (const address of addresses) {
        await page.goto(demo.address + address);
        // Operations look alike, but are not alike in length.
        if (link === '/components/' || address === addresses.at(0)) await look(address.slice(1).replaceAll('/', '-'));
        else await watched.isLight();
      }
    }
    await page.context().close();
  });
}
