/** PostgreSQL: in this process always, and on servers where there are some. */
import { describe, expect, test } from 'vitest';
import { searchText } from '../../src/corpus/search.js';
import type { Embedder } from '../../src/embed/index.js';
import { toUnitLength } from '../../src/embedding.js';
import type { PaperId } from '../../src/paper.js';
import { openStore, type Store, type StoredPaper, type Where } from '../../src/store/index.js';
import { planOf } from '../../src/store/postgres/plan.js';
import { isWorthwhile, splitOf } from '../../src/store/postgres/queries/skipping.js';
import { openServer } from '../../src/store/postgres/store.js';
import { hashOfText } from '../../src/text/hash-of-text.js';
import { asking } from '../support/asking.js';
import { newFolder } from '../support/folders.js';
import { letterEmbedder, letterEmbedding } from '../support/letter-embedder.js';
import { aPaper } from '../support/papers.js';
import { graphsOf, keysOf, openPglite, pglite, reopenPglite, reusedPglite } from '../support/pglite.js';
import { seededRandom } from '../support/random.js';
import { NO_SERVER, NO_THREE, newIndex, reusedStore, servers, spreadIndex } from '../support/servers.js';
import { put, storeContract, stored } from './contract.js';

storeContract('PGlite', reusedPglite(), 'PGlite has one connection');
describe.skipIf(servers.length === 0)(`with a server (${NO_SERVER} where skipped)`, () => {
  storeContract('PostgreSQL', reusedStore(newIndex));
});
describe.skipIf(servers.length < 3)(`with three servers (${NO_THREE} where skipped)`, () => {
  storeContract('PostgreSQL over three servers', reusedStore(spreadIndex));
});

const MODEL = { name: 'letters', dimension: 27, sha256: 'letters' };

/** Papers of a few words each, so that every query finds many and scores lie close. */
function wordy(count: number, seed: number) {
  const random = seededRandom(seed);
  const vocabulary = Array.from({ length: 60 }, (_, i) => `${['ab', 'x1.5', 'ünder', 'naïve'][i % 4]}${i}`);
  const word = () => vocabulary[Math.floor(vocabulary.length ** random()) - 1]!;
  const text = (most: number) => Array.from({ length: Math.floor(random() * most) }, word).join(' ');
  const papers = Array.from({ length: count }, (_, i) => {
    const [title, abstract] = [text(8), text(60)];
    const paper = aPaper(`p${i}`, { title, abstract, comments: i % 7, published: `20${10 + (i % 10)}` });
    const content = `${title}\n${abstract}`;
    return {
      paper,
      given: true,
      keys: [`id:p${i}`],
      textHash: hashOfText(content),
      words: { title, abstract },
      content,
    };
  });
  const queries = Array.from({ length: 60 }, () =>
    Array.from({ length: 1 + Math.floor(random() * 5) }, () => (random() < 0.3 ? `${word()} ${word()}` : word())),
  );
  return { papers, queries, vocabulary };
}

async function putWordy(store: Store, papers: ReturnType<typeof wordy>['papers']): Promise<void> {
  const embeddings = new Map(papers.map(({ textHash, content }) => [textHash, letterEmbedding(content)]));
  await store.write({ papers, model: MODEL, embeddings });
}

/** What both stores must agree on. */
async function expectSameAnswers(one: Store, other: Store, { queries, vocabulary }: ReturnType<typeof wordy>) {
  const filters: (Where | undefined)[] = [undefined, { minComments: 3 }, { since: '2014', notIds: ['p3' as PaperId] }];
  for (const [i, terms] of queries.entries()) {
    const where = filters[i % filters.length];
    const limit = [3, 20, 1000][i % 3]!;
    const expected = await asking(one).rankByWords(terms, limit, { where });
    const found = await asking(other).rankByWords(terms, limit, { where });
    expect(found.length, terms.join(', ')).toBe(expected.length);
    found.forEach(({ score }, place) => expect(score).toBeCloseTo(expected[place]!.score, 9));
    const query = letterEmbedding(terms.join(' '));
    expect(await asking(other).nearest(query, limit, { where })).toEqual(
      await asking(one).nearest(query, limit, { where }),
    );
  }
  expect(await asking(other).paperCounts(vocabulary)).toEqual(await asking(one).paperCounts(vocabulary));
  expect(await asking(other).termsOfLength(3, 5)).toEqual(await asking(one).termsOfLength(3, 5));
}

