import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { collect } from '../../src/maths/batches.js';
import type { PaperId } from '../../src/paper.js';
import { openStore, repairFolder, type Store } from '../../src/store/index.js';
import { PAPERS_AT_ONCE } from '../../src/store/listed.js';
import { setMeta } from '../../src/store/sqlite/database/meta.js';
import { conditionOf } from '../../src/store/sqlite/queries/filter.js';
import { scanHeadings } from '../../src/store/sqlite/queries/lists.js';
import { asking } from '../support/asking.js';
import { newFolder } from '../support/folders.js';
import { letterEmbedding } from '../support/letter-embedder.js';
import { type Connection, Database } from '../support/sqlite.js';
import { put, storeContract, stored } from './contract.js';

storeContract('SQLite', () => openStore(newFolder()));

test('scores papers by words as BM25 does, however far apart they are and however often a word occurs', async () => {
  const store = await openStore(newFolder());
  const times = new Map([
    ['p0000', 300],
    ['p0001', 1],
    ['p0070', 2],
    ['p0219', 1],
  ]);
  const texts = Array.from({ length: 220 }, (_, i) => `p${String(i).padStart(4, '0')}`).map((id) => {
    const words = [...new Array<string>(times.get(id) ?? 0).fill('rain'), 'snow'];
    return { ...stored(id, id), words: { title: '', abstract: words.join(' ') } };
  });
  await put(store, ...texts);
  const mean = (220 + 304) / 220;
  const idf = Math.log((220 - 4 + 0.5) / (4 + 0.5));
  const expected = [...times].map(([id, f]) => {
    const length = f + 1;
    return [id, (idf * f * 2.2) / (f + 1.2 * (0.25 + (0.75 * length) / mean))] as const;
  });
  const ranked = await asking(store).rankByWords(['rain'], 10);
  expect(new Map(ranked.map(({ id, score }) => [id as string, score.toFixed(9)]))).toEqual(
    new Map(expected.map(([id, score]) => [id, score.toFixed(9)])),
  );
  await store.close();
});

test('a scan with a filter looks for its papers once, not for each batch of them', async () => {
  const folder = newFolder();
  const store = await openStore(folder);
  await put(store, ...Array.from({ length: 2 * PAPERS_AT_ONCE + 1 }, (_, i) => stored(`p${i}`)));
  await store.close();
  const database = new Database(join(folder, 'papers.sqlite'));
  let looked = 0;
  database.function('looked', (id) => {
    looked++;
    return id;
  });
  database.exec('ALTER TABLE batch RENAME TO batches');
  database.exec('CREATE VIEW batch AS SELECT looked(version) AS version, day, chain FROM batches');
  const where = { addedSince: '2000-01-01' };
  const { sql, values } = conditionOf(where);
  database.prepare(`SELECT id FROM heading WHERE ${sql}`).all(...values);
  const once = looked;
  const scanned = await collect(scanHeadings(database, where));
  database.close();
  expect(scanned).toHaveLength(2 * PAPERS_AT_ONCE + 1);
  expect(looked).toBe(2 * once);
});

test('answers after each write as if nothing had been read before', async () => {
  const store = await openStore(newFolder());
  const ids = (...names: string[]) => names as PaperId[];
  const worded = (id: string, text: string) => ({ ...stored(id, text), words: { title: '', abstract: text } });
  const questions = [['rain'], ['snow'], ['hail'], ['rain falls'], ['falls', 'snow']];
  const writes: (() => Promise<unknown>)[] = [
    () => put(store, worded('a', 'rain falls'), worded('b', 'snow lies')),
    () => put(store, worded('c', 'rain rain falls')),
    () => put(store, worded('d', 'hail falls')),
    () => put(store, worded('a', 'snow falls rain')),
    () => store.write({ remove: ids('d') }),
    () => put(store, worded('e', 'rain falls hail')),
  ];
  const texts = new Map([
    ['a', 'snow falls rain'],
    ['b', 'snow lies'],
    ['c', 'rain rain falls'],
    ['e', 'rain falls hail'],
  ]);
  for (const write of writes) {
    await write();
    for (const question of questions) await asking(store).rankByWords(question, 10);
    await asking(store).embeddings(ids('a', 'b', 'c', 'd', 'e'));
  }
  const fresh = await openStore(newFolder());
  for (const [id, text] of texts) await put(fresh, worded(id, text));
  for (const question of questions) {
    const ranked = (await asking(store).rankByWords(question, 10)).map(({ id, score }) => [id, score]);
    expect(ranked).toEqual((await asking(fresh).rankByWords(question, 10)).map(({ id, score }) => [id, score]));
  }
  expect(await asking(store).embeddings(ids('a', 'c', 'd', 'e'))).toEqual(
    await asking(fresh).embeddings(ids('a', 'c', 'e')),
  );
  await fresh.close();
  await store.close();
});

