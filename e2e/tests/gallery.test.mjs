// Every example of every page, in both languages: checked by axe-core narrow and wide, and for
// what must hold however somebody looks at it.
import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { launch, violations } from '../support/browser.mjs';
import { missing as skip, openGallery } from '../support/gallery.mjs';
import { witness } from '../support/witness.mjs';

let browser;
let gallery;

before(async () => {
  if (skip) return;
  gallery = await openGallery();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await gallery?.stop();
});

/** Opens every example of a language in turn. */
async function eachPage(page, language, check) {
  for (const file of await readdir(join(gallery.folder, language))) {
    const name = `${language}/${file}`;
    await page.goto(`${gallery.address}/${name}`);
    await check(name);
  }
}

/** Fails when a page is wider than the window. */
async function fits(page, name) {
  const [drawn, width] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(drawn <= width, `${name} is ${drawn} px wide at ${width} px`);
}

for (const language of ['vi', 'en']) {
  // 320 px are 1280 px at 400 %.
  for (const width of [320, 1280]) {
    test(`examples in ${language} at ${width} px`, { skip }, async () => {
      const page = await browser.newPage({ viewport: { width, height: 900 } });
      const seen = witness(page, gallery.address, []);
      const complaints = [];
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      await eachPage(page, language, async (name) => {
        assert.deepEqual(await violations(page), [], `${name} at ${width} px`);
        await fits(page, name);
        await seen.isLight();
      });
      seen.staysOnHost();
      assert.deepEqual(complaints, [], 'the policy stops nothing, and the script runs');
      await page.close();
    });
  }
}

test('examples without a script, in forced colours, on paper', { skip }, async () => {
  const views = [
    { viewport: { width: 320, height: 900 }, javaScriptEnabled: false },
    { viewport: { width: 320, height: 900 }, forcedColors: 'active' },
    { viewport: { width: 718, height: 1000 }, media: 'print' },
  ];
  for (const { media, ...view } of views) {
    const page = await browser.newPage(view);
    await page.emulateMedia({ media });
    await eachPage(page, 'vi', (name) => fits(page, name));
    await page.close();
  }
});
