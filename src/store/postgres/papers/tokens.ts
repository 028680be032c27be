/** The postings of a paper, as rows of the table `posting` hold them. */
import type { PaperWords } from '../../shapes.js';
import { MOST_COUNTED, tokensOf } from '../../tokens.js';

/** Two bytes a position; a phrase beyond that position is not found. */
export const MOST_POSITION = 65_535;

export interface Posting {
  readonly term: string;
  readonly inTitle: number;
  readonly inAbstract: number;
  /** In the title, then in the abstract. */
  readonly positions: readonly number[];
}

export interface PaperTokens {
  readonly titleTokens: number;
  readonly abstractTokens: number;
  readonly postings: readonly Posting[];
}

export function postingsOf(words: PaperWords): PaperTokens {
  const [title, abstract] = [tokensOf(words.title), tokensOf(words.abstract)];
  const places = new Map<string, { title: number[]; abstract: number[] }>();
  for (const [column, tokens] of [
    ['title', title],
    ['abstract', abstract],
  ] as const)
    tokens.forEach((token, position) => {
      const of = places.get(token) ?? { title: [], abstract: [] };
      places.set(token, of);
      of[column].push(position);
    });
  return {
    titleTokens: title.length,
    abstractTokens: abstract.length,
    postings: [...places].map(([term, of]) => ({
      term,
      inTitle: Math.min(of.title.length, MOST_COUNTED),
      inAbstract: Math.min(of.abstract.length, MOST_COUNTED),
      positions: [...of.title.slice(0, MOST_COUNTED), ...of.abstract],
    })),
  };
}

/** Two bytes each, big-endian, in hexadecimal. */
export function positionsText(positions: readonly number[]): string {
  return positions.map((one) => Math.min(one, MOST_POSITION).toString(16).padStart(4, '0')).join('');
}

/** The positions of a posting in each column. */
export function positionsOf(bytes: Uint8Array, inTitle: number): { title: number[]; abstract: number[] } {
  const all = Array.from({ length: bytes.length / 2 }, (_, i) => bytes[2 * i]! * 256 + bytes[2 * i + 1]!);
  return { title: all.slice(0, inTitle), abstract: all.slice(inTitle) };
}
