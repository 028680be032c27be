/**
 * Everything that can be asked over HTTP and MCP, one verb each: what is asked, what comes back, and the one call of
 * the library that answers it. The only file that knows both the shapes and the corpus's methods.
 */
import { z } from 'zod';
import { type Corpus, FORMATS, type ThemeDecision } from '../../index.js';
import { cursor, cursorTo, lastIn, startOf } from '../http/cursor.js';
import { EXPORTS, papersFor, textOf } from '../http/export.js';
import { namedWhole } from '../http/named-whole.js';
import { filesOf, type Upload } from '../http/upload.js';
import { wire } from '../wire.js';

/** Papers, groups: as many as a person scrolls through; beyond it there is the cursor. */
const MOST_AT_ONCE = 100;
/** Nearest papers written to a file at once: a page of search shows as many. */
const MOST_EXPORTED = 1_000;
/** A pasted abstract has some 2,000 characters; so many fit into an address even where each takes nine bytes of it. */
const LONGEST_QUERY = 4_000;
const LONGEST_ID = 300;
/** A name stands on the map and in lists: beyond three lines nobody reads it. */
const LONGEST_NAME = 120;
/** How long a writing waits for another program that writes to the same index. */
const WAIT_MS = 30_000;

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

interface Verb<A extends z.ZodType, B extends z.ZodType> {
  readonly role: Role;
  /** What is asked, in JSON's own types. */
  readonly asked: A;
  readonly answered: B;
  ask(corpus: Corpus, asked: z.output<A>, context: Context): Promise<unknown>;
}

function verb<A extends z.ZodType, B extends z.ZodType>(one: Verb<A, B>): Verb<A, B> {
  return one;
}

const id = z
  .string()
  .min(1)
  .max(LONGEST_ID)
  .meta({ description: 'Id of a paper, or a beginning of it that no other paper has.' });
const ids = z.array(id).max(20);
const themeId = z.string().min(1).max(LONGEST_ID).meta({ description: 'Id of a theme.' });
const day = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/);
const next = z.string().nullable().meta({ description: 'Cursor to what comes after; null at the end.' });

const some = {
  limit: z.int().min(1).max(MOST_AT_ONCE).default(10).meta({ description: 'How many at most.' }),
  cursor: cursor.at.optional(),
};
const filters = {
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
};
const query = z
  .string()
  .min(1)
  .max(LONGEST_QUERY)
  .meta({ description: 'The query: a keyword, a sentence, an acronym, a whole abstract.' });
const not = ids.optional().meta({
  description: 'Papers that the answer is to be unlike: they are left out, and what is near them comes later.',
});
const how = {
  mode: z
    .enum(['hybrid', 'dense', 'lexical'])
    .optional()
    .meta({ description: 'By words and meaning together (hybrid), meaning alone, or words alone.' }),
  explain: z.boolean().optional().meta({ description: 'Rank and score in each mode besides.' }),
};

