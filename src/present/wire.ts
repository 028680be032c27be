/**
 * All answer shapes: what `--json` prints, HTTP returns and MCP carries.
 *
 * One zod shape for each answer, named like its verb; `shapes/` has the larger ones. A shape takes the answer of the
 * library and keeps the documented fields, in the order written here. Fields may be added; none is renamed or removed.
 */
import { z } from 'zod';
import { difference, duplicates } from './shapes/duplicates.js';
import { comparison, evaluation } from './shapes/evaluation.js';
import { keepingUp, paperMarks } from './shapes/keeping-up.js';
import { paper } from './shapes/paper.js';
import { added, files, status } from './shapes/papers.js';
import { ranked } from './shapes/ranked.js';
import { idAndTitle, splitPreview, theme, themeDecision, themes, themesBrief, themesDiff } from './shapes/themes.js';

const change = z.object({
  id: z.string(),
  at: z.string(),
  kind: z.enum(['remove', 'merge', 'ignore', 'themes', 'tags']),
  summary: z.string(),
  undone: z.boolean(),
});

export const wire = {
  ...keepingUp,
  search: ranked,
  similar: ranked,
  themes,
  themesBrief,
  theme: z.object({ theme, within: z.array(theme), labels: z.record(z.string(), z.string()) }),
  themePapers: z.object({ papers: theme.shape.papers, total: z.number().int() }),
  themesDiff,
  decided: z.object({ decided: themeDecision }),
  splitPreview,
  themesNamed: z.object({
    named: z.array(z.object({ theme: z.string(), before: z.string(), label: z.string() })),
    /** Whether the labels were saved; a preview saves nothing. */
    saved: z.boolean(),
  }),
  themesOf: z.object({
    themes: z.array(z.object({ id: z.string(), label: z.string(), similarity: z.number() })),
    far: z.boolean(),
    own: z.string().nullable(),
  }),
  map: z.object({
    points: z.array(
      idAndTitle.extend({
        x: z.number(),
        y: z.number(),
        theme: z.string().nullable(),
        published: z.string().nullable(),
      }),
    ),
  }),
  evaluation,
  comparison,
  duplicates,
  difference,
  merged: z.object({ representative: z.string(), removed: z.array(z.string()) }),
  mergedAll: z.object({ merged: z.array(z.object({ representative: z.string(), removed: z.array(z.string()) })) }),
  ignored: z.object({ ignored: z.tuple([z.string(), z.string()]) }),
  history: z.object({ changes: z.array(change) }),
  undone: z.object({ undone: change }),
  against: z.object({
    files,
    known: z.array(
      z.object({ paper, in: z.array(z.object({ id: z.string(), score: z.number(), evidence: z.string() })) }),
    ),
    fresh: z.array(paper),
  }),
  added,
  removed: z.object({ removed: z.array(z.string()), papers: z.number().int() }),
  /** `marks` is `null` for a paper without tags and note that is not read. */
  shown: z.object({ paper, marks: paperMarks.nullable() }),
  sources: z.object({
    sources: z.array(z.object({ file: z.string(), line: z.number().int(), title: z.string() })),
    joinedBy: z.array(
      z.object({
        kind: z.string(),
        value: z.string().nullable(),
        sources: z.array(z.number().int()),
        suspicious: z.boolean(),
      }),
    ),
    alone: z.array(z.number().int()),
  }),
  /** `total`: how many papers pass the filters. */
  list: z.object({ papers: z.array(paper), total: z.number().int(), missingServers: z.array(z.string()).optional() }),
  timeline: z.object({
    /** Months, and years for papers without a month. */
    periods: z.array(z.object({ period: z.string(), papers: z.number().int() })),
    undated: z.number().int(),
  }),
  status,
  serving: z.object({ url: z.string() }),
  plan: z.object({ sql: z.string() }),
  copied: z.object({ papers: z.number().int(), present: z.number().int(), sha256: z.string() }),
  worked: z.object({ embedded: z.number().int() }),
  backedUp: z.object({ papers: z.number().int(), file: z.string() }),
  restored: z.object({ papers: z.number().int(), copy: z.string().nullable() }),
  compacted: z.object({ before: z.number(), after: z.number(), papers: z.number().int() }),
  reembedded: z.object({
    before: z.string().nullable(),
    model: z.string(),
    dimension: z.number().int(),
    texts: z.number().int(),
    embedded: z.number().int(),
    changed: z.boolean(),
  }),
  repaired: z.object({
    papers: z.number().int(),
    lost: z.array(z.object({ id: z.string().nullable(), title: z.string().nullable(), files: z.array(z.string()) })),
    lostDecisions: z.array(z.string()),
    embedded: z.number().int(),
    copy: z.string(),
  }),
  diagnosis: z.object({
    ok: z.boolean(),
    checks: z.array(z.object({ what: z.string(), ok: z.boolean(), finding: z.string(), code: z.string().nullable() })),
  }),
} as const;
