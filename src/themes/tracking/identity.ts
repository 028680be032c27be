/**
 * Which of the last run's themes each new group is.
 *
 * The assignment problem on papers and centroids together: a pair's worth is the mean of how much the two share of the
 * papers both runs know (Jaccard) and how near their centroids lie. A pair counts as one theme only if at least half of
 * either side's common papers are the other's, or, with no paper in common, if the centroids all but coincide.
 * A theme that a person has decided about is known by more: the group holds at least half of the papers that it had
 * then, and is not so much larger that the person's word would be said of other papers.
 */
import type { PaperId } from '../../paper.js';
import type { Anchors, KnownTheme, ThemesState } from '../theme.js';
import { bestAssignment } from './assignment.js';

const SAME_PAPERS = 0.5;
const SAME_CENTROID = 0.95;
/** A theme that is less than this share old papers is named anew; it keeps its id. */
const NAME_HOLDS = 0.5;
/** A theme has hardly changed where this share of its papers, before and now, is the same. */
const SETTLED = 2 / 3;
/** A group whose papers are to less than this share a decided theme's is that theme only if the centroids coincide. */
const DECISION_HOLDS = 0.25;

export interface NewGroup {
  readonly papers: readonly PaperId[];
  /** Unit length. */
  readonly centroid: ArrayLike<number>;
}

export interface Identity {
  readonly id: string;
  /** The label of the last run where it still holds. */
  readonly label: string | null;
  /** Whether the theme has hardly changed, so that its label stays without another look. */
  readonly settled: boolean;
}

/**
 * An identity for each group, and the number that the next new theme will have.
 * @param anchors the papers of the themes that a person has decided about, as far as they are here
 * @param first the number of the first new theme
 */
export function identify(
  groups: readonly NewGroup[],
  previous: ThemesState | undefined,
  anchors: Anchors = new Map(),
  first = previous?.next ?? 1,
): { identities: Identity[]; next: number } {
  let next = first;
  const known = [...(previous?.themes ?? []), ...lost(previous, anchors)];
  const worth = groups.map((group) => known.map((theme) => likeness(group, theme, anchors.get(theme.id))));
  const matched = bestAssignment(worth.map((row) => row.map((pair) => pair.worth)));
  const identities = groups.map((group, g): Identity => {
    const theme = known[matched[g]!];
    if (theme === undefined || !worth[g]![matched[g]!]!.same) return { id: `t${next++}`, label: null, settled: false };
    const old = new Set(theme.papers);
    const stayed = group.papers.filter((paper) => old.has(paper)).length;
    return {
      id: theme.id,
      label: theme.label !== '' && stayed >= NAME_HOLDS * group.papers.length ? theme.label : null,
      settled: stayed >= SETTLED * Math.max(group.papers.length, theme.papers.length),
    };
  });
  return { identities, next };
}

/** Decided themes that the last run did not have: their papers were away. */
function lost(previous: ThemesState | undefined, anchors: Anchors): KnownTheme[] {
  const there = new Set(previous?.themes.map(({ id }) => id));
  return [...anchors]
    .filter(([id]) => !there.has(id))
    .map(([id, papers]) => ({ id, label: '', shownAs: id, centroid: [], papers: [...papers] }));
}

function likeness(
  group: NewGroup,
  theme: KnownTheme,
  anchor: ReadonlySet<PaperId> | undefined,
): { worth: number; same: boolean } {
  const own = new Set(group.papers);
  const held = new Set([...theme.papers, ...(anchor ?? [])]);
  let shared = 0;
  for (const paper of held) if (own.has(paper)) shared++;
  const cosine = theme.centroid.reduce((sum, x, d) => sum + x * (group.centroid[d] ?? 0), 0);
  const same =
    anchor === undefined
      ? isSame(shared, Math.min(own.size, held.size), cosine)
      : holds(own, anchor) && (shared >= DECISION_HOLDS * own.size || cosine >= SAME_CENTROID);
  const worth = Math.round(((shared / (own.size + held.size - shared) + Math.max(0, cosine)) / 2) * 1e6) / 1e6;
  return { worth: same ? worth : worth - 1, same };
}

function isSame(shared: number, smaller: number, cosine: number): boolean {
  return shared > 0 ? shared >= SAME_PAPERS * smaller : cosine >= SAME_CENTROID;
}

function holds(own: ReadonlySet<PaperId>, anchor: ReadonlySet<PaperId>): boolean {
  let held = 0;
  for (const paper of anchor) if (own.has(paper)) held++;
  return held >= SAME_PAPERS * anchor.size;
}
