// A registrar opens somebody who lives elsewhere: refused, and whoever examines the work reads of it.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { visitor } from '../support/browser.mjs';
import { looker } from '../support/look.mjs';
import { search, signIn, signInAtHome } from '../support/steps.mjs';
import { witness } from '../support/witness.mjs';
import { words } from '../support/words.mjs';

/** Searches until somebody found is outside the officer's area, and leaves their results. */
async function findSomebodyElsewhere(page, demo, say) {
  for (const person of demo.people) {
    await search(page, person, say);
    const row = page.getByRole('row').filter({ has: page.getByText(say['results-outside'], { exact: true }) });
    const link = row.getByRole('link', { name: person.name, exact: true });
    if (await link.count()) return { person, link: link.first(), row: row.first() };
    await page.getByRole('link', { name: say['results-again'], exact: true }).click();
  }
  return assert.fail('everybody lives in the ward');
}

for (const language of ['vi', 'en']) {
  test(`is refused somebody outside the jurisdiction, on record, in ${language}`, async () => {
    const { browser, demo } = globalThis.world;
    const say = words(language);
    const page = await visitor(browser, { locale: language, viewport: { width: 1280, height: 900 } });
    const look = looker(page, language, witness(page, demo.address, demo.people), { prefix: 'refused-' });
    await signIn(page, demo, say, 'demo.ward');
    const { person, link, row } = await findSomebodyElsewhere(page, demo, say);
    assert.doesNotMatch(await row.innerText(), /\d{2}\/\d{2}\/\d{4}|•/, 'neither birth date nor number is told');
    await look('results');
    const [answer] = await Promise.all([page.waitForNavigation(), link.click()]);
    assert.equal(answer.status(), 403);
    await page.getByRole('heading', { level: 1, name: say['outside-title'] }).waitFor();
    assert.equal(await page.getByText(person.name).count(), 0, 'nothing is told of them');
    const address = page.url();
    await look('outside');
    await page.context().close();

    const examined = await visitor(browser, { locale: language, viewport: { width: 1280, height: 900 } });
    const lookOver = looker(examined, language, witness(examined, demo.address, demo.people), { prefix: 'refused-' });
    await signInAtHome(examined, demo, say, 'demo.inspector');
    await examined.goto(`${address}/readers`);
    const refusal = examined.getByRole('row').filter({ has: examined.getByText(say['readers-refused'], { exact: true }) });
    const ward = demo.colleagues.find((colleague) => colleague.login === 'demo.ward');
    if (language === 'vi') assert.match(await refusal.first().innerText(), new RegExp(ward.seat), 'who was refused');
    assert.match(await refusal.first().innerText(), /\d{2}\/\d{2}\/\d{4} \d{2}:\d{2}/, 'when');
    await lookOver('readers');
    await examined.context().close();
  });
}

test('an emergency is opened with a reason, and is loud', async () => {
  const { browser, demo } = globalThis.world;
  const say = words('en');
  const page = await visitor(browser, { locale: 'en', viewport: { width: 1280, height: 900 } });
  const look = looker(page, 'en', witness(page, demo.address, demo.people), { prefix: 'refused-' });
  await signIn(page, demo, say, 'demo.ward');
  const { person, link } = await findSomebodyElsewhere(page, demo, say);
  await link.click();
  const open = page.getByRole('button', { name: say['outside-emergency-act'], exact: true });
  await open.click();
  await page.getByRole('link', { name: say['outside-error-short'], exact: true }).waitFor();
  await look('outside-to-mend');
  await page.getByLabel(say['outside-reason'], { exact: true }).fill('Unconscious patient, looking for relatives');
  await open.click();
  await page.getByRole('heading', { level: 1, name: person.name }).waitFor();
  await page.getByText(say['break-glass-now'].split('{')[0].trim()).waitFor();
  await look('opened');
  await page.context().close();

  const examined = await visitor(browser, { locale: 'en', viewport: { width: 1280, height: 900 } });
  const lookOver = looker(examined, 'en', witness(examined, demo.address, demo.people), { prefix: 'refused-' });
  await signInAtHome(examined, demo, say, 'demo.inspector');
  await examined.goto(`${demo.address}/`);
  await lookOver('home-of-the-inspector');
  await examined.locator('main a[href="/break-glass"]').first().click();
  await examined.getByText('Unconscious patient').first().waitFor();
  await lookOver('emergencies');
  await examined.context().close();
});
