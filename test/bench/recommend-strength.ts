/**
 * How often strong and likely recommendations are right, by the shares of the candidates that can be either.
 *
 * npx tsx test/bench/recommend-strength.ts SYSREV ARXIV
 *
 * SYSREV and ARXIV are folders with docs.jsonl (id, title, text, label). Five papers of a label are liked; 5 or 15
 * others of it are hidden among 480 papers of other labels.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { SHIPPED_MODEL } from '../../src/corpus/model.js';
import { openEmbedder } from '../../src/embed/index.js';
import type { Embedding } from '../../src/embedding.js';
import { classify } from '../../src/recommend/classifier.js';
import { featuresOf } from '../../src/recommend/features.js';
import { heldOut } from '../../src/recommend/held-out.js';

interface Doc {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly label: string;
}

const LIKED = 5;
const OTHERS = 480;
const SHARES = [
  [0.1, 0.1],
  [0.02, 0.05],
  [0.01, 0.03],
] as const;

const drawn = (docs: readonly Doc[], seed: string, count: number) =>
  docs
    .map((doc) => ({ doc, key: createHash('sha256').update(`${seed}:${doc.id}`).digest('hex') }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .slice(0, count)
    .map(({ doc }) => doc);

const embedder = await openEmbedder({ dir: SHIPPED_MODEL, workers: 1 });
for (const folder of process.argv.slice(2)) {
  const docs = readFileSync(`${folder}/docs.jsonl`, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Doc);
  const vectors = await embedder.embed(docs.map(({ title, text }) => embedder.paperText({ title, abstract: text })));
  const embeddings = new Map(docs.map(({ id }, i) => [id, vectors[i]!]));
  for (const hidden of [5, 15]) measure(docs, embeddings, hidden);
}
await embedder.close();

function measure(docs: readonly Doc[], embeddings: ReadonlyMap<string, Embedding>, hidden: number) {
  const counts = SHARES.map(() => ({ strong: [0, 0], likely: [0, 0], all: 0 }));
  for (const label of new Set(docs.map((doc) => doc.label)))
    for (const seed of ['1', '2']) {
      const own = drawn(
        docs.filter((doc) => doc.label === label),
        seed,
        LIKED + hidden,
      );
      const others = drawn(
        docs.filter((doc) => doc.label !== label),
        seed,
        OTHERS,
      );
      const papers = [...own, ...drawn([...others], seed, OTHERS)];
      const { vectors, vocabulary } = featuresOf(
        papers.map(({ id, title, text }) => ({ title, abstract: text, embedding: embeddings.get(id)! })),
      );
      const marked = { liked: vectors.slice(0, LIKED), disliked: [], unknown: vectors.slice(LIKED) };
      const dimensions = { terms: vocabulary.terms.length, dense: vocabulary.mean.length };
      const { scores } = classify(marked, dimensions);
      const held = heldOut(marked, dimensions).scores;
      const ranked = scores.map((score, i) => ({ score, right: i < hidden })).sort((a, b) => b.score - a.score);
      for (const [i, [strongShare, likelyShare]] of SHARES.entries()) {
        counts[i]!.all += hidden;
        for (const [rank, { score, right }] of ranked.entries()) {
          const isStrong = score >= held[Math.floor(held.length / 2)]! && rank < strongShare * ranked.length;
          const isLikely = score >= held[0]! && rank < likelyShare * ranked.length;
          if (!isStrong && !isLikely) continue;
          const count = counts[i]![isStrong ? 'strong' : 'likely'];
          count[0]! += Number(right);
          count[1]!++;
        }
      }
    }
  for (const [i, { strong, likely, all }] of counts.entries()) {
    const [a, b] = [strong, likely].map(([right, count]) => (right! / count!).toFixed(2));
    const recall = ((strong[0]! + likely[0]!) / all).toFixed(2);
    console.log(`${hidden} hidden, shares ${SHARES[i]!.join(', ')}: strong ${a}, likely ${b}, recall ${recall}`);
  }
}