describe('the embeddings that were read of the nearest', () => {
  const ids = (...names: string[]) => names as PaperId[];

  /** With a file of neighbours, from which the nearest are read by row. */
  async function storeOfThree(): Promise<Store> {
    const store = await openStore(newFolder(), { exactUpTo: 1 });
    await put(store, stored('a', 'rain'), stored('b', 'train'), stored('c', 'train'), stored('d', 'zzz'));
    await store.updateNeighbours();
    return store;
  }

  test('are not read again with their papers, also of two papers with one text', async () => {
    const store = await storeOfThree();
    await asking(store).nearest(letterEmbedding('train'), 2);
    const other = new Database(join(store.location, 'papers.sqlite'));
    other.exec("UPDATE embedding SET numbers = CAST(X'FF' || substr(numbers, 2) AS BLOB)");
    other.close();
    expect(await asking(store).embeddings(ids('b', 'c'))).toEqual(
      new Map(['b', 'c'].map((id) => [id, letterEmbedding('train')])),
    );
    await expect(asking(store).embeddings(ids('d'))).rejects.toMatchObject({ code: 'INDEX_DAMAGED' });
    await store.close();
  });

  test('go where a text has changed', async () => {
    const store = await storeOfThree();
    await asking(store).nearest(letterEmbedding('rain'), 4);
    await put(store, stored('a', 'hail'));
    expect(await asking(store).embeddings(ids('a', 'b'))).toEqual(
      new Map([
        ['a', letterEmbedding('hail')],
        ['b', letterEmbedding('train')],
      ]),
    );
    await store.close();
  });
});

