/** Statistics that are moved are those of the papers, whatever came and went before. */
import { expect, test } from 'vitest';
import { type Embedding, quantize, toUnitLength } from '../../src/embedding.js';
import type { Paper, PaperId } from '../../src/paper.js';
import { type StatisticsState, StatisticsUpdate, statisticsIn } from '../../src/search/index.js';
import { indexTerms } from '../../src/text/terms.js';
import { aPaper } from '../support/papers.js';
import { seededRandom } from '../support/random.js';
import { computeStatistics } from './little-corpus.js';

const DIMENSION = 4;
const SAYINGS = [
  'Deep query search (DQS) is fast.',
  'A dense quick step (DQS) is slow.',
  'The dqs of a tide.',
  'Mutual index of nodes and data (MIND).',
  'The mind of a reader.',
  'Nothing is said.',
];

/** Of no unit length before it is made so; the same for the same text. */
function embeddingOf(text: string): Embedding {
  const random = seededRandom([...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 65_521, 7));
  return toUnitLength(Array.from({ length: DIMENSION }, () => random() - 0.3));
}

const textOf = ({ title, abstract }: Paper) => `${title}. ${abstract}`;

/** A collection that holds its statistics as rows, as a store does. */
class Collection {
  readonly papers = new Map<PaperId, Paper>();
  readonly rows = new Map<string, unknown>();
  rescans = 0;
  lookedFor = 0;
  state: StatisticsState | undefined;

  readonly embeddings = () => new Map([...this.papers].map(([id, paper]) => [id, embeddingOf(textOf(paper))]));
  readonly embed = async (texts: readonly string[]) => texts.map(embeddingOf);
  readonly sentences = async (ids: readonly PaperId[]) =>
    new Map(ids.map((id) => [id, quantize([embeddingOf(this.papers.get(id)!.title)])]));

  async change(remove: readonly PaperId[], add: readonly Paper[]): Promise<void> {
    const known = [...remove, ...add.map(({ id }) => id)].filter((id) => this.papers.has(id));
    for (const id of remove) this.papers.delete(id);
    for (const paper of add) this.papers.set(paper.id, paper);
    const { embed, sentences } = this;
    const all = () => this.embeddings();
    const update = new StatisticsUpdate(
      {
        embed,
        sentences,
        papers: async (ids) => ids.map((id) => this.papers.get(id)!),
        rankByWords: async ([term]) => {
          this.lookedFor++;
          return [...this.papers.values()]
            .filter(({ title, abstract }) => indexTerms(`${title} ${abstract}`).split(' ').includes(term!))
            .map(({ id }) => ({ id, score: 1 }));
        },
        scanEmbeddings: async function* () {
          yield [...all()];
        },
      },
      async (keys) => new Map(keys.flatMap((key) => (this.rows.has(key) ? [[key, this.rows.get(key)]] : []))),
      this.state,
    );
    await update.remove(known);
    const half = Math.ceil(add.length / 2);
    for (const batch of [add.slice(0, half), add.slice(half)])
      await update.add(batch.map((paper) => [paper, embeddingOf(textOf(paper))]));
    this.state = await update.finish();
    this.rescans += update.rescanned ? 1 : 0;
    for (const [key, value] of update.changed)
      if (value === undefined) this.rows.delete(key);
      else this.rows.set(key, JSON.parse(JSON.stringify(value)));
  }

  fromAll() {
    return computeStatistics([...this.papers.values()], this.embeddings(), this.embed, this);
  }
}

test('are the same to the bit after any history as from all papers at once', async () => {
  const random = seededRandom(11);
  const any = (count: number) => Math.floor(random() * count);
  const collection = new Collection();
  for (let step = 0; step < 48; step++) {
    const add = Array.from({ length: step < 24 ? 20 : any(12) }, () => {
      const [id, say] = [any(400), SAYINGS[any(SAYINGS.length)]!];
      return aPaper(`p${id}`, { title: `Title ${any(50)}`, abstract: `${say} ${any(3)}.${id}` });
    });
    const ids = [...collection.papers.keys()];
    const remove = Array.from({ length: step < 24 ? any(3) : any(25) }, () => ids[any(ids.length)]!);
    const unique = new Map(add.map((paper) => [paper.id, paper]));
    await collection.change(
      [...new Set(remove)].filter((id) => !unique.has(id)),
      [...unique.values()],
    );
    if (step === 24) expect(collection.papers.size).toBeGreaterThan(160);
    if (step % 4 === 3) expect(statisticsIn(collection.state!)).toEqual(await collection.fromAll());
  }
  expect(collection.rescans).toBeGreaterThan(5);
});

test('read no embedding but the new ones where papers only come, or change what is no part of their text', async () => {
  const collection = new Collection();
  for (let i = 0; i < 40; i++)
    await collection.change([], [aPaper(`p${i}`, { title: `T${i}`, abstract: `${SAYINGS[i % 6]} ${i}` })]);
  await collection.change([], [aPaper('p7', { title: 'T7', abstract: `${SAYINGS[1]} 7`, venue: 'A journal' })]);
  expect(collection.rescans).toBe(0);
  expect(statisticsIn(collection.state!)).toEqual(await collection.fromAll());
  await collection.change([], [aPaper('p7', { title: 'T7', abstract: 'Another text.' })]);
  expect(collection.rescans).toBe(1);
});

test('forget an acronym with the last paper that introduces it, and a word with the last that uses it', async () => {
  const collection = new Collection();
  const [defines, uses] = [aPaper('a', { abstract: SAYINGS[3]! }), aPaper('b', { abstract: SAYINGS[4]! })];
  await collection.change([], [defines]);
  await collection.change([], [uses]);
  expect([...collection.state!.acronyms.values()]).toMatchObject([{ short: 'MIND', isWord: true }]);
  await collection.change([uses.id], []);
  expect([...collection.state!.acronyms.values()]).toMatchObject([{ short: 'MIND', isWord: false }]);
  await collection.change([], [uses]);
  await collection.change([defines.id], []);
  expect(collection.state!.acronyms.size).toBe(0);
  await collection.change([], [defines]);
  expect([...collection.state!.acronyms.values()]).toMatchObject([{ short: 'MIND', isWord: true }]);
});

test('know a word that two papers use when one of them is removed', async () => {
  const collection = new Collection();
  const [defines, uses, also] = [3, 4, 4].map((say, i) => aPaper(`p${i}`, { abstract: `${SAYINGS[say]} ${i}` }));
  await collection.change([], [defines!, uses!]);
  await collection.change([], [also!]);
  await collection.change([uses!.id], []);
  expect([...collection.state!.acronyms.values()]).toMatchObject([{ short: 'MIND', isWord: true }]);
  await collection.change([also!.id], []);
  expect([...collection.state!.acronyms.values()]).toMatchObject([{ short: 'MIND', isWord: false }]);
});

test('do not look for a word again of which it is known that no paper uses it', async () => {
  const collection = new Collection();
  await collection.change([], [aPaper('a', { abstract: SAYINGS[3]! })]);
  await collection.change([], [aPaper('b', { abstract: `${SAYINGS[3]} Again.` })]);
  expect(collection.lookedFor).toBe(0);
  await collection.change([], [aPaper('c', { abstract: SAYINGS[0]! })]);
  expect(collection.lookedFor).toBe(1);
});
