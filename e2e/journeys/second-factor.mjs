// An officer sets up a second factor, signs in with its code, and, without the telephone, with a recovery code. Then the
// password is changed. Every page on the way is photographed and checked.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';

import { violations, visitor } from '../support/browser.mjs';
import { witness } from '../support/witness.mjs';
import { words } from '../support/words.mjs';

const pictures = join(import.meta.dirname, '../screenshots');
const LOGIN = 'demo.inspector';
const PASSWORD = 'mây trắng bay về núi xa';

/** What an authenticator app shows (RFC 6238), some steps from now. */
function codeOf(secret, steps = 0) {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret.replace(/\s/g, '')].map((it) => alphabet.indexOf(it).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const hash = createHmac('sha1', key).update(counter).digest();
  const truncated = hash.readUInt32BE(hash[19] & 15) & 0x7fffffff;
  return String(truncated % 1_000_000).padStart(6, '0');
}

test('sets up a second factor, signs in with it, and recovers without it', async () => {
  const { browser, demo } = globalThis.world;
  const say = words('vi');
  const page = await visitor(browser, { locale: 'vi', viewport: { width: 1280, height: 900 } });
  const watched = witness(page, demo.address, demo.people);
  await mkdir(pictures, { recursive: true });
  let { password } = demo.operator;

  async function look(name) {
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 900 });
      await page.screenshot({ path: join(pictures, `${name}.vi.${width}.png`), fullPage: true });
      const drawn = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(drawn <= width, `${name} is ${drawn} px wide at ${width} px`);
    }
    assert.deepEqual(await violations(page), [], `axe finds nothing on ${name}`);
    await watched.isLight();
  }
  const fill = (label, text) => page.getByLabel(say[label], { exact: true }).fill(text);
  const press = (button) => page.getByRole('button', { name: say[button], exact: true }).click();
  const heading = (key) => page.getByRole('heading', { level: 1, name: say[key] }).waitFor();
  async function givePassword() {
    await page.goto(`${demo.address}/sign-in`);
    await fill('sign-in-login', LOGIN);
    await fill('sign-in-password', password);
    await press('sign-in-act');
  }

  await page.goto(`${demo.address}/sign-in`);
  await page.getByText(say['sign-in-demo']).waitFor();
  await givePassword();
  await heading('home-title');
  await page.goto(`${demo.address}/account`);
  await heading('account-title');
  await look('account-one-factor');
  await page.getByRole('link', { name: say['account-second-factor-set-up'], exact: true }).click();
  await heading('second-factor-title');
  await look('second-factor');
  await press('second-factor-begin');
  await page.getByRole('img', { name: say['second-factor-qr'] }).waitFor();
  await look('second-factor-confirm');
  const secret = await page.locator('main code').innerText();
  await fill('second-factor-code', codeOf(secret));
  await press('second-factor-confirm');
  await heading('recovery-title');
  await look('recovery-codes');
  const recovery = await page.locator('main li code').allInnerTexts();
  assert.equal(recovery.length, 10);
  await page.getByRole('link', { name: say['recovery-kept'], exact: true }).click();
  await heading('account-title');
  await look('account');
  await press('frame-sign-out');

  await givePassword();
  await heading('code-title');
  await look('sign-in-code');
  await fill('code-field', '000000');
  await press('code-act');
  await page.getByRole('link', { name: say['code-error-wrong'] }).waitFor();
  // The code that confirmed is spent; the next one is taken half a minute early.
  await fill('code-field', codeOf(secret, 1));
  await press('code-act');
  await heading('home-title');
  await press('frame-sign-out');

  await givePassword();
  await fill('code-field', recovery[0]);
  await press('code-act');
  await heading('account-title');
  await page.getByText(/còn 9 mã/).waitFor();
  await look('account-recovered');

  await page.getByRole('link', { name: say['account-password-change'], exact: true }).click();
  await heading('password-title');
  await fill('password-current', password);
  await fill('password-chosen', 'matkhau123456');
  await fill('password-again', 'matkhau123456');
  await press('password-act');
  await page.getByRole('link', { name: say['password-error-common'] }).waitFor();
  await look('account-password-common');
  await fill('password-current', password);
  await fill('password-chosen', PASSWORD);
  await fill('password-again', PASSWORD);
  await press('password-act');
  await page.getByText(say['account-done-password']).waitFor();
  password = PASSWORD;
  await press('frame-sign-out');
  await givePassword();
  await heading('code-title');

  watched.staysOnHost();
  await page.context().close();
});
