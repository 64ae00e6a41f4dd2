// Every example of every page, in both languages, narrow and wide, checked by axe-core.
// `cargo run -p danh-portal --example gallery -- FOLDER` writes them. DANH_GALLERY names such a
// folder; without it, the example that cargo built beside the program under test is run.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createReadStream, existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, extname, join, normalize } from 'node:path';
import { after, before, test } from 'node:test';

import { binary } from '../server.mjs';
import { launch, violations } from '../support/browser.mjs';

const writer = join(dirname(binary), 'examples/gallery');
const given = process.env.DANH_GALLERY;
const skip = given || existsSync(writer) ? false : `there is no ${writer}, and DANH_GALLERY is not set`;
// As the portal answers; its own tests hold it to that.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const mediaTypes = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml' };

let folder;
let browser;
let server;
let address;

before(async () => {
  if (skip) return;
  folder = given ?? (await mkdtemp(join(tmpdir(), 'danh-gallery-')));
  if (!given) execFileSync(writer, [folder]);
  browser = await launch();
  server = createServer(async (request, response) => {
    const file = join(folder, normalize(new URL(request.url, 'http://gallery').pathname));
    const found = await stat(file).catch(() => undefined);
    if (!found?.isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': mediaTypes[extname(file)] ?? 'text/plain', 'content-security-policy': policy });
    createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${server.address().port}`;
});

after(async () => {
  await browser?.close();
  server?.close();
  if (folder && !given) await rm(folder, { recursive: true });
});

for (const language of ['vi', 'en']) {
  for (const width of [320, 1280]) {
    test(`examples in ${language} at ${width} px`, { skip }, async () => {
      const page = await browser.newPage({ viewport: { width, height: 900 } });
      for (const file of await readdir(join(folder, language))) {
        await page.goto(`${address}/${language}/${file}`);
        assert.deepEqual(await violations(page), [], `${language}/${file} at ${width} px`);
        const drawn = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(drawn <= width, `${language}/${file} is ${drawn} px wide at ${width} px`);
      }
      await page.close();
    });
  }
}
