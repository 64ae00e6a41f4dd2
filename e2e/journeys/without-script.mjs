// The same way with JavaScript switched off.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { visitor } from '../support/browser.mjs';
import { asOf, open, openTab, readTimeline, search, signIn } from '../support/steps.mjs';
import { words } from '../support/words.mjs';

test('finds a person without JavaScript', async () => {
  const { browser, demo } = globalThis.world;
  const say = words('vi');
  const [person] = demo.people;
  const page = await visitor(browser, { locale: 'vi', javaScriptEnabled: false });
  await signIn(page, demo, say);
  await search(page, person, say);
  await open(page, person);
  await openTab(page, 'person-timeline', say);
  await readTimeline(page, say);
  await asOf(page, '2025-06-30', say);
  await page.getByRole('button', { name: say['frame-sign-out'], exact: true }).click();
  await page.getByText(say['sign-in-signed-out']).waitFor();
  await page.context().close();
});

test('a page brings one script, from here, and nothing inline may run', async () => {
  const { browser, demo } = globalThis.world;
  const page = await visitor(browser, { locale: 'en' });
  await signIn(page, demo, words('en'));
  for (const path of ['/search', '/units', '/ledger']) {
    const answer = await page.goto(demo.address + path);
    const scripts = await page.locator('script').evaluateAll((all) => all.map((it) => [it.getAttribute('src'), it.text]));
    assert.equal(scripts.length, 1, path);
    assert.match(scripts[0][0], /^\/assets\/danh-[0-9a-f]{16}\.js$/, path);
    assert.equal(scripts[0][1], '', path);
    const policy = answer.headers()['content-security-policy'];
    assert.match(policy, /default-src 'none'/, path);
    assert.match(policy, /script-src 'self';/, path);
    assert.doesNotMatch(policy, /unsafe|nonce|sha256|https?:|\*/, path);
    assert.equal(answer.headers()['referrer-policy'], 'no-referrer', path);
    assert.equal(answer.headers()['x-content-type-options'], 'nosniff', path);
    assert.equal(answer.headers()['cross-origin-opener-policy'], 'same-origin', path);
    assert.equal(answer.headers()['cache-control'], 'no-store', path);
  }
  await page.context().close();
});
