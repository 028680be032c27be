import type { PaperId } from '../../paper.js';

export interface WriteOptions {
  /** CSV: do not escape cells that a spreadsheet would run as formulas. */
  readonly exact?: boolean;
  /** BibTeX, RIS, CSL-JSON, EndNote XML and Zotero RDF: the tags of a paper, written as keywords. */
  readonly tagsOf?: (id: PaperId) => readonly string[];
}
