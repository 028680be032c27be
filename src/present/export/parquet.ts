/**
 * Parquet for notebooks: a row a paper with its fields, tags, citation key, theme, map position and embedding. Only
 * importer of hyparquet-writer.
 */
import type { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { MapAnswer, Paper } from '../../index.js';
import type { FormatOptions } from './format-options.js';
import { type MapPlace, mapPlaces } from './map-places.js';

/** Papers of a row group. A reader holds one of them in memory; with 384 dimensions its embeddings have 3 MB. */
const ROWS_AT_ONCE = 2_000;

export interface Additions extends Required<Pick<FormatOptions, 'tagsOf' | 'keyOf'>> {
  readonly map: MapAnswer;
  /** Names of themes by id. */
  readonly labels: ReadonlyMap<string, string>;
  readonly embeddings: ReadonlyMap<string, Float32Array>;
}

interface Row {
  readonly paper: Paper;
  readonly key: string;
  readonly tags: readonly string[];
  readonly place: MapPlace;
  readonly embedding: readonly number[] | null;
}

type Kind = 'text' | 'texts' | 'integer' | 'number' | 'numbers';
interface Column {
  readonly name: string;
  readonly kind: Kind;
  /** Whether every row has a value. */
  readonly always?: boolean;
  readonly of: (row: Row) => unknown;
}

const COLUMNS: readonly Column[] = [
  { name: 'id', kind: 'text', always: true, of: ({ paper }) => paper.id },
  { name: 'citation_key', kind: 'text', always: true, of: ({ key }) => key },
  { name: 'title', kind: 'text', always: true, of: ({ paper }) => paper.title },
  { name: 'abstract', kind: 'text', always: true, of: ({ paper }) => paper.abstract },
  { name: 'published', kind: 'text', of: ({ paper }) => paper.published },
  { name: 'year', kind: 'integer', of: ({ paper }) => yearOf(paper) },
  { name: 'by', kind: 'text', of: ({ paper }) => paper.by },
  { name: 'authors', kind: 'texts', always: true, of: ({ paper }) => paper.authors },
  { name: 'venue', kind: 'text', of: ({ paper }) => paper.venue },
  ...(['volume', 'issue', 'pages', 'type', 'publisher'] as const).map(
    (name): Column => ({ name, kind: 'text', of: ({ paper }) => paper[name] ?? null }),
  ),
  { name: 'keywords', kind: 'texts', always: true, of: ({ paper }) => paper.keywords ?? [] },
  { name: 'url', kind: 'text', of: ({ paper }) => paper.url },
  { name: 'comments', kind: 'integer', of: ({ paper }) => paper.comments },
  ...(['doi', 'arxiv', 'pubmed', 'openalex', 's2', 's2corpus'] as const).map(
    (name): Column => ({ name, kind: 'text', of: ({ paper }) => paper.identifiers[name] ?? null }),
  ),
  { name: 'tags', kind: 'texts', always: true, of: ({ tags }) => tags },
  { name: 'theme_id', kind: 'text', of: ({ place }) => place.themeId },
  { name: 'theme', kind: 'text', of: ({ place }) => place.theme },
  { name: 'x', kind: 'number', of: ({ place }) => place.x },
  { name: 'y', kind: 'number', of: ({ place }) => place.y },
  { name: 'embedding', kind: 'numbers', of: ({ embedding }) => embedding },
];

const LEAVES = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  texts: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  integer: { type: 'INT32' },
  number: { type: 'DOUBLE' },
  numbers: { type: 'FLOAT' },
} as const;

type SchemaElement = ConstructorParameters<typeof ParquetWriter>[0]['schema'][number];

/** The bytes of the file, a row group at a time. */
export async function* parquetOf(papers: readonly Paper[], additions: Additions): AsyncGenerator<Uint8Array> {
  const { ByteWriter, ParquetWriter } = await import('hyparquet-writer');
  const rowOf = rowsWith(additions);
  const bytes = new ByteWriter();
  const file = new ParquetWriter({ writer: bytes, schema: schemaOf(COLUMNS), createdBy: 'paperkin' });
  for (let from = 0; from < papers.length; from += ROWS_AT_ONCE) {
    const rows = papers.slice(from, from + ROWS_AT_ONCE).map(rowOf);
    const columnData = COLUMNS.map(({ name, of, kind }) => ({
      name,
      data: rows.map(of),
      // Embeddings neither repeat nor compress.
      ...(kind === 'numbers' ? { encoding: 'PLAIN' as const, codec: 'UNCOMPRESSED' as const, statistics: false } : {}),
    }));
    await file.write({ columnData, rowGroupSize: ROWS_AT_ONCE });
    yield takeBytes(bytes);
  }
  await file.finish();
  yield takeBytes(bytes);
}

function rowsWith({ map, labels, embeddings, tagsOf, keyOf }: Additions): (paper: Paper) => Row {
  const placeOf = mapPlaces(map, labels);
  return (paper) => {
    const embedding = embeddings.get(paper.id);
    return {
      paper,
      key: keyOf(paper.id),
      tags: tagsOf(paper.id),
      place: placeOf(paper.id),
      // The writer takes arrays only.
      embedding: embedding === undefined ? null : Array.from(embedding),
    };
  };
}

function yearOf({ published }: Paper): number | null {
  return published === null ? null : Number(published.slice(0, 4));
}

/** The bytes written so far; the writer continues with an empty buffer. */
function takeBytes(bytes: ByteWriter): Uint8Array {
  const written = bytes.getBytes().slice();
  bytes.index = 0;
  return written;
}

function schemaOf(columns: readonly Column[]): SchemaElement[] {
  return [{ name: 'root', num_children: columns.length }, ...columns.flatMap(elementsOf)];
}

/** A list is a group of a repeated group of elements, as the Parquet format has it since version 2.4. */
function elementsOf({ name, kind, always = false }: Column): SchemaElement[] {
  const repetition_type = always ? 'REQUIRED' : 'OPTIONAL';
  if (kind !== 'texts' && kind !== 'numbers') return [{ name, ...LEAVES[kind], repetition_type }];
  return [
    { name, repetition_type, converted_type: 'LIST', num_children: 1 },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    { name: 'element', ...LEAVES[kind], repetition_type: 'REQUIRED' },
  ];
}