describe('PostgreSQL beside a folder', () => {
  test('gives the same papers, scores and similarities, by words, phrases and nearness', async () => {
    const corpus = wordy(200, 5);
    const [folder, database] = [await openStore(newFolder()), await openPglite()];
    for (const store of [folder, database]) await putWordy(store, corpus.papers);
    await expectSameAnswers(folder, database, corpus);
    await Promise.all([folder.close(), database.close()]);
  });

  test.each(['vector', 'halfvec'] as const)('gives the same nearest papers through graphs of %s', async (graph) => {
    const corpus = wordy(120, 6);
    const [folder, database] = [await openStore(newFolder()), await openPglite(10, graph)];
    for (const store of [folder, database]) await putWordy(store, corpus.papers);
    await database.updateNeighbours();
    await expectSameAnswers(folder, database, { ...corpus, queries: corpus.queries.slice(0, 15) });
    await Promise.all([folder.close(), database.close()]);
  });
});

test('an answer does not fail because the disk is too full to store what it derived', async () => {
  const store = await openPglite();
  const engine = await pglite();
  await engine.exec(`SET search_path TO "${store.location.replace('pglite:', '')}";
    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql
      AS $$ BEGIN RAISE EXCEPTION 'no space left on device' USING ERRCODE = '53100'; END $$;
    CREATE TRIGGER disk_full BEFORE INSERT ON derived EXECUTE FUNCTION refuse()`);
  const { papersVersion: of } = await asking(store).versions();
  await store.saveDerived('themes', { of, program: '1', value: 1 });
  expect(await asking(store).derived('themes')).toBeUndefined();
  await store.close();
});

test('a model whose embeddings fit into no row is refused before anything is embedded with it', async () => {
  const store = await openPglite();
  const model = (dimension: number) => ({ name: 'large', dimension, sha256: 'large' });
  const message = expect.stringContaining('1901 dimensions, and an index in PostgreSQL can have 1900');
  await expect(store.reembedding(model(1901))).rejects.toMatchObject({ code: 'USAGE', message });
  const { content: _, ...paper } = wordy(1, 1).papers[0]!;
  const put = (dimension: number) =>
    store.write({
      papers: [paper],
      model: model(dimension),
      embeddings: new Map([[paper.textHash, toUnitLength(new Float32Array(dimension).fill(1))!]]),
    });
  await expect(put(1901)).rejects.toMatchObject({ code: 'USAGE', message });
  await put(1900);
  expect(await asking(store).status()).toMatchObject({ papers: 1, embeddings: 1 });
  await store.close();
});

describe('ranking by words without the postings of frequent words', () => {
  test('leaves out words that cannot lift a paper among the best, and only if that saves work', () => {
    const [rain, cloud, the] = [300, 4_000, 9_000].map((papers, id) => ({ id, papers, weight: 3 / (1 + 9 * id) }));
    const split = splitOf([the!, cloud!, rain!], 100);
    expect(split).toMatchObject({ rare: [rain], frequent: [cloud, the] });
    expect(split!.bound).toBeCloseTo(2.2 * (0.3 + 3 / 19), 9);
    expect([isWorthwhile(split!, 600), isWorthwhile(split!, 700)]).toEqual([true, false]);
    expect(splitOf([the!, cloud!, rain!], 5_000)).toBeUndefined(); // more papers than have the rare word
    expect(splitOf([the!, cloud!, { ...rain!, weight: 0.4 }], 100)!.rare).toHaveLength(2);
    expect(splitOf([rain!, { ...cloud!, papers: 1_000 }], 100)).toBeUndefined();
  });
});

