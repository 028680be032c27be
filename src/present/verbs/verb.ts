/** A verb, and the parameters that several verbs share. */
import { z } from 'zod';
import type { Corpus, Filters } from '../../index.js';
import { LEAST_PARTS, LEAST_SCORE, MOST_PARTS } from '../../limits.js';
import { DEFAULT_LIMIT } from '../../paper.js';
import { cursor, cursorTo, startOf } from './cursor.js';
import type { Upload } from './upload.js';

/** Papers or groups of one page; a cursor leads to the next. */
export const MOST_AT_ONCE = 100;
/** A pasted abstract has about 2,000 characters. This many fit into a URL even at nine bytes each. */
export const LONGEST_QUERY = 4_000;
/** How long a write waits for another program that writes to the same index. */
export const WAIT_MS = 30_000;
const LONGEST_ID = 300;

/**
 * Which pool answers. `asking`: quick requests, so that nothing slow delays a search. `thinking`: requests that may
 * take seconds the first time. `writing`: changes, one after the other.
 */
export type Role = 'asking' | 'thinking' | 'writing';

export interface Context {
  readonly signal: AbortSignal;
  /** Settles when the receiver has kept up, for what is too much to send at once. */
  readonly onProgress: (progress: unknown) => void | Promise<void>;
  readonly upload?: Upload | undefined;
}

export interface Verb<A extends z.ZodType, B extends z.ZodType> {
  readonly role: Role;
  /** Set if the answer goes out piece by piece as progress, and what is returned only describes it. */
  readonly streams?: true;
  /** Parameters, in JSON types. */
  readonly request: A;
  readonly response: B;
  ask(corpus: Corpus, request: z.output<A>, context: Context): Promise<unknown>;
}

export function verb<A extends z.ZodType, B extends z.ZodType>(one: Verb<A, B>): Verb<A, B> {
  return one;
}

export const id = z
  .string()
  .min(1)
  .max(LONGEST_ID)
  .meta({ description: 'Id of a paper. A unique prefix is enough, or a DOI, arXiv or PubMed id.' });
export const ids = z.array(id).max(20);
export const threshold = z
  .number()
  .min(LEAST_SCORE)
  .max(1)
  .optional()
  .meta({ description: 'Minimum score of a near-duplicate.' });
export const partsOfSplit = z
  .int()
  .min(LEAST_PARTS)
  .max(MOST_PARTS)
  .optional()
  .meta({ description: 'Number of themes it is split into (default: 2).' });
export const themeId = z.string().min(1).max(LONGEST_ID).meta({ description: 'Id of a theme, or its label.' });
export const tagName = z.string().min(1).max(200).meta({ description: 'Name of a tag.' });
export const day = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'a date must be YYYY, YYYY-MM or YYYY-MM-DD');
export const next = z.string().nullable().meta({ description: 'Cursor for the next page; null at the end.' });

export const some = {
  limit: z.int().min(1).max(MOST_AT_ONCE).default(DEFAULT_LIMIT).meta({ description: 'Maximum number of results.' }),
  cursor: cursor.at.optional(),
};
export const filters = {
  since: day.optional().meta({ description: 'Published on or after: YYYY, YYYY-MM or YYYY-MM-DD.' }),
  until: day.optional().meta({ description: 'Published on or before: YYYY, YYYY-MM or YYYY-MM-DD.' }),
  by: z.string().min(1).max(200).optional().meta({ description: 'Part of the byline: an organisation or an author.' }),
  source: z.string().min(1).max(500).optional().meta({ description: 'Part of the name of a source file.' }),
  minComments: z.int().min(0).max(1_000_000).optional().meta({ description: 'Minimum number of comments.' }),
  theme: themeId
    .optional()
    .meta({ description: 'Only papers of this theme, by id or label; `none`: papers in no theme.' }),
  tag: tagName.optional().meta({ description: 'Only papers with this tag.' }),
  reading: z.enum(['read', 'unread']).optional().meta({ description: 'Only papers marked as read, or the others.' }),
  inNote: z
    .string()
    .max(LONGEST_QUERY)
    .optional()
    .meta({ description: 'Part of the note on the paper; empty: only papers with a note.' }),
  addedSince: day.optional().meta({ description: 'Added to the collection on or after this date: YYYY-MM-DD, UTC.' }),
} satisfies Record<keyof Filters, z.ZodType>;
export const order = z
  .enum(['id', 'published', 'comments', 'added'])
  .optional()
  .meta({ description: 'Order of the papers: by id, or newest, most discussed or last added first.' });
export const query = z
  .string()
  .min(1)
  .max(LONGEST_QUERY)
  .meta({ description: 'The query: a keyword, a sentence, an acronym or a whole abstract.' });
export const not = ids.optional().meta({
  description: 'Negative examples: these papers are left out, and papers similar to them rank lower.',
});
export const like = ids.optional().meta({
  description: 'Positive examples: papers similar to the text and to these rank first; these are left out.',
});
export const how = {
  mode: z
    .enum(['hybrid', 'dense', 'lexical'])
    .optional()
    .meta({ description: 'Rank by words and meaning (hybrid), by meaning, or by words.' }),
  explain: z.boolean().optional().meta({ description: 'Also give rank and score in each ranking.' }),
};

/** One page of a list that is known as a whole. @param from the cursor of the page; undefined: the first */
export function pageOf<T>(
  list: readonly T[],
  from: string | undefined,
  limit: number,
): { readonly page: readonly T[]; readonly total: number; readonly next: string | null } {
  const start = startOf(from);
  const end = start + limit;
  return {
    page: list.slice(start, end),
    total: list.length,
    next: list.length > end ? cursorTo(end) : null,
  };
}

/**
 * One page of a ranking. @param ask returns at most this many papers, best first; a longer answer begins with the
 * shorter
 */
export async function paged<A extends { readonly papers: readonly unknown[] }>(
  from: string | undefined,
  limit: number,
  ask: (upTo: number) => Promise<A>,
): Promise<A & { readonly next: string | null }> {
  const start = startOf(from);
  const end = start + limit;
  const answer = await ask(end + 1);
  return {
    ...answer,
    papers: answer.papers.slice(start, end),
    next: answer.papers.length > end ? cursorTo(end) : null,
  };
}
