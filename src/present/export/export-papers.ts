/**
 * The entry point `paperkin/export`: "How do papers of a corpus look in the file of another program?"
 *
 * In: a corpus, and the name of a format. Out: the file, piece by piece, as `paperkin export` writes it. Opens no
 * corpus and writes no file.
 */
import { type Corpus, CorpusError, type Filters, type Interruptible, type Order } from '../../index.js';
import {
  type BinaryFormat,
  bytesOf,
  FILE_FORMATS,
  type FileFormat,
  isBinary,
  isLimited,
  isStreamed,
  papersFor,
  refuseWithoutEffect,
  reportIsOfAll,
  streamOf,
  type TextFormat,
  textOf,
} from './contents.js';
import type { ExportFormat } from './index.js';
import { reportOf } from './report.js';

export { type BinaryFormat, type ExportFormat, FILE_FORMATS, type FileFormat, type TextFormat };

/** Which papers, in which order, and how they are written; default: all papers, by id. */
export interface ExportOptions extends Filters, Interruptible {
  /** Only the papers most similar to this text, most similar first. */
  readonly search?: string | undefined;
  /** Only these papers, by id, in this order; filters do not apply. */
  readonly papers?: readonly string[] | undefined;
  /** Only papers that have near-duplicates. */
  readonly duplicates?: boolean | undefined;
  /** How many papers at most; default: 10 with `search`, else all. */
  readonly limit?: number | undefined;
  /** Not with `search` and `papers`. */
  readonly order?: Order | undefined;
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
  { search, papers: ids, duplicates, notes, exact = false, signal, ...listed }: ExportOptions = {},
): AsyncIterable<string | Uint8Array> {
  const isList = search === undefined && ids === undefined && duplicates !== true;
  if (!FILE_FORMATS.includes(format))
    throw new CorpusError('USAGE', `“${format}” is not a format`, `Use one of these: ${FILE_FORMATS.join(', ')}.`);
  refuseWithoutEffect(format, { exact, notes });
  refuseContradictions({ search, papers: ids, duplicates, order: listed.order });
  if (format === 'html') {
    if (!isList || isLimited(listed)) throw reportIsOfAll();
    yield* reportOf(corpus, signal);
    return;
  }
  if (isList && isStreamed(format)) {
    yield* streamOf(corpus, { ...listed, signal }, { format, notes });
    return;
  }
  const papers = await papersFor(corpus, { ...listed, signal, q: search, papers: ids, duplicates });
  if (isBinary(format)) yield* await bytesOf(corpus, papers, format, signal);
  else yield* await textOf(corpus, papers, format, { exact, notes, signal });
}

type Choices = Pick<ExportOptions, 'search' | 'papers' | 'duplicates' | 'order'>;

/** @throws CorpusError USAGE */
function refuseContradictions({ order, ...choices }: Choices): void {
  const names = Object.entries(choices)
    .filter(([, value]) => value !== undefined && value !== false)
    .map(([name]) => name);
  if (names.length > 1) throw new CorpusError('USAGE', `${names.join(' and ')} cannot be combined`, 'Use one of them.');
  if (choices.search !== undefined && order !== undefined)
    throw new CorpusError('USAGE', 'search and order cannot be combined', 'The most similar papers come first.');
}
