/** How each format is recognised and read. Loaded with the first file: a search from the shell does not wait for it. */

import type { BinaryFormat, Format } from '../format.js';
import { arxivAtom } from './arxiv-atom.js';
import { arxivHtml } from './arxiv-html.js';
import { arxivMail } from './arxiv-mail.js';
import { arxivOai } from './arxiv-oai.js';
import { arxivSnapshot } from './arxiv-snapshot.js';
import { bibtex } from './bibtex.js';
import { biorxiv } from './biorxiv.js';
import { cslJson } from './csl-json.js';
import { datacite } from './datacite.js';
import { dblp } from './dblp.js';
import { doaj } from './doaj.js';
import { endnote } from './endnote.js';
import { endnoteXml } from './endnote-xml.js';
import { europePmc } from './europe-pmc.js';
import { hfApi } from './hf-api.js';
import { hfHtml } from './hf-html.js';
import { hfPage } from './hf-page.js';
import { inspire } from './inspire.js';
import { jats } from './jats.js';
import { json, jsonl } from './json-papers.js';
import { marcxml } from './marcxml.js';
import { mods } from './mods.js';
import { nbib } from './nbib.js';
import { openalex } from './openalex.js';
import { openreview } from './openreview.js';
import { pubmedText } from './pubmed-text.js';
import { pubmedXml } from './pubmed-xml.js';
import { refworks } from './refworks.js';
import { ris } from './ris.js';
import { rss } from './rss.js';
import { semanticScholar } from './semantic-scholar.js';
import { csv, tsv } from './table.js';
import { wos } from './wos.js';
import { xlsx } from './xlsx.js';
import { zbmath } from './zbmath.js';
import { zotero } from './zotero.js';
import { zoteroRdf } from './zotero-rdf.js';
import { zoteroSqlite } from './zotero-sqlite.js';

/** All formats; a file has the first of them that recognises its beginning, so stricter ones come first. */
export const DETECTION_ORDER: readonly Format[] = [
  hfHtml,
  arxivHtml,
  hfApi,
  arxivSnapshot,
  openalex,
  semanticScholar,
  europePmc,
  biorxiv,
  openreview,
  dblp,
  inspire,
  datacite,
  doaj,
  zbmath,
  zotero,
  zoteroRdf,
  cslJson,
  jsonl,
  json,
  arxivAtom,
  arxivOai,
  pubmedXml,
  endnoteXml,
  jats,
  mods,
  marcxml,
  rss,
  nbib,
  pubmedText,
  wos,
  endnote,
  refworks,
  ris,
  bibtex,
  arxivMail,
  hfPage,
  tsv,
  csv,
];

/** Formats that are not text; they are tried before all others. */
export const BINARY_FORMATS: readonly BinaryFormat[] = [xlsx, zoteroSqlite];
