/** Shapes of themes. */
import { z } from 'zod';

export const idAndTitle = z.object({ id: z.string(), title: z.string() });

export const similarity = z.number().describe('Cosine to the centroid of the theme, −1…1.');
const similarTheme = z.object({ theme: z.string(), similarity });

export const theme = z.object({
  id: z.string().describe('`t1`, `t2` …; it stays as the collection grows, and is never given to another theme.'),
  label: z.string(),
  renamed: z.boolean().describe('Whether a person gave the label.'),
  mixed: z.boolean().describe('Whether its papers are less similar to one another than those of most themes.'),
  terms: z.array(z.string()).describe('Characteristic terms, the most characteristic first.'),
  size: z.number().int().describe('Number of papers.'),
  cohesion: z.number().describe('Mean cosine of its papers to its centroid.'),
  area: z.string().nullable().describe('Id of its area; null if it is unlike all other themes.'),
  sentence: z.object({ paper: z.string(), text: z.string() }).describe('A sentence of the most central abstract.'),
  near: z.array(similarTheme).describe('The nearest other themes, nearest first.'),
  papers: z
    .array(idAndTitle.extend({ similarity, also: similarTheme.nullable() }))
    .describe('All its papers, most central first; `also` is the second theme of a paper near two themes.'),
  periods: z
    .array(
      z.object({
        period: z.string().describe('`YYYY-MM` or `YYYY`.'),
        papers: z.number().int(),
        share: z.number().describe('0…1.'),
      }),
    )
    .describe(
      'For each month, or year where months would show few papers: those of the theme, and their share of all.',
    ),
  rising: z.boolean().describe('Whether it has more of the recent papers than its share of the earlier ones explains.'),
});

const curvePoint = z.looseObject({
  k: z.number().int(),
  silhouette: z.number().describe('Mean silhouette, −1…1; higher is better.'),
  cohesion: z.number().describe('Mean cosine of a paper to the centroid of its theme.'),
});

export const themes = z.object({
  themes: z.array(theme).describe('Largest first.'),
  outliers: z
    .array(idAndTitle.extend({ similarity, nearest: z.string() }))
    .describe('Papers in no theme, each with the nearest theme.'),
  areas: z
    .array(z.object({ id: z.string(), label: z.string(), themes: z.array(z.string()), size: z.number().int() }))
    .describe('Groups of similar themes.'),
  why: z.object({
    k: z.number().int().describe('Number of groups that were found.'),
    criterion: z.string().describe('How that number was chosen.'),
    outlierBelow: z.number().describe('A paper whose similarity to every theme is below this is in no theme.'),
    dissolved: z.number().int().describe('Groups that were dissolved, as they were no more cohesive than together.'),
    curve: z.array(curvePoint).describe('The numbers that were tried; empty if a person chose the number.'),
    decided: z.number().int().nullable().describe('The number that a person chose; null: chosen from the data.'),
    changes: z.array(z.string()).describe('Themes that appeared or ended since the last run, one sentence each.'),
  }),
});

/** The themes with the ids of their papers alone, a tenth of the size: what lists and maps need. */
export const themesBrief = themes.extend({
  themes: z.array(theme.extend({ papers: z.array(z.string()).describe('Ids, most central first.') })),
  outliers: z.array(z.string()).describe('Ids of the papers in no theme.'),
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
    into: z
      .array(z.object({ theme: z.string(), papers: z.array(z.string()) }))
      .describe('The new themes, and the papers that each takes.'),
  }),
  z.object({ kind: z.literal('unsplit'), theme: z.string() }),
  z.object({ kind: z.literal('pin'), paper: z.string(), theme: z.string() }),
  z.object({ kind: z.literal('unpin'), paper: z.string() }),
]);

export const splitPreview = z.object({
  theme: z.string(),
  label: z.string(),
  parts: z
    .array(z.object({ theme: z.string(), papers: z.array(idAndTitle) }))
    .describe('The part that keeps the id first; the papers of each part most central first.'),
});

const themeChange = z.object({
  theme: z.string(),
  label: z.string(),
  before: z.number().int().describe('Its papers before.'),
  after: z.number().int().describe('Its papers now.'),
});

export const themesDiff = z.object({
  new: z.array(themeChange),
  gone: z.array(themeChange),
  grown: z.array(themeChange),
  shrunk: z.array(themeChange),
  renamed: z.array(z.object({ theme: z.string(), before: z.string(), after: z.string() })),
  split: z
    .array(z.object({ theme: z.string(), label: z.string(), into: z.array(z.string()) }))
    .describe('Earlier themes whose papers are in two or more themes now.'),
  merged: z
    .array(z.object({ theme: z.string(), label: z.string(), from: z.array(z.string()) }))
    .describe('Themes with most papers of two or more earlier ones.'),
  unchanged: z.number().int().describe('Number of themes with the same papers.'),
  labels: z
    .object({ before: z.record(z.string(), z.string()), after: z.record(z.string(), z.string()) })
    .describe('Labels by id: of `from` in `merged` before, of `into` in `split` now.'),
  idle: z
    .array(z.record(z.string(), z.string()))
    .describe('Decisions without effect, as their theme or paper does not exist now.'),
});
