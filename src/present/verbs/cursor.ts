/**
 * Where an answer goes on: opaque to whoever holds it, checked when it comes back.
 * One kind for each way of going on: `at` so many given already (ranked papers, groups), or `after` an id (papers in
 * order of id, so that papers added or removed in between neither repeat nor hide others).
 */
import { z } from 'zod';

const LONGEST = 500;
const positions = {
  at: z.strictObject({ at: z.int().min(0).max(1_000_000) }),
  after: z.strictObject({ after: z.string().min(1).max(300) }),
};

/** A cursor as it stands in an address: letters, digits, `-` and `_`. */
export const cursor = { at: shape('at'), after: shape('after') };

export function cursorTo(position: z.infer<(typeof positions)['at' | 'after']>): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** How many were given already; none without a cursor. */
export function startOf(text: string | undefined): number {
  return text === undefined ? 0 : positions.at.parse(read(text)).at;
}

/** The id after which to go on. */
export function lastIn(text: string | undefined): string | undefined {
  return text === undefined ? undefined : positions.after.parse(read(text)).after;
}

function shape(kind: 'at' | 'after'): z.ZodString {
  return z
    .string()
    .max(LONGEST)
    .regex(/^[A-Za-z0-9_-]+$/)
    .refine((text) => positions[kind].safeParse(read(text)).success, 'not a cursor that an answer gave')
    .meta({ description: '`next` of an earlier answer to the same question: goes on where that one ended.' });
}

function read(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
