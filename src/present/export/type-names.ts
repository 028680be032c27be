/** The name of a type of publication in each format for reference managers. */
import type { Paper } from '../../paper.js';
import type { PublicationType } from '../../publication-types.js';

interface Names {
  readonly bibtex: string;
  readonly ris: string;
  readonly csl: string;
  /** With its number. */
  readonly endnote: readonly [string, number];
  readonly zotero: string;
}

/** Degrees in words. */
const DOCTORAL = 'PhD thesis';
const MASTERS = 'Master’s thesis';

const THESIS: Names = { bibtex: 'phdthesis', ris: 'THES', csl: 'thesis', endnote: ['Thesis', 32], zotero: 'thesis' };
const NAMES: Readonly<Record<PublicationType, Names>> = {
  'journal-article': {
    bibtex: 'article',
    ris: 'JOUR',
    csl: 'article-journal',
    endnote: ['Journal Article', 17],
    zotero: 'journalArticle',
  },
  'conference-paper': {
    bibtex: 'inproceedings',
    ris: 'CONF',
    csl: 'paper-conference',
    endnote: ['Conference Proceedings', 10],
    zotero: 'conferencePaper',
  },
  'book-chapter': {
    bibtex: 'incollection',
    ris: 'CHAP',
    csl: 'chapter',
    endnote: ['Book Section', 5],
    zotero: 'bookSection',
  },
  book: { bibtex: 'book', ris: 'BOOK', csl: 'book', endnote: ['Book', 6], zotero: 'book' },
  thesis: THESIS,
  'doctoral-thesis': THESIS,
  'masters-thesis': { ...THESIS, bibtex: 'mastersthesis' },
  report: { bibtex: 'techreport', ris: 'RPRT', csl: 'report', endnote: ['Report', 27], zotero: 'report' },
  preprint: { bibtex: 'misc', ris: 'UNPB', csl: 'article', endnote: ['Unpublished Work', 34], zotero: 'preprint' },
  manuscript: {
    bibtex: 'unpublished',
    ris: 'UNPB',
    csl: 'manuscript',
    endnote: ['Unpublished Work', 34],
    zotero: 'manuscript',
  },
  'magazine-article': {
    bibtex: 'article',
    ris: 'MGZN',
    csl: 'article-magazine',
    endnote: ['Magazine Article', 19],
    zotero: 'magazineArticle',
  },
  'newspaper-article': {
    bibtex: 'article',
    ris: 'NEWS',
    csl: 'article-newspaper',
    endnote: ['Newspaper Article', 23],
    zotero: 'newspaperArticle',
  },
  'web-page': { bibtex: 'misc', ris: 'ELEC', csl: 'webpage', endnote: ['Web Page', 12], zotero: 'webpage' },
  patent: { bibtex: 'misc', ris: 'PAT', csl: 'patent', endnote: ['Patent', 25], zotero: 'patent' },
  dataset: { bibtex: 'misc', ris: 'DATA', csl: 'dataset', endnote: ['Dataset', 59], zotero: 'dataset' },
  software: {
    bibtex: 'misc',
    ris: 'COMP',
    csl: 'software',
    endnote: ['Computer Program', 9],
    zotero: 'computerProgram',
  },
};
const DOCUMENT: Names = {
  bibtex: 'misc',
  ris: 'GEN',
  csl: 'document',
  endnote: ['Generic', 13],
  zotero: 'document',
};

/** If no source has the type, a paper with a venue is an article of a journal. */
export function typeNames({ type, venue }: Pick<Paper, 'type' | 'venue'>): Names {
  if (type !== undefined) return NAMES[type];
  return venue === null ? DOCUMENT : NAMES['journal-article'];
}

/** The degree of a thesis in words; empty if it is not known. */
export function degreeOf({ type }: Pick<Paper, 'type'>): string {
  if (type === 'doctoral-thesis') return DOCTORAL;
  return type === 'masters-thesis' ? MASTERS : '';
}

/** Whether a paper is part of a book or of proceedings, rather than of a journal. */
export function isInBook({ type }: Pick<Paper, 'type'>): boolean {
  return type === 'conference-paper' || type === 'book-chapter';
}
