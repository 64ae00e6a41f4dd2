// The portal's own sentences, read from its messages, so that a test speaks as a reader does
// and a changed word changes no test.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../../crates/portal/messages');

/** Every one-line message of a language, by key. */
export function words(language) {
  const messages = {};
  for (const file of readdirSync(join(folder, language))) {
    for (const line of readFileSync(join(folder, language, file), 'utf8').split('\n')) {
      const found = /^([a-z][a-z0-9-]*) = (.+)$/.exec(line);
      if (found) messages[found[1]] = found[2];
    }
  }
  return messages;
}

/** A name as somebody types it who has no Vietnamese keyboard. */
export function withoutAccents(name) {
  return name.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D').toLowerCase();
}

/** Day, month and year of a date, ISO or dd/mm/yyyy, each empty where it is not known. */
export function dateParts(date) {
  const smallestLast = date.includes('/') ? date.split('/').reverse() : date.split('-');
  const [year = '', month = '', day = ''] = smallestLast;
  return { day, month, year };
}
