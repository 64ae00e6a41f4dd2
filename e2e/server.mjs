// Starts the real program with a synthetic province in a temporary folder, and stops it.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const START_SECONDS_MAX = 180;
const STOP_SECONDS_MAX = 10;

/** The program under test. */
export const binary = process.env.DANH_BINARY ?? join(import.meta.dirname, '../target/debug/danh');

/**
 * A running demo: where it answers, who may sign in, whom to look for.
 * @returns {Promise<{address: string, operator: {login: string, password: string},
 *   people: {name: string, born: string, hint: string}[], stop: () => Promise<void>}>}
 */
export async function startDemo() {
  const data = await mkdtemp(join(tmpdir(), 'danh-e2e-'));
  const options = ['--data', data, '--listen', '127.0.0.1:0', '--population', '2000', '--seed', '7'];
  const program = spawn(binary, ['demo', ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
  const said = [];
  for (const stream of [program.stdout, program.stderr]) {
    stream.on('data', (text) => said.push(text));
  }
  const ended = new Promise((resolve) => {
    program.once('exit', (code, signal) => resolve(`ended with ${code ?? signal}`));
    program.once('error', (error) => resolve(error.message));
  });

  async function stop() {
    program.kill('SIGTERM');
    const stopped = await Promise.race([ended, pause(STOP_SECONDS_MAX * 1000, undefined, { ref: false })]);
    if (stopped === undefined) program.kill('SIGKILL');
    await rm(data, { recursive: true, force: true });
  }

  try {
    const demo = await ready(data, ended);
    return { ...demo, stop };
  } catch (error) {
    await stop();
    throw new Error(`${binary} did not start: ${error.message}\n${Buffer.concat(said)}`);
  }
}

/** Waits until the program has written what it offers and says that it is ready. */
async function ready(data, ended) {
  let over;
  ended.then((reason) => (over = reason));
  const deadline = Date.now() + START_SECONDS_MAX * 1000;
  while (Date.now() < deadline) {
    if (over) throw new Error(over);
    const demo = await readFile(join(data, 'demo.json'), 'utf8').then(JSON.parse).catch(() => undefined);
    if (demo) {
      const address = demo.address.startsWith('http') ? demo.address : `http://${demo.address}`;
      const answer = await fetch(new URL('/readyz', address)).catch(() => undefined);
      if (answer?.ok) return { ...demo, address: address.replace(/\/$/, '') };
    }
    await pause(100);
  }
  throw new Error(`not ready after ${START_SECONDS_MAX} s`);
}
