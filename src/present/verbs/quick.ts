/** Verbs that are answered at once. */
import { z } from 'zod';
import { wire } from '../wire.js';
import { cursor, cursorTo, lastIn } from './cursor.js';
import { filters, given, how, id, ids, next, not, paged, query, some, verb } from './verb.js';

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
