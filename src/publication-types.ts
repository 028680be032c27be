/**
 * Types of publication, the most specific first: where sources differ, the first of them is the paper's. Many call
 * everything an article, and a paper is on a preprint server or the web before it is published.
 */
export const PUBLICATION_TYPES = [
  'conference-paper',
  'book-chapter',
  'doctoral-thesis',
  'masters-thesis',
  'thesis',
  'patent',
  'magazine-article',
  'newspaper-article',
  'journal-article',
  'book',
  'report',
  'dataset',
  'software',
  'preprint',
  'manuscript',
  'web-page',
] as const;
/** The type of a publication, in the words of `PUBLICATION_TYPES`. */
export type PublicationType = (typeof PUBLICATION_TYPES)[number];
