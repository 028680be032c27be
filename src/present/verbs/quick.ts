/** Verbs that are answered at once. */
import { z } from 'zod';
import { wire } from '../wire.js';
import { cursor } from './cursor.js';
import {
  filters,
  how,
  id,
  ids,
  like,
  MOST_AT_ONCE,
  next,
  not,
  order,
  paged,
  pageOf,
  query,
  some,
  themeId,
  verb,
} from './verb.js';

export const quick = {
  search: verb({
    role: 'asking',
    request: z.strictObject({ q: query, like, not, ...some, ...how, ...filters }),
    response: wire.search.extend({ next }),
    ask: async (corpus, { q, limit, cursor: from, ...rest }, { signal }) =>
      paged(from, limit, (upTo) => corpus.search(q, { ...rest, limit: upTo, signal })),
  }),
  similar: verb({
    role: 'asking',
    request: z.strictObject({
      id,
      and: ids.optional().meta({ description: 'Other papers that the results should also be similar to.' }),
      not,
      ...some,
      ...filters,
    }),
    response: wire.similar.extend({ next }),
    ask: async (corpus, { id: first, and = [], limit, cursor: from, ...rest }, { signal }) =>
      paged(from, limit, (upTo) => corpus.similar([first, ...and], { ...rest, limit: upTo, signal })),
  }),
  list: verb({
    role: 'asking',
    request: z.strictObject({ order, limit: some.limit.default(50), cursor: cursor.list.optional(), ...filters }),
    response: wire.list.extend({ next }),
    ask: (corpus, { cursor: after, ...rest }, { signal }) => corpus.browse({ ...rest, after, signal }),
  }),
  timeline: verb({
    role: 'asking',
    request: z.strictObject(filters),
    response: wire.timeline,
    ask: (corpus, request, { signal }) => corpus.timeline({ ...request, signal }),
  }),
  show: verb({
    role: 'asking',
    request: z.strictObject({
      id,
      sources: z.boolean().optional().meta({
        description: 'Also list the sources of the paper, and which identifier or text joins them.',
      }),
    }),
    response: wire.shown.extend(wire.sources.partial().shape),
    ask: async (corpus, { id: one, sources = false }) => {
      const answer = sources ? await corpus.sources(one) : { paper: await corpus.show(one) };
      const marks = (await corpus.marks()).find(({ paper }) => paper === answer.paper.id) ?? null;
      return { ...answer, marks };
    },
  }),
  themePapers: verb({
    role: 'asking',
    request: z.strictObject({ id: themeId, ...some, limit: some.limit.default(MOST_AT_ONCE) }),
    response: wire.themePapers.extend({ next }),
    ask: async (corpus, { id: theme, limit, cursor: from }, { signal }) => {
      const { papers } = (await corpus.theme(theme, { within: false, signal })).theme;
      const { page, ...rest } = pageOf(papers, from, limit);
      return { papers: page, ...rest };
    },
  }),
  difference: verb({
    role: 'asking',
    request: z.strictObject({ a: id, b: id }),
    response: wire.difference,
    ask: (corpus, { a, b }) => corpus.difference(a, b),
  }),
  history: verb({
    role: 'asking',
    request: z.strictObject({}),
    response: wire.history,
    ask: async (corpus) => ({ changes: await corpus.history() }),
  }),
  status: verb({
    role: 'asking',
    request: z.strictObject({}),
    response: wire.status,
    ask: (corpus) => corpus.status(),
  }),
};
