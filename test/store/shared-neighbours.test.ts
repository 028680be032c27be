/** Quantized embeddings in memory that threads share. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import { type Embedding, toUnitLength } from '../../src/embedding.js';
import { shareMemory } from '../../src/maths/shared-memory.js';
import { sharedMemory } from '../../src/maths/wasm.js';
import { type QuantizedMatrix, recordsOf, takePage } from '../../src/store/neighbours/quantized.js';
import { readQuantizedSeal, writeQuantized } from '../../src/store/neighbours/quantized-file.js';
import type { Seal } from '../../src/store/neighbours/seal.js';
import { newFolder } from '../support/folders.js';
import { seededRandom } from '../support/random.js';

const DIMENSION = 32;
type Point = readonly [row: number, embedding: Embedding];

function somePoints(count: number, seed: number): Point[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, i) => [
    i + 1,
    toUnitLength(Array.from({ length: DIMENSION }, () => random() - 0.5)),
  ]);
}

/** Writes the file as an index does: a seal for each part, the later ones appended. */
function write(folder: string, points: readonly Point[], sealed?: Seal): Seal {
  const upToRow = points.at(-1)![0];
  writeQuantized(folder, sealed, { identity: 'one', dimension: DIMENSION, upToRow }, [recordsOf(points)]);
  return readQuantizedSeal(folder, 'one', DIMENSION)!;
}

const rowsNear = (matrix: QuantizedMatrix, query: Embedding) =>
  matrix
    .nearest(query, 5)
    .sort((a, b) => b.similarity - a.similarity)
    .map(({ row }) => row);

/** As another thread would load the module, with memory that this one has shared. */
async function threadThatLoads() {
  vi.resetModules();
  return (await import('../../src/store/neighbours/quantized-file.js')).loadQuantized;
}

beforeEach(() => shareMemory());

test('two threads answer from the same records', async () => {
  const folder = newFolder();
  const points = somePoints(300, 1);
  const seal = write(folder, points);
  const first = (await threadThatLoads())(folder, seal)!;
  rmSync(join(folder, 'neighbours.int8')); // the second thread has nothing to read but memory
  const second = (await threadThatLoads())(folder, seal)!;
  expect(second).not.toBe(first);
  for (const [row, embedding] of points.slice(0, 20)) {
    expect(rowsNear(first, points[row]![1])[0]).toBe(row + 1);
    expect(rowsNear(second, embedding)[0]).toBe(row);
  }
});

test('what is appended is read once, and earlier seals keep their answers', async () => {
  const folder = newFolder();
  const points = somePoints(400, 2);
  const before = write(folder, points.slice(0, 300));
  const [loadInFirst, loadInSecond] = [await threadThatLoads(), await threadThatLoads()];
  const first = loadInFirst(folder, before)!;
  const after = write(folder, points.slice(300), before);
  const second = loadInSecond(folder, after)!;
  expect([first.size, second.size]).toEqual([300, 400]);
  expect(rowsNear(second, points[350]![1])[0]).toBe(351);
  expect(rowsNear(first, points[350]![1])).not.toContain(351);
  rmSync(join(folder, 'neighbours.int8'));
  expect(loadInFirst(folder, after, first)).toBe(first);
  expect(rowsNear(first, points[350]![1])[0]).toBe(351);
  expect((await threadThatLoads())(folder, before)!.size).toBe(300);
});

test('a file of other embeddings is read into memory of its own', async () => {
  const [one, other] = [newFolder(), newFolder()];
  const [points, others] = [somePoints(300, 3), somePoints(350, 4)];
  const first = (await threadThatLoads())(one, write(one, points))!;
  const second = (await threadThatLoads())(other, write(other, others))!;
  for (const at of [0, 100, 299]) {
    expect(rowsNear(first, points[at]![1])[0]).toBe(at + 1);
    expect(rowsNear(second, others[at]![1])[0]).toBe(at + 1);
  }
  expect(second.valid.points).toBe(350);
});

test('a damaged file is not used, and does not keep others from sharing', async () => {
  const folder = newFolder();
  const points = somePoints(300, 5);
  const seal = write(folder, points);
  const path = join(folder, 'neighbours.int8');
  const whole = readFileSync(path);
  const damaged = Buffer.from(whole);
  damaged[5_000]! ^= 1;
  writeFileSync(path, damaged);
  expect((await threadThatLoads())(folder, seal)).toBeUndefined();
  const again = write(folder, points);
  expect((await threadThatLoads())(folder, again)!.size).toBe(300);
  rmSync(path);
  expect((await threadThatLoads())(folder, again)!.size).toBe(300);
});

test('a memory has room for a limited number of threads', () => {
  const memory = sharedMemory();
  const pages = Array.from({ length: 64 }, () => takePage(memory)?.page);
  expect(new Set(pages).size).toBe(64);
  expect(pages.at(-1)).toBeUndefined();
});
