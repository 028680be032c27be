/** Verbs that are answered at once. */
import { z } from 'zod';
import { wire } from '../wire.js';
import { cursor } from './cursor.js';
import { filters, given, how, id, ids, next, not, order, paged, query, some, verb } from './verb.js';

export const quick = {
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
    asked: z.strictObject({ order, limit: some.limit.default(50), cursor: cursor.list.optional(), ...filters }),
    answered: wire.list.extend({ total: z.int(), next }),
    ask: async (corpus, { cursor: after, ...rest }) => {
      const { papers, found, next } = await corpus.browse(given({ ...rest, after }));
      return { papers, total: found, next };
    },
  }),
  timeline: verb({
    role: 'asking',
    asked: z.strictObject(filters),
    answered: wire.timeline,
    ask: (corpus, asked) => corpus.timeline(given(asked)),
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
  history: verb({
    role: 'asking',
    asked: z.strictObject({}),
    answered: wire.history,
    ask: async (corpus) => ({ changes: await corpus.history() }),
  }),
  status: verb({
    role: 'asking',
    asked: z.strictObject({}),
    answered: wire.status,
    ask: (corpus) => corpus.status(),
  }),
};
