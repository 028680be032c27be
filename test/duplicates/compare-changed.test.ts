/** A comparison that is moved by what changed is the one that all papers would give. */
import { expect, test } from 'vitest';
import type { CandidateFeatures } from '../../src/duplicates/candidates/features.js';
import { compareStream } from '../../src/duplicates/compare.js';
import { compareChanged } from '../../src/duplicates/compare-changed.js';
import { type ComparisonState, comparisonIn } from '../../src/duplicates/comparison.js';
import type { EmbeddedPaper } from '../../src/duplicates/contract.js';
import { type Embedding, toUnitLength } from '../../src/embedding.js';
import type { Paper, PaperId } from '../../src/paper.js';
import { seededRandom, shuffled } from '../support/random.js';
import { FERRIES, KELP, KELP_REWRITTEN, paperWith, URCHINS } from './abstracts.js';
import { comparePapers, streamOf } from './comparing.js';

type Collection = ReadonlyMap<PaperId, Paper>;

/** Two directions, so that some pairs are alike and some are not. */
function embeddingOf({ id, title }: Paper): Embedding {
  return toUnitLength([1, (title.length % 5) / 4, id.length / 40]);
}

const embedded = (paper: Paper): EmbeddedPaper => [paper, embeddingOf(paper)];
const embeddings = (papers: Collection) => new Map([...papers.values()].map((paper) => [paper.id, embeddingOf(paper)]));
const scratch = (papers: Collection) => comparePapers([...papers.values()], embeddings(papers));

async function beginWith(papers: Collection) {
  const { state, features } = await compareStream(streamOf([...papers.values()], embeddings(papers)));
  return { papers, state, features };
}

interface Known {
  readonly papers: Collection;
  readonly state: ComparisonState;
  readonly features: readonly CandidateFeatures[];
}

/** @returns none where all must be compared */
async function moved(last: Known, put: readonly Paper[], remove: readonly string[]): Promise<Known | undefined> {
  const papers = new Map(last.papers);
  for (const id of remove) papers.delete(id as PaperId);
  for (const paper of put) papers.set(paper.id, paper);
  const gone = new Set([...(remove as PaperId[]), ...put.map(({ id }) => id)].filter((id) => last.papers.has(id)));
  const read = async (ids: readonly PaperId[]) => ids.map((id) => embedded(papers.get(id)!));
  const change = { gone, arrived: put.map(embedded) };
  const next = await compareChanged(last.state, last.features, change, { scale: 1, read });
  if (next === undefined) return undefined;
  const staying = last.features.filter(({ id }) => !gone.has(id));
  return { papers, state: next.state, features: [...shuffled(staying, 3), ...next.arrived] };
}

/** Papers of a few texts, so that there are copies, rewritten, cut and retitled papers, and buckets of many. */
function somePaper(random: () => number, number: number): Paper {
  const below = (limit: number) => Math.floor(random() * limit);
  const text = [KELP, KELP_REWRITTEN, URCHINS, FERRIES][below(4)]!;
  const kind = below(6);
  const [title, abstract] = [
    ['Kelp after storms', text],
    [`Which plants survive winter ${below(3)}`, text.replace('412', String(400 + below(40)))],
    ['Ferries by column generation', text.slice(0, 150 + 20 * below(8))],
    [
      `A subject of its own ${below(90)}`,
      `${text.slice(60 * below(4), 300)} In all ${below(90)} of ${below(5)} cases.`,
    ],
    [`Untitled work number ${below(200)}`, `Words ${below(60)} that ${below(60)} nobody ${below(9)} writes twice.`],
    ['Kelp after storms', ''],
  ][kind] as [string, string];
  const identifiers = random() < 0.1 ? { doi: `10.1/${below(12)}` } : {};
  const authors = random() < 0.5 ? [['A. Noether', 'B. Curie', 'C. Franklin'][below(3)]!] : [];
  return paperWith(`p${String(number).padStart(3, '0')}`, title, abstract, { identifiers, authors });
}

