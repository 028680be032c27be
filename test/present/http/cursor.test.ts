import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cursor, cursorTo, lastIn, startOf } from '../../../src/present/verbs/cursor.js';

describe('a cursor', () => {
  test('comes back as what it was made from', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), (at) => startOf(cursor.at.parse(cursorTo({ at }))) === at),
    );
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: 90, unit: 'grapheme' }).filter((id) => id.length <= 90),
        (after) => lastIn(cursor.after.parse(cursorTo({ after }))) === after,
      ),
    );
  });

  test('is letters, digits, - and _, so that it stands in an address as it is', () => {
    expect(cursorTo({ after: 'a paper/with ÿ?&=+' })).toMatch(/^[A-Za-z0-9_-]+$/);
  });

  test('of no answer is refused, whatever it looks like', () => {
    fc.assert(
      fc.property(fc.string(), (text) => !cursor.at.safeParse(text).success && !cursor.after.safeParse(text).success),
    );
    for (const forged of [
      '{"at":-1}',
      '{"at":1e9}',
      '{"at":1.5}',
      '{"at":"1"}',
      '{"at":1,"x":2}',
      '{"__proto__":1}',
      '[]',
      'null',
      '{"at":',
    ]) {
      expect(cursor.at.safeParse(Buffer.from(forged).toString('base64url')).success, forged).toBe(false);
    }
  });

  test('of one kind is refused where the other is asked for', () => {
    expect(cursor.at.safeParse(cursorTo({ after: 'x' })).success).toBe(false);
    expect(cursor.after.safeParse(cursorTo({ at: 3 })).success).toBe(false);
  });
});
