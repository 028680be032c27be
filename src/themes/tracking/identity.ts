/**
 * Matches new groups with the themes of the last run.
 *
 * The assignment problem on papers and centroids together: the value of a pair is the mean of the Jaccard overlap of
 * common papers and the similarity of the centroids. A pair counts as one theme only if at least half of either side's
 * common papers are the other's, or, with no paper in common, if the centroids almost coincide.
 * A theme with a decision by a person needs more: the group has at least half of the papers at the time of the
 * decision, and is not so much larger that the decision would apply to other papers.
 */
import type { PaperId } from '../../paper.js';
import type { Anchors, KnownTheme, ThemesState } from '../theme.js';
import { bestAssignment } from './assignment.js';

const SAME_PAPERS = 0.5;
const SAME_CENTROID = 0.95;
/** A theme with a lower share of old papers is renamed; it keeps its id. */
const NAME_HOLDS = 0.5;
/** A theme has hardly changed if this share of its earlier and current papers is the same. */
const SETTLED = 2 / 3;
/** A group with a lower share of a decided theme's papers is that theme only if the centroids coincide. */
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
  /** Whether the theme has hardly changed, so that its label stays unchecked. */
  readonly settled: boolean;
}

/**
 * An identity for each group, and the number of the next new theme.
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
  const worth = matchValues(groups, known, anchors);
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

/** Decided themes missing in the last run, because their papers were missing. */
function lost(previous: ThemesState | undefined, anchors: Anchors): KnownTheme[] {
  const there = new Set(previous?.themes.map(({ id }) => id));
  return [...anchors]
    .filter(([id]) => !there.has(id))
    .map(([id, papers]) => ({ id, label: '', shownAs: id, centroid: [], papers: [...papers] }));
}

interface MatchValue {
  readonly worth: number;
  readonly same: boolean;
}

/** Of each group with each theme. */
function matchValues(groups: readonly NewGroup[], known: readonly KnownTheme[], anchors: Anchors): MatchValue[][] {
  const groupOf = new Map(groups.flatMap(({ papers }, g) => papers.map((paper) => [paper, g] as const)));
  /** For each group, how many of the papers it has. */
  const shares = (papers: Iterable<PaperId>): Int32Array => {
    const counts = new Int32Array(groups.length);
    for (const paper of papers) {
      const group = groupOf.get(paper);
      if (group !== undefined) counts[group]!++;
    }
    return counts;
  };
  const columns = known.map((theme) => {
    const anchor = anchors.get(theme.id);
    const held = anchor === undefined ? theme.papers : new Set([...theme.papers, ...anchor]);
    return {
      theme,
      anchor: anchor && { size: anchor.size, shared: shares(anchor) },
      held: { size: 'size' in held ? held.size : held.length, shared: shares(held) },
    };
  });
  return groups.map((group, g) => columns.map((column) => matchValue(group, g, column)));
}

/** How many papers a theme has, and how many of them each group has. */
interface Shares {
  readonly size: number;
  readonly shared: Int32Array;
}

function matchValue(
  group: NewGroup,
  g: number,
  { theme, anchor, held }: { readonly theme: KnownTheme; readonly anchor: Shares | undefined; readonly held: Shares },
): MatchValue {
  const own = group.papers.length;
  const shared = held.shared[g]!;
  const cosine = theme.centroid.reduce((sum, x, d) => sum + x * (group.centroid[d] ?? 0), 0);
  const same =
    anchor === undefined
      ? isSame(shared, Math.min(own, held.size), cosine)
      : anchor.shared[g]! >= SAME_PAPERS * anchor.size && (shared >= DECISION_HOLDS * own || cosine >= SAME_CENTROID);
  const worth = Math.round(((shared / (own + held.size - shared) + Math.max(0, cosine)) / 2) * 1e6) / 1e6;
  return { worth: same ? worth : worth - 1, same };
}

function isSame(shared: number, smaller: number, cosine: number): boolean {
  return shared > 0 ? shared >= SAME_PAPERS * smaller : cosine >= SAME_CENTROID;
}
