import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { compareStream } from '../../src/duplicates/compare.js';
import { fingerprintOf } from '../../src/duplicates/evidence/fingerprint.js';
import { judge } from '../../src/duplicates/evidence/judge.js';
import { featuresOf, findAgainst, groupsOf } from '../../src/duplicates/index.js';
import { openEmbedder } from '../../src/embed/index.js';
import type { Embedding } from '../../src/embedding.js';
import type { Paper, PaperId } from '../../src/paper.js';
import { inCheckout } from '../support/folders.js';
import { aPaper } from '../support/papers.js';
import { shuffled } from '../support/random.js';
import { FERRIES, KELP, KELP_REWRITTEN, paperWith, sameDirection, URCHINS } from './abstracts.js';
import { comparePapers, streamOf } from './comparing.js';

describe('on the fixtures, with the shipped model', () => {
  let papers: Paper[];
  let embeddings: Map<PaperId, Embedding>;
  let found: Set<string>;
  const idOf = (title: string) => papers.find((paper) => paper.title === title)!.id;
  const pairsIn = (file: string) =>
    readFileSync(inCheckout(`fixtures/${file}`), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t') as [string, string, string]);

  beforeAll(async () => {
    papers = readFileSync(inCheckout('fixtures/judged/corpus.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => {
        const { id, title, text } = JSON.parse(line) as { id: string; title: string; text: string };
        return aPaper(id, { title, abstract: text });
      });
    const embedder = await openEmbedder({ dir: inCheckout('models/abstract-minilm-l3'), workers: 1 });
    const embedded = await embedder.embed(papers.map(embedder.paperText));
    await embedder.close();
    embeddings = new Map(papers.map(({ id }, i) => [id, embedded[i]!]));
    const { groups } = groupsOf(papers, await comparePapers(papers, embeddings));
    found = new Set(groups.flatMap(({ pairs }) => pairs.map(({ a, b }) => `${a} ${b}`)));
  }, 60_000);

  test('finds every planted near-duplicate and no other pair', () => {
    const planted = pairsIn('near-duplicates.tsv').map(([a, b]) => [idOf(a), idOf(b)].sort().join(' '));
    expect([...found].sort()).toEqual(planted.sort());
  });

  test('keeps every trap apart', () => {
    for (const [a, b] of pairsIn('distinct.tsv')) expect(found).not.toContain([idOf(a), idOf(b)].sort().join(' '));
  });

  test('finds what judging every two papers finds', () => {
    const readings = papers.map((paper) => fingerprintOf(paper, embeddings.get(paper.id)!));
    const accepted = readings.flatMap((x, i) =>
      readings
        .slice(i + 1)
        .map((y) => judge(x, y))
        .filter(({ score }) => score >= 0.5),
    );
    expect([...found].sort()).toEqual(accepted.map(({ a, b }) => `${a} ${b}`).sort());
  });

  test('gives the same bytes whatever the order of the papers', async () => {
    const comparison = JSON.stringify(await comparePapers(papers, embeddings));
    const mixed = shuffled(papers, 7);
    expect(JSON.stringify(await comparePapers(mixed, new Map(mixed.map(({ id }) => [id, embeddings.get(id)!]))))).toBe(
      comparison,
    );
  });
});

describe('a crowd of papers', () => {
  test('of one text is one group and few pairs', async () => {
    const crowd = Array.from({ length: 3000 }, (_, i) => paperWith(`c${i}`, 'Kelp after storms', KELP));
    const comparison = await comparePapers(crowd, sameDirection(crowd));
    expect(comparison.pairs).toHaveLength(0);
    expect(groupsOf(crowd, comparison).groups.map((group) => group.papers.length)).toEqual([3000]);
  });

  test('of one form with another number in each is one group, without judging every two', async () => {
    const crowd = Array.from({ length: 1500 }, (_, i) =>
      paperWith(`c${i}`, 'Kelp after storms', KELP.replace('412', `${5000 + i}`)),
    );
    const comparison = await comparePapers(crowd, sameDirection(crowd));
    expect(comparison.pairs.length).toBeLessThan(1500 * 100);
    expect(groupsOf(crowd, comparison).groups.map((group) => group.papers.length)).toEqual([1500]);
  });

  test('of one short title and no abstract is no group', async () => {
    const crowd = Array.from({ length: 200 }, (_, i) => paperWith(`c${i}`, 'Editorial', ''));
    const comparison = await comparePapers(crowd, sameDirection(crowd));
    expect(groupsOf(crowd, comparison).groups).toEqual([]);
  });
});

test('a comparison can be interrupted', async () => {
  const papers = [paperWith('a', 'Kelp', KELP), paperWith('b', 'Ferries', FERRIES)];
  await expect(comparePapers(papers, sameDirection(papers), { signal: AbortSignal.abort() })).rejects.toMatchObject({
    code: 'INTERRUPTED',
  });
});

test('more papers than pairs are numbered for are refused before any is read', async () => {
  const stream = { ...streamOf([], new Map()), count: 2 ** 21 + 1 };
  await expect(compareStream(stream)).rejects.toMatchObject({
    code: 'FAILED',
    message: expect.stringContaining('2097152 at most'),
  });
});

test('a comparison tells how far it is, and never goes back', async () => {
  const papers = Array.from({ length: 60 }, (_, i) =>
    paperWith(`p${i}`, `Kelp ${i}`, KELP.replace('tagged', `tagged${i}`)),
  );
  const told: number[] = [];
  await comparePapers(papers, sameDirection(papers), { onProgress: (done) => told.push(done) });
  expect(told).toEqual([...told].sort((x, y) => x - y));
  expect(told.at(-1)).toBe(1);
});

test('new papers are held against the corpus and not against one another', async () => {
  const corpus = [paperWith('k', 'Which kelp survives', KELP), paperWith('f', 'Ferries by column generation', FERRIES)];
  const incoming = [
    paperWith('n1', 'Which kelp survives storms', KELP_REWRITTEN),
    paperWith('n2', 'How many urchins a reef bears', URCHINS),
    paperWith('n3', 'Urchins', URCHINS),
    paperWith('f', 'Ferries by column generation', FERRIES),
  ];
  const known = await findAgainst(
    incoming.map((paper) => [paper, sameDirection([paper]).get(paper.id)!] as const),
    streamOf(corpus, sameDirection(corpus)),
  );
  expect(known).toEqual(
    new Map([
      ['n1', [{ id: 'k', pair: expect.objectContaining({ kind: 'rewritten' }) }]],
      ['f', [{ id: 'f', pair: expect.objectContaining({ kind: 'same-id' }) }]],
    ]),
  );
});

test('new papers are held against features that are given, and no text of another paper is read', async () => {
  const corpus = [paperWith('k', 'Which kelp survives', KELP), paperWith('f', 'Ferries by column generation', FERRIES)];
  const paper = paperWith('n', 'Which kelp survives storms', KELP_REWRITTEN);
  const embedded = [paper, sameDirection([paper]).get(paper.id)!] as const;
  const stream = streamOf(corpus, sameDirection(corpus));
  const expected = await findAgainst([embedded], stream);
  expect([...expected.keys()]).toEqual(['n']);
  const features = corpus.map((one) => featuresOf([one, sameDirection([one]).get(one.id)!]));
  const unread = (async function* () {
    yield await Promise.reject(new Error('all papers are read'));
  })();
  expect(await findAgainst([embedded], { ...stream, batches: unread, features })).toEqual(expected);
});

test('a new paper is found whatever else the file has', async () => {
  const registry = (prefix: string, i: number) =>
    aPaper(`${prefix}${i}`, {
      title: 'Annual report of the national registry of kidney transplants',
      authors: [`Author${i} Name${i}`],
      abstract: '',
      published: `${1980 + i}`,
    });
  const form = (prefix: string, i: number) =>
    paperWith(`${prefix}${i}`, `Kelp after storm ${i}`, KELP.replace('412', `${5000 + i}`));
  const embedded = (papers: readonly Paper[]) =>
    papers.map((paper) => [paper, sameDirection([paper]).get(paper.id)!] as const);
  for (const one of [registry, form]) {
    const numbers = Array.from({ length: 40 }, (_, i) => i);
    const corpus = numbers.map((i) => one('old', i));
    const file = numbers.map((i) => one('new', i));
    const known = await findAgainst(embedded(file), streamOf(corpus, sameDirection(corpus)));
    for (const i of numbers) {
      expect(known.get(`new${i}` as PaperId)?.map(({ id }) => id)).toContain(`old${i}`);
      const alone = await findAgainst(embedded([file[i]!]), streamOf(corpus, sameDirection(corpus)));
      expect(known.get(`new${i}` as PaperId)).toEqual(alone.get(`new${i}` as PaperId));
    }
  }
});