async function livesThrough(seed: number, { papers: count, steps }: { papers: number; steps: number }) {
  const random = seededRandom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const first = Array.from({ length: count }, () => somePaper(random, below(999)));
  let known: Known = await beginWith(new Map(first.map((paper) => [paper.id, paper])));
  let [movedSteps, changedSteps] = [0, 0];
  for (let step = 0; step < steps; step++) {
    const ids = [...known.papers.keys()];
    const remove = Array.from({ length: below(4) }, () => ids[below(ids.length)]!);
    const again = Array.from({ length: below(3) }, () => ids[below(ids.length)]!).map((id) =>
      somePaper(random, Number(id.slice(1))),
    );
    const put = [...again, ...Array.from({ length: below(6) }, () => somePaper(random, below(999)))];
    const unique = [...new Map(put.map((paper) => [paper.id, paper])).values()];
    const before = JSON.stringify(comparisonIn(known.state));
    const next = await moved(
      known,
      unique,
      remove.filter((id) => !unique.some((paper) => paper.id === id)),
    );
    const papers = new Map(known.papers);
    for (const id of remove) papers.delete(id);
    for (const paper of unique) papers.set(paper.id, paper);
    known = next ?? (await beginWith(papers));
    if (next !== undefined) movedSteps++;
    const answer = JSON.stringify(comparisonIn(known.state));
    if (answer !== before) changedSteps++;
    expect(answer, `step ${step} of seed ${seed}`).toBe(JSON.stringify(await scratch(known.papers)));
  }
  return { movedSteps, changedSteps };
}

test.each([1, 2, 3, 4])(
  'after any change, the answer is that of a comparison of all papers (seed %i)',
  async (seed) => {
    const { movedSteps, changedSteps } = await livesThrough(seed, { papers: 60, steps: 12 });
    expect(movedSteps).toBe(12);
    expect(changedSteps).toBeGreaterThan(6);
  },
);

test('also among many copies, where only neighbours in a bucket are compared', async () => {
  const random = seededRandom(9);
  const crowd = Array.from({ length: 120 }, (_, i) =>
    paperWith(
      `c${String(i * 2).padStart(3, '0')}`,
      i % 3 === 0 ? 'Kelp after storms' : `Kelp ${i % 7}`,
      KELP.replace('412', `${5000 + i}`),
    ),
  );
  let known: Known = await beginWith(new Map(crowd.map((paper) => [paper.id, paper])));
  for (let step = 0; step < 6; step++) {
    const number = Math.floor(random() * 240);
    const paper = paperWith(
      `c${String(number).padStart(3, '0')}`,
      'Kelp after storms',
      KELP.replace('412', `${7000 + number}`),
    );
    const next = await moved(known, [paper], [crowd[step * 17]!.id]);
    known = next!;
    expect(JSON.stringify(comparisonIn(known.state)), `step ${step}`).toBe(JSON.stringify(await scratch(known.papers)));
  }
});

test('a bigram that becomes common, or rare again, changes pairs of papers that stay', async () => {
  const said = (i: number) =>
    `Glacial zooplankton counts number ${i} were weighed thrice. Benthic isopods ${i * 7} came up beside sediment ${i * 31}.`;
  const papers = Array.from({ length: 32 }, (_, i) =>
    paperWith(`g${String(i).padStart(2, '0')}`, `Catch ${i}`, said(i)),
  );
  const one = paperWith('g99', 'Catch 99', said(99));
  const start = await beginWith(new Map(papers.map((paper) => [paper.id, paper])));
  const more = (await moved(start, [one], []))!;
  expect(JSON.stringify(comparisonIn(more.state))).toBe(JSON.stringify(await scratch(more.papers)));
  const less = (await moved(more, [], ['g99']))!;
  expect(JSON.stringify(comparisonIn(less.state))).toBe(JSON.stringify(comparisonIn(start.state)));
  expect(comparisonIn(more.state)).not.toEqual(comparisonIn(less.state));
});

test('all are compared again when a refused pair that was not kept may now be among those shown', async () => {
  const random = seededRandom(5);
  const papers = Array.from({ length: 80 }, (_, i) => somePaper(random, i));
  const start = await beginWith(new Map(papers.map((paper) => [paper.id, paper])));
  const pairs = start.state.below.pairs.slice(0, 10);
  expect(pairs).toHaveLength(10);
  const kept = { ...start, state: { ...start.state, below: { pairs, bound: pairs.at(-1)! } } };
  expect(await moved(kept, [], [pairs[0]!.a])).toBeUndefined();
  expect(
    await moved(kept, [paperWith('z', 'Tides', 'Tides turn at a rate of their own in the north.')], []),
  ).toBeDefined();
});
