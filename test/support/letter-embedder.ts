/**
 * An embedder that a person can compute by hand: one dimension a letter of the alphabet, each the number of times the
 * letter occurs, and one more that is 1, so that no text is without a direction; then scaled to unit length.
 */

import type { Embedder } from '../../src/embed/index.js';
import { layOut } from '../../src/embed/paper-text.js';
import { type Embedding, toUnitLength } from '../../src/embedding.js';

export function letterEmbedding(text: string): Embedding {
  const counts = new Array<number>(27).fill(0);
  counts[26] = 1;
  for (const letter of text.toLowerCase()) {
    const place = letter.charCodeAt(0) - 97;
    if (place >= 0 && place < 26) counts[place]!++;
  }
  return toUnitLength(counts);
}

export function letterEmbedder(): Embedder & { readonly embedded: string[] } {
  const embedded: string[] = [];
  return {
    embedded,
    model: { name: 'letters', dimension: 27, sha256: 'letters' },
    paperText: (paper) => layOut(paper, '. '),
    async embed(texts) {
      embedded.push(...texts);
      return texts.map(letterEmbedding);
    },
    inVocabulary: () => true,
    glossary: async () => undefined,
    subjects: async () => undefined,
    async close() {},
  };
}
