/** Compares papers that are in memory. */
import { compareStream } from '../../dist/duplicates/compare.js';
import { comparisonIn } from '../../dist/duplicates/comparison.js';

const BATCH = 1_000;

/** @param embeddings by id, one for each paper */
export async function comparePapers(papers, embeddings, options) {
  const byId = new Map(papers.map((paper) => [paper.id, paper]));
  const stream = {
    count: papers.length,
    batches: batchesOf(papers, embeddings),
    embeddings: async (ids) => new Map(ids.map((id) => [id, embeddings.get(id)])),
    read: async (ids) => ids.map((id) => [byId.get(id), embeddings.get(id)]),
  };
  return comparisonIn((await compareStream(stream, options)).state);
}

async function* batchesOf(papers, embeddings) {
  for (let from = 0; from < papers.length; from += BATCH)
    yield papers.slice(from, from + BATCH).map((paper) => [paper, embeddings.get(paper.id)]);
}
