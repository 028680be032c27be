/**
 * "How do these papers look in the file of another program?"
 *
 * In: papers, and the name of a format. Out: the text of the file, piece by piece, so that memory does not grow with
 * the corpus. All formats except Markdown hold every field of a paper; BibTeX, RIS, CSL-JSON, EndNote XML and Zotero
 * RDF use custom fields where the format has none. JSON also holds the sources. `add` reads the same papers back;
 * Markdown is for people only. Does not choose papers, and writes no file itself.
 */
import type { Paper } from '../../paper.js';
import { bibtexOf } from './bibtex.js';
import { cslJsonOf } from './csl-json.js';
import { csvOf } from './csv.js';
import { endnoteXmlOf } from './endnote-xml.js';
import type { FormatOptions } from './format-options.js';
import { jsonlOf, jsonOf } from './json.js';
import { markdownOf } from './markdown.js';
import { risOf } from './ris.js';
import { zoteroRdfOf } from './zotero-rdf.js';

export type { FormatOptions };

const WRITERS = {
  json: jsonOf,
  jsonl: jsonlOf,
  csv: csvOf,
  bibtex: bibtexOf,
  ris: risOf,
  'csl-json': cslJsonOf,
  'endnote-xml': endnoteXmlOf,
  'zotero-rdf': zoteroRdfOf,
  markdown: markdownOf,
} as const;

export type ExportFormat = keyof typeof WRITERS;

export const EXPORT_FORMATS = Object.keys(WRITERS) as readonly ExportFormat[];

/** The text of a file that holds the papers, in their order. */
export function writePapers(
  papers: Iterable<Paper>,
  format: ExportFormat,
  options: FormatOptions = {},
): Iterable<string> {
  return WRITERS[format](papers, options);
}
