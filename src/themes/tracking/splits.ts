/**
 * Themes that a person has split. A part is an ordinary theme: it keeps its papers, grows, and can be renamed, merged
 * or split again. It records its parent theme, so that undoing the split restores it.
 */
import type { KnownTheme, ThemeDecisions, ThemesState } from '../theme.js';
import type { Identity } from './identity.js';

/** The last run as state for the next one: parts whose split was undone are merged into their parent theme. */
export function rejoined(
  previous: ThemesState | undefined,
  { splits = [] }: ThemeDecisions = {},
): ThemesState | undefined {
  const held = new Set(splits.map(({ part }) => part));
  const undone = (previous?.themes ?? []).filter(({ id, partOf }) => partOf !== undefined && !held.has(id));
  if (previous === undefined || undone.length === 0) return previous;
  const origins = new Map(undone.map(({ id, partOf }) => [id, partOf!]));
  const rootOf = (id: string): string => (origins.has(id) ? rootOf(origins.get(id)!.theme) : id);
  // The first of several splits of a theme has its original label.
  const labels = new Map(
    undone
      .filter(({ partOf }) => !origins.has(partOf!.theme))
      .sort((a, b) => Number(b.id.slice(1)) - Number(a.id.slice(1)))
      .map(({ partOf }) => [partOf!.theme, partOf!.label]),
  );
  const wholes = new Map<string, KnownTheme[]>();
  for (const theme of previous.themes) wholes.set(rootOf(theme.id), [...(wholes.get(rootOf(theme.id)) ?? []), theme]);
  return { ...previous, themes: [...wholes].map(([id, parts]) => joined(id, parts, labels.get(id))) };
}

/** @param label the label to restore; undefined for a theme that no part returns to */
function joined(id: string, parts: readonly KnownTheme[], label: string | undefined): KnownTheme {
  const whole = parts.find((part) => part.id === id) ?? { ...parts[0]!, id, shownAs: id };
  if (label === undefined) return whole;
  const sum = whole.centroid.map((_, d) => parts.reduce((x, part) => x + part.papers.length * part.centroid[d]!, 0));
  const length = Math.sqrt(sum.reduce((squares, x) => squares + x * x, 0)) || 1;
  return {
    ...whole,
    label,
    centroid: sum.map((x) => x / length),
    papers: parts.flatMap(({ papers }) => papers).sort(),
  };
}

/** A theme that was just split is renamed, because its label was found for more papers. */
export function namedAnew(
  identities: readonly Identity[],
  { splits = [] }: ThemeDecisions,
  previous: ThemesState | undefined,
): readonly Identity[] {
  const known = new Set(previous?.themes.map(({ id }) => id));
  const split = new Set(splits.filter(({ part }) => !known.has(part)).map(({ from }) => from));
  return identities.map((one) => (split.has(one.id) ? { ...one, label: null, settled: false } : one));
}

/** A part with its parent theme, as state for the next run. */
export function withOrigin(
  theme: KnownTheme,
  { splits = [] }: ThemeDecisions,
  previous: ThemesState | undefined,
): KnownTheme {
  const from = splits.find(({ part }) => part === theme.id)?.from;
  if (from === undefined) return theme;
  const before = (id: string) => previous?.themes.find((one) => one.id === id);
  return { ...theme, partOf: before(theme.id)?.partOf ?? { theme: from, label: before(from)?.label ?? '' } };
}

/**
 * The decisions without the split of a theme, or of one part; undefined if there is none. Decisions about the parts
 * are removed too.
 */
export function withoutSplit(decisions: ThemeDecisions, id: string): ThemeDecisions | undefined {
  const { names = [], merges = [], splits = [], pins = [], anchors = [] } = decisions;
  const parts = splitParts(id, splits);
  if (parts.size === 0) return undefined;
  return {
    ...decisions,
    names: names.filter(({ theme }) => !parts.has(theme)),
    merges: merges.filter(({ from, into }) => !parts.has(from) && !parts.has(into)),
    splits: splits.filter(({ part }) => !parts.has(part)),
    pins: pins.filter(({ theme }) => !parts.has(theme)),
    anchors: anchors.filter(({ theme }) => !parts.has(theme)),
  };
}

/** One part, or all parts of a theme; each with its own parts. */
function splitParts(id: string, splits: NonNullable<ThemeDecisions['splits']>): Set<string> {
  const parts = new Set(splits.some(({ part }) => part === id) ? [id] : []);
  const open = [id];
  for (let from = open.pop(); from !== undefined; from = open.pop())
    for (const one of splits)
      if (one.from === from && !parts.has(one.part)) {
        parts.add(one.part);
        open.push(one.part);
      }
  return parts;
}
