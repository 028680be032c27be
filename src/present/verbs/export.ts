/** An export as it is sent: media type, name, and pieces of a size worth a message each. */
import type { Corpus } from '../../index.js';
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
} from '../export/contents.js';
import type { FormatOptions } from '../export/index.js';
import { reportOf } from '../export/report.js';

/** Characters or bytes in one piece: a message between threads costs as much as writing some hundred papers. */
const PIECE_CHARACTERS = 64 * 1024;

export const EXPORT_FILES: Readonly<Record<FileFormat, { readonly mediaType: string; readonly name: string }>> = {
  json: { mediaType: 'application/json', name: 'papers.json' },
  jsonl: { mediaType: 'application/jsonl', name: 'papers.jsonl' },
  csv: { mediaType: 'text/csv', name: 'papers.csv' },
  bibtex: { mediaType: 'application/x-bibtex', name: 'papers.bib' },
  ris: { mediaType: 'application/x-research-info-systems', name: 'papers.ris' },
  'csl-json': { mediaType: 'application/vnd.citationstyles.csl+json', name: 'papers-csl.json' },
  'endnote-xml': { mediaType: 'application/xml', name: 'papers-endnote.xml' },
  'zotero-rdf': { mediaType: 'application/rdf+xml', name: 'papers-zotero.rdf' },
  markdown: { mediaType: 'text/markdown', name: 'papers.md' },
  ids: { mediaType: 'text/plain', name: 'papers.txt' },
  atlas: { mediaType: 'application/jsonl', name: 'papers-atlas.jsonl' },
  npy: { mediaType: 'application/octet-stream', name: 'embeddings.npy' },
  parquet: { mediaType: 'application/vnd.apache.parquet', name: 'papers.parquet' },
  html: { mediaType: 'text/html', name: 'themes.html' },
};

export function contentTypeOf(format: FileFormat): string {
  const { mediaType } = EXPORT_FILES[format];
  return isBinary(format) ? mediaType : `${mediaType}; charset=utf-8`;
}

export interface ExportFile {
  /** Pieces of `PIECE_CHARACTERS` or a little more. */
  readonly pieces: AsyncIterable<string | Uint8Array>;
  /** How many papers they have: known when all have been taken. */
  papers(): number;
}

export interface FileOptions extends FormatOptions, Notes {
  readonly signal?: AbortSignal | undefined;
  /** Whether to write abstracts (default: true). */
  readonly abstracts?: boolean | undefined;
}

/** @throws CorpusError; USAGE if a report is limited to some papers */
export async function fileOf(
  corpus: Corpus,
  selection: Selection,
  format: FileFormat,
  { signal, abstracts = true, ...options }: FileOptions,
): Promise<ExportFile> {
  refuseWithoutEffect(format, options);
  if (format === 'html') {
    if (isLimited(selection)) throw reportIsOfAll();
    const { papers } = await corpus.status();
    return { pieces: inPieces(reportOf(corpus, signal), joinText), papers: () => papers };
  }
  const { q, like, papers: ids, duplicates, not: _, ...listed } = selection;
  const isList = q === undefined && like === undefined && ids === undefined && duplicates !== true;
  if (isList && isStreamed(format))
    return counting(streamOf(corpus, { ...listed, signal }, { format, notes: options.notes, abstracts }));
  const whole = await papersFor(corpus, { ...selection, signal });
  const papers = abstracts ? whole : whole.map((paper) => ({ ...paper, abstract: '' }));
  const pieces = isBinary(format)
    ? inPieces(await bytesOf(corpus, papers, format, signal), Buffer.concat)
    : inPieces(await textOf(corpus, papers, format, { ...options, signal }), joinText);
  return { pieces, papers: () => papers.length };
}

/** @param papers the text of each */
function counting(papers: AsyncIterable<string>): ExportFile {
  let count = 0;
  const counted = async function* () {
    for await (const paper of papers) {
      count++;
      yield paper;
    }
  };
  return { pieces: inPieces(counted(), joinText), papers: () => count };
}

async function* inPieces<T extends string | Uint8Array>(
  parts: Iterable<T> | AsyncIterable<T>,
  join: (parts: readonly T[]) => T,
): AsyncGenerator<T> {
  let waiting: T[] = [];
  let size = 0;
  for await (const part of parts) {
    waiting.push(part);
    size += part.length;
    if (size < PIECE_CHARACTERS) continue;
    yield join(waiting);
    [waiting, size] = [[], 0];
  }
  if (size > 0) yield join(waiting);
}

function joinText(texts: readonly string[]): string {
  return texts.join('');
}
