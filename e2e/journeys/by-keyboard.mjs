// The same way with the keyboard alone: what has the focus is always seen.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { visitor } from '../support/browser.mjs';
import { readTimeline } from '../support/steps.mjs';
import { dateParts, withoutAccents, words } from '../support/words.mjs';

const TABS_MAX = 40;

/** Presses Tab until the element has the focus, which must then be visible. */
async function tabTo(page, element) {
  for (let pressed = 0; pressed < TABS_MAX; pressed += 1) {
    await page.keyboard.press('Tab');
    if (await element.evaluate((it) => it === document.activeElement)) {
      const outline = await element.evaluate((it) => getComputedStyle(it).outlineStyle);
      assert.notEqual(outline, 'none', 'the focus is seen');
      return;
    }
  }
  assert.fail(`${element} is not reached in ${TABS_MAX} steps`);
}

test('finds a person by keyboard alone', async () => {
  const { browser, demo } = globalThis.world;
  const say = words('vi');
  const [person] = demo.people;
  const page = await visitor(browser, { locale: 'vi' });
  const { keyboard } = page;

  await page.goto(`${demo.address}/search`);
  await tabTo(page, page.getByLabel(say['sign-in-login'], { exact: true }));
  await keyboard.type(demo.operator.login);
  await keyboard.press('Tab');
  await keyboard.type(demo.operator.password);
  await keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: say['search-title'] }).waitFor();

  await keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.className), 'skip', 'the skip link comes first');
  await keyboard.press('Enter');
  await tabTo(page, page.getByLabel(say['word-name'], { exact: true }));
  await keyboard.type(withoutAccents(person.name));
  const { day, month, year } = dateParts(person.born);
  for (const part of [day, month, year]) {
    await keyboard.press('Tab');
    await keyboard.type(part);
  }
  await keyboard.press('Enter');

  const found = page.getByRole('link', { name: person.name, exact: true }).first();
  await found.waitFor();
  await tabTo(page, found);
  await keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: person.name }).waitFor();
  await tabTo(page, page.getByRole('link', { name: say['person-timeline'], exact: true }));
  await keyboard.press('Enter');
  await readTimeline(page, say);

  await tabTo(page, page.getByRole('button', { name: say['frame-sign-out'], exact: true }));
  await keyboard.press('Enter');
  await page.getByText(say['sign-in-signed-out']).waitFor();
  await page.context().close();
});
