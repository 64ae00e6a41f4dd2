// An operator signs in, finds a person without typing accents, reads the timeline, looks at
// the units and the ledger, and signs out. Every page on the way is photographed and checked.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { visitor } from '../support/browser.mjs';
import { looker } from '../support/look.mjs';
import { asOf, open, openTab, readTimeline, search, signIn } from '../support/steps.mjs';
import { witness } from '../support/witness.mjs';
import { words } from '../support/words.mjs';

for (const language of ['vi', 'en']) {
  for (const width of [1280, 320]) {
    test(`finds a person in ${language} at ${width} px`, async () => {
      const { browser, demo } = globalThis.world;
      const say = words(language);
      const [person] = demo.people;
      const page = await visitor(browser, { locale: language, viewport: { width, height: 900 } });
      const watched = witness(page, demo.address, demo.people);
      const look = looker(page, language, watched, { widths: [width] });

      await page.goto(`${demo.address}/`);
      await look('sign-in');
      await signIn(page, demo, say);
      await look('search');

      await page.getByRole('button', { name: say['search-act'], exact: true }).click();
      await page.getByRole('heading', { level: 2, name: say['form-error-summary'] }).waitFor();
      assert.ok(await page.locator('.error-summary').evaluate((it) => it === document.activeElement));
      await look('search-to-mend');

      await search(page, person, say);
      await look('results');
      await open(page, person);
      await look('person');
      for (const tab of ['family', 'residence', 'documents', 'readers', 'timeline']) {
        await openTab(page, `person-${tab}`, say);
        await look(`person-${tab}`);
      }
      const events = await readTimeline(page, say);

      await asOf(page, '2025-06-30', say);
      assert.match(page.url(), /\?tab=timeline&on=2025-06-30$/);
      assert.ok((await page.locator('.timeline > li').count()) <= events);
      await look('person-as-of');

      await page.getByRole('link', { name: say['nav-units'], exact: true }).click();
      await look('units');
      await page.getByLabel(say['units-query'], { exact: true }).fill('cong vi');
      await page.getByRole('button', { name: say['units-act'], exact: true }).click();
      await page.getByRole('link', { name: 'Phường Cống Vị' }).first().waitFor();
      await look('units-found');
      await page.getByRole('link', { name: 'Phường Cống Vị' }).first().click();
      await page.getByRole('link', { name: /Phường Giảng Võ/ }).first().waitFor();
      await look('unit');

      await page.getByRole('link', { name: say['nav-ledger'], exact: true }).click();
      await page.getByRole('heading', { level: 1, name: say['ledger-title'] }).waitFor();
      await look('ledger');

      await page.goto(`${demo.address}/persons/nobody`);
      await page.getByRole('heading', { level: 1, name: say['problem-not-found'] }).waitFor();
      await look('not-found');

      await page.getByRole('button', { name: say['frame-sign-out'], exact: true }).click();
      await page.getByText(say['sign-in-signed-out']).waitFor();
      await look('signed-out');
      await page.goto(`${demo.address}/search`);
      await page.getByText(say['sign-in-first']).waitFor();

      await page.context().close();
    });
  }
}

test('the language is switched in place, on results too', async () => {
  const { browser, demo } = globalThis.world;
  const [vietnamese, english] = [words('vi'), words('en')];
  const [person] = demo.people;
  const page = await visitor(browser, { locale: 'vi' });
  const watched = witness(page, demo.address, demo.people);
  await signIn(page, demo, vietnamese);
  await search(page, person, vietnamese);
  await page.getByRole('button', { name: 'English', exact: true }).click();
  await page.getByRole('rowheader', { name: person.name }).first().waitFor();
  await page.getByText(english['results-looked-for']).waitFor();
  await open(page, person);
  await openTab(page, 'person-timeline', english);
  await readTimeline(page, english);
  await page.getByRole('link', { name: 'Tiếng Việt', exact: true }).click();
  await readTimeline(page, vietnamese);
  watched.namesNobodyInAddresses();
  await page.context().close();
});
