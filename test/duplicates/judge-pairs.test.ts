import { expect, test } from 'vitest';
import { judgePairs } from '../../src/duplicates/judge-pairs.js';
import { toUnitLength } from '../../src/embedding.js';
import type { PaperId } from '../../src/paper.js';
import { paperWith } from './abstracts.js';

test('pairs come in their order, and most papers are read once although their pairs stand far apart', async () => {
  const count = 2_000;
  const id = (letter: string, i: number) => `${letter}${String(i).padStart(4, '0')}` as PaperId;
  const pairs = ['a', 'b'].flatMap((first) =>
    Array.from({ length: count }, (_, i) => ({ a: id(first, i), b: id('z', i) })),
  );
  let reads = 0;
  const read = async (ids: readonly PaperId[]) => {
    reads += ids.length;
    return ids.map((one) => [paperWith(one, '', `The text of ${one}.`), toUnitLength([1, 0])] as const);
  };
  const judged = await judgePairs(pairs, { read });
  expect(judged.map(({ a, b }) => ({ a, b }))).toEqual(pairs);
  expect(reads).toBeLessThan(3 * count + 10);
});
