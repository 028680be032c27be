/** Selects the papers of an export and writes them in a format. */

import { serversDown } from '../../errors.js';
import { type Corpus, CorpusError, type MapAnswer, type Order, type Paper, type PaperId } from '../../index.js';
import { DEFAULT_LIMIT } from '../../paper.js';
import { atlasLines } from './atlas.js';
import { citationKeysIn } from './citation-keys.js';
import { EXPORT_FORMATS, type ExportFormat, type FormatOptions, writePapers } from './index.js';
import { npyOf } from './npy.js';
import { parquetOf } from './parquet.js';

/** Text formats: those that hold papers, ids alone, and the format of embedding-atlas. */
export type TextFormat = ExportFormat | 'ids' | 'atlas';
export const TEXT_FORMATS: readonly TextFormat[] = [...EXPORT_FORMATS, 'ids', 'atlas'];

/** Formats that are not text. */
const BINARY = { npy: embeddingsOf, parquet: parquetIn } as const;
export type BinaryFormat = keyof typeof BINARY;
const BINARY_FORMATS = Object.keys(BINARY) as readonly BinaryFormat[];
export const isBinary = (format: string): format is BinaryFormat => Object.hasOwn(BINARY, format);

/** Every format: beside those above, the report on all papers. */
export type FileFormat = TextFormat | BinaryFormat | 'html';
export const FILE_FORMATS: readonly FileFormat[] = [...TEXT_FORMATS, ...BINARY_FORMATS, 'html'];

export interface Selection extends NonNullable<Parameters<Corpus['search']>[1]> {
  readonly q?: string | undefined;
  readonly like?: readonly string[] | undefined;
  readonly papers?: readonly string[] | undefined;
  readonly duplicates?: boolean | undefined;
  readonly order?: Order | undefined;
}

/**
 * The papers most similar to a text, to papers, or to both, most similar first; the given papers; or all that pass the
 * filters, sorted.
 * @throws CorpusError
 */
export async function papersFor(corpus: Corpus, selection: Selection): Promise<readonly Paper[]> {
  const { q, like, papers, duplicates, not, order, ...filters } = selection;
  const options = { ...filters, not, limit: filters.limit ?? DEFAULT_LIMIT };
  if (q !== undefined) return rankedIn(await corpus.search(q, { ...options, like }));
  if (like !== undefined) return rankedIn(await corpus.similar(like, options));
  if (papers !== undefined) return papersOf(corpus, papers);
  const listed = { ...filters, order };
  if (duplicates !== true) return allIn(await corpus.browse(listed));
  const { limit, ...rest } = listed;
  const { groups } = await corpus.duplicates({ signal: selection.signal });
  const duplicateIds = new Set(groups.flatMap((group) => [...group.papers]));
  return allIn(await corpus.browse(rest))
    .filter(({ id }) => duplicateIds.has(id))
    .slice(0, limit);
}

const rankedIn = (answer: PapersOf<{ readonly paper: Paper }>) => allIn(answer).map(({ paper }) => paper);

interface PapersOf<P> {
  readonly papers: readonly P[];
  readonly missingServers?: readonly string[] | undefined;
}

/** A file cannot say that papers are missing. @throws CorpusError DATABASE_DOWN */
function allIn<P>({ papers, missingServers }: PapersOf<P>): readonly P[] {
  if (missingServers !== undefined) throw serversDown(missingServers, 'the file would lack papers');
  return papers;
}

export interface Notes {
  /** Whether to write notes (default: false); they may be private. */
  readonly notes?: boolean | undefined;
}

/** Formats in which papers stand one after the other, with nothing before, between or after them. */
const STREAMED = ['jsonl', 'ids'] as const satisfies readonly TextFormat[];
type StreamedFormat = (typeof STREAMED)[number];
export const isStreamed = (format: FileFormat): format is StreamedFormat => STREAMED.some((one) => one === format);

/** Formats that have no notes. */
const WITHOUT_NOTES: readonly string[] = ['markdown', 'ids', 'npy', 'parquet', 'atlas', 'html'] satisfies FileFormat[];
const WITH_NOTES = FILE_FORMATS.filter((format) => !WITHOUT_NOTES.includes(format));

/** @throws CorpusError USAGE for an option that the format has no use for */
export function refuseWithoutEffect(
  format: FileFormat,
  { exact = false, notes = false }: Pick<FormatOptions, 'exact'> & Notes,
): void {
  if (notes && WITHOUT_NOTES.includes(format))
    throw new CorpusError(
      'USAGE',
      `the option notes does not apply to ${format}`,
      `Formats that have notes are ${WITH_NOTES.join(', ')}.`,
    );
  if (exact && format !== 'csv')
    throw new CorpusError('USAGE', `exact cells are of csv, not of ${format}`, 'Leave out exact, or write csv.');
}

