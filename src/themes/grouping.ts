/** The grouping of a run: continued from the last run, or computed from scratch. */
import type { Subjects } from '../embed/index.js';
import type { Rows } from '../maths/rows.js';
import type { PaperId } from '../paper.js';
import { withoutUndefined } from '../without-undefined.js';
import { type ClusteringOptions, groupPapers } from './clustering/cluster.js';
import { centroidsOf, type Membership, membershipOf } from './clustering/membership.js';
import type { ReadTexts } from './paper-words.js';
import type { ThemeBasis, ThemesState } from './theme.js';
import { continueThemes, idsOfUnassigned } from './tracking/continuation.js';

const REGROUPED = 'all papers were grouped again';
const DOUBLED = 'at least half of them came since the themes were found';
const OTHER_MODEL = 'they were embedded with another model';
const FROM_THE_DATA = 'the number of themes is chosen from the data again';
const CHOSEN = 'you chose this number';
/** How the number of themes is chosen where nobody chose it. */
export const CRITERION =
  'the smallest number whose silhouette, over samples of the papers, is not significantly lower than the highest';

export interface Grouping extends Membership {
  readonly k: number;
  readonly criterion: string;
  readonly basis: ThemeBasis;
  readonly changes: readonly string[];
}

export interface GroupingOptions {
  /** The number of groups of this run alone. */
  readonly k?: number | undefined;
  /** The number of groups that a person chose for every run. */
  readonly decided?: number | undefined;
  readonly previous?: ThemesState | undefined;
  /** Identifies the model of the embeddings: centroids of another one cannot be compared with them. */
  readonly model?: string | undefined;
  /** Regroups all papers although the last run could be continued. */
  readonly fresh?: boolean | undefined;
  /** Continues nothing of the last run. */
  readonly preview?: boolean | undefined;
  /** Subjects in the space of the rows. */
  readonly subjects?: (() => Promise<Subjects | undefined>) | undefined;
}

/**
 * Groups numbered from the largest.
 * @param papers in order of id, as `rows`
 */
export async function groupingOf(
  papers: readonly { readonly id: PaperId }[],
  rows: Rows,
  readings: ReadTexts,
  options: GroupingOptions & Pick<ClusteringOptions, 'afterPass' | 'pause'>,
): Promise<Grouping> {
  const { k: given, decided, previous, model, fresh = false, preview = false, afterPass } = options;
  const wanted = given ?? decided;
  const reason = regroupedBecause(previous, options);
  if (!fresh && !preview && given === undefined && reason === undefined) {
    const carried = continueThemes(papers, rows, previous);
    if (carried !== undefined) {
      const labels = largestFirst(carried.labels, carried.k);
      const criterion = `carried on from the last run; first found as ${carried.basis.criterion}`;
      const basis = { ...carried.basis, ...withoutUndefined({ model }) };
      return { ...carried, labels, centroids: centroidsOf(rows, labels, carried.k), criterion, basis };
    }
  }
  const last = fresh || preview || previous === undefined ? undefined : lastGroups(papers, previous);
  const { k, labels, curve, dissolved } = await groupPapers(rows, readings, {
    afterPass,
    pause: options.pause,
    k: wanted,
    last,
    subjects: await options.subjects?.(),
  });
  const membership = membershipOf(rows, largestFirst(labels, k), k);
  const criterion = criterionOf(k, dissolved, options);
  const unassigned = idsOfUnassigned(papers, membership.labels);
  return {
    ...membership,
    k,
    criterion,
    changes: previous?.basis === undefined || fresh || preview ? [] : [`${REGROUPED}: ${reason ?? DOUBLED}`],
    basis: {
      criterion,
      curve,
      dissolved,
      papers: papers.length,
      arrived: [],
      unassigned,
      ...withoutUndefined({ decided, model }),
    },
  };
}

/** Why the last run cannot be continued, whatever papers came since; undefined if it can. */
function regroupedBecause(
  previous: ThemesState | undefined,
  { decided, model }: Pick<GroupingOptions, 'decided' | 'model'>,
): string | undefined {
  const { decided: before, model: modelBefore = model } = previous?.basis ?? {};
  if (modelBefore !== model) return OTHER_MODEL;
  if (before === decided) return undefined;
  return decided === undefined ? FROM_THE_DATA : `you chose ${decided === 1 ? 'one theme' : `${decided} themes`}`;
}

/** For each paper its theme of the last run, or −1. */
function lastGroups(papers: readonly { readonly id: PaperId }[], { themes }: ThemesState): Int32Array {
  const groupOf = new Map(themes.flatMap(({ papers: own }, theme) => own.map((id) => [id, theme] as const)));
  return Int32Array.from(papers, ({ id }) => groupOf.get(id) ?? -1);
}

function criterionOf(k: number, dissolved: number, options: Pick<GroupingOptions, 'k' | 'decided'>): string {
  if (options.k !== undefined) return 'given';
  if (options.decided !== undefined) return CHOSEN;
  return dissolved === 0
    ? CRITERION
    : `${CRITERION} (${k + dissolved}), less ${dissolved} that held together no better than with their neighbours`;
}

/** Labels renumbered: the largest group first, ties by first paper. Negative ones stay. */
export function largestFirst(labels: Int32Array, k: number): Int32Array {
  const groups = Array.from({ length: k }, () => ({ size: 0, first: labels.length }));
  labels.forEach((label, i) => {
    if (label < 0) return;
    const group = groups[label]!;
    group.size++;
    group.first = Math.min(group.first, i);
  });
  const order = groups
    .map((_, c) => c)
    .sort((a, b) => groups[b]!.size - groups[a]!.size || groups[a]!.first - groups[b]!.first);
  const number = new Map(order.map((c, n) => [c, n]));
  return labels.map((label) => number.get(label) ?? -1);
}
