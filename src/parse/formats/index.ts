/** How each format is recognised and read. Loaded with the first file: a search from the shell does not wait for it. */

import type { Format } from '../format.js';
import { arxivAtom } from './arxiv-atom.js';
import { arxivOai } from './arxiv-oai.js';
import { arxivSnapshot } from './arxiv-snapshot.js';
import { bibtex } from './bibtex.js';
import { endnote } from './endnote.js';
import { hfApi } from './hf-api.js';
import { hfHtml } from './hf-html.js';
import { hfPage } from './hf-page.js';
import { json, jsonl } from './json-papers.js';
import { nbib } from './nbib.js';
import { openalex } from './openalex.js';
import { pubmedXml } from './pubmed-xml.js';
import { ris } from './ris.js';
import { semanticScholar } from './semantic-scholar.js';
import { csv, tsv } from './table.js';
import { wos } from './wos.js';

/**
 * All formats; a file has the first of them that recognises its beginning, so the more exact one stands before the
 * looser.
 */
export const DETECTION_ORDER: readonly Format[] = [
  hfHtml,
  hfApi,
  arxivSnapshot,
  openalex,
  semanticScholar,
  jsonl,
  json,
  arxivAtom,
  arxivOai,
  pubmedXml,
  nbib,
  wos,
  endnote,
  ris,
  bibtex,
  hfPage,
  tsv,
  csv,
];
