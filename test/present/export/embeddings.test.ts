import { describe, expect, test } from 'vitest';
import type { Corpus } from '../../../src/index.js';
import { atlasLines } from '../../../src/present/export/atlas.js';
import { bytesOf as bytesFor } from '../../../src/present/export/contents.js';
import { npyOf } from '../../../src/present/export/npy.js';
import { aPaper } from '../../support/papers.js';

function bytesOf(pieces: Iterable<Uint8Array>): Buffer {
  return Buffer.concat([...pieces]);
}

describe('embeddings for NumPy', () => {
  test('begin with the header of format 1.0, padded to 64 bytes, and go on with little-endian float32', () => {
    const bytes = bytesOf(npyOf([new Float32Array([1, 0]), new Float32Array([0, -2])], 2));
    expect(bytes.subarray(0, 8)).toEqual(Buffer.from('\u0093NUMPY\u0001\u0000', 'latin1'));
    const headerLength = bytes.readUInt16LE(8);
    expect((10 + headerLength) % 64).toBe(0);
    expect(bytes.subarray(10, 10 + headerLength).toString()).toMatch(
      /^\{'descr': '<f4', 'fortran_order': False, 'shape': \(2, 2\), \} *\n$/,
    );
    const numbers = bytes.subarray(10 + headerLength);
    expect([0, 4, 8, 12].map((at) => numbers.readFloatLE(at))).toEqual([1, 0, 0, -2]);
  });

  test('are not written while a paper waits for its embedding', async () => {
    const corpus = { embeddings: async () => new Map() } as unknown as Corpus;
    await expect(bytesFor(corpus, [aPaper('a')], 'npy')).rejects.toMatchObject({ message: 'a is not embedded yet' });
  });

  test('of no paper are an array of no row', () => {
    expect(bytesOf(npyOf([], 0)).toString('latin1')).toContain("'shape': (0, 0)");
  });
});

test('a line for a map of embeddings contains text, theme by name, place and embedding', () => {
  const paper = aPaper('a', { title: 'Rain', abstract: 'It falls.' });
  const map = { points: [{ id: paper.id, title: 'Rain', x: 0.5, y: -1, theme: 't1', published: null }] };
  const [line] = [
    ...atlasLines([paper], map, new Map([['a', new Float32Array([0.6, 0.8])]]), new Map([['t1', 'Weather']])),
  ];
  expect(JSON.parse(line!)).toMatchObject({
    id: 'a',
    text: 'Rain. It falls.',
    theme: 'Weather',
    x: 0.5,
    y: -1,
    embedding: [0.6, 0.8],
  });
});
