/** Verbs that may take seconds the first time: what is derived from all papers. */
import { z } from 'zod';
import { throwIfAborted } from '../../errors.js';
import { MOST_THEMES } from '../../limits.js';
import { FILE_FORMATS } from '../export/contents.js';
import { titlesOf } from '../titles-of.js';
import { wire } from '../wire.js';
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
  pageOf,
  partsOfSplit,
  query,
  some,
  themeId,
  threshold,
  verb,
} from './verb.js';

/** The most papers that an export of a ranking writes. */
const MOST_EXPORTED = 1_000;
/** The most papers that an export names one by one; their ids fit into the body of a request. */
const MOST_NAMED = 5_000;

const whichThemes = z.strictObject({
  k: z.int().min(1).max(MOST_THEMES).optional().meta({
    description: 'A preview of this number of themes; nothing is saved. So are `since` and `until`.',
  }),
  since: filters.since,
  until: filters.until,
});

export const slow = {
  themes: verb({
    role: 'thinking',
    request: whichThemes,
    response: wire.themes,
    ask: (corpus, request, { signal, onProgress }) => corpus.themes({ ...request, signal, onProgress }),
  }),
  themesBrief: verb({
    role: 'thinking',
    request: whichThemes,
    response: wire.themesBrief,
    ask: async (corpus, request, { signal, onProgress }) => {
      const { themes, outliers, ...rest } = await corpus.themes({ ...request, titles: 0, signal, onProgress });
      const idsOf = (papers: readonly { readonly id: string }[]) => papers.map(({ id }) => id);
      return {
        ...rest,
        themes: themes.map((theme) => ({ ...theme, papers: idsOf(theme.papers) })),
        outliers: idsOf(outliers),
      };
    },
  }),
  theme: verb({
    role: 'thinking',
    request: z.strictObject({
      id: themeId,
      within: z
        .boolean()
        .optional()
        .meta({ description: 'Also give the themes within a large theme, which takes seconds (default: true).' }),
    }),
    response: wire.theme,
    ask: (corpus, { id: theme, within }, { signal }) => corpus.theme(theme, { within, signal }),
  }),
  previewSplit: verb({
    role: 'thinking',
    request: z.strictObject({ id: themeId, parts: partsOfSplit }),
    response: wire.splitPreview,
    ask: (corpus, { id: theme, parts }, { signal }) => corpus.previewSplit(theme, { parts, signal }),
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
      text: z
        .string()
        .min(1)
        .max(LONGEST_QUERY)
        .meta({ description: 'A text, or the whole id or an identifier of a paper.' }),
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
      titles: z.boolean().optional().meta({ description: 'Also give the titles of the papers of these groups.' }),
      ...some,
      limit: some.limit.default(MOST_AT_ONCE),
    }),
    response: wire.duplicates.extend({
      titles: z.record(z.string(), z.string()).optional(),
      total: z.int(),
      next,
    }),
    ask: async (corpus, { threshold, borderline, paper, titles, limit, cursor: from }, { signal, onProgress }) => {
      const only = paper === undefined ? undefined : (await corpus.show(paper)).id;
      const duplicates = await corpus.duplicates({ threshold, signal, onProgress });
      const groups =
        only === undefined ? duplicates.groups : duplicates.groups.filter(({ papers }) => papers.includes(only));
      const { page, ...rest } = pageOf(groups, from, limit);
      return {
        groups: page,
        titles: titles === true ? Object.fromEntries(await titlesOf(corpus, idsIn(page))) : undefined,
        borderline: borderline === true ? duplicates.borderline : undefined,
        ...rest,
      };
    },
  }),
  export: verb({
    role: 'thinking',
    streams: true,
    request: z
      .strictObject({
        format: z.enum(FILE_FORMATS).default('jsonl').meta({ description: 'Output format.' }),
        papers: z.array(id).min(1).max(MOST_NAMED).optional().meta({ description: 'These papers, in this order.' }),
        q: query.optional().meta({
          description: 'The papers most similar to this text. Without it and `like`: all papers that pass the filters.',
        }),
        like: ids.min(1).optional().meta({ description: 'The papers most similar to these; with `q`, to both.' }),
        not,
        order,
        limit: z.int().min(1).max(MOST_EXPORTED).optional().meta({ description: 'Maximum number of papers.' }),
        ...filters,
        duplicates: z.boolean().optional().meta({ description: 'Only papers that have near-duplicates.' }),
        abstracts: z.boolean().optional().meta({ description: 'Whether to write abstracts (default: true).' }),
        notes: z.boolean().optional().meta({ description: 'Whether to write your notes (default: false).' }),
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
    ask: async (corpus, { format, exact, abstracts, notes, ...which }, { onProgress, signal }) => {
      const { pieces, papers } = await fileOf(corpus, which, format, { exact, abstracts, notes, signal });
      for await (const piece of pieces) {
        await onProgress(piece);
        throwIfAborted(signal);
      }
      return { papers: papers() };
    },
  }),
};

function idsIn(groups: readonly { readonly papers: readonly string[] }[]): string[] {
  return groups.flatMap(({ papers }) => papers);
}

/** Whether the selections of an export can be combined. */
function isOneQuestion({ q, like, papers, duplicates, not, order, ...rest }: Which): boolean {
  const [ranked, named] = [q !== undefined || like !== undefined, papers !== undefined];
  const selections = [ranked, named, duplicates === true].filter((isSet) => isSet).length;
  if (selections > 1 || (not !== undefined && !ranked) || (order !== undefined && (ranked || named))) return false;
  return !named || ['limit', ...Object.keys(filters)].every((name) => rest[name] === undefined);
}

type Which = Readonly<Record<string, unknown>>;
