/**
 * What has changed between two runs: themes new, gone, grown, shrunk, split, merged.
 *
 * Themes are known by their ids; splits and merges by the papers common to both runs.
 */
import { tally } from '../../maths/tally.js';
import type { ThemeDecisions, Themes } from '../theme.js';

/** A part counts in a merge from this share of its theme's common papers, and this many papers. */
const PART_SHARE = 0.25;
const PART_PAPERS = 2;
/** And in a split: two papers that move are not a split. */
const SPLIT_SHARE = 0.2;
const SPLIT_PAPERS = 3;

/** A theme, and the numbers of its papers in both runs; 0 where it does not exist. */
export interface ThemeChange {
  readonly theme: string;
  readonly label: string;
  readonly before: number;
  readonly after: number;
}

/** What changed between two runs. A theme that grew or shrank has more or fewer papers; others may have moved. */
export interface ThemesDiff {
  readonly new: readonly ThemeChange[];
  readonly gone: readonly ThemeChange[];
  readonly grown: readonly ThemeChange[];
  readonly shrunk: readonly ThemeChange[];
  /** The label changed, whatever the size. */
  readonly renamed: readonly { readonly theme: string; readonly before: string; readonly after: string }[];
  /** One earlier theme whose papers are in two or more later ones. */
  readonly split: readonly { readonly theme: string; readonly label: string; readonly into: readonly string[] }[];
  /** One later theme with most papers of two or more earlier ones. */
  readonly merged: readonly { readonly theme: string; readonly label: string; readonly from: readonly string[] }[];
  /** Number of themes with the same papers. */
  readonly unchanged: number;
  /** By id: the earlier labels of the parts in `merged`, and the current labels of those in `split`. */
  readonly labels: {
    readonly before: Readonly<Record<string, string>>;
    readonly after: Readonly<Record<string, string>>;
  };
  /** Decisions whose theme or paper does not exist; they take effect again when it comes back. */
  readonly idle: readonly IdleDecision[];
}

/** A decision of a person without effect. */
export type IdleDecision =
  | { readonly kind: 'rename'; readonly theme: string; readonly label: string }
  | { readonly kind: 'merge'; readonly from: string; readonly into: string }
  | { readonly kind: 'split'; readonly part: string; readonly from: string }
  | { readonly kind: 'pin'; readonly paper: string; readonly theme: string };

type Known = Pick<Themes, 'themes'>;

/** What changed from one run to the next. @param idle of the later run: `idleDecisions` */
export function diffThemes(before: Known, after: Known, idle: readonly IdleDecision[] = []): ThemesDiff {
  const [old, now] = [
    new Map(before.themes.map((theme) => [theme.id, theme])),
    new Map(after.themes.map((theme) => [theme.id, theme])),
  ];
  const change = (id: string): ThemeChange => ({
    theme: id,
    label: (now.get(id) ?? old.get(id))!.label,
    before: old.get(id)?.size ?? 0,
    after: now.get(id)?.size ?? 0,
  });
  const all = [...new Set([...old.keys(), ...now.keys()])].map(change);
  const both = all.filter(({ theme }) => old.has(theme) && now.has(theme));
  const parts = splitsAndMerges(before, after);
  const labelled = (ids: readonly string[], run: ReadonlyMap<string, { readonly label: string }>) =>
    Object.fromEntries(ids.map((id) => [id, run.get(id)!.label]));
  return {
    new: all.filter(({ theme }) => !old.has(theme)),
    gone: all.filter(({ theme }) => !now.has(theme)),
    grown: both.filter((theme) => theme.after > theme.before),
    shrunk: both.filter((theme) => theme.after < theme.before),
    renamed: both.flatMap(({ theme }) =>
      old.get(theme)!.label === now.get(theme)!.label
        ? []
        : [{ theme, before: old.get(theme)!.label, after: now.get(theme)!.label }],
    ),
    ...parts,
    unchanged: both.filter(
      (theme) => theme.after === theme.before && samePapers(old.get(theme.theme)!, now.get(theme.theme)!),
    ).length,
    labels: {
      before: labelled(
        parts.merged.flatMap(({ from }) => from),
        old,
      ),
      after: labelled(
        parts.split.flatMap(({ into }) => into),
        now,
      ),
    },
    idle,
  };
}

