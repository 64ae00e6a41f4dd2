// Photographs a page as it is, wide and narrow, and checks what must hold of every page.
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { violations } from './browser.mjs';

const pictures = join(import.meta.dirname, '../screenshots');

/** The widths at which every page is looked at: 320 px are also 1280 px at 400 %. */
export const WIDTHS = [320, 1280];

/**
 * A function that looks at the page under a name: its language, its weight, its addresses and, at each of `widths`, what axe-core
 * finds and whether it fits. Where no script may run axe-core cannot either: `hasScript` says so.
 */
export function looker(page, language, watched, { prefix = '', widths = WIDTHS, hasScript = true } = {}) {
  return async function look(name) {
    await mkdir(pictures, { recursive: true });
    assert.equal(await page.locator('html').getAttribute('lang'), language);
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      await page.screenshot({ path: join(pictures, `${prefix}${name}.${language}.${width}.png`), fullPage: true });
      if (hasScript) assert.deepEqual(await violations(page), [], `axe finds nothing on ${name} at ${width} px`);
      const drawn = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(drawn <= width, `${name} is ${drawn} px wide at ${width} px`);
    }
    assert.deepEqual(await outline(page), [], `the headings of ${name} follow each other`);
    await watched.isLight();
    watched.staysOnHost();
    watched.namesNobodyInAddresses();
  };
}

/** What is wrong with the headings: not one `h1`, or a level left out on the way down. */
async function outline(page) {
  const levels = await page.locator(':is(h1, h2, h3, h4):visible').evaluateAll((all) => all.map((it) => Number(it.tagName[1])));
  const wrong = levels.filter((level) => level === 1).length === 1 ? [] : [`${levels.filter((level) => level === 1).length} h1`];
  // What must be mended, or waits, may be said before the title.
  const body = levels.slice(levels.indexOf(1));
  body.forEach((level, at) => at > 0 && level > body[at - 1] + 1 && wrong.push(`h${level} below h${body[at - 1]}`));
  return wrong;
}