describe('the file of neighbours beside a SQLite store', () => {
  const query = letterEmbedding('rain');
  /** So few that the file is made of three texts, and no more wait beside it. */
  const SMALL = { exactUpTo: 1 };

  async function folderWithFile(): Promise<{ folder: string; file: string }> {
    const folder = newFolder();
    const store = await openStore(folder, SMALL);
    await put(store, stored('a', 'rain'), stored('b', 'train'), stored('c', 'snow'));
    await store.updateNeighbours();
    await store.close();
    return { folder, file: join(folder, 'neighbours.int8') };
  }

  async function nearestIn(folder: string): Promise<string[]> {
    const store = await openStore(folder, SMALL);
    const found = (await asking(store).nearest(query, 3)).map(({ id }) => id);
    await store.close();
    return found;
  }

  async function updated(folder: string): Promise<void> {
    const store = await openStore(folder, SMALL);
    const lock = await store.lock(0);
    await store.updateNeighbours();
    await lock.release();
    await store.close();
  }

  test('is not made while every embedding can be looked at, and goes when that is so again', async () => {
    const { folder, file } = await folderWithFile();
    const store = await openStore(folder);
    await store.updateNeighbours();
    expect(existsSync(file)).toBe(false);
    await store.close();
  });

  test('is saved, and serves the next process', async () => {
    const { folder, file } = await folderWithFile();
    expect(existsSync(file)).toBe(true);
    expect(await nearestIn(folder)).toEqual(['a', 'b', 'c']);
  });

  test('is not needed for an answer, and built again with the next update', async () => {
    const { folder, file } = await folderWithFile();
    rmSync(file);
    expect(await nearestIn(folder)).toEqual(['a', 'b', 'c']);
    expect(existsSync(file)).toBe(false);
    await updated(folder);
    expect(existsSync(file)).toBe(true);
  });

  test('is not used where a byte of its file has turned', async () => {
    const { folder, file } = await folderWithFile();
    const bytes = readFileSync(file);
    bytes[bytes.length >> 1]! ^= 0xff;
    writeFileSync(file, bytes);
    expect(await nearestIn(folder)).toEqual(['a', 'b', 'c']);
  });

  test('that is damaged is built again with the next update', async () => {
    const { folder, file } = await folderWithFile();
    const sound = readFileSync(file);
    const bytes = Buffer.from(sound);
    bytes[bytes.length >> 1]! ^= 0xff;
    writeFileSync(file, bytes);
    await nearestIn(folder);
    await updated(folder);
    expect(readFileSync(file).equals(sound)).toBe(true);
  });

  test('is not used where its file was cut short', async () => {
    const { folder, file } = await folderWithFile();
    writeFileSync(file, readFileSync(file).subarray(0, 100));
    expect(await nearestIn(folder)).toEqual(['a', 'b', 'c']);
  });

  test('stays as it is when a paper comes, which is looked at beside it', async () => {
    const { folder, file } = await folderWithFile();
    const before = readFileSync(file);
    const store = await openStore(folder, SMALL);
    await put(store, stored('aa', 'rain in'));
    await store.updateNeighbours();
    expect(readFileSync(file).equals(before)).toBe(true);
    expect((await asking(store).nearest(query, 3)).map(({ id }) => id)).toEqual(['a', 'aa', 'b']);
    await store.close();
  });

  test('takes the papers in that wait beside it when they are many', async () => {
    const { folder, file } = await folderWithFile();
    const before = readFileSync(file).length;
    const store = await openStore(folder, SMALL);
    await put(store, stored('d', 'rain in'), stored('e', 'rain on it'));
    await store.updateNeighbours();
    expect(readFileSync(file).length).toBeGreaterThan(before);
    expect((await asking(store).nearest(query, 3)).map(({ id }) => id)).toEqual(['a', 'd', 'b']);
    await store.close();
  });

  test('answers with no paper that was removed', async () => {
    const { folder } = await folderWithFile();
    const store = await openStore(folder, SMALL);
    await store.write({ remove: ['a' as PaperId] });
    expect((await asking(store).nearest(query, 3)).map(({ id }) => id)).toEqual(['b', 'c']);
    await store.close();
  });

  test('of an older copy of the index is not used', async () => {
    const [{ folder }, other] = [await folderWithFile(), await folderWithFile()];
    for (const name of ['neighbours.int8', 'neighbours.json']) cpSync(join(other.folder, name), join(folder, name));
    expect(await nearestIn(folder)).toEqual(['a', 'b', 'c']);
  });

  test('follows what another process writes', async () => {
    const { folder } = await folderWithFile();
    const reader = await openStore(folder, SMALL);
    await asking(reader).nearest(query, 1);
    const writer = await openStore(folder, SMALL);
    await put(writer, stored('d', 'rain in'));
    await writer.close();
    expect((await asking(reader).nearest(query, 4)).map(({ id }) => id)).toContain('d');
    await reader.close();
  });

  test('leaves no unfinished file behind, and clears those of a process that was killed', async () => {
    const { folder } = await folderWithFile();
    writeFileSync(join(folder, 'neighbours.int8.unfinished'), 'half');
    await updated(folder);
    expect(readdirSync(folder).filter((name) => /unfinished/.test(name))).toEqual([]);
  });
});

