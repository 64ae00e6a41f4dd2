// The same way with JavaScript switched off.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { visitor } from '../support/browser.mjs';
import { asOf, open, readTimeline, search, signIn } from '../support/steps.mjs';
import { words } from '../support/words.mjs';

test('finds a person without JavaScript', async () => {
  const { browser, demo } = globalThis.world;
  const say = words('vi');
  const [person] = demo.people;
  const page = await visitor(browser, { locale: 'vi', javaScriptEnabled: false });
  await signIn(page, demo, say);
  await search(page, person, say);
  await open(page, person);
  await readTimeline(page, say);
  await asOf(page, '2025-06-30', say);
  await page.getByRole('button', { name: say['frame-sign-out'], exact: true }).click();
  await page.getByText(say['sign-in-signed-out']).waitFor();
  await page.context().close();
});

test('no page brings a script', async () => {
  const { browser, demo } = globalThis.world;
  const page = await visitor(browser, { locale: 'en' });
  await signIn(page, demo, words('en'));
  for (const path of ['/search', '/units', '/ledger']) {
    const answer = await page.goto(demo.address + path);
    assert.equal(await page.locator('script').count(), 0, path);
    const policy = answer.headers()['content-security-policy'];
    assert.match(policy, /default-src 'none'/, path);
    assert.doesNotMatch(policy, /script-src|unsafe/, path);
    assert.equal(answer.headers()['referrer-policy'], 'no-referrer', path);
    assert.equal(answer.headers()['x-content-type-options'], 'nosniff', path);
    assert.equal(answer.headers()['cross-origin-opener-policy'], 'same-origin', path);
    assert.equal(answer.headers()['cache-control'], 'no-store', path);
  }
  await page.context().close();
});