/**
 * The papers that pass the filters, each a text, a page in memory at a time.
 * @param transform makes a paper as it is written
 */
export async function* streamOf(
  corpus: Corpus,
  options: NonNullable<Parameters<Corpus['papers']>[0]>,
  {
    format,
    notes,
    transform,
  }: { readonly format: StreamedFormat; readonly transform: (paper: Paper) => Paper } & Notes,
): AsyncGenerator<string> {
  const marks = format === 'ids' ? {} : await marksIn(corpus, notes);
  for await (const paper of corpus.papers(options))
    yield* format === 'ids' ? [`${paper.id}\n`] : writePapers([transform(paper)], format, marks);
}

async function papersOf(corpus: Corpus, ids: readonly string[]): Promise<Paper[]> {
  const papers: Paper[] = [];
  for (const id of ids) papers.push(await corpus.show(id));
  return papers;
}

/** Formats of reference managers, with citation keys. */
const REFERENCES: readonly string[] = [
  'bibtex',
  'ris',
  'csl-json',
  'endnote-xml',
  'zotero-rdf',
] satisfies readonly TextFormat[];

/** The text of the file, in small pieces. */
export async function textOf(
  corpus: Corpus,
  papers: readonly Paper[],
  format: TextFormat,
  { signal, notes, ...options }: FormatOptions & Notes & { readonly signal?: AbortSignal | undefined } = {},
): Promise<Iterable<string>> {
  if (format === 'ids') return papers.map(({ id }) => `${id}\n`);
  if (format !== 'atlas')
    return writePapers(papers, format, {
      ...(await marksIn(corpus, notes)),
      ...(REFERENCES.includes(format) ? { keyOf: await citationKeysIn(corpus, papers) } : {}),
      ...options,
    });
  const { labels, map } = await placesIn(corpus, signal);
  return atlasLines(papers, map, await corpus.embeddings(), labels);
}

/** The bytes of the file, in small pieces. */
export async function bytesOf(
  corpus: Corpus,
  papers: readonly Paper[],
  format: BinaryFormat,
  signal?: AbortSignal,
): Promise<Iterable<Uint8Array> | AsyncIterable<Uint8Array>> {
  return BINARY[format](corpus, papers, signal);
}

/** Tags of papers, and notes if they are asked for. */
async function marksIn(
  corpus: Corpus,
  notes = false,
): Promise<Required<Pick<FormatOptions, 'tagsOf'>> & FormatOptions> {
  const marks = new Map((await corpus.marks()).map((one) => [one.paper, one]));
  return {
    tagsOf: (id) => marks.get(id)?.tags ?? [],
    ...(notes ? { noteOf: (id: PaperId) => marks.get(id)?.note ?? null } : {}),
  };
}

/** The bytes of a Parquet file: papers with citation keys, tags, themes, map positions and embeddings. */
async function parquetIn(
  corpus: Corpus,
  papers: readonly Paper[],
  signal: AbortSignal | undefined,
): Promise<AsyncIterable<Uint8Array>> {
  return parquetOf(papers, {
    ...(await placesIn(corpus, signal)),
    embeddings: await corpus.embeddings(),
    tagsOf: (await marksIn(corpus)).tagsOf,
    keyOf: await citationKeysIn(corpus, papers),
  });
}

/** Names of themes, and the map. */
async function placesIn(
  corpus: Corpus,
  signal: AbortSignal | undefined,
): Promise<{ labels: ReadonlyMap<string, string>; map: MapAnswer }> {
  const { themes } = await corpus.themes({ titles: 0, signal });
  return { labels: new Map(themes.map(({ id, label }) => [id, label])), map: await corpus.map({ signal }) };
}

/**
 * The embeddings of the papers as NumPy's `.npy`: one row a paper, in their order.
 * @throws CorpusError FAILED if one is not embedded yet: its row would be missing
 */
async function embeddingsOf(corpus: Corpus, papers: readonly Paper[]): Promise<Iterable<Uint8Array>> {
  const embeddings = await corpus.embeddings();
  return npyOf(
    papers.map(({ id }) => {
      const embedding = embeddings.get(id);
      if (embedding !== undefined) return embedding;
      throw new CorpusError(
        'FAILED',
        `${id} is not embedded yet`,
        'Export again later, or as parquet, where its embedding is empty.',
      );
    }),
    embeddings.values().next().value?.length ?? 0,
  );
}

/** Whether a selection is of some of the papers only. */
export function isLimited(selection: object): boolean {
  return Object.values(selection).some((value) => value !== undefined);
}

/** The error for a report that is to have some of the papers only. */
export function reportIsOfAll(): CorpusError {
  return new CorpusError('USAGE', 'a report always contains all papers', 'Omit the text, the papers and the filters.');
}
