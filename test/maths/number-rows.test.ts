import { expect, test } from 'vitest';
import { numberRows } from '../../src/maths/number-rows.js';

test('rows of any lengths come back as they were appended', () => {
  const rows = numberRows();
  const appended = Array.from({ length: 3_000 }, (_, i) => Uint32Array.from({ length: i % 7 }, (_, j) => i * 10 + j));
  for (const row of appended) rows.push(row);
  const long = Uint32Array.from({ length: 5_000 }, (_, i) => i);
  rows.push(long);
  expect(appended.map((_, i) => [...rows.at(i)])).toEqual(appended.map((row) => [...row]));
  expect([...rows.at(3_000)]).toEqual([...long]);
});
