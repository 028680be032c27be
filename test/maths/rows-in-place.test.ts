import { expect, test } from 'vitest';
import { EmbeddingBlock, toUnitLength } from '../../src/embedding.js';
import { seededRandom } from '../../src/maths/random.js';
import { releaseRows, rowsOf } from '../../src/maths/rows.js';
import { centroidsOf } from '../../src/themes/clustering/membership.js';
import { centre, centredCentroids } from '../../src/themes/clustering/smooth.js';

const random = seededRandom(2);
const points = (count: number) =>
  Array.from({ length: count }, () => toUnitLength(Array.from({ length: 5 }, () => random() - 0.3)));

test('embeddings of a block become rows without a copy, and in another order with one', () => {
  const block = new EmbeddingBlock(3);
  const embeddings = points(3).map((point) => block.add(point));
  const rows = rowsOf(embeddings);
  expect([...rows.data]).toEqual(embeddings.flatMap((embedding) => [...embedding]));
  expect(rows.data.buffer).toBe(embeddings[0]!.buffer);
  const others = rowsOf([...embeddings].reverse());
  expect([...others.data]).toEqual([...embeddings].reverse().flatMap((embedding) => [...embedding]));
  expect(others.data.buffer).not.toBe(embeddings[0]!.buffer);
});

test('a block takes no more embeddings than it has room for', () => {
  const block = new EmbeddingBlock(1);
  const [first, second] = points(2);
  block.add(first!);
  expect(() => block.add(second!)).toThrow(RangeError);
});

test('centroids of centred rows are the same bits, centred all at once or some at a time', () => {
  const rows = rowsOf(points(9_000));
  const labels = Int32Array.from({ length: 9_000 }, (_, i) => (i % 7 === 0 ? -1 : i % 3));
  expect(centredCentroids(rows, labels, 3).data).toEqual(centroidsOf(centre(rows), labels, 3).data);
});

test('rows that are released have no numbers and no memory, and may be released again', () => {
  const rows = rowsOf(points(3));
  releaseRows(rows);
  releaseRows(rows);
  expect(rows.data).toHaveLength(0);
  expect(rows.data.buffer.byteLength).toBe(0);
});
