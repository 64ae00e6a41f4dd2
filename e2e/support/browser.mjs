// Debian's Chromium, and what every page is checked for.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { chromium } from 'playwright-core';

const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** Starts a browser that stays silent: no request that no page asked for. */
export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}

/** A visitor with a browser of their own, who does not wait long for a page. */
export async function visitor(browser, options) {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(10_000);
  return context.newPage();
}

/**
 * What axe-core finds wrong with the page as it is now, of any impact: rule, and where.
 * Evaluated from outside the page, so the page's own policy need not let a script in.
 */
export async function violations(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  return found.violations.map(({ id, impact, nodes }) => ({
    id,
    impact,
    where: nodes.map((node) => node.target.join(' ')),
  }));
}
