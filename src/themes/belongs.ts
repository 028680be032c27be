/**
 * Assigns a text to themes: the most similar ones, and whether it is far from all.
 *
 * A short text is farther from every centroid than an abstract, because it says less. So a short text is compared with
 * the sentences of the collection's abstracts, a long one with the abstracts.
 */
import { type Embedding, type QuantizedEmbeddings, similaritiesToQuantized, toUnitLength } from '../embedding.js';
import { roundTo4 } from '../maths/rounding.js';
import type { ThemesState } from './theme.js';

const THEMES_SHOWN = 3;
/**
 * A text is far if it is farther from every theme than this share of the sentences. On four sets of 144 to
 * 1,460 papers that is a similarity of 0.21 to 0.27: of 32 texts about baking, taxes, gardens and so on, one to three
 * are nearer; of the queries of those sets, the vaguest are farther.
 */
const FAR_SENTENCES = 0.05;

export interface Belonging {
  /** Cosines to centroids, nearest first. */
  readonly themes: readonly { readonly theme: string; readonly similarity: number }[];
  /** Whether it is far from every theme. */
  readonly far: boolean;
}

/**
 * The themes nearest to a new text.
 * @param farBelow `outlierBelow` for a whole abstract, `farTextBelow` of some sentences for a short text
 */
export function belongsTo(embedding: Embedding, state: ThemesState, farBelow = state.outlierBelow): Belonging {
  const nearest = new Map<string, number>();
  for (const { shownAs, centroid } of state.themes) {
    const similarity = roundTo4(centroid.reduce((sum, x, d) => sum + x * embedding[d]!, 0));
    nearest.set(shownAs, Math.max(similarity, nearest.get(shownAs) ?? -1));
  }
  const themes = [...nearest]
    .map(([theme, similarity]) => ({ theme, similarity }))
    .sort((a, b) => b.similarity - a.similarity || (a.theme < b.theme ? -1 : 1))
    .slice(0, THEMES_SHOWN);
  return { themes, far: !((themes[0]?.similarity ?? -1) >= farBelow) };
}

/** The similarity below which a short text is far from every theme; null if there are no sentences. */
export function farTextBelow(sentences: readonly QuantizedEmbeddings[], state: ThemesState): number | null {
  const centroids = state.themes.map(({ centroid }) => toUnitLength([...centroid]));
  const nearest = sentences.flatMap((quantized) => {
    const most = new Array<number>(quantized.length / (centroids[0]?.length ?? 1)).fill(-1);
    for (const centroid of centroids)
      similaritiesToQuantized(centroid, quantized).forEach(
        (similarity, i) => (most[i] = Math.max(most[i]!, similarity)),
      );
    return most;
  });
  return nearest.length === 0 || centroids.length === 0
    ? null
    : roundTo4(nearest.sort((a, b) => a - b)[Math.floor(FAR_SENTENCES * nearest.length)]!);
}
