/**
 * Anchors of a person's decisions: the papers that a theme had at the time of the decision.
 *
 * A later run may group the collection differently. The theme then continues in the group that has at least half of
 * these papers and is not mainly about something else (`identity.ts`). If there is no such group, the theme stays as a
 * group of its own made of these papers: a theme that a person named, merged or pinned to is never dissolved. Only if
 * none of the papers is left is the decision idle, until they come back.
 */
import type { PaperId } from '../../paper.js';
import type { Anchors, PinnedMembers, ThemeDecisions, ThemesState } from '../theme.js';
import { decidedThemes } from './decisions.js';
import type { Identity } from './identity.js';

/** For a paper in two decided themes, the later decision counts. */
export function pinnedMembersAmong(papers: readonly { readonly id: PaperId }[], decisions: ThemeDecisions): Anchors {
  const decided = decidedThemes(decisions);
  const themeOf = new Map<PaperId, string>();
  for (const anchor of decisions.anchors ?? [])
    if (decided.has(anchor.theme)) for (const paper of anchor.papers) themeOf.set(paper, anchor.theme);
  const anchors = new Map<string, Set<PaperId>>();
  for (const { id } of papers) {
    const theme = themeOf.get(id);
    if (theme !== undefined) anchors.set(theme, (anchors.get(theme) ?? new Set()).add(id));
  }
  return new Map([...anchors].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * The decisions with anchor papers for every theme they refer to; those in `anew` with their current papers.
 * @param parts themes that a split is about to make, with their papers
 */
export function anchored(
  decisions: ThemeDecisions,
  state: ThemesState,
  anew: readonly string[],
  parts: readonly PinnedMembers[] = [],
): ThemeDecisions {
  const decided = decidedThemes(decisions);
  const known = new Map(state.themes.map(({ id, papers }) => [id, papers]));
  const anchors = (decisions.anchors ?? []).filter(
    ({ theme }) => decided.has(theme) && !(anew.includes(theme) && known.has(theme)),
  );
  const there = new Set(anchors.map(({ theme }) => theme));
  const fresh = [...decided]
    .filter((theme) => !there.has(theme) && known.has(theme))
    .map((theme) => ({ theme, papers: known.get(theme)! }));
  return { ...decisions, anchors: [...anchors, ...fresh, ...parts] };
}

export interface Kept {
  readonly labels: Int32Array;
  readonly identities: readonly Identity[];
  /** How many groups were added to those found. */
  readonly kept: number;
}

/** Adds a group for each decided theme without one; removes groups left without papers. */
export function keepDecided(
  papers: readonly { readonly id: PaperId }[],
  labels: Int32Array,
  identities: readonly Identity[],
  { anchors, previous }: { readonly anchors: Anchors; readonly previous: ThemesState | undefined },
): Kept {
  const there = new Set(identities.map(({ id }) => id));
  const homeless = [...anchors.keys()].filter((theme) => !there.has(theme));
  if (homeless.length === 0) return { labels, identities, kept: 0 };
  const known = new Map(previous?.themes.map(({ id, label }) => [id, label]));
  const all = [
    ...identities,
    ...homeless.map((id): Identity => ({ id, label: known.get(id) || null, settled: false })),
  ];
  const own = new Map(
    homeless.flatMap((theme, h) => [...anchors.get(theme)!].map((paper) => [paper, identities.length + h] as const)),
  );
  const moved = labels.map((label, i) => own.get(papers[i]!.id) ?? label);
  const used = all.map((_, c) => c).filter((c) => moved.includes(c));
  const place = new Map(used.map((c, n) => [c, n]));
  return {
    labels: moved.map((label) => place.get(label) ?? -1),
    identities: used.map((c) => all[c]!),
    kept: homeless.length,
  };
}
