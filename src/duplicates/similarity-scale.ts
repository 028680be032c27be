/**
 * Converts similarities of another encoder to the scale of the one that the rule was fitted with (`evidence/rule.ts`).
 *
 * A cosine has a different meaning in every space: two papers on one subject have 0.5 in one and 0.85 in another. Both
 * encoders embed the same passages, parts of some papers of the corpus. A line through (1, 1), where both texts are the
 * same, is fitted to their similarities by least squares.
 */
import { cosineSimilarity, type Embedding } from '../embedding.js';
import type { Paper } from '../paper.js';
import { sentencesOf } from '../text/sentences.js';

/** Number of papers whose parts are embedded, evenly over the corpus: about 100 pairs of similar passages. */
export const PAPERS_FOR_SCALE = 24;
/** The line is fitted above this similarity, where the rule decides. */
const ALIKE = 0.6;

type Embed = (texts: readonly string[]) => Promise<readonly Embedding[]>;

/** Factor of the distance from 1; 1 leaves similarities unchanged. @param papers `PAPERS_FOR_SCALE` at most */
export async function fitScale(
  papers: readonly Pick<Paper, 'abstract'>[],
  { embed, reference }: { readonly embed: Embed; readonly reference: Embed },
): Promise<number> {
  const groups = papers.map(({ abstract }) => passagesOf(abstract));
  const texts = groups.flat();
  const [own, fitted] = [await embed(texts), await reference(texts)];
  let [sum, squares, first] = [0, 0, 0];
  for (const { length } of groups) {
    for (let a = first; a < first + length; a++) {
      for (let b = first; b < a; b++) {
        const [x, y] = [cosineSimilarity(own[a]!, own[b]!), cosineSimilarity(fitted[a]!, fitted[b]!)];
        if (y < ALIKE) continue;
        sum += (1 - x) * (1 - y);
        squares += (1 - x) ** 2;
      }
    }
    first += length;
  }
  return squares > 0 ? sum / squares : 1;
}

/** The similarity as the fitted encoder would give it. */
export function onScale(similarity: number, scale: number): number {
  return scale === 1 ? similarity : 1 - scale * (1 - similarity);
}

/** An abstract, its halves, and its text without the first sentence; fewer if it has few sentences. */
function passagesOf(abstract: string): string[] {
  const sentences = sentencesOf(abstract).map(({ text }) => text);
  const half = Math.ceil(sentences.length / 2);
  const parts = [sentences, sentences.slice(0, half), sentences.slice(half), sentences.slice(1)];
  return [...new Set(parts.map((part) => part.join(' ')))].filter((text) => text !== '');
}
