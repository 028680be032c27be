/**
 * The one vocabulary of answers: what `--json` prints, HTTP returns and MCP carries.
 *
 * One zod shape an answer, named as its verb. A shape takes the library's answer and lets through what is promised,
 * in the order written here. Fields may be added; none is renamed or dropped.
 */
import { z } from 'zod';
import { keepingUp } from './keeping-up-shapes.js';
import { paper } from './paper-shape.js';

const files = z.array(
  z.object({
    file: z.string(),
    format: z.string().nullable(),
    read: z.number().int(),
    rejected: z.array(z.object({ line: z.number().int(), reason: z.string() })),
    failure: z.string().nullable(),
  }),
);

const added = z.object({
  files,
  read: z.number().int(),
  added: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  papers: z.number().int(),
  /** Identifiers on papers with other titles; they join none of them. */
  contradictions: z.array(z.object({ identifier: z.string(), titles: z.array(z.string()) })),
});

const status = z.object({
  papers: z.number().int(),
  embeddings: z.number().int(),
  model: z.string().nullable(),
  dimension: z.number().int().nullable(),
  index: z.object({ path: z.string(), sizeBytes: z.number().int(), neighbours: z.number().int() }),
});

/** A stretch of a text, in UTF-16 units; the end is exclusive. */
const span = z.object({ start: z.number().int(), end: z.number().int() });

const standing = z.object({ rank: z.number().int(), score: z.number() }).nullable();
const readings = z.array(z.object({ from: z.string(), to: z.string() }));

const ranked = z.object({
  query: z.string(),
  mode: z.enum(['hybrid', 'dense', 'lexical']),
  /** How many papers pass the filters; all of the corpus where none is set. */
  found: z.number().int(),
  /** Similarity below which an answer is noise in this corpus. */
  floor: z.number(),
  /** Words read otherwise than typed, and acronyms or long forms asked for besides. */
  mended: readings,
  expanded: readings,
  /** Set where nothing in the corpus is about the query; `papers` is then empty. */
  nothing: z
    .object({
      papers: z.number().int(),
      nearest: z.object({ id: z.string(), title: z.string(), similarity: z.number() }).nullable(),
    })
    .nullable(),
  papers: z.array(
    z.object({
      rank: z.number().int(),
      /**
       * Half the cosine of the query and the paper as a whole, half that of the query and the nearest of its
       * sentences, its title or the whole; −1…1.
       */
      similarity: z.number(),
      /**
       * False where it is merely the nearest: its similarity is below the floor and its words do not cover the query.
       */
      about: z.boolean(),
      paper,
      /** The sentence of the abstract that is nearest to the query, and where the query's words stand. */
      evidence: z.object({
        sentence: span.extend({ text: z.string() }).nullable(),
        title: z.array(span),
        abstract: z.array(span),
      }),
      /** With `explain`: rank and score in each ranking; `null` where a ranking does not hold the paper. */
      explain: z.object({ dense: standing, lexical: standing, hybrid: standing }).optional(),
    }),
  ),
});

const idAndTitle = z.object({ id: z.string(), title: z.string() });

const similarTheme = z.object({ theme: z.string(), similarity: z.number() });

const theme = z.object({
  id: z.string(),
  label: z.string(),
  /** Whether a person gave the label. */
  renamed: z.boolean(),
  /** Whether no phrase describes most of its papers. */
  mixed: z.boolean(),
  terms: z.array(z.string()),
  size: z.number().int(),
  /** Mean similarity of its papers to its centroid. */
  tightness: z.number(),
  area: z.string().nullable(),
  /** Taken from the most central abstract. */
  sentence: z.object({ paper: z.string(), text: z.string() }),
  /** The nearest other themes, nearest first. */
  near: z.array(similarTheme),
  /** All its papers, most central first; `also` is another theme that the paper lies near. */
  papers: z.array(idAndTitle.extend({ similarity: z.number(), also: similarTheme.nullable() })),
  /** For each month of the pile: its papers, and their share of all papers of that month. */
  months: z.array(z.object({ month: z.string(), papers: z.number().int(), share: z.number() })),
  rising: z.boolean(),
});

const themes = z.object({
  themes: z.array(theme),
  outliers: z.array(idAndTitle.extend({ similarity: z.number(), nearest: z.string() })),
  areas: z.array(z.object({ id: z.string(), label: z.string(), themes: z.array(z.string()), size: z.number().int() })),
  why: z.object({
    k: z.number().int(),
    criterion: z.string(),
    outlierBelow: z.number(),
    givenUp: z.number().int(),
    curve: z.array(z.looseObject({ k: z.number().int() })),
    /** Themes born or ended since the last run, one sentence each. */
    changes: z.array(z.string()),
  }),
});

const themeChange = z.object({
  theme: z.string(),
  label: z.string(),
  before: z.number().int(),
  after: z.number().int(),
});