/** Few with `rain`, half with `cloud`, most with `the`: enough postings that some are skipped. */
function weather() {
  const text = (i: number) => [
    i % 16 === 0 ? 'rain '.repeat(1 + (i % 5)) : '',
    i % 21 < 10 ? 'cloud '.repeat(1 + (i % 3)) : '',
    i % 40 > 0 ? 'the ' : '',
    'sky '.repeat(i % 8),
  ];
  return Array.from({ length: 2_400 }, (_, i) => {
    const paper = stored(`p${i}`);
    return {
      ...paper,
      paper: { ...paper.paper, comments: i % 50 },
      textHash: hashOfText(`p${i}`),
      keys: [],
      words: { title: '', abstract: text(i).join('') },
    };
  });
}

describe.each([
  ['PGlite', true, (few: number) => openPglite(10, null, few)],
  ['a server', servers.length > 0, async (few: number) => openServer(newIndex('partitions=3'), { few, exactUpTo: 10 })],
  ['three servers', servers.length > 2, async (few: number) => openServer(await spreadIndex(), { few, exactUpTo: 10 })],
] as const)('%s, beside a folder', (_, there, open) => {
  test.skipIf(!there).each([
    ['named', 20_000],
    ['a condition', 100],
  ] as const)(
    'gives the same answers where papers that pass are %s, and where all pass',
    async (_how, few) => {
      const [folder, database] = [await openStore(newFolder()), await open(few)];
      const papers = weather();
      const embeddings = new Map(
        papers.map(({ textHash, words }, i) => [
          textHash,
          letterEmbedding(`${words.abstract} ${'bdfghj'[i % 6]} ${i}`),
        ]),
      );
      for (const store of [folder, database]) {
        await store.write({ papers, model: MODEL, embeddings });
        await store.updateNeighbours();
      }
      const filters = [undefined, { minComments: 49 }, { minComments: 10 }, { minComments: 99 }];
      for (const where of filters)
        for (const limit of [5, 40, 2_400]) {
          for (const words of [
            ['rain', 'cloud', 'the', 'sky'],
            ['rain', 'the sky'],
          ]) {
            const [expected, ranked] = await Promise.all(
              [folder, database].map((store) => asking(store).rankByWords(words, limit, { where })),
            );
            expect(ranked!.map(({ id }) => id)).toEqual(expected!.map(({ id }) => id));
            ranked!.forEach(({ score }, place) => expect(score).toBeCloseTo(expected![place]!.score, 9));
          }
          const point = letterEmbedding('rain clouds of the sky');
          const [expected, nearest] = await Promise.all(
            [folder, database].map((store) => asking(store).nearest(point, limit, { where })),
          );
          expect(nearest).toEqual(expected);
        }
      await Promise.all([folder.close(), database.close()]);
    },
    60_000,
  );
});

test('a change of the model builds the graphs again, of the same type and of the new dimension', async () => {
  const store = await openPglite(2, 'halfvec');
  await put(store, stored('a', 'rain'), stored('b', 'snow'), stored('c', 'oak'));
  await store.updateNeighbours();
  const making = await store.reembedding({ name: 'sums', dimension: 2, sha256: 'sums' });
  const angle = ({ paper }: StoredPaper) => toUnitLength([1, 'abc'.indexOf(paper.id)]);
  for (let papers = await making.missing(9); papers.length > 0; papers = await making.missing(9)) {
    const embeddings = new Map(papers.map((one) => [one.textHash, angle(one)]));
    await making.write({ embeddings, sentences: new Map() });
  }
  await making.finish();
  const nearest = async () => (await asking(store).nearest(toUnitLength([1, 2]), 3)).map(({ id }) => id);
  expect(await nearest()).toEqual(['c', 'b', 'a']); // without graphs
  await store.updateNeighbours();
  expect(await nearest()).toEqual(['c', 'b', 'a']);
  expect(await graphsOf(store)).toEqual(['halfvec(2)', 'halfvec(2)']);
  await store.close();
});

