// Takes the pictures of the README anew: `npm run pictures` writes `docs/pictures/*.png`. Those of the desk are taken over from the
// journeys, so `npm test` goes first.
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { startDemo } from './server.mjs';
import { launch } from './support/browser.mjs';
import { open, search, signIn } from './support/steps.mjs';
import { words } from './support/words.mjs';

const folder = join(import.meta.dirname, '../docs/pictures');
await mkdir(folder, { recursive: true });

const taken = join(import.meta.dirname, 'screenshots');
for (const [name, journey] of [
  ['home', 'desk-home'],
  ['birth', 'desk-birth-check'],
  ['refused', 'desk-marriage-refused'],
  ['outside', 'refused-outside'],
]) {
  await copyFile(join(taken, `${journey}.vi.1280.png`), join(folder, `${name}.png`));
}

const demo = await startDemo();
const browser = await launch();
try {
  const say = words('vi');
  const [person] = demo.people;
  const page = await browser.newPage({ locale: 'vi', reducedMotion: 'reduce', viewport: { width: 1200, height: 860 } });
  const take = (name) => page.screenshot({ path: join(folder, `${name}.png`) });
  await signIn(page, demo, say);
  await take('search');
  await search(page, person, say);
  await take('results');
  await open(page, person);
  await take('person');
  await page.getByRole('link', { name: say['person-timeline'], exact: true }).click();
  await take('timeline');
  await page.goto(`${demo.address}/units?q=cong+vi`);
  await take('units');
  await page.goto(`${demo.address}/ledger`);
  await take('ledger');
} finally {
  await browser.close();
  await demo.stop();
}
