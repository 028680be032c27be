/** The sentences by which two papers are most alike. */
import { cosineSimilarity, type Embedding, type QuantizedEmbeddings, toUnitLength } from '../../embedding.js';
import type { Paper, PaperId } from '../../paper.js';
import { penaltyOf } from '../../text/sentence-penalty.js';
import { SENTENCES_EMBEDDED, type Sentence, sentencesOf } from '../../text/sentences.js';

export interface EmbeddedSentence {
  readonly id: PaperId;
  readonly sentence: Sentence;
  readonly embedding: Embedding;
}

/**
 * Whether the embeddings belong to these sentences and the title: an earlier version may have split the abstract
 * differently.
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

/** The sentences of an abstract with their embeddings; empty if they are not known. */
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

/** The most similar pair of an example and another sentence; of pairs about as similar, one that is clear alone. */
export function nearestPair(
  examples: readonly EmbeddedSentence[],
  others: readonly EmbeddedSentence[],
): readonly [EmbeddedSentence, EmbeddedSentence] | null {
  const penalties = others.map(({ sentence }) => penaltyOf(sentence.text));
  let nearest: readonly [EmbeddedSentence, EmbeddedSentence] | null = null;
  let best = -Infinity;
  for (const one of examples) {
    const penalty = penaltyOf(one.sentence.text);
    for (const [i, other] of others.entries()) {
      const score = cosineSimilarity(one.embedding, other.embedding) - penalty - penalties[i]!;
      if (score > best) [nearest, best] = [[one, other], score];
    }
  }
  return nearest;
}
