import type { PaperId } from '../../paper.js';

export interface FormatOptions {
  /** CSV: do not escape cells that a spreadsheet would run as formulas. */
  readonly exact?: boolean | undefined;
  /** All but Markdown: the tags of a paper; BibTeX, RIS, CSL-JSON, EndNote XML and Zotero RDF have them as keywords. */
  readonly tagsOf?: (id: PaperId) => readonly string[];
  /** All but Markdown: the note on a paper, where notes are asked for. */
  readonly noteOf?: (id: PaperId) => string | null;
  /** BibTeX, RIS and CSL-JSON: the citation key of a paper; where not given, keys are distinct in the file. */
  readonly keyOf?: (id: PaperId) => string;
}
