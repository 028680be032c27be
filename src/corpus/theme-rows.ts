/** A run of themes as rows: one for each theme, and its papers in rows of a thousand. */
import type { PaperId } from '../paper.js';
import type { DerivedRow } from '../store/index.js';
import type { Theme, Themes } from '../themes/index.js';

type ThemesState = Themes['state'];
type ThemeMember = Theme['papers'][number];

/** Papers of a row: some 60 KB. */
const PAPERS_PER_ROW = 1_000;
/** Names of lists: themes as shown and as found, each followed by the lists of their papers; and papers without one. */
const [SHOWN, FOUND, OUTLIERS, ARRIVED, UNASSIGNED] = ['shown', 'found', 'outliers', 'arrived', 'unassigned'] as const;

/** A run without its themes and papers: these lists are empty. */
export type ThemesHeader = Omit<Themes, 'themes' | 'outliers'>;

/** The id, the similarity, and the second theme, if any, with the similarity to it. */
type MemberEntry = readonly [id: PaperId, similarity: number, also?: string, alsoSimilarity?: number];

export function headerOf({ areas, why, state }: Themes): ThemesHeader {
  return { areas, why, state: { ...withBasis(state, { arrived: [], unassigned: [] }), themes: [] } };
}

export function* rowsOf({ themes, outliers, state }: Themes): Generator<DerivedRow> {
  yield* themeRows(SHOWN, themes, entryOf);
  yield* themeRows(FOUND, state.themes, (id) => id);
  yield* listRows(OUTLIERS, outliers);
  yield* listRows(ARRIVED, state.basis?.arrived ?? []);
  yield* listRows(UNASSIGNED, state.basis?.unassigned ?? []);
}

/** @param rows in order of key */
export function themesIn({ areas, why, state }: ThemesHeader, rows: readonly DerivedRow[]): Themes {
  const lists = new Map<string, unknown[]>();
  for (const [key, value] of rows) {
    const name = key.slice(0, key.lastIndexOf(' '));
    const list = lists.get(name);
    if (list === undefined) lists.set(name, [...(value as unknown[])]);
    else for (const one of value as unknown[]) list.push(one);
  }
  const listOf = <T>(name: string) => (lists.get(name) ?? []) as T[];
  return {
    themes: listOf<Theme>(SHOWN).map((theme) => ({
      ...theme,
      papers: listOf<MemberEntry>(`${SHOWN} ${theme.id}`).map(memberOf),
    })),
    areas,
    outliers: listOf(OUTLIERS),
    why,
    state: {
      ...withBasis(state, { arrived: listOf(ARRIVED), unassigned: listOf(UNASSIGNED) }),
      themes: listOf<ThemesState['themes'][number]>(FOUND).map((theme) => ({
        ...theme,
        papers: listOf<PaperId>(`${FOUND} ${theme.id}`),
      })),
    },
  };
}

function withBasis(state: ThemesState, papers: Pick<NonNullable<ThemesState['basis']>, 'arrived' | 'unassigned'>) {
  return state.basis === undefined ? state : { ...state, basis: { ...state.basis, ...papers } };
}

/** A row for each theme, which has hundreds of numbers, and rows for its papers. */
function* themeRows<T>(
  name: string,
  themes: readonly { readonly id: string; readonly papers: readonly T[] }[],
  entry: (paper: T) => unknown,
): Generator<DerivedRow> {
  for (const { id, papers } of themes) yield* listRows(`${name} ${id}`, papers, entry);
  yield* listRows(name, themes, (theme) => ({ ...theme, papers: [] }), 1);
}

function* listRows<T>(
  name: string,
  list: readonly T[],
  entry: (one: T) => unknown = (one) => one,
  size = PAPERS_PER_ROW,
): Generator<DerivedRow> {
  for (let from = 0; from < list.length; from += size)
    yield [`${name} ${String(from).padStart(9, '0')}`, list.slice(from, from + size).map(entry)];
}

function entryOf({ id, similarity, also }: ThemeMember): MemberEntry {
  return also === undefined ? [id, similarity] : [id, similarity, also.theme, also.similarity];
}

function memberOf([id, similarity, theme, alsoSimilarity]: MemberEntry): ThemeMember {
  return theme === undefined ? { id, similarity } : { id, similarity, also: { theme, similarity: alsoSimilarity! } };
}
