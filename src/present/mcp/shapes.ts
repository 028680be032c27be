/** Shapes of tool answers: shorter than those of HTTP, so that one page holds fifty papers or more. No paths. */
import { z } from 'zod';
import { idAndTitle } from '../shapes/themes.js';
import { next } from '../verbs/verb.js';
import { wire } from '../wire.js';

const total = z.int().meta({ description: 'Papers that pass the filters.' });

const missingServers = wire.search.shape.missingServers.meta({
  description: 'Servers of the database that do not respond; their papers are missing.',
});

const rankedPaper = z.object({
  rank: z.int(),
  id: z.string(),
  title: z.string(),
  published: z.string().nullable(),
  by: z.string().nullable(),
  similarity: z
    .number()
    .optional()
    .meta({ description: '−1…1, higher is nearer. Not set if the query is an identifier.' }),
  match: z.boolean().meta({ description: 'False if the paper is only the nearest and not about the query.' }),
  sentence: z.string().nullable().meta({ description: 'The sentence of the abstract that is nearest to the query.' }),
  keywords: z
    .array(z.string())
    .optional()
    .meta({ description: 'Keywords with a word of the query that neither title nor abstract has.' }),
  waiting: z.literal(true).optional().meta({ description: 'Not embedded yet: only its words are searched.' }),
});

const themeSummary = z.object({
  id: z.string(),
  label: z.string(),
  size: z.int(),
  terms: z.array(z.string()),
  mixed: z
    .boolean()
    .meta({ description: 'Whether its papers are less similar to one another than those of most themes.' }),
  rising: z.boolean(),
});

const newPaper = z.object({ ...idAndTitle.shape, published: z.string().nullable() });

export const shapes = {
  ranked: z.object({
    query: z.string(),
    total,
    corrections: wire.search.shape.corrections,
    expansions: wire.search.shape.expansions,
    exclusions: wire.search.shape.exclusions,
    relatedTerms: wire.search.shape.relatedTerms.meta({
      description: 'Terms of research that the query describes in everyday words; papers that use them rank higher.',
    }),
    unreadable: wire.search.shape.unreadable.meta({
      description: 'Why the ranking is unreliable: the model reads English.',
    }),
    nothing: wire.search.shape.nothing.meta({ description: 'Set if no paper is about the query.' }),
    identifier: wire.search.shape.identifier.meta({
      description: 'Set if the query is an identifier; the papers are those that have it, if any.',
    }),
    byAuthor: wire.search.shape.byAuthor.meta({
      description: 'Set if no paper matches: papers with the query in the name of an author; list them with `by`.',
    }),
    inNotes: wire.search.shape.inNotes.meta({
      description: 'Set if no paper matches: papers with the query in the note on them; filter with `inNote`.',
    }),
    papers: z.array(rankedPaper),
    missingServers,
    next,
  }),
  paper: z.object({
    paper: wire.shown.shape.paper.omit({ places: true }).extend({
      sources: z.array(z.string()).meta({ description: 'Names of the files that the paper was read from.' }),
      tags: z.array(z.string()).meta({ description: 'Tags that the person gave it.' }),
      read: z.boolean().meta({ description: 'Whether the person marked it as read.' }),
      note: z.string().nullable().meta({ description: 'The note that the person wrote on it.' }),
    }),
    joins: wire.sources
      .extend({ omitted: z.int().meta({ description: 'Number of sources left out to keep the answer short.' }) })
      .optional()
      .meta({ description: 'Sources, and what joins them, if requested. Numbers are indices of `sources`.' }),
    next,
  }),
  themes: z.object({
    themes: z.array(themeSummary),
    total: z.int(),
    areas: z.array(z.object({ label: z.string(), themes: z.array(z.string()) })),
    unassigned: z.int().meta({ description: 'Number of unassigned papers.' }),
    next,
  }),
  theme: z.object({
    theme: themeSummary.extend({ sentence: z.string() }),
    papers: z.array(idAndTitle.extend({ similarity: z.number() })),
    similar: wire.themesOf.shape.themes,
    within: z
      .array(z.object({ id: z.string(), label: z.string(), size: z.int() }))
      .optional()
      .meta({ description: 'Subthemes, if requested.' }),
    next,
  }),
  splitPreview: z.object({
    theme: z.string(),
    label: z.string(),
    parts: z
      .array(
        z.object({
          theme: z.string(),
          size: z.int(),
          papers: wire.splitPreview.shape.parts.element.shape.papers.meta({ description: 'The most central papers.' }),
        }),
      )
      .meta({ description: 'The first part keeps the id of the theme.' }),
  }),
  themesOf: wire.themesOf.extend({
    far: z.boolean().meta({ description: 'Whether the text is not similar to any theme.' }),
    own: z.string().nullable().meta({ description: 'The theme of the paper.' }),
  }),
  duplicates: z.object({
    groups: z.array(
      z.object({
        keep: z.string().meta({ description: 'The suggested paper to keep.' }),
        papers: z.array(idAndTitle),
        pairs: z.array(
          z.object({ a: z.string(), b: z.string(), kind: z.string(), score: z.number(), evidence: z.string() }),
        ),
      }),
    ),
    total: z.int(),
    next,
  }),
  digest: z.object({
    since: z.string().nullable(),
    added: z.int(),
    total: z.int(),
    tags: z.array(z.object({ tag: z.string(), papers: z.array(newPaper), more: z.int() })),
    searches: z.array(z.object({ name: z.string(), papers: z.array(newPaper), more: z.int() })),
    idleSearches: z
      .array(z.object({ name: z.string(), missing: z.enum(['theme', 'tag']), value: z.string() }))
      .meta({ description: 'Saved searches that find nothing: their theme has ended, or no paper has their tag.' }),
    themes: z.array(
      z.object({
        id: z.string(),
        label: z.string(),
        change: z.string().meta({ description: 'new, risen (beyond its share) or grown.' }),
        before: z.int(),
        added: z.int(),
        papers: z.array(newPaper),
        more: z.int(),
      }),
    ),
    unassigned: z.object({ papers: z.array(newPaper), more: z.int() }).meta({ description: 'Papers in no theme.' }),
    repeats: z.array(z.object({ id: z.string(), title: z.string(), of: z.string(), kind: z.string() })),
    omitted: z.int().meta({ description: 'Number of themes left out to keep the answer short.' }),
  }),
  recommend: z.object({
    liked: z.int(),
    disliked: z.int(),
    words: z.array(z.string()).meta({ description: 'Words that distinguish the liked papers from others.' }),
    heldOut: z.object({ ranks: z.array(z.int()), among: z.int() }).meta({
      description: 'Rank of each liked paper when it is held out: a measure of confidence.',
    }),
    papers: z.array(
      z.object({
        rank: z.int(),
        id: z.string(),
        title: z.string(),
        published: z.string().nullable(),
        strength: z.string(),
        words: z.array(z.string()),
        sentence: z.string().nullable(),
      }),
    ),
  }),
  tags: z.object({ tags: z.array(z.object({ name: z.string(), papers: z.int(), unread: z.int() })) }),
  list: z.object({
    total,
    papers: z.array(
      newPaper.extend({
        by: z.string().nullable(),
        comments: z.int().nullable(),
        tags: z.array(z.string()),
        read: z.boolean(),
        note: z.string().nullable(),
      }),
    ),
    missingServers,
    next,
  }),
  status: wire.status.pick({ papers: true, model: true }),
} as const;

export type Shape<Name extends keyof typeof shapes> = z.output<(typeof shapes)[Name]>;
