/** Pages and their cursors, the same in every store: the sort key and the id of the last paper. */
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

interface Keyed {
  readonly key: Cursor[0];
  readonly id: string;
}

/** @param rows up to one more than the limit, so that it is known whether another page follows */
export function pageOfRows<T extends Keyed>(rows: readonly T[], limit: number): { page: T[]; next: string | null } {
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  const cursor: Cursor | undefined = last && [last.key, last.id];
  return { page, next: cursor ? Buffer.from(JSON.stringify(cursor)).toString('base64url') : null };
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
