import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cursor, cursorTo, startOf } from '../../../src/present/verbs/cursor.js';

describe('a cursor', () => {
  test('comes back as what it was made from', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), (at) => startOf(cursor.at.parse(cursorTo(at))) === at),
    );
  });

  test('is letters, digits, - and _, so that a URL needs no escaping', () => {
    expect(cursorTo(63)).toMatch(/^[A-Za-z0-9_-]+$/);
  });

  test('of no answer is refused, whatever it looks like', () => {
    fc.assert(fc.property(fc.string(), (text) => !cursor.at.safeParse(text).success));
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
});
