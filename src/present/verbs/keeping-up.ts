/** Verbs about what a person marked and what follows from it. */
import { z } from 'zod';
import type { Corpus, MarkChange } from '../../index.js';
import { wire } from '../wire.js';
import { day, given, id, some, verb } from './verb.js';

/** How long a change waits for another program that writes to the same index. */
const WAIT_MS = 30_000;
/** Papers marked at once: a whole page of a list, and more. */
const MOST_MARKED = 1_000;
const LONGEST_NOTE = 10_000;

const tagName = z.string().min(1).max(200).meta({ description: 'Name of a tag.' });
const papers = z.array(id).min(1).max(MOST_MARKED).meta({ description: 'Ids of papers.' });
const liked = z.array(id).max(200);

const change = (corpus: Corpus, one: MarkChange) => corpus.mark(one, { waitMs: WAIT_MS });

export const keepingUp = {
  marks: verb({
    role: 'asking',
    asked: z.strictObject({}),
    answered: wire.marks,
    ask: async (corpus) => ({ marks: await corpus.marks() }),
  }),
  tags: verb({
    role: 'asking',
    asked: z.strictObject({}),
    answered: wire.tags,
    ask: (corpus) => corpus.tags(),
  }),
  tag: verb({
    role: 'asking',
    asked: z.strictObject({ name: tagName }),
    answered: wire.tag,
    ask: (corpus, { name }) => corpus.tag(name),
  }),
  tagPapers: verb({
    role: 'writing',
    asked: z.strictObject({ name: tagName, papers }),
    answered: wire.marked,
    ask: (corpus, asked) => change(corpus, { kind: 'tag', ...asked }),
  }),
  untagPapers: verb({
    role: 'writing',
    asked: z.strictObject({ name: tagName, papers }),
    answered: wire.marked,
    ask: (corpus, asked) => change(corpus, { kind: 'untag', ...asked }),
  }),
  renameTag: verb({
    role: 'writing',
    asked: z.strictObject({ name: tagName, to: tagName }),
    answered: wire.marked,
    ask: (corpus, asked) => change(corpus, { kind: 'rename', ...asked }),
  }),
  markRead: verb({
    role: 'writing',
    asked: z.strictObject({ papers }),
    answered: wire.marked,
    ask: (corpus, asked) => change(corpus, { kind: 'read', ...asked }),
  }),
  markUnread: verb({
    role: 'writing',
    asked: z.strictObject({ papers }),
    answered: wire.marked,
    ask: (corpus, asked) => change(corpus, { kind: 'unread', ...asked }),
  }),
  note: verb({
    role: 'writing',
    asked: z.strictObject({
      paper: id,
      text: z.string().max(LONGEST_NOTE).meta({ description: 'The note; an empty one removes it.' }),
    }),
    answered: wire.marked,
    ask: (corpus, asked) => change(corpus, { kind: 'note', ...asked }),
  }),
  recommend: verb({
    role: 'thinking',
    asked: z
      .strictObject({
        tag: tagName.optional().meta({ description: 'The papers of this tag are liked.' }),
        like: liked.optional().meta({ description: 'Papers that are liked.' }),
        unlike: liked.optional().meta({ description: 'Papers that are disliked.' }),
        unlikeTag: tagName.optional().meta({ description: 'The papers of this tag are disliked.' }),
        limit: some.limit,
        addedSince: day.optional().meta({ description: 'Only papers that came to the index on this day or later.' }),
        withRead: z.boolean().optional().meta({ description: 'Also papers that are marked as read.' }),
      })
      .refine(({ tag, like }) => tag !== undefined || (like?.length ?? 0) > 0, 'tag or like'),
    answered: wire.recommend,
    ask: (corpus, asked) => corpus.recommend(given(asked)),
  }),
};
