import type { PaperId } from '../../paper.js';

export interface FormatOptions {
  /** CSV: do not escape cells that a spreadsheet would run as formulas. */
  readonly exact?: boolean;
  /** BibTeX, RIS, CSL-JSON, EndNote XML and Zotero RDF: the tags of a paper, written as keywords. */
  readonly tagsOf?: (id: PaperId) => readonly string[];
  /** BibTeX, RIS and CSL-JSON: the citation key of a paper; where not given, keys are distinct in the file. */
  readonly keyOf?: (id: PaperId) => string;
}
