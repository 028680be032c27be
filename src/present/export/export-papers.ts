/**
 * The entry point `paperkin/export`: "How do papers of a corpus look in the file of another program?"
 *
 * In: a corpus, and the name of a format. Out: the file, piece by piece, as `paperkin export` writes it. Opens no
 * corpus and writes no file.
 */
import { type Corpus, CorpusError, type Filters, type Interruptible, type Order } from '../../index.js';
import { type BinaryFormat, FILE_FORMATS, type FileFormat, type TextFormat } from './contents.js';
import { exportParts } from './export-parts.js';
import type { ExportFormat } from './index.js';

export { type BinaryFormat, type ExportFormat, FILE_FORMATS, type FileFormat, type TextFormat };

/** Which papers, in which order, and how they are written; default: all papers, by id. */
export interface ExportOptions extends Filters, Interruptible {
  /** Only the papers most similar to this text, most similar first. */
  readonly search?: string | undefined;
  /** Only the papers most similar to these, by id; with `search`, to both. */
  readonly like?: readonly string[] | undefined;
  /** With `search` or `like`: papers, by id, that the others should be unlike; none of them is exported. */
  readonly not?: readonly string[] | undefined;
  /** Only these papers, by id, in this order; filters do not apply. */
  readonly papers?: readonly string[] | undefined;
  /** Only papers that have near-duplicates. */
  readonly duplicates?: boolean | undefined;
  /** How many papers at most; default: 10 with `search` or `like`, else all. */
  readonly limit?: number | undefined;
  /** Not with `search`, `like` and `papers`. */
  readonly order?: Order | undefined;
  /** Whether to write abstracts; default: true. `ids`, `npy` and `html` are the same either way. */
  readonly abstracts?: boolean | undefined;
  /** Also the notes on papers, which may be private; not in Markdown, Parquet and HTML. */
  readonly notes?: boolean | undefined;
  /** CSV: do not escape cells that a spreadsheet would run as formulas. */
  readonly exact?: boolean | undefined;
}

/**
 * The pieces of the file: bytes of `npy` and `parquet`, text of any other format. `html` is a report on all papers.
 * @throws CorpusError USAGE for an unknown format, a report limited to some papers, or an option without effect; those
 * of the search or the list of papers
 */
export function exportPapers(corpus: Corpus, format: BinaryFormat, options?: ExportOptions): AsyncIterable<Uint8Array>;
export function exportPapers(
  corpus: Corpus,
  format: Exclude<FileFormat, BinaryFormat>,
  options?: ExportOptions,
): AsyncIterable<string>;
export function exportPapers(
  corpus: Corpus,
  format: FileFormat,
  options?: ExportOptions,
): AsyncIterable<string | Uint8Array>;
export async function* exportPapers(
  corpus: Corpus,
  format: FileFormat,
  { search, papers, duplicates, notes, exact, abstracts, signal, ...listed }: ExportOptions = {},
): AsyncIterable<string | Uint8Array> {
  if (!FILE_FORMATS.includes(format))
    throw new CorpusError('USAGE', `“${format}” is not a format`, `Use one of these: ${FILE_FORMATS.join(', ')}.`);
  refuseContradictions({ ...listed, search, papers, duplicates });
  const selection = { ...listed, q: search, papers, duplicates: duplicates === true ? true : undefined };
  yield* (await exportParts(corpus, selection, format, { notes, exact, abstracts, signal })).parts;
}

type Choices = Pick<ExportOptions, 'search' | 'like' | 'not' | 'papers' | 'duplicates' | 'order'>;

/** @throws CorpusError USAGE */
function refuseContradictions({ search, like, not, papers, duplicates, order }: Choices): void {
  const [ranking, query] = search === undefined ? ['like', like] : ['search', search];
  const names = Object.entries({ [ranking]: query, papers, duplicates })
    .filter(([, value]) => value !== undefined && value !== false)
    .map(([name]) => name);
  if (names.length > 1) throw new CorpusError('USAGE', `${names.join(' and ')} cannot be combined`, 'Use one of them.');
  if (query !== undefined && order !== undefined)
    throw new CorpusError('USAGE', `${ranking} and order cannot be combined`, 'The most similar papers come first.');
  if (papers !== undefined && order !== undefined)
    throw new CorpusError('USAGE', 'papers and order cannot be combined', 'They are written as given.');
  if (query === undefined && not !== undefined)
    throw new CorpusError('USAGE', 'not has no effect without search or like', 'Set one of them, or leave out `not`.');
}
