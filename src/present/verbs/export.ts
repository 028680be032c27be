/** An export as it is sent: media type, name, and pieces of a size worth a message each. */
import type { Corpus, Paper } from '../../index.js';
import { type TextFormat, textOf } from '../export/contents.js';
import type { WriteOptions } from '../export/index.js';

/** Characters in one piece: a message between threads costs as much as writing some hundred papers. */
const PIECE_CHARACTERS = 64 * 1024;

export const EXPORT_FILES: Readonly<Record<TextFormat, { readonly mediaType: string; readonly name: string }>> = {
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
};

/** The text of the file, in pieces of `PIECE_CHARACTERS` or a little more. */
export async function piecesOf(
  corpus: Corpus,
  papers: readonly Paper[],
  format: TextFormat,
  options: WriteOptions,
): Promise<Iterable<string>> {
  return joinPieces(await textOf(corpus, papers, format, options));
}

function* joinPieces(lines: Iterable<string>): Generator<string> {
  let piece = '';
  for (const line of lines) {
    piece += line;
    if (piece.length < PIECE_CHARACTERS) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}