/** A page of a ranking. @param ask for so many papers at most, best first: a longer answer begins with the shorter */
async function paged<A extends { readonly papers: readonly unknown[] }>(
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

const asking = {
  search: verb({
    role: 'asking',
    asked: z.strictObject({ q: query, not, ...some, ...how, ...filters }),
    answered: wire.search.extend({ next }),
    ask: async (corpus, { q, limit, cursor: from, ...rest }) =>
      paged(from, limit, (upTo) => corpus.search(q, given({ ...rest, limit: upTo }))),
  }),
  similar: verb({
    role: 'asking',
    asked: z.strictObject({
      id,
      and: ids.optional().meta({ description: 'Other papers that the answer is to be near to as well.' }),
      not,
      ...some,
      ...filters,
    }),
    answered: wire.similar.extend({ next }),
    ask: async (corpus, { id: first, and = [], limit, cursor: from, ...rest }) =>
      paged(from, limit, (upTo) => corpus.similar([first, ...and], given({ ...rest, limit: upTo }))),
  }),
  list: verb({
    role: 'asking',
    asked: z.strictObject({ limit: some.limit.default(50), cursor: cursor.after.optional() }),
    answered: wire.list.extend({ total: z.int(), next }),
    ask: async (corpus, { limit, cursor: from }) => {
      const all = await corpus.list();
      const after = lastIn(from);
      const rest = after === undefined ? all : all.filter((paper) => paper.id > after);
      const papers = rest.slice(0, limit);
      return { papers, total: all.length, next: rest.length > limit ? cursorTo({ after: papers.at(-1)!.id }) : null };
    },
  }),
  show: verb({
    role: 'asking',
    asked: z.strictObject({ id }),
    answered: wire.shown,
    ask: async (corpus, asked) => ({ paper: await corpus.show(asked.id) }),
  }),
  difference: verb({
    role: 'asking',
    asked: z.strictObject({ a: id, b: id }),
    answered: wire.difference,
    ask: (corpus, { a, b }) => corpus.difference(a, b),
  }),
  status: verb({
    role: 'asking',
    asked: z.strictObject({}),
    answered: wire.status,
    ask: (corpus) => corpus.status(),
  }),
};

const thinking = {
  themes: verb({
    role: 'thinking',
    asked: z.strictObject({ since: filters.since, until: filters.until }),
    answered: wire.themes,
    ask: (corpus, asked, { signal }) => corpus.themes(given({ ...asked, signal })),
  }),
  theme: verb({
    role: 'thinking',
    asked: z.strictObject({ id: themeId }),
    answered: wire.theme,
    ask: (corpus, asked) => corpus.theme(asked.id),
  }),
  themesDiff: verb({
    role: 'thinking',
    asked: z.strictObject({}),
    answered: wire.themesDiff,
    ask: (corpus) => corpus.themesDiff(),
  }),
  themesOf: verb({
    role: 'thinking',
    asked: z.strictObject({
      text: z.string().min(1).max(LONGEST_QUERY).meta({ description: 'A text, or the id of a paper.' }),
    }),
    answered: wire.themesOf,
    ask: (corpus, { text }) => corpus.themesOfText(text),
  }),
  map: verb({
    role: 'thinking',
    asked: z.strictObject({}),
    answered: wire.map,
    ask: (corpus, _asked, { signal }) => corpus.map({ signal }),
  }),
  duplicates: verb({
    role: 'thinking',
    asked: z.strictObject({
      threshold: z.number().min(0.05).max(1).optional().meta({ description: 'Least score of a near-duplicate.' }),
      borderline: z
        .boolean()
        .optional()
        .meta({ description: 'The weakest pairs accepted and the strongest refused besides.' }),
      paper: id.optional().meta({ description: 'Only the group that holds the paper of this id.' }),
      ...some,
      limit: some.limit.default(MOST_AT_ONCE),
    }),
    answered: wire.duplicates.extend({ total: z.int(), next }),
    ask: async (corpus, { threshold, borderline, paper, limit, cursor: from }, { signal }) => {
      const only = paper === undefined ? undefined : (await corpus.show(paper)).id;
      const found = await corpus.duplicates(given({ threshold, signal }));
      const groups = only === undefined ? found.groups : found.groups.filter(({ papers }) => papers.includes(only));
      const start = startOf(from);
      return {
        groups: groups.slice(start, start + limit),
        ...(borderline === true ? { borderline: found.borderline } : {}),
        total: groups.length,
        next: groups.length > start + limit ? cursorTo({ at: start + limit }) : null,
      };
    },
  }),
  export: verb({
    role: 'thinking',
    asked: z
      .strictObject({
        format: z.enum(EXPORTS).default('jsonl').meta({ description: 'What to write.' }),
        q: query.optional().meta({
          description:
            'The papers nearest to a text, nearest first; all papers where neither this nor `like` is given.',
        }),
        like: ids.min(1).optional().meta({ description: 'The papers nearest to these.' }),
        not,
        limit: z.int().min(1).max(MOST_EXPORTED).optional().meta({ description: 'How many of the nearest.' }),
        ...filters,
        duplicates: z.boolean().optional().meta({ description: 'The papers that have near-duplicates.' }),
      })
      .refine(
        isOneQuestion,
        'q, or like, or theme, or duplicates: one of them, and filters, not and limit only with q or like',
      ),
    answered: z.object({ papers: z.int() }),
    ask: async (corpus, { format, ...which }, { onProgress }) => {
      const papers = await papersFor(corpus, given(which));
      for (const piece of await textOf(corpus, papers, format)) onProgress(piece);
      return { papers: papers.length };
    },
  }),
};

/** Whether what is asked for in a file can all be meant at once. */
function isOneQuestion({ format: _, q, like, theme, duplicates, ...rest }: Readonly<Record<string, unknown>>): boolean {
  const nearest = [q, like].filter((one) => one !== undefined).length;
  if (nearest > 0) return nearest === 1 && duplicates === undefined;
  return !(theme !== undefined && duplicates === true) && Object.values(rest).every((one) => one === undefined);
}

/** A person's word about themes. @returns it, so that whoever gave it sees how it was understood */
async function decided(corpus: Corpus, decision: ThemeDecision): Promise<{ readonly decided: ThemeDecision }> {
  await corpus.decideThemes(decision, { waitMs: WAIT_MS });
  return { decided: decision };
}

const wholeId = id.meta({ description: 'Id of a paper, whole.' });

const writing = {
  add: verb({
    role: 'writing',
    asked: z.strictObject({
      name: z.string().min(1).max(255).optional().meta({ description: 'Name of the file, where the body is one.' }),
      format: z.enum(FORMATS).optional().meta({ description: 'The format of the files, where it is in doubt.' }),
      year: z
        .int()
        .min(1)
        .max(9999)
        .optional()
        .meta({ description: 'The year a page was saved in, for dates without one.' }),
      strict: z.boolean().optional().meta({ description: 'Stop at the first part that cannot be read.' }),
    }),
    answered: wire.added,
    ask: async (corpus, { name, ...rest }, { upload, ...context }) =>
      corpus.add(await filesOf(upload, name), given({ ...rest, ...context, waitMs: WAIT_MS })),
  }),
  remove: verb({
    role: 'writing',
    asked: z.strictObject({ id: wholeId }),
    answered: wire.removed,
    ask: async (corpus, asked) => corpus.remove(await namedWhole(corpus, [asked.id]), { waitMs: WAIT_MS }),
  }),
  merge: verb({
    role: 'writing',
    asked: z.strictObject({
      papers: z
        .array(wholeId)
        .min(2)
        .max(1000)
        .meta({ description: 'The paper to keep, then those that are the same.' }),
    }),
    answered: wire.merged,
    ask: async (corpus, asked) => corpus.mergeDuplicates(await namedWhole(corpus, asked.papers), { waitMs: WAIT_MS }),
  }),
  ignore: verb({
    role: 'writing',
    asked: z.strictObject({ a: id, b: id }),
    answered: wire.ignored,
    ask: (corpus, asked) => corpus.ignoreDuplicate(asked.a, asked.b, { waitMs: WAIT_MS }),
  }),
  renameTheme: verb({
    role: 'writing',
    asked: z.strictObject({
      theme: themeId,
      name: z
        .string()
        .max(LONGEST_NAME)
        .meta({ description: 'The name it has from now on; an empty one gives the found name back.' }),
    }),
    answered: wire.decided,
    ask: (corpus, asked) => decided(corpus, { kind: 'rename', ...asked, name: plainName(asked.name) }),
  }),
  mergeThemes: verb({
    role: 'writing',
    asked: z.strictObject({
      from: themeId,
      into: themeId.meta({ description: 'Id of the theme that it becomes a part of.' }),
    }),
    answered: wire.decided,
    ask: (corpus, asked) => decided(corpus, { kind: 'merge', ...asked }),
  }),
  unmergeTheme: verb({
    role: 'writing',
    asked: z.strictObject({ theme: themeId.meta({ description: 'Id of a theme that was made part of another.' }) }),
    answered: wire.decided,
    ask: (corpus, asked) => decided(corpus, { kind: 'unmerge', ...asked }),
  }),
  pinPaper: verb({
    role: 'writing',
    asked: z.strictObject({
      paper: id,
      theme: themeId.meta({ description: 'Id of the theme that it belongs to from now on.' }),
    }),
    answered: wire.decided,
    ask: (corpus, asked) => decided(corpus, { kind: 'pin', ...asked }),
  }),
  unpinPaper: verb({
    role: 'writing',
    asked: z.strictObject({ paper: id }),
    answered: wire.decided,
    ask: (corpus, asked) => decided(corpus, { kind: 'unpin', ...asked }),
  }),
};

export const verbs = { ...asking, ...thinking, ...writing };
export type VerbName = keyof typeof verbs;
export type Asked<V extends VerbName> = z.output<(typeof verbs)[V]['asked']>;
export type Answered<V extends VerbName> = z.output<(typeof verbs)[V]['answered']>;

/** On one line, without control characters. */
function plainName(name: string): string {
  return name.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
}

type Given<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** Without what was not given: an option that is `undefined` is none. */
function given<T extends object>(options: T): Given<T> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Given<T>;
}
