import { parquetMetadata, parquetReadObjects, parquetSchema } from 'hyparquet';
import { expect, it } from 'vitest';
import type { Paper } from '../../../src/paper.js';
import { parquetOf } from '../../../src/present/export/parquet.js';
import { aPaper } from '../../support/papers.js';

const FULL = aPaper('a', {
  title: 'Lampen für 日本',
  published: '2025-08',
  by: 'The Lamp House',
  authors: ['Ada Lamp', 'Li Wei'],
  venue: 'Journal of Lamps',
  volume: '12',
  issue: '3',
  pages: '45-67',
  type: 'journal-article',
  publisher: 'Lamp & Sons',
  keywords: ['candles', 'Lamps, Oil'],
  url: 'https://lamps.test/',
  comments: 2,
  identifiers: { doi: '10.1234/lamp', arxiv: '2508.00001', pubmed: '1', openalex: 'W1', s2: 'ab', s2corpus: '7' },
});

async function fileOf(papers: readonly Paper[]): Promise<ArrayBuffer> {
  const pieces: Uint8Array[] = [];
  const written = parquetOf(papers, {
    map: { points: [{ id: FULL.id, title: FULL.title, x: 0.1, y: -1, theme: 't1', published: null }] },
    labels: new Map([['t1', 'Light']]),
    embeddings: new Map([['a', new Float32Array([0.6, 0.8])]]),
    tagsOf: (id) => (id === 'a' ? ['to read', 'lamps'] : []),
    keyOf: (id) => `key-of-${id}`,
  });
  for await (const piece of written) pieces.push(piece);
  const bytes = Buffer.concat(pieces);
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
}

it('writes a paper to Parquet with all fields, tags, citation key, theme, map position and embedding', async () => {
  const [row] = await parquetReadObjects({ file: await fileOf([FULL]) });
  expect(row).toEqual({
    id: 'a',
    citation_key: 'key-of-a',
    title: 'Lampen für 日本',
    abstract: 'Abstract of a.',
    published: '2025-08',
    year: 2025,
    by: 'The Lamp House',
    authors: ['Ada Lamp', 'Li Wei'],
    venue: 'Journal of Lamps',
    volume: '12',
    issue: '3',
    pages: '45-67',
    type: 'journal-article',
    publisher: 'Lamp & Sons',
    keywords: ['candles', 'Lamps, Oil'],
    url: 'https://lamps.test/',
    comments: 2,
    doi: '10.1234/lamp',
    arxiv: '2508.00001',
    pubmed: '1',
    openalex: 'W1',
    s2: 'ab',
    s2corpus: '7',
    tags: ['to read', 'lamps'],
    theme_id: 't1',
    theme: 'Light',
    x: 0.1,
    y: -1,
    embedding: [Math.fround(0.6), Math.fround(0.8)],
  });
});

it('writes null for what a paper does not have', async () => {
  const [row] = await parquetReadObjects({ file: await fileOf([aPaper('b')]) });
  expect(row).toMatchObject({ id: 'b', authors: [], tags: [], year: null, comments: null, doi: null });
  expect(row).toMatchObject({ theme_id: null, theme: null, x: null, y: null });
  expect(row!['embedding'] ?? null).toBeNull();
});

it('writes the papers in their order, in row groups', async () => {
  const ids = Array.from({ length: 4_500 }, (_, i) => `p${(i * 7_919) % 4_500}`);
  const file = await fileOf(ids.map((id) => aPaper(id)));
  expect((await parquetReadObjects({ file, columns: ['id'] })).map(({ id }) => id as string)).toEqual(ids);
  expect(parquetMetadata(file).row_groups.map(({ num_rows }) => Number(num_rows))).toEqual([2_000, 2_000, 500]);
});

it('writes no paper as a table without rows that has all columns', async () => {
  const file = await fileOf([]);
  expect(await parquetReadObjects({ file })).toEqual([]);
  expect(parquetSchema(parquetMetadata(file)).children.map(({ element }) => element.name)).toContain('embedding');
});
