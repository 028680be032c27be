/** An export as it is sent: media type, name, and pieces of a size worth a message each. */
import type { Corpus } from '../../index.js';
import { type FileFormat, isBinary, type Selection } from '../export/contents.js';
import { exportParts, type PartsOptions } from '../export/export-parts.js';

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

/** @throws CorpusError as `exportParts` */
export async function fileOf(
  corpus: Corpus,
  selection: Selection,
  format: FileFormat,
  options: PartsOptions,
): Promise<ExportFile> {
  const { parts, papers } = await exportParts(corpus, selection, format, options);
  return { pieces: inPieces(parts), papers };
}

async function* inPieces(
  parts: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>,
): AsyncGenerator<string | Uint8Array> {
  let waiting: (string | Uint8Array)[] = [];
  let size = 0;
  for await (const part of parts) {
    waiting.push(part);
    size += part.length;
    if (size < PIECE_CHARACTERS) continue;
    yield joinParts(waiting);
    [waiting, size] = [[], 0];
  }
  if (size > 0) yield joinParts(waiting);
}

/** @param parts all text, or all bytes */
function joinParts(parts: readonly (string | Uint8Array)[]): string | Uint8Array {
  return typeof parts[0] === 'string' ? parts.join('') : Buffer.concat(parts as readonly Uint8Array[]);
}
