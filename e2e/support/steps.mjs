// What a reader does, in either language, with a mouse. Every step leaves the page it led to.
import assert from 'node:assert/strict';

import { dateParts, withoutAccents } from './words.mjs';

/** Goes to the search, is asked to sign in, and does: as the demo's officer, or as the colleague of that login. */
export async function signIn(page, demo, say, login = demo.operator.login) {
  await page.goto(`${demo.address}/search`);
  await fillIn(page, demo, say, login);
  await page.getByRole('heading', { level: 1, name: say['search-title'] }).waitFor();
}

/** Signs in at the door, as somebody who may not search. */
export async function signInAtHome(page, demo, say, login) {
  await page.goto(`${demo.address}/sign-in`);
  await fillIn(page, demo, say, login);
  await page.getByRole('heading', { level: 1, name: say['home-title'] }).waitFor();
}

async function fillIn(page, demo, say, login) {
  await page.getByLabel(say['sign-in-login'], { exact: true }).fill(login);
  await page.getByLabel(say['sign-in-password'], { exact: true }).fill(demo.operator.password);
  await page.getByRole('button', { name: say['sign-in-act'], exact: true }).click();
}

/** Searches for a person by name, typed without accents, and birth date. */
export async function search(page, person, say) {
  const { day, month, year } = dateParts(person.born);
  await page.getByLabel(say['word-name'], { exact: true }).fill(withoutAccents(person.name));
  await page.getByLabel(say['word-day'], { exact: true }).fill(day);
  await page.getByLabel(say['word-month'], { exact: true }).fill(month);
  await page.getByLabel(say['word-year'], { exact: true }).fill(year);
  await page.getByRole('button', { name: say['search-act'], exact: true }).click();
  await page.getByRole('rowheader', { name: person.name }).first().waitFor();
}

/** Opens the page of a person found. */
export async function open(page, person) {
  await page.getByRole('link', { name: person.name, exact: true }).first().click();
  await page.getByRole('heading', { level: 1, name: person.name }).waitFor();
}

/** Opens a tab of the person's page. */
export async function openTab(page, tab, say) {
  await page.getByRole('navigation', { name: say['person-contents'], exact: true })
    .getByRole('link', { name: say[tab], exact: true })
    .click();
  await page.locator('.tabs [aria-current]', { hasText: say[tab] }).waitFor();
}

/** Reads the timeline: every event says what, when, who decided and on what basis. */
export async function readTimeline(page, say) {
  await page.getByRole('heading', { level: 2, name: say['person-timeline'], exact: true }).waitFor();
  const events = page.locator('.timeline > li');
  assert.ok((await events.count()) > 0, 'something happened to everybody');
  for (const event of await events.all()) {
    assert.notEqual((await event.getByRole('heading', { level: 3 }).innerText()).trim(), '');
    assert.match(await event.locator('.when').innerText(), /\d{4}/);
    assert.match(await event.locator('.basis').innerText(), / · .+\n.+ · /);
  }
  return events.count();
}

/** Asks for the person as they were on a day. */
export async function asOf(page, iso, say) {
  const { day, month, year } = dateParts(iso);
  await page.locator('summary').click();
  const group = page.getByRole('group', { name: say['as-of-on-legend'], exact: true });
  await group.getByLabel(say['word-day'], { exact: true }).fill(day);
  await group.getByLabel(say['word-month'], { exact: true }).fill(month);
  await group.getByLabel(say['word-year'], { exact: true }).fill(year);
  await page.getByRole('button', { name: say['as-of-act'], exact: true }).click();
  await page.getByRole('link', { name: say['as-of-back'], exact: true }).waitFor();
}
