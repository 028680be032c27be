/**
 * All answer shapes: what `--json` prints, HTTP returns and MCP carries.
 *
 * One zod shape for each answer, named like its verb; `shapes/` has the larger ones. A shape takes the answer of the
 * library and keeps the documented fields, in the order written here. From the first release on, fields may be
 * added; none is renamed or removed.
 */
import { z } from 'zod';
import { difference, duplicates, score } from './shapes/duplicates.js';
import { comparison, evaluation } from './shapes/evaluation.js';
import { keepingUp, paperMarks } from './shapes/keeping-up.js';
import { paper } from './shapes/paper.js';
import { added, files, status } from './shapes/papers.js';
import { ranked } from './shapes/ranked.js';
import {
  idAndTitle,
  similarity,
  splitPreview,
  theme,
  themeDecision,
  themes,
  themesBrief,
  themesDiff,
} from './shapes/themes.js';

const change = z.object({
  id: z.string(),
  at: z.string().describe('ISO 8601, UTC.'),
  kind: z.enum(['remove', 'merge', 'ignore', 'themes', 'tags']),
  summary: z.string().describe('The change in one sentence.'),
  undone: z.boolean().describe('Whether it was undone since.'),
});

export const wire = {
  ...keepingUp,
  search: ranked,
  similar: ranked,
  themes,
  themesBrief,
  theme: z.object({
    theme,
    within: z.array(theme).describe('Themes within a large theme.'),
    labels: z.record(z.string(), z.string()).describe('The label of every theme, by id.'),
  }),
  themePapers: z.object({ papers: theme.shape.papers, total: z.number().int() }),
  themesDiff,
  decided: z.object({ decided: themeDecision }),
  splitPreview,
  themesNamed: z.object({
    named: z.array(z.object({ theme: z.string(), before: z.string(), label: z.string() })),
    saved: z.boolean().describe('Whether the labels were saved; a preview saves nothing.'),
  }),
  themesOf: z.object({
    themes: z.array(z.object({ id: z.string(), label: z.string(), similarity })),
    far: z.boolean().describe('Whether it is not similar to any theme.'),
    own: z.string().nullable().describe('The theme of the paper; null for a text, and for a paper in no theme.'),
  }),
  map: z.object({
    points: z.array(
      idAndTitle.extend({
        x: z.number().describe('−1…1; distances are for the eye only.'),
        y: z.number().describe('−1…1.'),
        theme: z.string().nullable().describe('Id of its theme; null for a paper in no theme.'),
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
    known: z.array(z.object({ paper, in: z.array(z.object({ id: z.string(), score, evidence: z.string() })) })),
    fresh: z.array(paper).describe('Papers of the files that the collection does not contain.'),
  }),
  added,
  removed: z.object({ removed: z.array(z.string()), papers: z.number().int().describe('Papers that are left.') }),
  shown: z.object({
    paper,
    marks: paperMarks.nullable().describe('Null for a paper without tags and note that is not read.'),
  }),
  sources: z.object({
    sources: z.array(z.object({ file: z.string(), line: z.number().int(), title: z.string() })),
    joinedBy: z.array(
      z.object({
        kind: z.string(),
        value: z.string().nullable().describe('The identifier; null for `cited` and `text`.'),
        sources: z.array(z.number().int()).describe('Indices of the sources that share it.'),
        suspicious: z.boolean().describe('Whether it is an identifier of sources with different titles.'),
      }),
    ),
    alone: z.array(z.number().int()).describe('Indices of sources that share nothing: merged by a person.'),
  }),
  list: z.object({
    papers: z.array(paper),
    total: z.number().int().describe('Number of papers that pass the filters.'),
    missingServers: ranked.shape.missingServers,
  }),
  timeline: z.object({
    periods: z
      .array(z.object({ period: z.string(), papers: z.number().int() }))
      .describe('Months, and years for papers without a month.'),
    undated: z.number().int().describe('Number of papers without a date.'),
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
