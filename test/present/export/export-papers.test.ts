import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Corpus } from '../../../src/index.js';
import {
  type ExportOptions,
  exportPapers,
  FILE_FORMATS,
  type FileFormat,
} from '../../../src/present/export/export-papers.js';
import { corpusOf } from '../../support/corpus.js';

const paper = (id: string, text: string, published: string) => ({ id, title: `On ${id}`, abstract: text, published });

let corpus: Corpus;
beforeAll(async () => {
  corpus = await corpusOf([
    paper('candles', 'Candles burn slowly where no wind blows.', '2024-01-02'),
    paper('lamps', 'Lamps of oil light the streets of a town.', '2025-03-04'),
    paper('tides', 'Tides follow the moon, and the sea rises twice a day.', '2023-05-06'),
  ]);
});
afterAll(() => corpus.close());

async function written(format: FileFormat, options?: ExportOptions): Promise<(string | Uint8Array)[]> {
  const pieces: (string | Uint8Array)[] = [];
  for await (const piece of exportPapers(corpus, format, options)) pieces.push(piece);
  return pieces;
}
const idsOf = async (options?: ExportOptions) => (await written('ids', options)).join('').trim().split('\n');

test('papers are written in every format, as text or as bytes', async () => {
  for (const format of FILE_FORMATS) {
    const pieces = await written(format);
    const kind = format === 'npy' || format === 'parquet' ? 'object' : 'string';
    expect(pieces.length, format).toBeGreaterThan(0);
    expect([...new Set(pieces.map((piece) => typeof piece))], format).toEqual([kind]);
  }
});

test('all papers are exported by id, or those chosen, in their order', async () => {
  expect(await idsOf()).toEqual(['candles', 'lamps', 'tides']);
  expect(await idsOf({ order: 'published', limit: 2 })).toEqual(['lamps', 'candles']);
  expect(await idsOf({ papers: ['tides', 'candles'] })).toEqual(['tides', 'candles']);
  expect(await idsOf({ search: 'the moon and the sea', limit: 1 })).toEqual(['tides']);
  expect(await idsOf({ since: '2024', until: '2024' })).toEqual(['candles']);
});

test('papers are like some and unlike others, with a text or without', async () => {
  expect((await idsOf({ like: ['lamps'] })).sort()).toEqual(['candles', 'tides']);
  expect(await idsOf({ like: ['lamps'], not: ['candles'] })).toEqual(['tides']);
  expect((await idsOf({ search: 'the moon and the sea', like: ['candles'], not: ['lamps'] }))[0]).toBe('tides');
});

test('abstracts are left out where they are not wanted, of all papers and of some', async () => {
  for (const options of [{}, { papers: ['tides'] }, { search: 'the moon and the sea' }]) {
    const lines = (await written('jsonl', { ...options, abstracts: false })).join('').trim().split('\n');
    for (const line of lines) expect(JSON.parse(line)).toMatchObject({ abstract: '' });
  }
});

test('a file that would lack papers of a server that is down is not written', async () => {
  const whole = corpus;
  const missingServers = ['paperkin_1'];
  corpus = {
    ...whole,
    browse: async (options) => ({ ...(await whole.browse(options)), missingServers }),
    search: async (...query) => ({ ...(await whole.search(...query)), missingServers }),
    similar: async (...query) => ({ ...(await whole.similar(...query)), missingServers }),
  };
  try {
    const message = 'paperkin_1 does not answer, and the file would lack papers';
    for (const options of [{}, { search: 'the moon and the sea' }, { like: ['lamps'] }])
      await expect(written('csv', options)).rejects.toMatchObject({ code: 'DATABASE_DOWN', message });
  } finally {
    corpus = whole;
  }
});

test('a choice that contradicts another, or is none, is refused', async () => {
  const refusals: readonly [FileFormat, ExportOptions, string][] = [
    ['csv', { search: 'sea', order: 'published' }, 'search and order cannot be combined'],
    ['csv', { search: 'sea', papers: ['tides'] }, 'search and papers cannot be combined'],
    ['csv', { search: 'sea', duplicates: true }, 'search and duplicates cannot be combined'],
    ['csv', { like: ['tides'], papers: ['tides'] }, 'like and papers cannot be combined'],
    ['csv', { like: ['tides'], order: 'published' }, 'like and order cannot be combined'],
    ['csv', { papers: ['tides'], order: 'published' }, 'papers and order cannot be combined'],
    ['csv', { not: ['tides'] }, 'not has no effect without search or like'],
    ['bib' as 'bibtex', {}, '“bib” is not a format'],
    ['html', { since: '2024' }, 'a report always contains all papers'],
    ['html', { search: 'sea' }, 'a report always contains all papers'],
  ];
  for (const [format, options, message] of refusals)
    await expect(written(format, options)).rejects.toMatchObject({ code: 'USAGE', message });
});