test('an empty index is loaded without the keys of postings, and gets them back with its graphs', async () => {
  const store = await openPglite();
  await store.prepareLoad!();
  expect(await keysOf(store)).toEqual([]);
  await put(store, stored('a', 'rain'), stored('b', 'snow rain'));
  await put(store, stored('a', 'oak'));
  const found = async () => (await asking(store).rankByWords(['rain', 'oak'], 9)).map(({ id }) => id);
  expect(await found()).toEqual(['a', 'b']);
  await store.updateNeighbours();
  expect(await keysOf(store)).toEqual(['posting_p0', 'posting_p1']);
  expect(await found()).toEqual(['a', 'b']);
  expect(await store.check()).toEqual([]);
  await store.prepareLoad!(); // no longer empty
  expect(await keysOf(store)).toHaveLength(2);
  await store.close();
});

describe('papers that wait for their embedding', () => {
  const embed = async (papers: readonly { readonly textHash: string; readonly paper: { readonly id: string } }[]) => ({
    model: MODEL,
    embeddings: new Map(papers.map(({ textHash, paper }) => [textHash, letterEmbedding(paper.id)])),
  });

  test('are found by their words, counted as waiting, and embedded by a worker once', async () => {
    const store = await openPglite();
    await store.write({ papers: [stored('a', 'rain'), stored('b', 'snow')] });
    expect((await asking(store).rankByWords(['rain'], 5)).map(({ id }) => id)).toEqual(['a']);
    expect((await asking(store).status()).waiting?.papers).toBe(2);
    expect(await asking(store).nearest(letterEmbedding('a'), 5)).toEqual([]);
    expect(await store.check()).toEqual([]);
    expect(await store.embedWaiting!({ most: 9, worker: 'one', embed })).toBe(2);
    expect(await store.embedWaiting!({ most: 9, worker: 'one', embed })).toBe(0);
    expect((await asking(store).nearest(letterEmbedding('a'), 5)).map(({ id }) => id)).toEqual(['a', 'b']);
    expect((await asking(store).status()).waiting).toMatchObject({ papers: 0, rate: 2 / 60 });
    await store.close();
  });

  test('are among the answers of a search in every mode, and marked', async () => {
    const store = await openPglite();
    const said = (id: string, abstract: string) => ({
      ...stored(id, abstract),
      paper: aPaper(id, { title: abstract, abstract }),
    });
    await put(store, said('a', 'rain over hills'), said('b', 'snow'));
    await store.write({ papers: [said('c', 'zebra crossing in rain')] });
    const embedder = async () => letterEmbedder() as Embedder;
    for (const mode of ['hybrid', 'lexical'] as const) {
      const { papers } = await store.read((view) =>
        searchText({ store, view, embedder }, 'zebra crossing', { mode, limit: 5 }),
      );
      expect(
        papers.find(({ paper }) => paper.id === 'c'),
        mode,
      ).toMatchObject({ waiting: true, similarity: 0 });
      expect(papers.filter(({ waiting }) => waiting === true)).toHaveLength(1);
    }
    await store.close();
  });

  test('wait again where the worker failed, and where their text has changed', async () => {
    const store = await openPglite();
    await store.write({ papers: [stored('a', 'rain')] });
    const failing = async () => Promise.reject(new Error('out of memory'));
    await expect(store.embedWaiting!({ most: 9, worker: 'one', embed: failing })).rejects.toThrow('out of memory');
    expect(await store.embedWaiting!({ most: 9, worker: 'two', embed })).toBe(1);
    await store.write({ papers: [stored('a', 'snow')] });
    expect((await asking(store).status()).waiting?.papers).toBe(1);
    await put(store, stored('a', 'snow'));
    expect((await asking(store).status()).waiting?.papers).toBe(0);
    await store.close();
  });
});

test.each([
  [1, 'add the files again'], // without the table that is dropped here
  [99, 'Use the paperkin that made it'],
])('an index of format %i is refused, and stays as it is', async (format, remedy) => {
  const store = await openPglite();
  const engine = await pglite();
  const schema = store.location.replace('pglite:', '');
  await (await reopenPglite(store)).read(async () => undefined);
  await engine.exec(`UPDATE "${schema}".migration SET number = ${format}; DROP TABLE "${schema}".embedded_batch`);
  await expect(reopenPglite(store)).rejects.toMatchObject({
    code: 'INDEX_VERSION',
    remedy: expect.stringContaining(remedy),
  });
  const { rows } = await engine.query(`SELECT number, to_regclass('"${schema}".embedded_batch') AS batch
    FROM "${schema}".migration`);
  expect(rows).toEqual([{ number: format, batch: null }]);
  await store.close();
});

