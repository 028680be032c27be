/** The map of a corpus whose papers come and go. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Corpus, openCorpus, reembedIndex } from '../../src/index.js';
import { corpusOf } from '../support/corpus.js';
import { tinyModel } from '../support/tiny-model.js';

const KINDS = ['tides of estuaries', 'bees in orchards', 'steel bridges', 'sleep of infants'];
const papers = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => ({
    id: `p${from + i}`,
    title: `On ${KINDS[(from + i) % KINDS.length]}, part ${from + i}`,
    abstract: `We study ${KINDS[(from + i) % KINDS.length]} in ${from + i} places.`,
  }));
const file = (name: string, list: readonly object[]) => ({ name, bytes: Buffer.from(JSON.stringify(list)) });

let corpus: Corpus;
beforeAll(async () => {
  corpus = await corpusOf(papers(0, 60));
});
afterAll(() => corpus.close());

async function positions(of: Corpus = corpus): Promise<ReadonlyMap<string, string>> {
  return new Map((await of.map()).points.map(({ id, x, y }) => [id, `${x} ${y}`]));
}

const index = async () => (await corpus.status()).index.path;

test('papers stay where they are when others come and go, in every process', async () => {
  const before = await positions();
  expect(before.size).toBe(60);
  await corpus.add([file('more.json', papers(60, 6))]);
  await corpus.remove(['p0', 'p1', 'p2']);
  const after = await positions();
  expect([...after.keys()].sort()).toEqual([...papers(3, 63).map(({ id }) => id)].sort());
  for (const [id, position] of before) if (after.has(id)) expect(after.get(id)).toBe(position);
  const other = await openCorpus({ index: await index(), workers: 1 });
  expect(await positions(other)).toEqual(after);
  await other.close();
});

test('all are laid out again once a quarter has come or gone, in one step or in many', async () => {
  const before = await positions();
  await corpus.add([file('more.json', papers(70, 5))]); // fourteen changes of 68 papers
  expect([...(await positions())].filter(([id, position]) => before.get(id) === position)).toHaveLength(before.size);
  await corpus.add([file('more.json', papers(80, 5))]);
  const after = await positions();
  expect([...before].filter(([id, position]) => after.get(id) === position).length).toBeLessThan(before.size / 2);
});

test('a map of another model is only a start', async () => {
  const before = await positions();
  const model = tinyModel({ dimension: 16 });
  await reembedIndex({ index: await index(), model, workers: 1 });
  const after = await positions();
  expect([...before].filter(([id, position]) => after.get(id) === position).length).toBeLessThan(before.size / 2);
});
