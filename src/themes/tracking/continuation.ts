/**
 * Stable themes: the next grouping starts from the last one and changes only if the papers require it.
 *
 * A paper keeps its theme. A new paper, or one without a theme if papers came or went, joins the theme of the nearest
 * centroid, or stays unassigned where even that is too far. A theme ends when fewer than two of its papers are left. A
 * new one begins when papers added since the last full run, which fit no theme well, form a group of their own
 * (`birth.ts`). All papers are regrouped if the collection has doubled since they last were, in one step or in many:
 * the old themes no longer represent it. So they are after a change of model (`grouping.ts`).
 *
 * A full run depends on the maximum of a flat curve, so one paper more or less can change every theme; `docs/themes.md`
 * compares both.
 */
import { dotProducts, type Rows, rowsFrom, rowsOf } from '../../maths/rows.js';
import type { PaperId } from '../../paper.js';
import { centroidsOf, type Membership } from '../clustering/membership.js';
import type { KnownTheme, ThemeBasis, ThemesState } from '../theme.js';
import { bornGroups } from './birth.js';

/** The last run is continued if it, and the last full run, contained more than this share of the papers. */
const KNOWN_SHARE = 0.5;
/** A theme of fewer papers has ended. */
const SMALLEST_THEME = 2;

export interface Continuation extends Membership {
  readonly k: number;
  readonly basis: ThemeBasis;
  /** What changed and why, one sentence each; empty if papers were only added or removed. */
  readonly changes: readonly string[];
}

/**
 * Continues the grouping of the last run.
 * @param papers in order of id, as `rows`
 * @returns undefined if all papers must be regrouped
 */
export function continueThemes(
  papers: readonly { readonly id: PaperId }[],
  rows: Rows,
  previous: ThemesState | undefined,
): Continuation | undefined {
  if (previous?.basis === undefined) return undefined;
  const here = new Set(papers.map(({ id }) => id));
  const { alive, changes } = survivors(previous.themes, here);
  const themeOf = new Map(alive.flatMap((theme, t) => theme.papers.map((paper) => [paper, t] as const)));
  const unassigned = new Set(previous.basis.unassigned);
  const known = papers.filter(({ id }) => themeOf.has(id) || unassigned.has(id)).length;
  const half = KNOWN_SHARE * papers.length;
  if (alive.length === 0 || known <= half || previous.basis.papers <= half) return undefined;

  // The same papers: a decision changed, which moves no other paper.
  const same = known === papers.length && known === themeOf.size + unassigned.size;
  const labels = assign(rows, rowsOf(alive.map(({ centroid }) => centroid)), {
    themeOf: papers.map(({ id }) => themeOf.get(id) ?? (same ? -1 : undefined)),
    outlierBelow: previous.outlierBelow,
  });
  const arrived = new Set(previous.basis.arrived.filter((id) => here.has(id)));
  for (const { id } of papers) if (!themeOf.has(id)) arrived.add(id);
  const born = same ? [] : bornGroups(rows, labels, alive.length, (i) => arrived.has(papers[i]!.id));
  born.forEach((places, b) => {
    for (const place of places) {
      labels[place] = alive.length + b;
      arrived.delete(papers[place]!.id);
    }
    changes.push(
      `a theme of ${places.length} papers began: they came since the themes were found and fit it better than others`,
    );
  });
  const k = alive.length + born.length;
  return {
    k,
    labels,
    centroids: centroidsOf(rows, labels, k),
    outlierBelow: previous.outlierBelow,
    changes,
    basis: { ...previous.basis, arrived: [...arrived].sort(), unassigned: idsOfUnassigned(papers, labels) },
  };
}

/** Papers without a theme, in order of id. */
export function idsOfUnassigned(papers: readonly { readonly id: PaperId }[], labels: Int32Array): PaperId[] {
  return papers.filter((_, i) => labels[i]! < 0).map(({ id }) => id);
}

function survivors(
  themes: readonly KnownTheme[],
  here: ReadonlySet<PaperId>,
): { alive: KnownTheme[]; changes: string[] } {
  const alive: KnownTheme[] = [];
  const changes: string[] = [];
  for (const theme of themes) {
    const left = theme.papers.filter((paper) => here.has(paper));
    if (left.length >= Math.min(SMALLEST_THEME, theme.papers.length)) alive.push({ ...theme, papers: left });
    else changes.push(`${theme.id} ended: ${left.length} of its ${theme.papers.length} papers are left`);
  }
  return { alive, changes };
}

/** The theme of the last run for papers that have one (−1: none), the nearest centroid for others, −1 if too far. */
function assign(
  rows: Rows,
  centroids: Rows,
  { themeOf, outlierBelow }: { themeOf: readonly (number | undefined)[]; outlierBelow: number },
): Int32Array {
  const similarities = new Float32Array(centroids.count);
  return Int32Array.from(themeOf, (theme, i) => {
    if (theme !== undefined) return theme;
    dotProducts(rowsFrom(rows, i, 1), centroids, similarities);
    let nearest = 0;
    similarities.forEach((similarity, t) => {
      if (similarity > similarities[nearest]!) nearest = t;
    });
    return similarities[nearest]! < outlierBelow ? -1 : nearest;
  });
}