describe('a damaged database', () => {
  test('is named, with the way out, and never served', async () => {
    const folder = newFolder();
    writeFileSync(
      join(folder, 'papers.sqlite'),
      'this is no database, and it is long enough not to be taken for an empty one'.repeat(20),
    );
    await expect(openStore(folder)).rejects.toMatchObject({
      code: 'INDEX_DAMAGED',
      message: expect.stringContaining(folder),
    });
  });

  test.each([
    ['of a format to come', 'Use the paperkin', (database: Connection) => setMeta(database, 'format', '99')],
    [
      'of a format before the first release', // without checksums
      'add the files again',
      (database: Connection) =>
        database.exec(`CREATE TABLE old (name, value); INSERT INTO old VALUES ('format', '2'); DROP TABLE meta;
          ALTER TABLE old RENAME TO meta; PRAGMA journal_mode = DELETE`),
    ],
  ])('%s is refused, also by a repair, and stays as it is', async (_, remedy, change) => {
    const folder = newFolder();
    const store = await openStore(folder);
    await store.close();
    const database = new Database(join(folder, 'papers.sqlite'));
    change(database);
    database.close();
    const files = () => readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'base64')]);
    const before = files();
    const refusal = { code: 'INDEX_VERSION', remedy: expect.stringContaining(remedy) };
    await expect(openStore(folder)).rejects.toMatchObject(refusal);
    expect(files()).toEqual(before);
    await expect(repairFolder(folder, 0)).rejects.toMatchObject(refusal);
    expect(files().filter(([name]) => name !== 'writer.lock')).toEqual(before);
  });

  test('shows a paper without its embedding to a check', async () => {
    const folder = newFolder();
    const store = await openStore(folder);
    await put(store, stored('a'));
    const database = new Database(join(folder, 'papers.sqlite'));
    database.exec('DELETE FROM embedding');
    database.close();
    expect(await store.check()).toEqual(['a has no embedding']);
    await store.close();
  });
});

test('reads the embedding of the paper that has a row now, and of none that had it before', async () => {
  const store = await openStore(newFolder());
  const worded = (id: string, text: string) => ({ ...stored(id, text), words: { title: '', abstract: 'rain' } });
  const ids = (...names: string[]) => names as PaperId[];
  const byWords = () => asking(store).rankByWords(['rain'], 9);
  await put(store, worded('a', 'hail'), worded('b', 'snow'));
  expect((await byWords()).map(({ id }) => id)).toEqual(['a', 'b']);
  await store.write({ remove: ids('b') });
  await put(store, worded('c', 'frost')); // in the row of b
  expect((await byWords()).map(({ id }) => id)).toEqual(['a', 'c']);
  expect(await asking(store).embeddings(ids('a', 'b', 'c'))).toEqual(
    new Map([
      ['a', letterEmbedding('hail')],
      ['c', letterEmbedding('frost')],
    ]),
  );
  await put(store, worded('a', 'storm'));
  await byWords();
  expect((await asking(store).embeddings(ids('a'))).get(ids('a')[0]!)).toEqual(letterEmbedding('storm'));
  await store.close();
});

describe('the lengths of papers in a SQLite store', () => {
  const ranked = (store: Store) => asking(store).rankByWords(['text', 'of'], 9);

  async function threePapers(): Promise<{ folder: string; before: unknown }> {
    const folder = newFolder();
    const store = await openStore(folder);
    await put(store, stored('a', 'text of rain'), stored('b', 'a text of much more than rain'), stored('c', 'snow'));
    await put(store, stored('a', 'text of rain on snow'));
    const before = await ranked(store);
    await store.close();
    return { folder, before };
  }

  test('are refused where they are damaged, and named by a check', async () => {
    const { folder } = await threePapers();
    const database = new Database(join(folder, 'papers.sqlite'));
    database.exec('UPDATE paper_lengths SET lengths = zeroblob(2048)');
    database.close();
    const store = await openStore(folder);
    await expect(ranked(store)).rejects.toMatchObject({ code: 'INDEX_DAMAGED' });
    expect(await store.check()).toEqual(['the checksum of the lengths of papers in block 0 does not match']);
    await store.close();
  });
});

test('looks papers up that a filter names once each, and not with each paper that passes the rest of it', async () => {
  const folder = newFolder();
  await (await openStore(folder)).close();
  const database = new Database(join(folder, 'papers.sqlite'), { readonly: true });
  const { sql, values } = conditionOf({ ids: ['a' as PaperId], source: 'pages', addedSince: '2024' });
  const plan = database.prepare(`EXPLAIN QUERY PLAN SELECT id FROM heading WHERE ${sql}`).all(...values);
  database.close();
  const lookups = (plan as { detail: string }[]).map(({ detail }) => detail).filter((one) => / heading /.test(one));
  expect(lookups).toEqual([expect.stringMatching(/\(id=\?\)$/)]);
});
