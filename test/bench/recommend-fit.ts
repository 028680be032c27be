/**
 * Costs of the recommender, chosen by cross-validation over reviews: for each review, the costs that are best on the
 * mean of the other reviews are used; the mean of these figures is what the choice is worth on a review not seen.
 *
 * npx tsx test/bench/recommend-fit.ts SYSREV [COSTS]
 *
 * SYSREV is a folder with docs.jsonl (id, title, text, label, included). COSTS are lines `cost,disliked,unknown`
 * separated by spaces. The loop is that of recommend.ts with one draw, and trained again after every paper up to 24,
 * after every 4 up to 60, and after every 12 from there: a fifth of the time.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { SHIPPED_MODEL } from '../../src/corpus/model.js';
import { openEmbedder } from '../../src/embed/index.js';
import { featuresOf } from '../../src/recommend/features.js';
import { type Dimensions, scoreOf, train, type Vector } from '../../src/recommend/svm.js';

interface Doc {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly label: string;
  readonly included?: unknown;
}

interface Costs {
  readonly cost: number;
  readonly disliked: number;
  readonly unknown: number;
}

const LEAST_INCLUDED = 5;
/** Papers read before the classifier is trained again. */
const BATCHES = [
  { from: 60, papers: 12 },
  { from: 24, papers: 4 },
  { from: 0, papers: 1 },
];
const GRID = '0.3,0.1,0.33 0.1,0.1,0.33 1,0.1,0.33 0.3,0.3,0.33 0.3,0.1,1 0.3,0.1,0.1';

const [folder = '', grid = GRID] = process.argv.slice(2);
const configurations = grid.split(' ').map((line): Costs => {
  const [cost, disliked, unknown] = line.split(',').map(Number);
  return { cost: cost!, disliked: disliked!, unknown: unknown! };
});

const docs = readFileSync(`${folder}/docs.jsonl`, 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as Doc)
  .sort((a, b) => (a.id < b.id ? -1 : 1));
const labels = [...new Set(docs.map(({ label }) => label))].sort();
const reviews = labels
  .map((label) => docs.filter((doc) => doc.label === label))
  .filter((papers) => papers.filter(({ included }) => included).length >= LEAST_INCLUDED);
const embedder = await openEmbedder({ dir: SHIPPED_MODEL, workers: 1 });

/** Scores of the unknown papers, each half by the model of the other, as in classifier.ts. */
function scoresOf(vectors: readonly Vector[], marked: Marks, dimensions: Dimensions, costs: Costs): number[] {
  const { liked, disliked, unknown } = marked;
  const all = costs.cost * liked.length;
  const examples = (ids: readonly number[], isLiked: boolean, cost: number) =>
    ids.map((i) => ({ vector: vectors[i]!, liked: isLiked, cost }));
  const plane = (half: number) => {
    const some = unknown.filter((_, i) => i % 2 === half);
    const weak = (costs.unknown * all) / (1 + disliked.length) / some.length;
    const strong = (costs.disliked * all) / disliked.length;
    return train(
      [...examples(liked, true, costs.cost), ...examples(disliked, false, strong), ...examples(some, false, weak)],
      dimensions,
    );
  };
  const [even, odd] = [plane(0), plane(1)];
  return unknown.map((id, i) => scoreOf(i % 2 === 0 ? odd : even, vectors[id]!));
}

interface Marks {
  readonly liked: readonly number[];
  readonly disliked: readonly number[];
  readonly unknown: readonly number[];
}

const key = ({ id }: Doc) => createHash('sha256').update(`1:${id}`).digest('hex');
const first = (papers: readonly Doc[], included: boolean) =>
  papers
    .flatMap((doc, i) => (Boolean(doc.included) === included ? [i] : []))
    .reduce((a, b) => (key(papers[a]!) < key(papers[b]!) ? a : b));

/** Work saved at 95 % recall and recall after 10 % read. */
function screened(papers: readonly Doc[], vectors: readonly Vector[], dimensions: Dimensions, costs: Costs): number[] {
  const [liked, disliked] = [[first(papers, true)], [first(papers, false)]];
  const found: boolean[] = [];
  while (liked.length + disliked.length < papers.length) {
    const unknown = papers.map((_, i) => i).filter((i) => !liked.includes(i) && !disliked.includes(i));
    const scores = scoresOf(vectors, { liked, disliked, unknown }, dimensions, costs);
    const ranked = unknown.map((id, i) => ({ id, score: scores[i]! })).sort((a, b) => b.score - a.score || a.id - b.id);
    for (const { id } of ranked.slice(0, BATCHES.find(({ from }) => found.length >= from)!.papers)) {
      found.push(Boolean(papers[id]!.included));
      (papers[id]!.included ? liked : disliked).push(id);
    }
  }
  const relevant = found.filter(Boolean).length;
  let seen = 0;
  const at95 = 1 + found.findIndex((one) => (seen += Number(one)) >= 0.95 * relevant);
  const at10 = found.slice(0, Math.round(0.1 * found.length)).filter(Boolean).length;
  return [(found.length - at95) / found.length - 0.05, at10 / relevant];
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

const table: number[][][] = configurations.map(() => []);
for (const papers of reviews) {
  const texts = papers.map(({ title, text }) => ({ title, abstract: text }));
  const embeddings = await embedder.embed(texts.map(embedder.paperText));
  const { vectors, vocabulary } = featuresOf(texts.map((one, i) => ({ ...one, embedding: embeddings[i]! })));
  const dimensions = { terms: vocabulary.terms.length, dense: vocabulary.mean.length };
  for (const [i, costs] of configurations.entries()) table[i]!.push(screened(papers, vectors, dimensions, costs));
  console.error(papers[0]!.label);
}
await embedder.close();

for (const [i, { cost, disliked, unknown }] of configurations.entries()) {
  const [wss, at10] = [0, 1].map((measure) => mean(table[i]!.map((row) => row[measure]!)).toFixed(3));
  console.log(`cost ${cost}, disliked ${disliked}, unknown ${unknown}: WSS@95 ${wss}, recall after 10 % ${at10}`);
}
/** The sum of both measures decides. */
const worth = (configuration: number, without: number) =>
  mean(table[configuration]!.filter((_, review) => review !== without).map(([wss, at10]) => wss! + at10!));
const held = reviews.map((_, review) => {
  const best = configurations.map((_, i) => i).reduce((a, b) => (worth(b, review) > worth(a, review) ? b : a));
  return { best, row: table[best]![review]! };
});
const [wss, at10] = [0, 1].map((measure) => mean(held.map(({ row }) => row[measure]!)).toFixed(3));
console.log(`chosen without the review: WSS@95 ${wss}, recall after 10 % ${at10}`);
console.log(`choices: ${held.map(({ best }) => grid.split(' ')[best]).join(' ')}`);
