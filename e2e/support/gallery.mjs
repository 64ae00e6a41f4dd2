// The example pages, served as the portal serves pages, so that its policy holds here too.
// `cargo run -p danh-portal --example gallery -- FOLDER` writes them. DANH_GALLERY names such a
// folder; without it, the example that cargo built beside the program under test is run.
import { execFileSync } from 'node:child_process';
import { createReadStream, existsSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, extname, join, normalize } from 'node:path';

import { binary } from '../server.mjs';

const writer = join(dirname(binary), 'examples/gallery');
const given = process.env.DANH_GALLERY;
const mediaTypes = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml' };
// As the portal answers; its own tests hold it to that.
const policy =
  "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Why there is no gallery to look at, or false when there is one. */
export const missing = given || existsSync(writer) ? false : `there is no ${writer}, and DANH_GALLERY is not set`;

/**
 * Serves the gallery. `answers` is a map from path to what else answers: a function of request,
 * its body, and response.
 * @returns {Promise<{address: string, folder: string, stop: () => Promise<void>}>}
 */
export async function openGallery(answers = new Map()) {
  const folder = given ?? (await mkdtemp(join(tmpdir(), 'danh-gallery-')));
  if (!given) execFileSync(writer, [folder]);
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://gallery');
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    response.setHeader('content-security-policy', policy);
    const answer = answers.get(pathname);
    if (answer) {
      answer(request, Buffer.concat(chunks).toString(), response);
      return;
    }
    const file = join(folder, normalize(pathname));
    const found = await stat(file).catch(() => undefined);
    if (!found?.isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': mediaTypes[extname(file)] ?? 'text/plain' });
    createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${server.address().port}`,
    folder,
    async stop() {
      server.closeAllConnections();
      server.close();
      if (!given) await rm(folder, { recursive: true });
    },
  };
}
