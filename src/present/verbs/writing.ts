/** Verbs that change the corpus. */
import { z } from 'zod';
import { type Corpus, FORMATS, type ThemeDecision } from '../../index.js';
import { wire } from '../wire.js';
import { namedWhole } from './named-whole.js';
import { filesOf } from './upload.js';
import { id, themeId, verb, withoutUndefined } from './verb.js';

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
    request: z.strictObject({
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
    response: wire.added,
    ask: async (corpus, { name, ...rest }, { upload, ...context }) =>
      corpus.add(await filesOf(upload, name), withoutUndefined({ ...rest, ...context, waitMs: WAIT_MS })),
  }),
  remove: verb({
    role: 'writing',
    request: z.strictObject({ id: wholeId }),
    response: wire.removed,
    ask: async (corpus, request) => corpus.remove(await namedWhole(corpus, [request.id]), { waitMs: WAIT_MS }),
  }),
  merge: verb({
    role: 'writing',
    request: z.strictObject({
      papers: z
        .array(wholeId)
        .min(2)
        .max(1000)
        .meta({ description: 'The paper to keep, then those that are the same.' }),
    }),
    response: wire.merged,
    ask: async (corpus, request) =>
      corpus.mergeDuplicates(await namedWhole(corpus, request.papers), { waitMs: WAIT_MS }),
  }),
  ignore: verb({
    role: 'writing',
    request: z.strictObject({ a: id, b: id }),
    response: wire.ignored,
    ask: (corpus, request) => corpus.ignoreDuplicate(request.a, request.b, { waitMs: WAIT_MS }),
  }),
  undo: verb({
    role: 'writing',
    request: z.strictObject({
      id: z
        .string()
        .max(20)
        .optional()
        .meta({ description: 'Id of a change in the history; the latest where it is not given.' }),
    }),
    response: wire.undone,
    ask: (corpus, { id: change }) => corpus.undo(change, { waitMs: WAIT_MS }),
  }),
  renameTheme: verb({
    role: 'writing',
    request: z.strictObject({
      theme: themeId,
      name: z
        .string()
        .max(LONGEST_NAME)
        .meta({ description: 'The name it has from now on; an empty one gives the found name back.' }),
    }),
    response: wire.decided,
    ask: (corpus, request) => decided(corpus, { kind: 'rename', ...request, name: plainName(request.name) }),
  }),
  mergeThemes: verb({
    role: 'writing',
    request: z.strictObject({
      from: themeId,
      into: themeId.meta({ description: 'Id of the theme that it becomes a part of.' }),
    }),
    response: wire.decided,
    ask: (corpus, request) => decided(corpus, { kind: 'merge', ...request }),
  }),
  unmergeTheme: verb({
    role: 'writing',
    request: z.strictObject({ theme: themeId.meta({ description: 'Id of a theme that was made part of another.' }) }),
    response: wire.decided,
    ask: (corpus, request) => decided(corpus, { kind: 'unmerge', ...request }),
  }),
  pinPaper: verb({
    role: 'writing',
    request: z.strictObject({
      paper: id,
      theme: themeId.meta({ description: 'Id of the theme that it belongs to from now on.' }),
    }),
    response: wire.decided,
    ask: (corpus, request) => decided(corpus, { kind: 'pin', ...request }),
  }),
  unpinPaper: verb({
    role: 'writing',
    request: z.strictObject({ paper: id }),
    response: wire.decided,
    ask: (corpus, request) => decided(corpus, { kind: 'unpin', ...request }),
  }),
};

/** On one line, without control characters. */
function plainName(name: string): string {
  return name.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
}
