/** Themes by paper, with their looks, for all views. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Theme, Themes } from '../api/answers.js';
import { type Look, looksOf } from './look.js';

export interface ThemeIndex {
  readonly byId: ReadonlyMap<string, Theme>;
  readonly ofPaper: ReadonlyMap<string, Theme>;
  readonly looks: ReadonlyMap<string, Look>;
  /** The label of each area, by its id. */
  readonly areas: ReadonlyMap<string, string>;
  /** Largest first; of equal size, by id. */
  readonly bySize: readonly Theme[];
  /** By area, the largest theme of each first; one section without a name where there are no areas. */
  readonly sections: readonly ThemeSection[];
  /** Whether the first themes are being found. */
  readonly finding?: boolean;
}

export interface ThemeSection {
  readonly label: string | null;
  readonly themes: readonly Theme[];
}

export const NO_THEMES: ThemeIndex = {
  byId: new Map(),
  ofPaper: new Map(),
  looks: new Map(),
  areas: new Map(),
  bySize: [],
  sections: [],
};

export const FINDING_THEMES: ThemeIndex = { ...NO_THEMES, finding: true };

const indices = new WeakMap<Themes, ThemeIndex>();

export function indexThemes(answer: Themes): ThemeIndex {
  const have = indices.get(answer);
  if (have !== undefined) return have;
  const { themes, areas } = answer;
  const bySize = [...themes].sort((a, b) => b.size - a.size || (a.id < b.id ? -1 : 1));
  const index: ThemeIndex = {
    byId: new Map(themes.map((theme) => [theme.id, theme])),
    ofPaper: new Map(themes.flatMap((theme) => theme.papers.map((id): [string, Theme] => [id, theme]))),
    areas: new Map(areas.map(({ id, label }) => [id, label])),
    looks: looksOf(themes.map(({ id }) => id)),
    bySize,
    sections: sectionsOf(bySize, areas),
  };
  indices.set(answer, index);
  return index;
}

function sectionsOf(bySize: readonly Theme[], areas: Themes['areas']): ThemeSection[] {
  if (areas.length === 0) return [{ label: null, themes: bySize }];
  const sections = [...areas, { id: null, label: 'Other themes' }].map(({ id, label }) => ({
    label,
    themes: bySize.filter(({ area }) => area === id),
  }));
  return sections.filter(({ themes }) => themes.length > 0);
}

export const ThemeContext = createContext<ThemeIndex>(NO_THEMES);
export const useThemes = (): ThemeIndex => useContext(ThemeContext);
