/** Shapes of themes. */
import { z } from 'zod';

export const idAndTitle = z.object({ id: z.string(), title: z.string() });

const similarTheme = z.object({ theme: z.string(), similarity: z.number() });

export const theme = z.object({
  id: z.string(),
  label: z.string(),
  /** Whether a person gave the label. */
  renamed: z.boolean(),
  /** Whether no phrase describes most of its papers. */
  mixed: z.boolean(),
  terms: z.array(z.string()),
  size: z.number().int(),
  /** Mean similarity of its papers to its centroid. */
  cohesion: z.number(),
  area: z.string().nullable(),
  /** A sentence of the most central abstract. */
  sentence: z.object({ paper: z.string(), text: z.string() }),
  /** The nearest other themes, nearest first. */
  near: z.array(similarTheme),
  /** All its papers, most central first; `also` is the second theme of a paper near two themes. */
  papers: z.array(idAndTitle.extend({ similarity: z.number(), also: similarTheme.nullable() })),
  /** For each month: the papers of the theme, and their share of all papers of that month. */
  months: z.array(z.object({ month: z.string(), papers: z.number().int(), share: z.number() })),
  rising: z.boolean(),
});

export const themes = z.object({
  themes: z.array(theme),
  outliers: z.array(idAndTitle.extend({ similarity: z.number(), nearest: z.string() })),
  areas: z.array(z.object({ id: z.string(), label: z.string(), themes: z.array(z.string()), size: z.number().int() })),
  why: z.object({
    k: z.number().int(),
    criterion: z.string(),
    outlierBelow: z.number(),
    dissolved: z.number().int(),
    curve: z.array(z.looseObject({ k: z.number().int() })),
    decided: z.number().int().nullable(),
    /** Themes that appeared or ended since the last run, one sentence each. */
    changes: z.array(z.string()),
  }),
});

/** The themes with the ids of their papers alone, a tenth of the size: what lists and maps need. */
export const themesBrief = themes.extend({
  themes: z.array(theme.extend({ papers: z.array(z.string()) })),
  outliers: z.array(z.string()),
});

/** A decision as it was taken. */
export const themeDecision = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('number'), k: z.number().int().nullable() }),
  z.object({ kind: z.literal('rename'), theme: z.string(), label: z.string() }),
  z.object({ kind: z.literal('merge'), from: z.string(), into: z.string() }),
  z.object({ kind: z.literal('unmerge'), theme: z.string() }),
  z.object({
    kind: z.literal('split'),
    theme: z.string(),
    /** The new themes, and the papers that each takes. */
    into: z.array(z.object({ theme: z.string(), papers: z.array(z.string()) })),
  }),
  z.object({ kind: z.literal('unsplit'), theme: z.string() }),
  z.object({ kind: z.literal('pin'), paper: z.string(), theme: z.string() }),
  z.object({ kind: z.literal('unpin'), paper: z.string() }),
]);

export const splitPreview = z.object({
  theme: z.string(),
  label: z.string(),
  /** The part that keeps the id first; the papers of each part most central first. */
  parts: z.array(z.object({ theme: z.string(), papers: z.array(idAndTitle) })),
});

const themeChange = z.object({
  theme: z.string(),
  label: z.string(),
  before: z.number().int(),
  after: z.number().int(),
});

export const themesDiff = z.object({
  new: z.array(themeChange),
  gone: z.array(themeChange),
  grown: z.array(themeChange),
  shrunk: z.array(themeChange),
  renamed: z.array(z.object({ theme: z.string(), before: z.string(), after: z.string() })),
  split: z.array(z.object({ theme: z.string(), label: z.string(), into: z.array(z.string()) })),
  merged: z.array(z.object({ theme: z.string(), label: z.string(), from: z.array(z.string()) })),
  unchanged: z.number().int(),
  /** Labels of all themes that occur, by id. */
  labels: z.object({ before: z.record(z.string(), z.string()), after: z.record(z.string(), z.string()) }),
  /** Decisions without effect. */
  idle: z.array(z.record(z.string(), z.string())),
});
