/**
 * Cursors: opaque to clients, checked when they come back. The cursor of a ranking or of groups is a position (`at`). A
 * list of papers carries the cursor of the library, which the library checks.
 */
import { z } from 'zod';

/** Characters of a cursor. */
export const LONGEST_CURSOR = 800;
const position = z.strictObject({ at: z.int().min(0).max(1_000_000) });

const text = z
  .string()
  .max(LONGEST_CURSOR)
  .regex(/^[A-Za-z0-9_-]+$/)
  .meta({ description: '`next` of an earlier answer to the same request; continues after it.' });

/** A cursor in a URL: letters, digits, `-` and `_`. */
export const cursor = {
  at: text.refine((cursorText) => position.safeParse(decode(cursorText)).success, 'not a cursor of an earlier answer'),
  list: text,
};

/** @param at the number of results before it */
export function cursorTo(at: number): string {
  return Buffer.from(JSON.stringify({ at })).toString('base64url');
}

/** The number of results before the cursor; 0 without one. */
export function startOf(cursorText: string | undefined): number {
  return cursorText === undefined ? 0 : position.parse(decode(cursorText)).at;
}

function decode(cursorText: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursorText, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
