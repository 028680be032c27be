/** Verbs that change the corpus. */
import { z } from 'zod';
import { FORMATS, type ThemeDecision } from '../../index.js';
import { LONGEST_THEME_NAME, MOST_THEMES } from '../../limits.js';
import { onOneLine } from '../plain-text.js';
import { wire } from '../wire.js';
import { namedWhole } from './named-whole.js';
import { uploadedFiles } from './upload.js';
import { id, partsOfSplit, themeId, threshold, verb, WAIT_MS } from './verb.js';

/** A decision about themes; its answer is the decision as it was understood. */
function deciding<A extends z.ZodType>(request: A, decisionOf: (request: z.output<A>) => ThemeDecision) {
  return verb({
    role: 'writing',
    request,
    response: wire.decided,
    ask: async (corpus, args, { signal }) => ({
      decided: await corpus.decideThemes(decisionOf(args), { waitMs: WAIT_MS, signal }),
    }),
  });
}

const wholeId = id.meta({ description: 'The full id of a paper.' });

/** How the files of an upload are read. */
const reading = {
  name: z.string().min(1).max(255).optional().meta({ description: 'Name of the file, if the body is one file.' }),
  format: z.enum(FORMATS).optional().meta({ description: 'Format of the files, if detection fails.' }),
  year: z
    .int()
    .min(1)
    .max(9999)
    .optional()
    .meta({ description: 'Year in which a page was saved, for dates without a year.' }),
};

export const writing = {
  add: verb({
    role: 'writing',
    request: z.strictObject({
      ...reading,
      strict: z.boolean().optional().meta({ description: 'Stop at the first part that cannot be read.' }),
    }),
    response: wire.added,
    ask: async (corpus, { name, ...rest }, { upload, ...context }) =>
      corpus.add(await uploadedFiles(upload, name), { ...rest, ...context, waitMs: WAIT_MS }),
  }),
  /** It writes nothing, but reads files of anyone, for which a process that can be killed is the place. */
  against: verb({
    role: 'writing',
    request: z.strictObject({ ...reading, threshold }),
    response: wire.against,
    ask: async (corpus, { name, ...rest }, { upload, signal }) =>
      corpus.knownAlready(await uploadedFiles(upload, name), { ...rest, signal }),
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
        .meta({ description: 'The paper to keep, then the papers to merge into it.' }),
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
      id: z.string().max(20).optional().meta({ description: 'Id of a change in the history (default: the latest).' }),
    }),
    response: wire.undone,
    ask: (corpus, { id: change }) => corpus.undo(change, { waitMs: WAIT_MS }),
  }),
  numberThemes: deciding(
    z.strictObject({
      k: z.int().min(1).max(MOST_THEMES).nullable().meta({
        description: 'Number of themes from now on; null: chosen from the data. All papers are grouped again.',
      }),
    }),
    (request) => ({ kind: 'number', ...request }),
  ),
  renameTheme: deciding(
    z.strictObject({
      theme: themeId,
      label: z
        .string()
        .max(LONGEST_THEME_NAME)
        .meta({ description: 'New label; an empty one restores the automatic label.' }),
    }),
    (request) => ({ kind: 'rename', ...request, label: onOneLine(request.label) }),
  ),
  mergeThemes: deciding(
    z.strictObject({
      from: themeId,
      into: themeId.meta({ description: 'Id of the theme to merge into.' }),
    }),
    (request) => ({ kind: 'merge', ...request }),
  ),
  unmergeTheme: deciding(
    z.strictObject({ theme: themeId.meta({ description: 'Id of a theme that was merged into another.' }) }),
    (request) => ({ kind: 'unmerge', ...request }),
  ),
  splitTheme: deciding(
    z.strictObject({
      theme: themeId,
      parts: partsOfSplit,
    }),
    (request) => ({ kind: 'split', ...request }),
  ),
  unsplitTheme: deciding(
    z.strictObject({
      theme: themeId.meta({ description: 'Id of a theme that was split, or of one of its parts.' }),
    }),
    (request) => ({ kind: 'unsplit', ...request }),
  ),
  pinPaper: deciding(
    z.strictObject({
      paper: id,
      theme: themeId.meta({ description: 'Id of the theme to assign it to.' }),
    }),
    (request) => ({ kind: 'pin', ...request }),
  ),
  unpinPaper: deciding(z.strictObject({ paper: id }), (request) => ({ kind: 'unpin', ...request })),
};
