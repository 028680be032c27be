/** The cursor of a page: the sort key and the id of its last paper, the same in every store. */
import { CorpusError } from '../errors.js';
import type { PageOrder } from './contract.js';

/** @param key '' in order of id */
export type Cursor = readonly [key: string | number, id: string];

/** The type of the sort key. */
const KEYS: Readonly<Record<PageOrder, (key: unknown) => boolean>> = {
  id: (key) => key === '',
  published: (key) => typeof key === 'string',
  comments: Number.isSafeInteger,
  added: Number.isSafeInteger,
};

export function textOfCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

/** @returns undefined for the first page @throws CorpusError USAGE where no page in this order gave it */
export function cursorOf(text: string | undefined, order: PageOrder): Cursor | undefined {
  if (text === undefined) return undefined;
  try {
    const [key, id, ...rest] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as unknown[];
    if (KEYS[order](key) && typeof id === 'string' && rest.length === 0) return [key as Cursor[0], id];
  } catch {
    // Reported below.
  }
  throw new CorpusError('USAGE', 'the cursor is not valid', 'Omit it to start again.');
}
