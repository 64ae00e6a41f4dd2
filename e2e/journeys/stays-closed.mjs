// Nothing is readable without signing in, and signing in takes the right password.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { visitor } from '../support/browser.mjs';
import { open, search, signIn } from '../support/steps.mjs';
import { withoutAccents, words } from '../support/words.mjs';

test('without signing in every page leads to the sign-in page', async () => {
  const { browser, demo } = globalThis.world;
  const page = await visitor(browser, { locale: 'vi' });
  const say = words('vi');
  await signIn(page, demo, say);
  await search(page, demo.people[0], say);
  await open(page, demo.people[0]);
  const person = new URL(page.url()).pathname;
  await page.context().close();

  for (const path of ['/', '/search', person, `${person}?on=2020-01-01`, '/units', '/units/01', '/ledger', '/nowhere']) {
    const answer = await fetch(demo.address + path, { redirect: 'manual' });
    const body = await answer.text();
    if (answer.status === 303) {
      assert.match(answer.headers.get('location'), /^\/sign-in(\?|$)/, path);
    } else {
      assert.ok([401, 404].includes(answer.status), `${path}: ${answer.status}`);
    }
    for (const { name } of demo.people) assert.ok(!body.includes(name), path);
  }
  const answer = await fetch(`${demo.address}/search`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ name: withoutAccents(demo.people[0].name), 'born-year': demo.people[0].born.slice(0, 4) }),
  });
  assert.ok([303, 401, 403].includes(answer.status), `POST /search: ${answer.status}`);
});

test('a wrong password opens nothing and says no more than that', async () => {
  const { browser, demo } = globalThis.world;
  const say = words('en');
  const page = await visitor(browser, { locale: 'en' });
  await page.goto(`${demo.address}/sign-in`);
  await page.getByLabel(say['sign-in-login'], { exact: true }).fill('nobody.here');
  await page.getByLabel(say['sign-in-password'], { exact: true }).fill('a wrong password');
  await page.getByRole('button', { name: say['sign-in-act'], exact: true }).click();
  await page.getByRole('link', { name: say['sign-in-error-wrong'] }).waitFor();
  assert.match(await page.title(), /^Error: /);
  assert.equal(await page.getByLabel(say['sign-in-password'], { exact: true }).inputValue(), '');
  await page.context().close();
});

test('another site cannot send our forms', async () => {
  const { demo } = globalThis.world;
  const answer = await fetch(`${demo.address}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: 'https://elsewhere.example', 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(demo.operator),
  });
  assert.equal(answer.status, 403);
  assert.equal(answer.headers.get('set-cookie'), null);
});
