/** An export from its selection to pieces, the same for the library, the command line and the server. */
import type { Corpus, Paper } from '../../index.js';
import {
  bytesOf,
  type FileFormat,
  isBinary,
  isLimited,
  isStreamed,
  type Notes,
  papersFor,
  refuseWithoutEffect,
  reportIsOfAll,
  type Selection,
  streamOf,
  textOf,
} from './contents.js';
import type { FormatOptions } from './index.js';
import { reportOf } from './report.js';

export interface ExportParts {
  /** Bytes of binary formats, text of the others; small. */
  readonly parts: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;
  /** How many papers they have: known when all have been taken. */
  papers(): number;
}

export interface PartsOptions extends FormatOptions, Notes {
  readonly signal?: AbortSignal | undefined;
  /** Whether to write abstracts, in formats that have them (default: true). */
  readonly abstracts?: boolean | undefined;
}

/** @throws CorpusError; USAGE if a report is limited to some papers, or for an option without effect */
export async function exportParts(
  corpus: Corpus,
  selection: Selection,
  format: FileFormat,
  { signal, abstracts = true, ...options }: PartsOptions,
): Promise<ExportParts> {
  refuseWithoutEffect(format, options);
  if (format === 'html') {
    if (isLimited(selection)) throw reportIsOfAll();
    const { papers } = await corpus.status();
    return { parts: reportOf(corpus, signal), papers: () => papers };
  }
  const transform = (paper: Paper): Paper => (abstracts ? paper : { ...paper, abstract: '' });
  const { q, like, papers: ids, duplicates, not: _, ...listed } = selection;
  const isList = q === undefined && like === undefined && ids === undefined && duplicates !== true;
  if (isList && isStreamed(format))
    return counting(streamOf(corpus, { ...listed, signal }, { format, notes: options.notes, transform }));
  const papers = (await papersFor(corpus, { ...selection, signal })).map(transform);
  const parts = isBinary(format)
    ? await bytesOf(corpus, papers, format, signal)
    : await textOf(corpus, papers, format, { ...options, signal });
  return { parts, papers: () => papers.length };
}

/** @param papers the text of each */
function counting(papers: AsyncIterable<string>): ExportParts {
  let count = 0;
  const counted = async function* () {
    for await (const paper of papers) {
      count++;
      yield paper;
    }
  };
  return { parts: counted(), papers: () => count };
}
