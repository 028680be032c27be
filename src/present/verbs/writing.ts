/** Verbs that change the corpus. */
import { z } from 'zod';
import { type Corpus, FORMATS, type ThemeDecision } from '../../index.js';
import { wire } from '../wire.js';
import { namedWhole } from './named-whole.js';
import { filesOf } from './upload.js';
import { given, id, themeId, verb } from './verb.js';

/** A name stands on the map and in lists: beyond three lines nobody reads it. */
const LONGEST_NAME = 120;
/** How long a writing waits for another program that writes to the same index. */
const WAIT_MS = 30_000;

/** A person's word about themes. @returns it, so that whoever gave it sees how it was understood */
async function decided(corpus: Corpus, decision: ThemeDecision): Promise<{ readonly decided: ThemeDecision }> {
  await corpus.decideThemes(decision, { waitMs: WAIT_MS });
  return { decided: decision };
}

const wholeId = id.meta({ description: 'Id of a paper, whole.' });

export const writing = {
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
  undo: verb({
    role: 'writing',
    asked: z.strictObject({
      id: z
        .string()
        .max(20)
        .optional()
        .meta({ description: 'Id of a change in the history; the latest where it is not given.' }),
    }),
    answered: wire.undone,
    ask: (corpus, { id: change }) => corpus.undo(change, { waitMs: WAIT_MS }),
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

/** On one line, without control characters. */
function plainName(name: string): string {
  return name.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
}
