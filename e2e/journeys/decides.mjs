// Four eyes: one officer proposes, another decides.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { visitor } from '../support/browser.mjs';
import { looker } from '../support/look.mjs';
import { open, search, signIn } from '../support/steps.mjs';
import { witness } from '../support/witness.mjs';
import { words } from '../support/words.mjs';

for (const [language, hint] of [
  ['vi', 'married a month ago'],
  ['en', 'married a month ago'],
]) {
  test(`a number is cancelled by two officers in ${language}`, async () => {
    const { browser, demo } = globalThis.world;
    const say = words(language);
    const person = demo.people.find((it) => it.hint === hint);
    const at = async (login) => {
      const page = await visitor(browser, { locale: language, viewport: { width: 1280, height: 900 } });
      await signIn(page, demo, say, login);
      const look = looker(page, language, witness(page, demo.address, demo.people), { prefix: 'decided-' });
      return { page, look, press: (key) => page.getByRole('button', { name: say[key], exact: true }).click() };
    };

    const proposer = await at(undefined);
    await search(proposer.page, person, say);
    await open(proposer.page, person);
    await proposer.page.getByRole('link', { name: say['propose-cancel-number'], exact: true }).click();
    await proposer.look('proposing');
    await proposer.press('propose-act');
    await proposer.page.getByRole('heading', { level: 2, name: say['form-error-summary'] }).waitFor();
    await proposer.look('proposing-to-mend');
    await proposer.page.getByLabel(say['cancelled-given-in-error'], { exact: true }).check();
    await proposer.page.getByLabel(say['proposal-reason'], { exact: true }).fill('Đã đối chiếu với sổ gốc năm 1996');
    await proposer.press('propose-act');
    await proposer.page.getByRole('heading', { level: 1, name: say['act-cancel-number'] }).waitFor();
    await proposer.look('proposed');

    const decider = await at('demo.reviewer');
    await decider.page.goto(`${demo.address}/`);
    await decider.look('home-of-the-reviewer');
    await decider.page.locator('main a[href="/proposals"]').first().click();
    await decider.look('waiting');
    await decider.page.getByRole('link', { name: say['act-cancel-number'], exact: true }).first().click();
    await decider.look('deciding');
    await decider.page.getByLabel(say['proposal-reject'], { exact: true }).check();
    await decider.page.getByLabel(say['proposal-decision-reason'], { exact: true }).fill('Sổ gốc ghi đúng số này');
    await decider.press('proposal-decide-act');
    await decider.page.getByText(say['proposal-rejected'], { exact: true }).first().waitFor();
    await decider.look('decided');

    await proposer.page.reload();
    assert.match(await proposer.page.locator('main').innerText(), /Sổ gốc ghi đúng số này/, 'the proposer reads why');
    for (const { page } of [proposer, decider]) await page.context().close();
  });
}