/** The decisions whose theme or paper does not exist. */
export function idleDecisions(
  { names = [], merges = [], splits = [], pins = [] }: ThemeDecisions,
  { state, themes, outliers }: Pick<Themes, 'state' | 'themes' | 'outliers'>,
): IdleDecision[] {
  const there = new Set(state.themes.map(({ id }) => id));
  const papers = new Set([
    ...themes.flatMap((theme) => theme.papers.map(({ id }) => id)),
    ...outliers.map(({ id }) => id),
  ]);
  return [
    ...names
      .filter(({ theme }) => !there.has(theme))
      .map(({ theme, name }) => ({ kind: 'rename' as const, theme, label: name })),
    ...merges
      .filter(({ from, into }) => !there.has(from) || !there.has(into))
      .map((merge) => ({ kind: 'merge' as const, ...merge })),
    ...splits.filter(({ part }) => !there.has(part)).map((split) => ({ kind: 'split' as const, ...split })),
    ...pins
      .filter(({ paper, theme }) => !there.has(theme) || !papers.has(paper))
      .map((pin) => ({ kind: 'pin' as const, ...pin })),
  ];
}

function splitsAndMerges(before: Known, after: Known): Pick<ThemesDiff, 'split' | 'merged'> {
  const flows = flowsBetween(before, after);
  const split = before.themes.flatMap((theme) => {
    const into = flows
      .filter((flow) => flow.from === theme.id && flow.papers >= SPLIT_PAPERS && flow.ofOld >= SPLIT_SHARE)
      .map((flow) => flow.into);
    return into.length > 1 ? [{ theme: theme.id, label: theme.label, into }] : [];
  });
  const merged = after.themes.flatMap((theme) => {
    const parts = flows.filter(
      (flow) => flow.into === theme.id && flow.papers >= PART_PAPERS && flow.ofOld > 0.5 && flow.ofNew >= PART_SHARE,
    );
    return parts.length > 1 ? [{ theme: theme.id, label: theme.label, from: parts.map((flow) => flow.from) }] : [];
  });
  return { split, merged };
}

interface Flow {
  readonly from: string;
  readonly into: string;
  readonly papers: number;
  /** Of the papers of `from` that both runs know; of those of `into`. */
  readonly ofOld: number;
  readonly ofNew: number;
}

function flowsBetween(before: Known, after: Known): Flow[] {
  const home = new Map(after.themes.flatMap((theme) => theme.papers.map((paper) => [paper.id, theme.id] as const)));
  const counts = new Map<string, Map<string, number>>();
  const [oldTotals, newTotals] = [new Map<string, number>(), new Map<string, number>()];
  for (const theme of before.themes) {
    for (const paper of theme.papers) {
      const into = home.get(paper.id);
      if (into === undefined) continue;
      tally(counts, theme.id, into);
      oldTotals.set(theme.id, (oldTotals.get(theme.id) ?? 0) + 1);
      newTotals.set(into, (newTotals.get(into) ?? 0) + 1);
    }
  }
  return [...counts].flatMap(([from, row]) =>
    [...row].map(([into, papers]) => ({
      from,
      into,
      papers,
      ofOld: papers / oldTotals.get(from)!,
      ofNew: papers / newTotals.get(into)!,
    })),
  );
}

function samePapers(a: Themes['themes'][number], b: Themes['themes'][number]): boolean {
  const ids = new Set(a.papers.map((paper) => paper.id));
  return b.papers.every((paper) => ids.has(paper.id));
}