describe('the URL of a database', () => {
  const refusal = async (url: string) => openServer(url).catch((error: unknown) => error as Error & { code: string });

  test('is refused without being repeated where it is none', async () => {
    for (const url of ['postgres://u:secret@h', 'postgres://u:secret@h/d?schema=A"b', 'mysql://u:secret@h/d']) {
      const error = (await refusal(url)) as Error & { code: string; remedy: string };
      expect(error.code).toBe('USAGE');
      expect(`${error.message} ${error.remedy}`).not.toContain('secret');
    }
  });

  test('is shown without its password where nobody answers', async () => {
    const error = await refusal('postgres://u:secret@127.0.0.1:1/d?password=secret');
    expect(error).toMatchObject({ code: 'DATABASE_DOWN' });
    expect((error as Error).message).toBe('the server of postgres://u@127.0.0.1:1/d does not answer');
  });
});

/** Citus itself cannot be had here. Its rules: docs.citusdata.com, "Create and modify distributed objects". */
describe('the tables of a plan for Citus, in the catalog', () => {
  const plan = planOf({
    servers: ['local', 'postgres://me@b/papers'],
    schema: 'spread',
    partitions: 4,
    dimension: 27,
    citus: true,
  });
  const distributed = [...plan.matchAll(/create_distributed_table\('(\w+)', '(\w+)'/g)].map(([, name, column]) => ({
    name: name!,
    column: column!,
  }));
  const references = [...plan.matchAll(/create_reference_table\('(\w+)'/g)].map(([, name]) => name!);

  async function rows<Row>(sql: string): Promise<Row[]> {
    const engine = await pglite();
    const made = await engine.query("SELECT 1 FROM pg_namespace WHERE nspname = 'spread'");
    if (made.rows.length === 0) await engine.exec(plan.replaceAll(/^.*(?:citus|create_\w+_table).*$/gm, ''));
    return (await engine.query<Row>(sql)).rows;
  }

  test('every key and unique index of a distributed table contains its distribution column', async () => {
    const keys = await rows<{ name: string; key: string; columns: string[] }>(
      `SELECT of_table.relname AS name, key.relname AS key, ARRAY(
         SELECT attname::text FROM pg_attribute WHERE attrelid = of_table.oid AND attnum = ANY (
           (indkey::int2[])[0:indnkeyatts - 1])) AS columns
       FROM pg_index JOIN pg_class AS of_table ON of_table.oid = indrelid JOIN pg_class AS key ON key.oid = indexrelid
       WHERE indisunique AND of_table.relnamespace = 'spread'::regnamespace`,
    );
    expect(distributed.map(({ name }) => name)).toEqual(['heading', 'paper', 'paper_key', 'embedding', 'posting']);
    for (const { name, column } of distributed) {
      const own = keys.filter((key) => key.name === name);
      expect(own.length, name).toBeGreaterThan(0);
      for (const { key, columns } of own) expect(columns, key).toContain(column);
    }
  });

  test('colocated tables are distributed by columns of one type; reference tables have no such column', async () => {
    const columns = await rows<{ name: string; type: string }>(
      `SELECT relname AS name, format_type(atttypid, atttypmod) AS type FROM pg_attribute JOIN pg_class ON oid = attrelid
       WHERE relnamespace = 'spread'::regnamespace AND relkind = 'r' AND attname = 'paper' AND attnotnull`,
    );
    const types = new Map(columns.map(({ name, type }) => [name, type]));
    expect(new Set(distributed.map(({ name }) => types.get(name)))).toEqual(new Set(['bigint']));
    expect(references).toEqual(['term']);
    for (const name of references) expect(types.has(name), name).toBe(false);
  });

  test('no table refers to another by a foreign key, which Citus restricts', async () => {
    const foreign = await rows(
      "SELECT 1 FROM pg_constraint WHERE contype = 'f' AND connamespace = 'spread'::regnamespace",
    );
    expect(foreign).toEqual([]);
  });
});
