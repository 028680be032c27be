/** What a verb is, and the parts that the requests of several verbs share. */
import { z } from 'zod';
import type { Corpus } from '../../index.js';
import { DEFAULT_LIMIT } from '../../paper.js';
import { cursor, cursorTo, startOf } from './cursor.js';
import type { Upload } from './upload.js';

/** Papers, groups: as many as a person scrolls through; beyond it there is the cursor. */
export const MOST_AT_ONCE = 100;
/** A pasted abstract has some 2,000 characters; so many fit into an address even where each takes nine bytes of it. */
export const LONGEST_QUERY = 4_000;
const LONGEST_ID = 300;

/**
 * Which thread answers: `asking` what is quick, so that nothing slow stands before a search; `thinking` what may take
 * seconds the first time; `writing` what changes the corpus, one after the other.
 */
export type Role = 'asking' | 'thinking' | 'writing';

export interface Context {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: unknown) => void;
  readonly upload?: Upload;
}

export interface Verb<A extends z.ZodType, B extends z.ZodType> {
  readonly role: Role;
  /** What is asked, in JSON's own types. */
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
  .meta({ description: 'Id of a paper, or a beginning of it that no other paper has.' });
export const ids = z.array(id).max(20);
export const themeId = z.string().min(1).max(LONGEST_ID).meta({ description: 'Id of a theme.' });
export const day = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'a date is written YYYY, YYYY-MM or YYYY-MM-DD');
export const next = z.string().nullable().meta({ description: 'Cursor to what comes after; null at the end.' });

export const some = {
  limit: z.int().min(1).max(MOST_AT_ONCE).default(DEFAULT_LIMIT).meta({ description: 'How many at most.' }),
  cursor: cursor.at.optional(),
};
export const filters = {
  since: day.optional().meta({ description: 'Published on or after: YYYY, YYYY-MM or YYYY-MM-DD.' }),
  until: day.optional().meta({ description: 'Published on or before: YYYY, YYYY-MM or YYYY-MM-DD.' }),
  by: z.string().min(1).max(200).optional().meta({ description: 'Part of the byline: an organisation or an author.' }),
  source: z
    .string()
    .min(1)
    .max(500)
    .optional()
    .meta({ description: 'Part of the name of a file in which the paper was met.' }),
  minComments: z.int().min(0).max(1_000_000).optional().meta({ description: 'Least number of comments.' }),
  theme: themeId.optional().meta({ description: 'Only papers of the theme of this id.' }),
  addedSince: day.optional().meta({ description: 'Added to the collection on or after this day: YYYY-MM-DD, UTC.' }),
};
export const order = z
  .enum(['id', 'published', 'comments', 'added'])
  .optional()
  .meta({ description: 'By id, or newest, most discussed or last added first.' });
export const query = z
  .string()
  .min(1)
  .max(LONGEST_QUERY)
  .meta({ description: 'The query: a keyword, a sentence, an acronym, a whole abstract.' });
export const not = ids.optional().meta({
  description: 'Papers that the answer is to be unlike: they are left out, and what is near them comes later.',
});
export const how = {
  mode: z
    .enum(['hybrid', 'dense', 'lexical'])
    .optional()
    .meta({ description: 'By words and meaning together (hybrid), meaning alone, or words alone.' }),
  explain: z.boolean().optional().meta({ description: 'Rank and score in each mode besides.' }),
};

/** A page of a ranking. @param ask for so many papers at most, best first: a longer answer begins with the shorter */
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
    next: answer.papers.length > end ? cursorTo({ at: end }) : null,
  };
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** Without what was not given: an option that is `undefined` is none. */
export function withoutUndefined<T extends object>(options: T): Defined<T> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Defined<T>;
}
