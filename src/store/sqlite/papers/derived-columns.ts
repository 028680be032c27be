/** Columns derived from a paper, so that it is filtered, listed and checked without parsing its JSON. */
import { crc32 } from 'node:zlib';
import type { Paper } from '../../../paper.js';
import { firstAndLastDay, namesOf } from '../../listed.js';
import type { PaperTokens } from '../../tokens.js';
import { checksumOf } from '../database/checksum.js';

/** A row of `heading` without its number. */
export interface HeadingRow {
  readonly id: string;
  readonly title: string;
  readonly published: string | null;
  readonly first_day: string | null;
  readonly last_day: string | null;
  readonly comments: number | null;
  readonly names: string;
  readonly words_sum: number;
  readonly sum: number;
}

export function headingOf(paper: Paper, words_sum: number): HeadingRow {
  const { id, title, published, comments } = paper;
  const [first_day, last_day] = firstAndLastDay(paper);
  return {
    id,
    title,
    published,
    first_day,
    last_day,
    comments,
    names: namesOf(paper),
    words_sum,
    sum: checksumOf(id, title, published),
  };
}

const UINT32 = 2 ** 32;

/** One sum over all tokens of a paper, in any order, because the word index returns them by token. */
export function wordsSum(tokens: PaperTokens): number {
  let sum = 0;
  for (const column of ['title', 'abstract'] as const)
    tokens[column].forEach((token, place) => {
      sum = addToken(sum, token, column, place);
    });
  return sum;
}

export function addToken(sum: number, token: string, column: string, place: number): number {
  return (sum + crc32(`${token} ${column} ${place}`)) % UINT32;
}
