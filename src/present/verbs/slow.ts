/** Verbs that may take seconds the first time: what is derived from all papers. */
import { z } from 'zod';
import { throwIfAborted } from '../../errors.js';
import { FILE_FORMATS } from '../export/contents.js';
import { wire } from '../wire.js';
import { cursorTo, startOf } from './cursor.js';
import { fileOf } from './export.js';
import {
  filters,
  id,
  ids,
  LONGEST_QUERY,
  MOST_AT_ONCE,
  next,
  not,
  order,
  partsOfSplit,
  query,
  some,
  themeId,
  threshold,
  verb,
  withoutUndefined,
} from './verb.js';

/** A list of more themes than this says no more than the list of papers. */
const MOST_THEMES = 500;
/** The most papers that an export of a ranking writes. */
const MOST_EXPORTED = 1_000;

export const slow = {
  themes: verb({
    role: 'thinking',
    request: z.strictObject({
      k: z.int().min(1).max(MOST_THEMES).optional().meta({
        description: 'A preview of this number of themes; nothing is saved. So are `since` and `until`.',
      }),
      since: filters.since,
      until: filters.until,
    }),
    response: wire.themes,
    ask: (corpus, request, { signal, onProgress }) =>
      corpus.themes(withoutUndefined({ ...request, signal, onProgress })),
  }),
  theme: verb({
    role: 'thinking',
    request: z.strictObject({ id: themeId }),
    response: wire.theme,
    ask: (corpus, request, { signal }) => corpus.theme(request.id, { signal }),
  }),
  previewSplit: verb({
    role: 'thinking',
    request: z.strictObject({ id: themeId, parts: partsOfSplit }),
    response: wire.splitPreview,
    ask: (corpus, { id: theme, parts }, { signal }) => corpus.previewSplit(theme, withoutUndefined({ parts, signal })),
  }),
  themesDiff: verb({
    role: 'thinking',
    request: z.strictObject({}),
    response: wire.themesDiff,
    ask: (corpus, _request, { signal }) => corpus.themesDiff({ signal }),
  }),
  themesOf: verb({
    role: 'thinking',
    request: z.strictObject({
      text: z.string().min(1).max(LONGEST_QUERY).meta({ description: 'A text, or the id of a paper.' }),
    }),
    response: wire.themesOf,
    ask: (corpus, { text }, { signal }) => corpus.themesOfText(text, { signal }),
  }),
  map: verb({
    role: 'thinking',
    request: z.strictObject({}),
    response: wire.map,
    ask: (corpus, _request, { signal, onProgress }) => corpus.map({ signal, onProgress }),
  }),
  duplicates: verb({
    role: 'thinking',
    request: z.strictObject({
      threshold,
      borderline: z
        .boolean()
        .optional()
        .meta({ description: 'Also give the weakest accepted and the strongest rejected pairs.' }),
      paper: id.optional().meta({ description: 'Only the group of this paper, by id.' }),
      ...some,
      limit: some.limit.default(MOST_AT_ONCE),
    }),
    response: wire.duplicates.extend({ total: z.int(), next }),
    ask: async (corpus, { threshold, borderline, paper, limit, cursor: from }, { signal, onProgress }) => {
      const only = paper === undefined ? undefined : (await corpus.show(paper)).id;
      const duplicates = await corpus.duplicates(withoutUndefined({ threshold, signal, onProgress }));
      const groups =
        only === undefined ? duplicates.groups : duplicates.groups.filter(({ papers }) => papers.includes(only));
      const start = startOf(from);
      return {
        groups: groups.slice(start, start + limit),
        ...(borderline === true ? { borderline: duplicates.borderline } : {}),
        total: groups.length,
        next: groups.length > start + limit ? cursorTo({ at: start + limit }) : null,
      };
    },
  }),
  export: verb({
    role: 'thinking',
    request: z
      .strictObject({
        format: z.enum(FILE_FORMATS).default('jsonl').meta({ description: 'Output format.' }),
        papers: z.array(id).min(1).max(MOST_EXPORTED).optional().meta({ description: 'These papers, in this order.' }),
        q: query.optional().meta({
          description: 'The papers most similar to this text. Without it and `like`: all papers that pass the filters.',
        }),
        like: ids.min(1).optional().meta({ description: 'The papers most similar to these; with `q`, to both.' }),
        not,
        order,
        limit: z.int().min(1).max(MOST_EXPORTED).optional().meta({ description: 'Maximum number of papers.' }),
        ...filters,
        duplicates: z.boolean().optional().meta({ description: 'Only papers that have near-duplicates.' }),
        exact: z
          .boolean()
          .optional()
          .meta({ description: 'CSV: do not escape cells that a spreadsheet would run as formulas.' }),
      })
      .refine(
        isOneQuestion,
        'use q and like without papers and duplicates; use not only with q or like, and order with neither',
      ),
    response: z.object({ papers: z.int() }),
    ask: async (corpus, { format, exact, ...which }, { onProgress, signal }) => {
      const { pieces, papers } = await fileOf(
        corpus,
        withoutUndefined(which),
        format,
        withoutUndefined({ exact, signal }),
      );
      for await (const piece of pieces) {
        await onProgress(piece);
        throwIfAborted(signal);
      }
      return { papers };
    },
  }),
};

/** Whether the selections of an export can be combined. */
function isOneQuestion(selection: Which): boolean {
  const { format: _format, exact: _exact, q, like, papers, duplicates, not, order, ...rest } = selection;
  const selections = [q ?? like, papers, duplicates === true ? true : undefined].filter(
    (one) => one !== undefined,
  ).length;
  const ranked = q !== undefined || like !== undefined;
  if (selections > 1 || (not !== undefined && !ranked) || (order !== undefined && (ranked || papers !== undefined)))
    return false;
  return papers === undefined || Object.values(rest).every((one) => one === undefined);
}

type Which = Readonly<Record<string, unknown>>;
