import { expect, test } from 'vitest';
import { nameFrom } from '../../src/corpus/named-list.js';

test('a name is on one line; an empty one and one that is too long are refused as what they are', () => {
  expect(nameFrom('A\u0308pfel', 'a reader')).toBe('Äpfel');
  expect(nameFrom(' Ada\n Lovelace\u0007 ', 'a reader')).toBe('Ada Lovelace');
  expect(() => nameFrom(' \u200b ', 'a reader')).toThrow('a reader needs a name');
  expect(() => nameFrom('a'.repeat(61), 'a saved search')).toThrow('the name of a saved search is too long');
});
