// A registrar at the desk: a birth for a married couple, a death, a marriage that is refused, a correction. In both languages,
// without JavaScript and by keyboard alone; every page on the way is photographed and checked.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { registrar } from '../support/registrar.mjs';
import { readTimeline } from '../support/steps.mjs';
import { dateParts, withoutAccents, words } from '../support/words.mjs';

const today = new Date();
const day = { day: today.getDate(), month: today.getMonth() + 1, year: today.getFullYear() };

const who = (demo, hint) => demo.people.find((person) => person.hint === hint);

for (const [language, options, name] of [
  ['vi', { javaScriptEnabled: false }, 'An Khang'],
  ['en', {}, 'Minh Nhật'],
]) {
  test(`registers a birth for a married couple in ${language}${options.javaScriptEnabled === false ? ' without JavaScript' : ''}`, async () => {
    const { demo } = globalThis.world;
    const at = await registrar(globalThis.world, language, options);
    const parent = who(demo, 'married a month ago');
    await at.begin('birth');
    await at.look('birth-mother');
    // Whichever of the couple it is: the other one is filled in.
    await at.find('mother', parent, null);
    const isMan = await at.page.locator('.card').getByText(at.say['word-male'], { exact: true }).count();
    await at.look('birth-mother-chosen');
    if (isMan) {
      await at.press('person-picker-another');
      await at.page.getByRole('button', { name: at.say['desk-without-person'], exact: true }).click();
      await at.find('father', parent, null);
      await at.press('desk-next');
      await at.heading('desk-birth-child');
      await at.page.getByRole('link', { name: at.say['desk-back'], exact: true }).click();
      await at.page.getByRole('link', { name: at.say['desk-back'], exact: true }).click();
    } else {
      await at.press('desk-next');
    }
    await at.page.getByText(at.say['person-picker-suggested'], { exact: true }).waitFor();
    await at.look('birth-other-parent');
    await at.press('desk-next');
    if (isMan) await at.page.goto(at.page.url().replace(/[a-z]+$/, 'child'));
    await at.heading('desk-birth-child');
    const surname = await at.page.locator('#name').inputValue();
    assert.notEqual(surname.trim(), '', 'the surname is filled in');
    await at.page.locator('#name').fill(`${surname}${name}`);
    await at.page.getByLabel(at.say['word-male'], { exact: true }).check();
    await at.date('born', day);
    await at.place('birth-place', 'Hong Ha, Ha Noi');
    await at.press('desk-next');
    await at.heading('desk-birth-particulars');
    await at.place('registered-in', 'Hong Ha, Ha Noi');
    await at.press('desk-next');
    await at.heading('desk-check');
    await at.look('birth-check');
    await at.press('desk-send');
    await at.page.locator('.panel').waitFor();
    await at.look('birth-registered');
    await at.page.getByRole('link', { name: at.say['event-extract'], exact: true }).click();
    await at.heading('extract-birth');
    await at.look('birth-extract');
    await at.page.goto(`${demo.address}/`);
    await at.look('home');
    await at.done();
  });
}

for (const [language, hint] of [
  ['vi', 'was given another number'],
  ['en', 'moved two months ago'],
]) {
  test(`registers a death in ${language}`, async () => {
    const { demo } = globalThis.world;
    const at = await registrar(globalThis.world, language);
    await at.begin('death');
    await at.find('deceased', who(demo, hint));
    await at.heading('desk-death-facts');
    await at.date('on', day);
    await at.press('desk-next');
    await at.heading('desk-check');
    await at.look('death-check');
    await at.press('desk-send');
    await at.page.locator('.panel').waitFor();
    await at.look('death-registered');
    await at.done();
  });

  test(`is refused a marriage of somebody married already, and told why, in ${language}`, async () => {
    const { demo } = globalThis.world;
    const at = await registrar(globalThis.world, language);
    const married = who(demo, 'married a month ago');
    const others = demo.people.filter((person) => person.hint.startsWith('had') || person.hint.startsWith('widowed'));
    await at.begin('marriage');
    await at.find('wife', married, null);
    const sex = await at.page.locator('.card').getByText(at.say['word-male'], { exact: true }).count();
    await at.press('desk-next');
    const named = [married.name];
    for (const other of others) {
      await at.find('husband', other, null);
      named[1] = other.name;
      const same = (await at.page.locator('.card').getByText(at.say['word-male'], { exact: true }).count()) === sex;
      if (!same) break;
      await at.press('person-picker-another');
    }
    await at.press('desk-next');
    await at.heading('desk-marriage-day');
    await at.press('desk-next');
    await at.page.getByRole('heading', { level: 2, name: at.say['desk-refused'] }).waitFor();
    const said = await at.page.locator('.error-summary').innerText();
    assert.ok(named.some((name) => said.includes(name)), said);
    assert.match(said, /\d{2}\/\d{2}\/\d{4}/, 'since when');
    assert.equal(await at.page.getByRole('button', { name: at.say['desk-send'], exact: true }).count(), 0);
    await at.look('marriage-refused');
    await at.done();
  });
}

