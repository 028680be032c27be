/**
 * The similarity of a paper to a query: half the cosine to the whole paper, half the cosine to the nearest of its
 * sentences, its title and the whole paper. A point that a paper makes once is lost in the embedding of the whole
 * (Akkalyoncu Yilmaz et al. 2019, "Cross-Domain Modeling of Sentence-Level Evidence for Document Retrieval", section
 * 2).
 */
import { cosineSimilarity, type Embedding, type QuantizedEmbeddings } from '../../embedding.js';
import { averageOf } from '../../maths/average.js';
import type { PaperId } from '../../paper.js';
import type { Neighbour, PaperReader } from '../../store/index.js';
import { nearestPart } from './nearest-part.js';

/** The weight of the nearest part; 0.4 to 0.6 are about as good: `test/bench/search-constants.md`. */
const SENTENCE_WEIGHT = 0.5;

/** Papers that are compared sentence by sentence: the nearest by their whole embeddings. */
export const POOL = 100;

/** The cosine of a query and each whole paper. */
export function paperSimilarities(query: Embedding, embeddings: Iterable<readonly [PaperId, Embedding]>): Neighbour[] {
  return [...embeddings].map(([id, embedding]) => ({ id, similarity: cosineSimilarity(query, embedding) }));
}

/** @param whole the cosine of the query and the whole paper @param parts its sentences and its title */
export function similarityTo(query: Embedding, whole: number, parts: QuantizedEmbeddings | undefined): number {
  return (1 - SENTENCE_WEIGHT) * whole + SENTENCE_WEIGHT * nearestPart(query, whole, parts);
}

/** @param wholes papers with the cosine of the query and the whole paper */
export async function similaritiesTo(
  query: Embedding,
  wholes: readonly Neighbour[],
  papers: Pick<PaperReader, 'sentences'>,
): Promise<Map<PaperId, number>> {
  const sentences = await papers.sentences(wholes.map(({ id }) => id));
  return new Map(wholes.map(({ id, similarity }) => [id, similarityTo(query, similarity, sentences.get(id))]));
}

/**
 * The same for a text of several sentences, by which papers are ranked: half the cosine to the whole paper, half the
 * mean over the text's sentences of the cosine to the nearest part (late interaction, as in Khattab & Zaharia 2020,
 * "ColBERT", of sentences instead of words). It is lower than for one sentence, so it is not compared to the floor.
 */
export async function similaritiesBySentence(
  query: Embedding,
  sentences: readonly Embedding[],
  ids: readonly PaperId[],
  papers: Pick<PaperReader, 'embeddings' | 'sentences'>,
): Promise<Map<PaperId, number>> {
  const [wholes, parts] = [await papers.embeddings(ids), await papers.sentences(ids)];
  return new Map(
    [...wholes].map(([id, whole]) => {
      const own = parts.get(id);
      const nearest = sentences.map((one) => nearestPart(one, cosineSimilarity(one, whole), own));
      return [id, (1 - SENTENCE_WEIGHT) * cosineSimilarity(query, whole) + SENTENCE_WEIGHT * averageOf(nearest)];
    }),
  );
}

/** Papers in the same order, with their similarities to another query. */
export async function withSimilaritiesTo<T extends Neighbour>(
  query: Embedding,
  ranked: readonly T[],
  papers: Pick<PaperReader, 'embeddings' | 'sentences'>,
): Promise<T[]> {
  const wholes = await papers.embeddings(ranked.map(({ id }) => id));
  const similarities = await similaritiesTo(query, paperSimilarities(query, wholes), papers);
  return ranked.map((result) => ({ ...result, similarity: similarities.get(result.id) ?? 0 }));
}
