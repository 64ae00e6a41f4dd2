// What the one script does where it runs, and that nothing is missing where it does not.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { launch, violations } from '../support/browser.mjs';
import { missing as skip, openGallery } from '../support/gallery.mjs';
import { words } from '../support/words.mjs';

const say = words('vi');
const answers = new Map();

let browser;
let gallery;

before(async () => {
  if (skip) return;
  gallery = await openGallery(answers);
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await gallery?.stop();
});

const json = (value) => (request, body, response) =>
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));

const baDinh = { code: '00004', name: 'Phường Ba Đình, Thành phố Hà Nội', was: 'Phường Trúc Bạch, Quận Ba Đình, Thành phố Hà Nội' };
const ngocHa = { code: '00008', name: 'Phường Ngọc Hà, Thành phố Hà Nội' };

/** What the picker `begin` would send. */
const sent = (page) =>
  page.evaluate(() => {
    const form = document.createElement('form');
    const picker = document.querySelector('.unit-picker');
    picker.replaceWith(form);
    form.append(picker);
    return Object.fromEntries(new FormData(form));
  });

test('a unit is found by any part of a name, with the keyboard alone', { skip }, async () => {
  const asked = [];
  answers.set('/units/find', (request, body, response) => {
    asked.push(new URL(request.url, gallery.address).search);
    json([baDinh, ngocHa])(request, body, response);
  });
  const page = await browser.newPage();
  await page.goto(`${gallery.address}/vi/component-unit.html`);
  const box = page.getByRole('combobox', { name: say['unit-picker-find'] }).first();
  await box.focus();
  await page.keyboard.type('truc bach');
  const list = page.getByRole('listbox').first();
  await list.waitFor();
  assert.deepEqual(asked.at(-1), '?level=commune&on=2026-11-23&q=truc%20bach');
  assert.match(await list.getByRole('option').first().innerText(), /^Phường Ba Đình, Thành phố Hà Nội/);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  assert.equal(await box.getAttribute('aria-activedescendant'), 'begin-found-1');
  assert.deepEqual(await violations(page), [], 'with the list open');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  assert.equal(await box.inputValue(), 'Phường Ba Đình, Thành phố Hà Nội');
  assert.equal(await list.isVisible(), false);
  assert.deepEqual(await sent(page), { begin: 'Phường Ba Đình, Thành phố Hà Nội', 'begin-choice': '00004', 'begin-province': '' });
  await page.close();
});

test('a unit that was typed over is no longer chosen', { skip }, async () => {
  answers.set('/units/find', json([]));
  const page = await browser.newPage();
  await page.goto(`${gallery.address}/vi/component-unit.html`);
  const box = page.getByRole('combobox', { name: say['unit-picker-find-any'] }).first();
  assert.match(await box.inputValue(), /^Phường Trúc Bạch/);
  await box.fill('đâu đó');
  await page.getByText(say['unit-picker-none']).waitFor();
  assert.equal(await page.locator('[name=former-choice][type=hidden]').inputValue(), '');
  answers.set('/units/find', (request, body, response) => response.writeHead(503).end());
  await box.fill('hà nội');
  await page.getByText(say['unit-picker-lost']).waitFor();
  await page.close();
});

test('without the script there is the name to be typed, and lists with a button', { skip }, async () => {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto(`${gallery.address}/vi/component-unit.html`);
  assert.equal(await page.getByRole('textbox', { name: say['unit-picker-find'] }).first().isVisible(), true);
  await page.getByText(say['unit-picker-lists']).first().click();
  assert.equal(await page.getByRole('combobox', { name: say['unit-picker-province'] }).first().isVisible(), true);
  assert.equal(await page.getByRole('button', { name: say['unit-picker-next'] }).first().isVisible(), true);
  await page.close();
});

test('the error summary has the focus, and its links lead to the inputs', { skip }, async () => {
  const page = await browser.newPage();
  await page.goto(`${gallery.address}/vi/component-form.html`);
  const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.className);
  assert.equal(await focused(), 'error-summary');
  for (const id of ['name', 'sex', 'born-day']) {
    await page.locator(`.error-summary a[href="#${id}"]`).click();
    assert.equal(await focused(), id);
  }
  await page.close();
});

/** A form that keeps itself, as a page of the desk has one. */
async function draft(page, saving) {
  const script = await page.goto(`${gallery.address}/vi/search.html`).then(() => page.locator('script').getAttribute('src'));
  answers.set('/draft', (request, body, response) =>
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      .end(`<!doctype html><title>t</title><form method="post" action="/sent" data-autosave="/kept"><input name="a"><input name="form_token" type="hidden" value="t"></form>
        <p id="saved" role="status" data-saving="saving" data-saved="saved" data-failed="failed" data-ended="ended"></p><script src="${script}" defer></script>`),
  );
  answers.set('/kept', saving);
  await page.goto(`${gallery.address}/draft`);
}

test('a half-filled form keeps itself, and again once a lost line is back', { skip }, async () => {
  const kept = [];
  let isLost = true;
  const page = await browser.newPage();
  await draft(page, (request, body, response) => {
    if (!isLost) kept.push(body);
    response.writeHead(isLost ? 503 : 204).end();
  });
  await page.locator('[name=a]').fill('Nguyễn');
  await page.getByText('failed').waitFor();
  isLost = false;
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await page.getByText(/^saved \d\d:\d\d$/).waitFor();
  assert.deepEqual(kept, ['a=Nguy%E1%BB%85n&form_token=t']);
  assert.equal(await page.evaluate(() => document.activeElement.name), 'a', 'the focus stays');
  await page.close();
});

test('a form whose session is over says so and keeps what was typed', { skip }, async () => {
  const page = await browser.newPage();
  await draft(page, (request, body, response) => response.writeHead(303, { location: '/sign-in' }).end());
  await page.locator('[name=a]').fill('Nguyễn');
  await page.getByText('ended').waitFor();
  assert.equal(await page.locator('[name=a]').inputValue(), 'Nguyễn');
  await page.close();
});

test('a long job is followed until it is done', { skip }, async () => {
  const page = await browser.newPage();
  const shown = await (await fetch(`${gallery.address}/vi/component-progress.html`)).text();
  const states = [shown.replace('value="412000"', 'value="900000"'), shown.replaceAll('data-again', 'data-over')];
  answers.set('/components/progress', (request, body, response) => {
    const html = states.length > 1 ? states.shift() : states[0];
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html);
  });
  await page.goto(`${gallery.address}/vi/component-progress.html`);
  await page.locator('progress[value="900000"]').waitFor();
  await page.waitForURL('**/components/progress');
  assert.equal(await page.locator('[data-again]').count(), 0);
  await page.close();
});
