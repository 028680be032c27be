/** Verbs for marks, recommendations and the digest. */
import { z } from 'zod';
import type { MarkChange } from '../../index.js';
import { LONGEST_NAME, LONGEST_NOTE } from '../../limits.js';
import { wire } from '../wire.js';
import { day, filters, id, query, some, tagName, themeId, verb, WAIT_MS } from './verb.js';

/** Papers marked in one request: a page of a list, and more. */
const MOST_MARKED = 1_000;

const papers = z.array(id).min(1).max(MOST_MARKED).meta({ description: 'Ids of papers.' });
const liked = z.array(id).max(200);

const reader = z
  .string()
  .min(1)
  .max(LONGEST_NAME)
  .optional()
  .meta({ description: 'Reader of the digest (default: `default`).' });
const searchName = z.string().min(1).max(LONGEST_NAME).meta({ description: 'Name of a saved search.' });

function marking<A extends z.ZodType>(request: A, changeOf: (request: z.output<A>) => MarkChange) {
  return verb({
    role: 'writing',
    request,
    response: wire.marked,
    ask: (corpus, args) => corpus.mark(changeOf(args), { waitMs: WAIT_MS }),
  });
}

export const keepingUp = {
  digest: verb({
    role: 'thinking',
    request: z.strictObject({
      since: z
        .union([z.literal('last'), day])
        .optional()
        .meta({
          description:
            'Papers added on this date, YYYY-MM-DD, or later; `last` (default): since the last digest of the reader.',
        }),
      reader,
      limit: some.limit.default(5),
    }),
    response: wire.digest,
    ask: (corpus, request, { signal }) => corpus.digest({ ...request, signal }),
  }),
  digestRead: verb({
    role: 'writing',
    request: z.strictObject({
      reader,
      upTo: z.string().min(1).max(100).meta({ description: '`upTo` of the digest to mark as read.' }),
    }),
    response: wire.digestRead,
    ask: async (corpus, { upTo, ...rest }) => {
      await corpus.digestRead(upTo, { ...rest, waitMs: WAIT_MS });
      return { reader: rest.reader ?? 'default', upTo };
    },
  }),
  feed: verb({
    role: 'thinking',
    request: z.strictObject({
      tag: tagName.optional().meta({ description: 'Papers recommended for this tag.' }),
      theme: themeId
        .optional()
        .meta({ description: 'Papers of this theme, by id or label; `none`: papers in no theme.' }),
      search: searchName.optional().meta({ description: 'Results of this saved search.' }),
      limit: some.limit.default(50),
    }),
    response: wire.feed,
    ask: (corpus, request, { signal }) => corpus.feed({ ...request, signal }),
  }),
  trending: verb({
    role: 'thinking',
    request: z.strictObject({
      days: z
        .int()
        .min(1)
        .max(3660)
        .default(30)
        .meta({ description: 'Number of days, up to the date of the latest paper.' }),
      by: z
        .enum(['comments', 'recency'])
        .default('comments')
        .meta({ description: 'Rank papers by comments, or by comments per day.' }),
      limit: some.limit,
    }),
    response: wire.trending,
    ask: (corpus, request, { signal }) => corpus.trending({ ...request, signal }),
  }),
  savedSearches: verb({
    role: 'asking',
    request: z.strictObject({}),
    response: wire.savedSearches,
    ask: async (corpus) => ({ searches: await corpus.savedSearches() }),
  }),
  saveSearch: verb({
    role: 'writing',
    request: z.strictObject({ name: searchName, q: query, ...filters }),
    response: wire.savedSearch,
    ask: (corpus, { name, q, ...rest }) => corpus.saveSearch({ name, query: q, filters: rest }, { waitMs: WAIT_MS }),
  }),
  removeSearch: verb({
    role: 'writing',
    request: z.strictObject({ name: searchName }),
    response: wire.savedSearch,
    ask: (corpus, { name }) => corpus.removeSearch(name, { waitMs: WAIT_MS }),
  }),
  marks: verb({
    role: 'asking',
    request: z.strictObject({}),
    response: wire.marks,
    ask: async (corpus) => ({ marks: await corpus.marks() }),
  }),
  tags: verb({
    role: 'asking',
    request: z.strictObject({}),
    response: wire.tags,
    ask: (corpus) => corpus.tags(),
  }),
  tag: verb({
    role: 'asking',
    request: z.strictObject({ name: tagName }),
    response: wire.tag,
    ask: (corpus, { name }) => corpus.tag(name),
  }),
  tagPapers: marking(z.strictObject({ name: tagName, papers }), (request) => ({ kind: 'tag', ...request })),
  untagPapers: marking(z.strictObject({ name: tagName, papers }), (request) => ({ kind: 'untag', ...request })),
  renameTag: marking(z.strictObject({ name: tagName, to: tagName }), (request) => ({ kind: 'rename', ...request })),
  markRead: marking(z.strictObject({ papers }), (request) => ({ kind: 'read', ...request })),
  markUnread: marking(z.strictObject({ papers }), (request) => ({ kind: 'unread', ...request })),
  note: marking(
    z.strictObject({
      paper: id,
      text: z.string().max(LONGEST_NOTE).meta({ description: 'The note; an empty one removes it.' }),
    }),
    (request) => ({ kind: 'note', ...request }),
  ),
  recommend: verb({
    role: 'thinking',
    request: z
      .strictObject({
        tag: tagName.optional().meta({ description: 'Positive examples: papers with this tag.' }),
        like: liked.optional().meta({ description: 'Positive examples.' }),
        unlike: liked.optional().meta({ description: 'Negative examples.' }),
        unlikeTag: tagName.optional().meta({ description: 'Negative examples: papers with this tag.' }),
        limit: some.limit,
        addedSince: day.optional().meta({ description: 'Only papers added to the index on or after this date.' }),
        withRead: z.boolean().optional().meta({ description: 'Include papers marked as read.' }),
      })
      .refine(({ tag, like }) => tag !== undefined || (like?.length ?? 0) > 0, 'give tag or like'),
    response: wire.recommend,
    ask: (corpus, request, { signal }) => corpus.recommend({ ...request, signal }),
  }),
};
