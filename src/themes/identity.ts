/**
 * Which of the last run's themes each new group is.
 *
 * The assignment problem on papers and centroids together: a pair's worth is the mean of how much the two share of the
 * papers both runs know (Jaccard) and how near their centroids lie. A pair counts as one theme only if at least half of
 * either side's common papers are the other's, or, with no paper in common, if the centroids all but coincide.
 */
import type { PaperId } from '../paper.js';
import { bestAssignment } from './assignment.js';
import type { KnownTheme, ThemesState } from './theme.js';

const SAME_PAPERS = 0.5;
const SAME_CENTROID = 0.95;
/** A theme that is less than this share old papers is named anew; it keeps its id. */
const NAME_HOLDS = 0.5;

export interface NewGroup {
  readonly papers: readonly PaperId[];
  /** Unit length. */
  readonly centroid: ArrayLike<number>;
}

export interface Identity {
  readonly id: string;
  /** The label of the last run where it still holds. */
  readonly label: string | null;
}

/** An identity for each group, and the number that the next new theme will have. */
export function identify(groups: readonly NewGroup[], previous: ThemesState | undefined): { identities: Identity[]; next: number } {
  let next = previous?.next ?? 1;
  const known = previous?.themes ?? [];
  const worth = groups.map((group) => known.map((theme) => likeness(group, theme)));
  const matched = bestAssignment(worth.map((row) => row.map((pair) => pair.worth)));
  const identities = groups.map((group, g): Identity => {
    const theme = known[matched[g]!];
    if (theme === undefined || !worth[g]![matched[g]!]!.same) return { id: `t${next++}`, label: null };
    const old = new Set(theme.papers);
    const stayed = group.papers.filter((paper) => old.has(paper)).length;
    return { id: theme.id, label: stayed >= NAME_HOLDS * group.papers.length ? theme.label : null };
  });
  return { identities, next };
}

function likeness(group: NewGroup, theme: KnownTheme): { worth: number; same: boolean } {
  const own = new Set(group.papers);
  const shared = theme.papers.filter((paper) => own.has(paper)).length;
  const union = own.size + theme.papers.length - shared;
  const cosine = theme.centroid.reduce((sum, x, d) => sum + x * (group.centroid[d] ?? 0), 0);
  const same = shared > 0 ? shared >= SAME_PAPERS * Math.min(own.size, theme.papers.length) : cosine >= SAME_CENTROID;
  const worth = Math.round(((shared / union + Math.max(0, cosine)) / 2) * 1e6) / 1e6;
  return { worth: same ? worth : worth - 1, same };
}
