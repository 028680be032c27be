/**
 * Where an answer continues: opaque to whoever holds it, checked when it comes back. An answer that is ranked or grouped
 * counts what was given (`at`); a list of papers carries the library's own cursor, which the library checks.
 */
import { z } from 'zod';

const LONGEST = 800;
const position = z.strictObject({ at: z.int().min(0).max(1_000_000) });

const text = z
  .string()
  .max(LONGEST)
  .regex(/^[A-Za-z0-9_-]+$/)
  .meta({ description: '`next` of an earlier answer to the same question: continues where that one ended.' });

/** A cursor as it stands in an address: letters, digits, `-` and `_`. */
export const cursor = {
  at: text.refine((cursorText) => position.safeParse(decode(cursorText)).success, 'not a cursor that an answer gave'),
  list: text,
};

export function cursorTo(at: z.infer<typeof position>): string {
  return Buffer.from(JSON.stringify(at)).toString('base64url');
}

/** How many were given already; none without a cursor. */
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
