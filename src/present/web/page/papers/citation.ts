/** A citation: authors, year, title, venue and link. */

import { venueText } from '../../../venue-text.js';
import type { Paper } from '../api/answers.js';

/** Authors named before "et al.". */
const MOST_AUTHORS = 6;

export function citationOf({ title, authors, published, identifiers, url, ...paper }: Paper): string {
  const year = published?.slice(0, 4);
  const who = authorsOf(authors);
  return [
    [who, year === undefined ? '' : `(${year})`].filter((part) => part !== '').join(' '),
    title,
    venueText(paper) ?? paper.publisher ?? '',
    placeOf(identifiers, url),
  ]
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part, i, all) => (i === all.length - 1 && /^https?:/.test(part) ? part : ended(part)))
    .join(' ');
}

function authorsOf(authors: readonly string[]): string {
  if (authors.length > MOST_AUTHORS) return `${authors[0]} et al.`;
  if (authors.at(-1) === 'et al.') return `${authors.slice(0, -1).join(', ')} et al.`;
  if (authors.length < 2) return authors[0] ?? '';
  return `${authors.slice(0, -1).join(', ')} and ${authors.at(-1)}`;
}

function placeOf({ doi, arxiv, pubmed }: Paper['identifiers'], url: string | null): string {
  if (doi !== undefined) return `doi:${doi}`;
  if (arxiv !== undefined) return `arXiv:${arxiv}`;
  return pubmed === undefined ? (url ?? '') : `PMID:${pubmed}`;
}

function ended(part: string): string {
  return /[.!?]$/.test(part) ? part : `${part}.`;
}
