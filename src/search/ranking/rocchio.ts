/**
 * One query embedding from examples: near the liked papers, away from the disliked ones (Rocchio 1971, "Relevance
 * Feedback in Information Retrieval").
 */
import { type Embedding, meanOf, toUnitLength } from '../../embedding.js';

/** Higher values remove more of what resembles refused papers and cost relevance: `test/bench/search-constants.md`. */
const GAMMA = 0.4;

export function rocchio(wanted: readonly Embedding[], refused: readonly Embedding[]): Embedding {
  const towards = meanOf(wanted);
  if (refused.length === 0) return towards;
  const away = meanOf(refused);
  return toUnitLength(towards.map((x, i) => x - GAMMA * away[i]!));
}
