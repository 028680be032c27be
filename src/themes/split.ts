/**
 * Splits a theme: the same grouping as for a whole collection, over the papers of one theme, by their neighbours alone.
 *
 * The same papers give the same parts, in any order. Of more groups than parts the largest stay, and every paper of the
 * others joins the one whose centroid is nearest: a single outlier is not a part.
 */
import type { Embedding } from '../embedding.js';
import { PAPERS_OF_PART } from '../limits.js';
import { type Rows, rowsOf } from '../maths/rows.js';
import type { Paper } from '../paper.js';
import { groupPapers } from './clustering/cluster.js';
import { centroidsOf, similaritiesTo } from './clustering/membership.js';
import { rowKeys } from './clustering/subsets.js';
import { largestFirst } from './grouping.js';
import { paperTextOf, type ReadTexts } from './paper-words.js';
import type { PinnedMembers, ThemeDecisions, ThemesState } from './theme.js';
import { nextNumber } from './tracking/decisions.js';

/** Extra groups that may be dissolved because they are too small. */
const SPARE_GROUPS = 4;

/**
 * The new themes of a split, each with its papers: all parts but the largest, which keeps the theme's id.
 * @param papers those of the theme
 * @param embeddings one a paper, in the same order
 * @returns undefined if the papers do not form that many parts
 */
export async function findParts(
  papers: readonly Paper[],
  embeddings: readonly Embedding[],
  parts: number,
  { decisions, state }: { readonly decisions: ThemeDecisions; readonly state: ThemesState },
): Promise<PinnedMembers[] | undefined> {
  const order = papers.map((_, i) => i).sort((a, b) => (papers[a]!.id < papers[b]!.id ? -1 : 1));
  const ids = order.map((i) => papers[i]!.id);
  const rows = rowsOf(order.map((i) => embeddings[i]!));
  const readings: ReadTexts = async (places) => Array.from(places, (place) => paperTextOf(papers[order[place]!]!));
  const most = Math.min(parts + SPARE_GROUPS, new Set(rowKeys(rows)).size);
  for (let k = parts; k <= most; k++) {
    const grouping = await groupPapers(rows, readings, { k, afterPass: async () => {} });
    const labels = largestFirst(grouping.labels, grouping.k);
    if (labels.filter((label) => label === parts - 1).length < PAPERS_OF_PART) continue;
    const first = nextNumber(decisions, state);
    const members = placesByPart(rows, labels, parts).map((places) => places.map((place) => ids[place]!));
    return members.slice(1).map((part, n) => ({ theme: `t${first + n}`, papers: part }));
  }
  return undefined;
}

/** @param labels groups, the largest first; those from `parts` on are dissolved */
function placesByPart(rows: Rows, labels: Int32Array, parts: number): number[][] {
  const partLabels = labels.map((label) => (label < parts ? label : -1));
  const { next } = similaritiesTo(centroidsOf(rows, partLabels, parts), rows, partLabels);
  const members = Array.from({ length: parts }, (): number[] => []);
  labels.forEach((label, i) => members[label < parts ? label : next[i]!]!.push(i));
  return members.sort((a, b) => b.length - a.length || a[0]! - b[0]!);
}
