/** Compares papers that are in memory. */

import { compareStream } from '../../src/duplicates/compare.js';
import { comparisonIn } from '../../src/duplicates/comparison.js';
import type { CompareOptions, PaperStream } from '../../src/duplicates/contract.js';
import type { Comparison } from '../../src/duplicates/evidence/pairs.js';
import type { Embedding } from '../../src/embedding.js';
import type { Paper, PaperId } from '../../src/paper.js';

const BATCH = 1_000;

export async function comparePapers(
  papers: readonly Paper[],
  embeddings: ReadonlyMap<PaperId, Embedding>,
  options: CompareOptions = {},
): Promise<Comparison> {
  return comparisonIn((await compareStream(streamOf(papers, embeddings), options)).state);
}

/** @throws RangeError for a paper without an embedding */
export function streamOf(papers: readonly Paper[], embeddings: ReadonlyMap<PaperId, Embedding>): PaperStream {
  const batches = async function* () {
    for (let from = 0; from < papers.length; from += BATCH)
      yield papers.slice(from, from + BATCH).map((paper) => {
        const embedding = embeddings.get(paper.id);
        if (embedding === undefined) throw new RangeError(`paper ${paper.id} has no embedding`);
        return [paper, embedding] as const;
      });
  };
  const byId = new Map(papers.map((paper) => [paper.id, paper]));
  const embeddingsOf = async (ids: readonly PaperId[]) => new Map(ids.map((id) => [id, embeddings.get(id)!]));
  const read = async (ids: readonly PaperId[]) => ids.map((id) => [byId.get(id)!, embeddings.get(id)!] as const);
  return { count: papers.length, batches: batches(), embeddings: embeddingsOf, read };
}
