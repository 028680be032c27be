/** By which sentences are two papers alike? */
import { cosineSimilarity, type Embedding, type QuantizedEmbeddings, toUnitLength } from '../embedding.js';
import type { Paper, PaperId } from '../paper.js';
import { SENTENCES_EMBEDDED, type Sentence, sentencesOf } from '../text/sentences.js';

export interface EmbeddedSentence {
  readonly id: PaperId;
  readonly sentence: Sentence;
  readonly embedding: Embedding;
}

/**
 * Whether embeddings are of the sentences of an abstract and of its title. Papers added by an earlier version may be
 * cut into other sentences.
 */
export function areOf(
  { title }: Pick<Paper, 'title'>,
  sentences: readonly Sentence[],
  embeddings: QuantizedEmbeddings | undefined,
  dimension: number,
): embeddings is QuantizedEmbeddings {
  const parts = Math.min(sentences.length, SENTENCES_EMBEDDED) + (title === '' ? 0 : 1);
  return embeddings !== undefined && embeddings.length === parts * dimension;
}

/** The sentences of an abstract with their embeddings; none where they are not known. */
export function embeddedSentences(
  paper: Paper,
  embeddings: QuantizedEmbeddings | undefined,
  dimension: number,
): EmbeddedSentence[] {
  const sentences = sentencesOf(paper.abstract);
  if (!areOf(paper, sentences, embeddings, dimension)) return [];
  return sentences.slice(0, SENTENCES_EMBEDDED).map((sentence, i) => ({
    id: paper.id,
    sentence,
    embedding: toUnitLength(embeddings.subarray(i * dimension, (i + 1) * dimension)),
  }));
}

/** The two sentences nearest to one another, the first one of `given`; the earliest of equals. */
export function nearestPair(
  examples: readonly EmbeddedSentence[],
  others: readonly EmbeddedSentence[],
): readonly [EmbeddedSentence, EmbeddedSentence] | null {
  let nearest: readonly [EmbeddedSentence, EmbeddedSentence] | null = null;
  let best = -Infinity;
  for (const one of examples) {
    for (const other of others) {
      const similarity = cosineSimilarity(one.embedding, other.embedding);
      if (similarity > best) [nearest, best] = [[one, other], similarity];
    }
  }
  return nearest;
}
