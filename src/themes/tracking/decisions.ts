/**
 * A person's names, merges, splits and pins, applied to the groups as found. A decision about a missing theme or paper
 * has no effect until it comes back.
 */
import type { PaperId } from '../../paper.js';
import type { ThemeDecisions, ThemesState } from '../theme.js';

/** For each group's id the id it is shown as; chains of merges are followed; a cycle ends at its second visit. */
export function shownAs(ids: readonly string[], decisions: ThemeDecisions): Map<string, string> {
  const there = new Set(ids);
  const into = new Map(
    (decisions.merges ?? [])
      .filter((merge) => there.has(merge.from) && there.has(merge.into))
      .map((merge) => [merge.from, merge.into]),
  );
  return new Map(
    ids.map((id) => {
      const seen = new Set([id]);
      let target = id;
      for (let next = into.get(target); next !== undefined && !seen.has(next); next = into.get(target))
        seen.add((target = next));
      return [id, target];
    }),
  );
}

/** The theme each pinned paper belongs to; of two pins of a paper the later one. */
export function pinnedTo(decisions: ThemeDecisions, shownIds: ReadonlyMap<string, string>): Map<PaperId, string> {
  return new Map(
    (decisions.pins ?? []).flatMap(({ paper, theme }) =>
      shownIds.has(theme) ? [[paper, shownIds.get(theme)!] as const] : [],
    ),
  );
}

/** The name that a person gave a theme, by id. */
export function ownNames(decisions: ThemeDecisions): Map<string, string> {
  return new Map((decisions.names ?? []).map(({ theme, name }) => [theme, name]));
}

/** The number of the next new theme: no id is reused, even if the state of the last run was lost. */
export function nextNumber(decisions: ThemeDecisions, previous: ThemesState | undefined): number {
  const decided = [...decidedThemes(decisions)].map((id) => Number(id.slice(1)) + 1);
  return Math.max(previous?.next ?? 1, ...decided.filter(Number.isSafeInteger));
}

/** The themes that a person has decided something about. */
export function decidedThemes({ names = [], merges = [], splits = [], pins = [] }: ThemeDecisions): Set<string> {
  return new Set([
    ...names.map(({ theme }) => theme),
    ...merges.flatMap(({ from, into }) => [from, into]),
    ...splits.flatMap(({ part, from }) => [from, part]),
    ...pins.map(({ theme }) => theme),
  ]);
}
