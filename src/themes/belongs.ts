import type { Embedding } from '../embedding.js';
import { roundTo4 } from './rounded.js';
import type { ThemesState } from './theme.js';

const THEMES_SHOWN = 3;

export interface Belonging {
  readonly theme: string;
  /** Cosine to the theme's centroid. */
  readonly similarity: number;
}

/**
 * The themes that a new text lies nearest to, nearest first.
 * @returns `far` says that it would be an outlier: its similarity to every theme is below the pile's bound
 */
export function belongsTo(embedding: Embedding, state: ThemesState): { themes: Belonging[]; far: boolean } {
  const nearest = new Map<string, number>();
  for (const { shownAs, centroid } of state.themes) {
    const similarity = roundTo4(centroid.reduce((sum, x, d) => sum + x * embedding[d]!, 0));
    nearest.set(shownAs, Math.max(similarity, nearest.get(shownAs) ?? -1));
  }
  const themes = [...nearest]
    .map(([theme, similarity]): Belonging => ({ theme, similarity }))
    .sort((a, b) => b.similarity - a.similarity || (a.theme < b.theme ? -1 : 1))
    .slice(0, THEMES_SHOWN);
  return { themes, far: !((themes[0]?.similarity ?? -1) >= state.outlierBelow) };
}
