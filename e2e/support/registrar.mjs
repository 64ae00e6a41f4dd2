// A registrar at the desk with a browser, and what they do page by page.
import { visitor } from './browser.mjs';
import { looker } from './look.mjs';
import { signIn } from './steps.mjs';
import { witness } from './witness.mjs';
import { dateParts, withoutAccents, words } from './words.mjs';

/** A registrar with a browser, and what they do page by page. */
export async function registrar({ browser, demo }, language, options = {}) {
  const say = words(language);
  const page = await visitor(browser, { locale: language, viewport: { width: 1280, height: 900 }, ...options });
  const watched = witness(page, demo.address, demo.people);
  await signIn(page, demo, say);

  const press = (key) => page.getByRole('button', { name: say[key], exact: true }).click();
  const heading = (key) => page.getByRole('heading', { level: 1, name: say[key], exact: true }).waitFor();
  const date = async (id, parts) => {
    for (const part of ['day', 'month', 'year']) await page.locator(`#${id}-${part}`).fill(String(parts[part]));
  };
  return {
    page,
    say,
    press,
    heading,
    date,
    look: looker(page, language, watched, { prefix: 'desk-', hasScript: options.javaScriptEnabled !== false }),
    /** Names a place: where the script runs, by choosing the first that it finds. */
    async place(id, name) {
      await page.locator(`#${id}`).fill(name);
      if (options.javaScriptEnabled !== false) await page.locator(`#${id}-found [role=option]`).first().click();
    },
    async begin(form) {
      await page.goto(`${demo.address}/desk/${form}/new`);
      await press('desk-begin-act');
    },
    /** Finds somebody by name and birth date, and takes the first who is offered. */
    async find(field, person, go = 'desk-next') {
      await page.locator(`#${field}-name`).fill(withoutAccents(person.name));
      await date(`${field}-born`, dateParts(person.born));
      await press('person-picker-find');
      await page.locator(`input[name="${field}-choice"]`).first().check();
      await press('desk-choose');
      await page.getByRole('heading', { level: 2, name: person.name }).waitFor();
      if (go) await press(go);
    },
    async done() {
      await page.context().close();
    },
  };
}
