// All journeys through one running demo: `DANH_BINARY=... npm test`.
import { after, before } from 'node:test';

import { startDemo } from '../server.mjs';
import { launch } from '../support/browser.mjs';

before(async () => {
  const demo = await startDemo();
  globalThis.world = { demo, browser: await launch() };
});

after(async () => {
  await globalThis.world?.browser.close();
  await globalThis.world?.demo.stop();
});

await import('../journeys/stays-closed.mjs');
await import('../journeys/finds-a-person.mjs');
await import('../journeys/without-script.mjs');
await import('../journeys/by-keyboard.mjs');
await import('../journeys/registers.mjs');
await import('../journeys/is-refused.mjs');
await import('../journeys/decides.mjs');
await import('../journeys/looks-around.mjs');
// The inspector has a second factor afterwards, so nobody signs in as the inspector after it.
await import('../journeys/second-factor.mjs');
