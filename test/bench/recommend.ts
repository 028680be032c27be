/**
 * Recommendations measured in two ways; recommend-rivals.py measures others on the same papers.
 *
 * npx tsx test/bench/recommend.ts SYSREV ARXIV [seeds]
 *
 * SYSREV and ARXIV are folders with docs.jsonl (id, title, text, label; included in the first). As tags: 3 or 10 papers
 * of a label are liked, the others ranked, average precision of the rest of the label. As screening: of each review one
 * included and one excluded paper are known; the best paper is read, then the classifier trained again, to the end.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { SHIPPED_MODEL } from '../../src/corpus/model.js';
import { openEmbedder } from '../../src/embed/index.js';
import type { Embedding } from '../../src/embedding.js';
import { classify } from '../../src/recommend/classifier.js';
import { type Features, featuresOf } from '../../src/recommend/features.js';

const LEAST_INCLUDED = 5;

interface Doc {
  readonly id: string;
  readonly title: string;
  readonly abstract: string;
  readonly label: string;
  readonly included: boolean;
  readonly embedding: Embedding;
}

const embedder = await openEmbedder({ dir: SHIPPED_MODEL, workers: 1 });

async function read(folder: string): Promise<Doc[]> {
  const docs = readFileSync(`${folder}/docs.jsonl`, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { id: string; title: string; text: string; label: string; included?: unknown })
    .map(({ text, included, ...doc }) => ({ ...doc, abstract: text, included: Boolean(included) }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const embeddings = await embedder.embed(docs.map(embedder.paperText));
  return docs.map((doc, i) => ({ ...doc, embedding: embeddings[i]! }));
}

const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const drawn = (docs: readonly Doc[], seed: number, count: number) =>
  docs
    .map((doc) => ({ doc, key: hash(`${seed}:${doc.id}`) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .slice(0, count)
    .map(({ doc }) => doc);

function ranked(features: Features, liked: readonly number[], disliked: readonly number[]): number[] {
  const marked = new Set([...liked, ...disliked]);
  const rest = features.vectors.map((_, i) => i).filter((i) => !marked.has(i));
  const vectors = (ids: readonly number[]) => ids.map((i) => features.vectors[i]!);
  const dimensions = { terms: features.vocabulary.terms.length, dense: features.vocabulary.mean.length };
  const { scores } = classify(
    { liked: vectors(liked), disliked: vectors(disliked), unknown: vectors(rest) },
    dimensions,
  );
  return rest
    .map((i, j) => ({ i, score: scores[j]! }))
    .sort((a, b) => b.score - a.score || a.i - b.i)
    .map(({ i }) => i);
}

function averagePrecision(relevant: readonly boolean[]): number {
  let [hits, sum] = [0, 0];
  for (const [i, one] of relevant.entries()) if (one) sum += ++hits / (i + 1);
  return hits === 0 ? 0 : sum / hits;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const labelsOf = (docs: readonly Doc[]) => [...new Set(docs.map(({ label }) => label))].sort();

function tags(docs: readonly Doc[], seeds: number, count: number): number {
  const features = featuresOf(docs);
  return mean(
    labelsOf(docs).flatMap((label) =>
      Array.from({ length: seeds }, (_, seed) => {
        const liked = drawn(
          docs.filter((doc) => doc.label === label),
          seed + 1,
          count,
        ).map((doc) => docs.indexOf(doc));
        return averagePrecision(ranked(features, liked, []).map((i) => docs[i]!.label === label));
      }),
    ),
  );
}

function screening(docs: readonly Doc[], seeds: number): readonly [number, number] {
  const figures = labelsOf(docs).flatMap((label) => {
    const papers = docs.filter((doc) => doc.label === label);
    const [included, excluded] = [true, false].map((is) => papers.filter((doc) => doc.included === is));
    if (included!.length < LEAST_INCLUDED) return [];
    const features = featuresOf(papers);
    return Array.from({ length: seeds }, (_, seed) => {
      const [liked, disliked] = [included!, excluded!].map((some) =>
        drawn(some, seed + 1, 1).map((doc) => papers.indexOf(doc)),
      ) as [number[], number[]];
      const found: boolean[] = [];
      while (liked.length + disliked.length < papers.length) {
        const [best] = ranked(features, liked, disliked);
        found.push(papers[best!]!.included);
        (papers[best!]!.included ? liked : disliked).push(best!);
      }
      return figuresOf(found);
    });
  });
  return [mean(figures.map(([wss]) => wss)), mean(figures.map(([, at10]) => at10))];
}

/** Work saved at 95 % recall, and recall after 10 % read. */
function figuresOf(found: readonly boolean[]): readonly [number, number] {
  const relevant = found.filter(Boolean).length;
  let seen = 0;
  const at95 = 1 + found.findIndex((one) => (seen += Number(one)) >= 0.95 * relevant);
  const at10 = found.slice(0, Math.round(0.1 * found.length)).filter(Boolean).length;
  return [(found.length - at95) / found.length - 0.05, at10 / relevant];
}

const [sysrevFolder = '', arxivFolder = '', seeds = '2'] = process.argv.slice(2);
const [sysrev, arxiv] = [await read(sysrevFolder), await read(arxivFolder)];
await embedder.close();
for (const [name, docs] of [
  ['arXiv categories', arxiv],
  ['reviews', sysrev],
] as const) {
  const [three, ten] = [3, 10].map((count) => tags(docs, Number(seeds), count).toFixed(3));
  console.log(`tags, ${name}: paperkin AP 3 liked ${three}, 10 liked ${ten}`);
}
const [wss, at10] = screening(sysrev, Number(seeds));
console.log(`screening: paperkin WSS@95 ${wss.toFixed(3)}, recall after 10 % ${at10.toFixed(3)}`);