/** Presses Tab until the element has the focus, which must then be seen. */
async function tabTo(page, element) {
  for (let pressed = 0; pressed < 60; pressed += 1) {
    await page.keyboard.press('Tab');
    if (await element.evaluate((it) => it === document.activeElement)) {
      const outline = await element.evaluate((it) => getComputedStyle(it).outlineStyle);
      assert.notEqual(outline, 'none', 'the focus is seen');
      return;
    }
  }
  assert.fail(`${element} is not reached`);
}

for (const [language, place] of [
  ['vi', 0],
  ['en', 1],
]) {
  test(`corrects an entry by keyboard alone in ${language}, and both times are readable`, async () => {
    const { demo } = globalThis.world;
    const at = await registrar(globalThis.world, language);
    const { page, say } = at;
    const { keyboard } = page;
    const person = [who(demo, 'widowed last week'), who(demo, 'had the birth date corrected')][place];
    const button = (key) => page.getByRole('button', { name: say[key], exact: true });

    await page.goto(`${demo.address}/desk/correction/new`);
    await tabTo(page, button('desk-begin-act'));
    await keyboard.press('Enter');
    await tabTo(page, page.locator('#person-name'));
    await keyboard.type(withoutAccents(person.name));
    const born = dateParts(person.born);
    for (const part of ['day', 'month', 'year']) {
      await keyboard.press('Tab');
      await keyboard.type(born[part]);
    }
    await keyboard.press('Enter');
    await tabTo(page, page.locator('input[name="person-choice"]').first());
    await keyboard.press('Space');
    await keyboard.press('Enter');
    await page.getByRole('heading', { level: 2, name: person.name }).waitFor();
    await tabTo(page, button('desk-next'));
    await keyboard.press('Enter');
    await at.heading('desk-correction-entry');
    // The last of the list is the oldest: what the register was told first.
    const entries = page.locator('input[name="entry"]');
    await tabTo(page, entries.first());
    for (let moved = 1; moved < (await entries.count()); moved += 1) await keyboard.press('ArrowDown');
    await keyboard.press('Space');
    await at.look('correction-entry');
    await keyboard.press('Enter');
    await at.heading('desk-correction-what');
    await tabTo(page, page.locator('input[name="what"]').first());
    await keyboard.press('Space');
    await keyboard.press('Enter');
    await at.heading('desk-correction-right');
    await tabTo(page, page.locator('#name'));
    await keyboard.type(`${person.name} Anh`);
    await tabTo(page, page.locator('#basis'));
    await keyboard.type('Sổ gốc, quyển 2');
    await keyboard.press('Enter');
    await at.heading('desk-check');
    const shown = page.locator('dd', { has: page.locator('ins') });
    assert.ok((await shown.innerText()).includes(person.name), 'before and after are shown');
    await at.look('correction-check');
    await tabTo(page, button('desk-send'));
    await keyboard.press('Enter');
    await page.locator('.panel').waitFor();
    await at.look('correction-registered');
    await page.getByRole('link', { name: `${person.name} Anh` }).first().click();
    await page.getByRole('heading', { level: 1, name: `${person.name} Anh` }).waitFor();
    await tabTo(page, page.getByRole('link', { name: say['person-timeline'], exact: true }));
    await keyboard.press('Enter');
    await page.locator('.tabs [aria-current]', { hasText: say['person-timeline'] }).waitFor();
    const corrected = page.locator('.timeline > li', { has: page.locator('del') }).first();
    assert.ok((await corrected.locator('del').innerText()).includes(person.name), 'what stood there is readable');
    assert.ok((await corrected.locator('ins').innerText()).includes(`${person.name} Anh`), 'and what is right');
    // When it became true, when it was recorded, by whom and on which basis.
    await readTimeline(page, say);
    assert.match(await corrected.locator('.basis').innerText(), /\d{2}\/\d{2}\/\d{4} \d{2}:\d{2}/, 'when it was known');
    await at.look('correction-person');
    await at.done();
  });
}