const themesDiff = z.object({
  new: z.array(themeChange),
  gone: z.array(themeChange),
  grown: z.array(themeChange),
  shrunk: z.array(themeChange),
  renamed: z.array(z.object({ theme: z.string(), before: z.string(), after: z.string() })),
  split: z.array(z.object({ theme: z.string(), label: z.string(), into: z.array(z.string()) })),
  merged: z.array(z.object({ theme: z.string(), label: z.string(), from: z.array(z.string()) })),
  unchanged: z.number().int(),
  /** The labels of all themes in question, by id. */
  labels: z.object({ before: z.record(z.string(), z.string()), after: z.record(z.string(), z.string()) }),
  /** Decisions that concern nothing that is there now. */
  idle: z.array(z.record(z.string(), z.string())),
});

const segments = z.array(z.object({ kind: z.enum(['same', 'removed', 'added']), text: z.string() }));
const difference = z.object({ title: segments, abstract: segments });

const duplicatePair = z.object({
  a: z.string(),
  b: z.string(),
  similarity: z.number(),
  overlap: z.object({ jaccard: z.number(), containment: z.number() }),
  score: z.number(),
  kind: z.enum(['same-id', 'same-title', 'same-text', 'rewritten', 'contained']),
  evidence: z.string(),
  /** Why the pair is two papers although the texts are alike, or null. */
  heldApart: z.string().nullable(),
  /** With `diff`: from `a` to `b`, word by word. */
  difference: difference.optional(),
});

const duplicates = z.object({
  groups: z.array(
    z.object({
      kept: z.string(),
      papers: z.array(z.string()),
      pairs: z.array(duplicatePair),
      /** Papers of the group that are not linked to one another, only through a third. */
      notLinked: z.array(z.tuple([z.string(), z.string()])),
    }),
  ),
  /** With `borderline`: the weakest pairs accepted and the strongest refused. */
  borderline: z
    .object({ accepted: z.array(duplicatePair), refused: z.array(duplicatePair), heldApart: z.array(duplicatePair) })
    .optional(),
});

const figure = z.object({ value: z.number(), low: z.number(), high: z.number() });
const clusters = z.object({
  v: figure,
  homogeneity: figure,
  completeness: figure,
  adjustedRand: figure,
  clusters: z.number().int(),
});
const judged = { name: z.string(), papers: z.number().int(), withoutText: z.array(z.string()) };

const evaluation = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('retrieval'),
    ...judged,
    queries: z.number().int(),
    rankers: z.array(
      z.object({
        name: z.string(),
        ndcg10: figure,
        recall100: figure,
        map: figure,
        mrr10: figure,
        msPerQuery: z.object({ p50: z.number(), p95: z.number() }),
      }),
    ),
  }),
  z.object({ kind: z.literal('clusters'), ...judged, labels: z.number().int(), kGiven: clusters, kChosen: clusters }),
  z.object({
    kind: z.literal('near-duplicates'),
    ...judged,
    pairs: z.number().int(),
    figures: z.object({
      precision: figure,
      recall: figure,
      f1: figure,
      found: z.number().int(),
      right: z.number().int(),
      wrong: z.array(z.tuple([z.string(), z.string()])),
      missed: z.array(z.object({ a: z.string(), b: z.string(), kind: z.string() })),
    }),
  }),
]);

export const wire = {
  ...keepingUp,
  search: ranked,
  similar: ranked,
  themes,
  theme: z.object({ theme, within: z.array(theme), labels: z.record(z.string(), z.string()) }),
  themesDiff,
  decided: z.object({ decided: z.record(z.string(), z.string()) }),
  themesOf: z.object({
    themes: z.array(z.object({ id: z.string(), label: z.string(), similarity: z.number() })),
    far: z.boolean(),
  }),
  map: z.object({ points: z.array(idAndTitle.extend({ x: z.number(), y: z.number(), theme: z.string().nullable() })) }),
  evaluation,
  duplicates,
  difference,
  merged: z.object({ kept: z.string(), removed: z.array(z.string()) }),
  ignored: z.object({ ignored: z.tuple([z.string(), z.string()]) }),
  against: z.object({
    files,
    known: z.array(
      z.object({ paper, in: z.array(z.object({ id: z.string(), score: z.number(), evidence: z.string() })) }),
    ),
    fresh: z.array(paper),
  }),
  added,
  removed: z.object({ removed: z.array(z.string()), papers: z.number().int() }),
  shown: z.object({ paper }),
  list: z.object({ papers: z.array(paper) }),
  timeline: z.object({
    /** Months, and years of papers that state no month. */
    periods: z.array(z.object({ period: z.string(), papers: z.number().int() })),
    undated: z.number().int(),
  }),
  status,
  backedUp: z.object({ papers: z.number().int(), file: z.string() }),
  restored: z.object({ papers: z.number().int(), copy: z.string().nullable() }),
  compacted: z.object({ before: z.number(), after: z.number(), papers: z.number().int() }),
  repaired: z.object({
    papers: z.number().int(),
    lost: z.array(z.object({ id: z.string().nullable(), title: z.string().nullable(), files: z.array(z.string()) })),
    lostDecisions: z.array(z.string()),
    embedded: z.number().int(),
    copy: z.string(),
  }),
  diagnosis: z.object({
    ok: z.boolean(),
    checks: z.array(z.object({ what: z.string(), ok: z.boolean(), finding: z.string() })),
  }),
} as const;
