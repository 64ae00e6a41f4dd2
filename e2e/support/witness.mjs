// Watches everything a page asks for: nothing may leave the host, weigh too much, or name a
// person in an address.
import assert from 'node:assert/strict';

import { dateParts, withoutAccents } from './words.mjs';

const PAGE_BYTES_MAX = 60_000;

/** Begins to watch a page. */
export function witness(page, address, people) {
  const asked = [];
  const sizes = new Map();
  const reading = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('response', (response) => {
    const size = response.body().then((body) => sizes.set(response.url(), body.length), () => undefined);
    reading.push(size);
  });

  return {
    /** Fails when anything was asked for elsewhere. */
    staysOnHost() {
      const strangers = asked.filter((url) => new URL(url).host !== new URL(address).host);
      assert.deepEqual(strangers, [], 'no request leaves the host');
    },

    /** Fails when the page now shown, with all it loads, is too heavy. */
    async isLight() {
      await Promise.all(reading);
      const assets = [...sizes].filter(([url]) => new URL(url).pathname.startsWith('/assets/'));
      const bytes = assets.reduce((sum, [, size]) => sum + size, Buffer.byteLength(await page.content()));
      assert.ok(bytes < PAGE_BYTES_MAX, `${new URL(page.url()).pathname} weighs ${bytes} bytes`);
    },

    /** Fails when an address holds a personal number, or a name or birth date looked for. */
    namesNobodyInAddresses() {
      // What pages load is named after its own content, in digits as they fall.
      for (const url of asked.filter((it) => !new URL(it).pathname.startsWith('/assets/'))) {
        const text = withoutAccents(decodeURIComponent(url.replace(address, '').replaceAll('+', ' ')));
        assert.doesNotMatch(text, /\d{9}/, 'no number of a person stands in an address');
        for (const person of people) {
          assert.ok(!text.includes(withoutAccents(person.name)), `${text} names somebody`);
          for (const date of writtenDates(person.born)) {
            assert.ok(!text.includes(date), `${text} holds a birth date`);
          }
        }
      }
    },
  };
}

/** The ways to write a whole date; a year alone is no birth date. */
function writtenDates(date) {
  const { day, month, year } = dateParts(date);
  if (!day) return [];
  return [`${year}-${month}-${day}`, `${day}/${month}/${year}`, `${day}-${month}-${year}`, `${year}${month}${day}`, `${day}${month}${year}`];
}
