/** The postings of a paper, as rows of the table `posting` hold them. */
import type { PaperWords } from '../../shapes.js';
import { MOST_COUNTED, paperTokens } from '../../tokens.js';

/** Two bytes a position; those beyond are not stored, so that no phrase is found there. */
const MOST_POSITION = 65_535;

export interface Posting {
  readonly term: string;
  readonly inTitle: number;
  readonly inAbstract: number;
  /** In the title, then in the abstract. */
  readonly positions: readonly number[];
}

export interface PaperPostings {
  /** Up to `MOST_COUNTED`. */
  readonly titleTokens: number;
  readonly abstractTokens: number;
  readonly postings: readonly Posting[];
}

export function postingsOf(words: PaperWords): PaperPostings {
  const tokens = paperTokens(words);
  const places = new Map<string, { title: number[]; abstract: number[] }>();
  for (const column of ['title', 'abstract'] as const)
    tokens[column].forEach((token, position) => {
      const of = places.get(token) ?? { title: [], abstract: [] };
      places.set(token, of);
      of[column].push(position);
    });
  return {
    titleTokens: Math.min(tokens.title.length, MOST_COUNTED),
    abstractTokens: Math.min(tokens.abstract.length, MOST_COUNTED),
    postings: [...places].map(([term, of]) => ({
      term,
      inTitle: Math.min(of.title.length, MOST_COUNTED),
      inAbstract: Math.min(of.abstract.length, MOST_COUNTED),
      positions: [
        ...of.title.slice(0, MOST_COUNTED).map((one) => Math.min(one, MOST_POSITION)),
        ...of.abstract.filter((one) => one <= MOST_POSITION),
      ],
    })),
  };
}

/** Two bytes each, big-endian, in hexadecimal. */
export function positionsText(positions: readonly number[]): string {
  return positions.map((one) => one.toString(16).padStart(4, '0')).join('');
}

/** The positions of a posting in each column. */
export function positionsOf(bytes: Uint8Array, inTitle: number): { title: number[]; abstract: number[] } {
  const all = Array.from({ length: bytes.length / 2 }, (_, i) => bytes[2 * i]! * 256 + bytes[2 * i + 1]!);
  return { title: all.slice(0, inTitle), abstract: all.slice(inTitle) };
}
