import { expect, test } from 'vitest';
import { numberRows } from '../../src/maths/number-rows.js';

test('rows of any lengths come back as they were appended', () => {
  const rows = numberRows(Uint32Array);
  const appended = Array.from({ length: 3_000 }, (_, i) => Uint32Array.from({ length: i % 7 }, (_, j) => i * 10 + j));
  for (const row of appended) rows.push(row);
  const long = Uint32Array.from({ length: 5_000 }, (_, i) => i);
  rows.push(long);
  expect(appended.map((_, i) => [...rows.at(i)])).toEqual(appended.map((row) => [...row]));
  expect([...rows.at(3_000)]).toEqual([...long]);
});

test('a row of 16-bit numbers holds their last bits, and stands where it says', () => {
  const rows = numberRows(Uint16Array);
  for (let i = 0; i < 2_000; i++) rows.push(Uint32Array.of(i, 0xabcd0000 + i));
  for (const i of [0, 511, 512, 1_999]) {
    const start = rows.startOf(i);
    expect([...rows.at(i)]).toEqual([i, i]);
    expect([...rows.blockOf(i).subarray(start, start + rows.lengthOf(i))]).toEqual([i, i]);
  }
});
