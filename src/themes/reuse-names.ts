/**
 * Names, terms and areas of the last run, kept while its themes have hardly changed.
 *
 * Names come from the phrases of thousands of papers: at 10,000 papers that is nine tenths of the time of a continued
 * run. A label stays in such a run anyway (`tracking/identity.ts`); terms and areas of a theme with 1 % more papers
 * are practically unchanged. Figures: `test/bench/growth.md`.
 */
import type { PaperId } from '../paper.js';
import { type Groups, numberedAreas, sizesOf } from './describe.js';
import type { ThemeLabel } from './naming/label.js';
import { shownLabels } from './naming/phrases/wording.js';
import type { Area, Naming, ThemeDecisions, ThemesState } from './theme.js';
import { ownNames, pinnedTo } from './tracking/decisions.js';

/** A smaller collection is named on every run, in a few seconds. */
const PAPERS_AT_LEAST = 2000;
/** A theme is renamed once more than this share of its papers were added or removed since it was last named. */
const CHANGED_SHARE = 0.1;

/** What a run shows of its names. */
export interface NamedThemes {
  readonly labelled: readonly ThemeLabel[];
  readonly areas: readonly Area[];
  readonly naming: Naming;
}

/** Names found in this run, as state for the next run. */
export function newNaming(
  groups: Groups,
  labelled: readonly ThemeLabel[],
  areas: readonly Area[],
  decisions: ThemeDecisions,
): NamedThemes {
  const sizes = sizesOf(groups);
  const themes = labelled.map(({ found, terms, mixed }, c) => {
    return { id: groups.ids[c]!, label: found, terms, mixed, size: sizes[c]!, changed: 0 };
  });
  return { labelled, areas, naming: { themes, areas, decided: decided(decisions) } };
}

/** @returns undefined if the themes must be renamed */
export function keptNaming(
  papers: readonly { readonly id: PaperId }[],
  groups: Groups,
  { naming, themes: before }: ThemesState,
  decisions: ThemeDecisions,
): NamedThemes | undefined {
  if (naming === undefined || papers.length < PAPERS_AT_LEAST || naming.decided !== decided(decisions))
    return undefined;
  const lastNames = new Map(naming.themes.map((theme) => [theme.id, theme]));
  if (lastNames.size !== groups.ids.length || !groups.ids.every((id) => lastNames.has(id))) return undefined;
  const changes = changesByTheme(papers, groups, themesByPaper(before, decisions));
  const themes = groups.ids.map((id) => {
    const theme = lastNames.get(id)!;
    return { ...theme, changed: theme.changed + (changes.get(id) ?? 0) };
  });
  if (themes.some(({ changed, size }) => changed > CHANGED_SHARE * size)) return undefined;
  const automatic = themes.map(({ label }) => label);
  const labelled = shownLabels(groups.ids, automatic, ownNames(decisions)).map(
    (label, c): ThemeLabel => ({ ...label, terms: themes[c]!.terms, mixed: themes[c]!.mixed }),
  );
  const places = new Map(groups.ids.map((id, c) => [id, c]));
  const areas = naming.areas.map((area) => ({ label: area.label, themes: area.themes.map((id) => places.get(id)!) }));
  return { labelled, areas: numberedAreas(areas, groups), naming: { ...naming, themes } };
}

/** The decisions that change which papers a theme has. */
function decided({ merges = [], splits = [], pins = [] }: ThemeDecisions): string {
  return JSON.stringify([merges, splits, pins]);
}

/** The theme that each paper was shown in. */
function themesByPaper(before: ThemesState['themes'], decisions: ThemeDecisions): Map<PaperId, string> {
  const shownIds = new Map(before.map(({ id, shownAs }) => [id, shownAs]));
  const themes = new Map(before.flatMap(({ papers, shownAs }) => papers.map((paper) => [paper, shownAs] as const)));
  for (const [paper, theme] of pinnedTo(decisions, shownIds)) themes.set(paper, theme);
  return themes;
}

/** How many papers were added to each theme or removed from it. */
function changesByTheme(
  papers: readonly { readonly id: PaperId }[],
  { ids, labels }: Groups,
  before: Map<PaperId, string>,
): Map<string, number> {
  const changes = new Map<string, number>();
  const count = (theme: string | undefined): void => {
    if (theme !== undefined) changes.set(theme, (changes.get(theme) ?? 0) + 1);
  };
  papers.forEach(({ id }, i) => {
    const [was, is] = [before.get(id), ids[labels[i]!]];
    before.delete(id);
    if (was === is) return;
    count(was);
    count(is);
  });
  for (const theme of before.values()) count(theme);
  return changes;
}
