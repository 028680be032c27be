/** What is damaged on disk is named with exit code 5, made again where it is derived, and never served as truth. */
import { cpSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { threadId } from 'node:worker_threads';
import { describe, expect, test } from 'vitest';
import type { PaperId } from '../../src/paper.js';
import { openStore, repairFolder, restoreFolder, type Store } from '../../src/store/index.js';
import { checksumOfBytes, Damage } from '../../src/store/sqlite/database/checksum.js';
import { dayOf } from '../../src/store/sqlite/database/links.js';
import { embeddingOfRow } from '../../src/store/sqlite/papers/vectors.js';
import { asking } from '../support/asking.js';
import { newFolder } from '../support/folders.js';
import { letterEmbedding } from '../support/letter-embedder.js';
import { Database } from '../support/sqlite.js';
import { put, stored } from './contract.js';

const ids = (...names: string[]) => names as PaperId[];

const ROWS = [
  ['a', 1],
  ['b', 2],
] as const;

test('the checksum of empty bytes is that of their name, in every version of Node', () => {
  const database = new Database(':memory:');
  const empty = database.prepare("SELECT x''").pluck().get() as Uint8Array;
  database.close();
  expect(checksumOfBytes('a', empty)).toBe(checksumOfBytes('a', new Uint8Array()));
  expect(checksumOfBytes('a', empty)).not.toBe(checksumOfBytes('b', empty));
});

/** Three papers, decisions and something derived, closed. */
async function folderOfThree(): Promise<string> {
  const folder = newFolder();
  const store = await openStore(folder);
  await put(store, stored('a', 'rain'), stored('b', 'train'));
  await put(store, stored('c', 'snow'));
  await store.writeDecisions(new Map([['ignored', [['a', 'b']]]]));
  const { papersVersion: of } = await asking(store).versions();
  await store.saveDerived('themes', { of, program: '1', value: { k: 3 }, rows: { replace: ROWS } });
  await store.close();
  return folder;
}

function change(folder: string, ...statements: string[]): void {
  const database = new Database(join(folder, 'papers.sqlite'));
  for (const statement of statements) database.exec(statement);
  database.close();
}

async function opened<T>(folder: string, question: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(folder);
  try {
    return await question(store);
  } finally {
    await store.close();
  }
}

const FLIPPED = "CAST(X'00' || substr(numbers, 2) AS BLOB)";

describe('a row that is truth', () => {
  test.each<[string, string, (store: Store) => Promise<unknown>]>([
    ['a title', `UPDATE paper SET fields = replace(fields, 'Title', 'Tisle')`, (store) => asking(store).allPapers()],
    ['JSON', `UPDATE paper SET fields = substr(fields, 2)`, (store) => asking(store).papers(ids('a'))],
    ['a heading', `UPDATE heading SET title = 'Another'`, (store) => asking(store).allHeadings()],
    ['the type of a title', 'UPDATE heading SET title = CAST(title AS BLOB)', (store) => asking(store).allHeadings()],
    ['the day of a write', `UPDATE batch SET day = '2001-01-01'`, (store) => asking(store).arrivals(ids('a'))],
    ['the type of a day', 'UPDATE batch SET day = CAST(day AS BLOB)', (store) => asking(store).arrivals(ids('a'))],
    ['a key', `UPDATE paper_key SET key = 'text:x' WHERE key = 'text:a'`, (store) => asking(store).withKeys(['id:a'])],
    ['an embedding', `UPDATE embedding SET numbers = ${FLIPPED}`, (store) => asking(store).allEmbeddings()],
    [
      'an embedding',
      `UPDATE embedding SET numbers = ${FLIPPED}`,
      async (store) => asking(store).nearest((await asking(store).embeddings(ids('c'))).get(ids('c')[0]!)!, 1),
    ],
    ['a row of sentences', 'DELETE FROM sentences WHERE text = 1', (store) => asking(store).sentences(ids('a'))],
    ['what sentences are', `UPDATE sentences SET directions = X'01'`, (store) => asking(store).sentences(ids('a'))],
    ['decisions', `UPDATE decision SET value = '[]'`, (store) => asking(store).decisions('ignored')],
    ['the name of decisions', `UPDATE decision SET name = 'x'`, (store) => asking(store).decisions('ignored')],
    ['the generation', `UPDATE meta SET value = 't' WHERE name = 'generation'`, (store) => asking(store).versions()],
    ['the model', `UPDATE meta SET value = '{' WHERE name = 'model'`, (store) => asking(store).allEmbeddings()],
  ])('is refused where %s was changed, and named by a check', async (_what, statement, question) => {
    const folder = await folderOfThree();
    change(folder, statement);
    await expect(opened(folder, question)).rejects.toMatchObject({
      code: 'INDEX_DAMAGED',
      remedy: expect.stringContaining('doctor --repair'),
    });
    expect(await opened(folder, (store) => store.check())).not.toEqual([]);
  });

  test.each([
    ['the words of a paper', `DELETE FROM words WHERE rowid = 1`],
    ['what papers are filtered by', `UPDATE heading SET comments = 7 WHERE id = 'a'`],
    ['a source', `DELETE FROM paper_source WHERE row = 1`],
    ['what file names are searched by', `UPDATE source SET folded = 'x'`],
    ['the embedding of a paper', `DELETE FROM embedding WHERE row = 1`],
  ])('is named by a check where %s went', async (_what, statement) => {
    const folder = await folderOfThree();
    change(folder, statement);
    expect(await opened(folder, (store) => store.check())).not.toEqual([]);
  });
});

test('a link of the chain of writes that lost its text is damage, and no error of the program', () => {
  const link = { version: 1, day: '2001-01-01', chain: '' };
  expect(dayOf(link)).toBe('2001-01-01');
  for (const lost of [{ chain: null }, { day: null }, { chain: 'ab'.repeat(16) }])
    expect(() => dayOf({ ...link, ...lost } as never)).toThrow(Damage);
});

test('an index of SQLite that gives a paper twice and another not at all is refused', async () => {
  const folder = await folderOfThree();
  const file = join(folder, 'papers.sqlite');
  const database = new Database(file, { readonly: true });
  const page = database.prepare("SELECT pageno FROM dbstat WHERE name = 'sqlite_autoindex_heading_1'").pluck().get();
  const size = database.pragma('page_size', { simple: true }) as number;
  database.close();
  const bytes = readFileSync(file);
  const cells = (Number(page) - 1) * size + bytes.readUInt16BE((Number(page) - 1) * size + 5);
  bytes[bytes.indexOf('b', cells)] = 'a'.charCodeAt(0);
  writeFileSync(file, bytes);
  await opened(folder, async (store) => {
    await expect(asking(store).allHeadings()).rejects.toMatchObject({ code: 'INDEX_DAMAGED' });
    await expect(asking(store).allPapers()).rejects.toMatchObject({ code: 'INDEX_DAMAGED' });
    expect(await store.check()).not.toEqual([]);
  });
});

test('an index of texts that leads to a paper with another text is refused', async () => {
  const folder = newFolder();
  const sizes = { exactUpTo: 1 };
  const store = await openStore(folder, sizes);
  const train = stored('b', 'train');
  await put(store, stored('a', 'rain'), train, stored('c', 'snow'));
  await store.updateNeighbours();
  await store.close();
  const file = join(folder, 'papers.sqlite');
  const database = new Database(file, { readonly: true });
  const page = database.prepare("SELECT pageno FROM dbstat WHERE name = 'paper_by_text'").pluck().get();
  const size = database.pragma('page_size', { simple: true }) as number;
  database.close();
  const bytes = readFileSync(file);
  const entry = bytes.indexOf(train.textHash, (Number(page) - 1) * size);
  bytes[entry + train.textHash.length] = 3; // the row of the paper follows its text
  writeFileSync(file, bytes);
  const reopened = await openStore(folder, sizes);
  for (const _ of ['first', 'again'])
    await expect(asking(reopened).nearest(letterEmbedding('train'), 1)).rejects.toMatchObject({
      code: 'INDEX_DAMAGED',
    });
  await reopened.close();
});

test.each([
  ['another column', `replace(sql, 'published', 'publisheh')`],
  ['no statement', `replace(sql, 'CREATE', 'CREBTE')`],
  ['bytes', 'CAST(sql AS BLOB)'],
])('the definition of a table that has become %s is refused, and written anew by a repair', async (_what, damaged) => {
  const folder = await folderOfThree();
  const database = new Database(join(folder, 'papers.sqlite'));
  database.unsafeMode(true);
  database.pragma('writable_schema = ON');
  database.exec(`UPDATE sqlite_schema SET sql = ${damaged} WHERE name = 'heading'`);
  database.close();
  await expect(openStore(folder)).rejects.toMatchObject({ code: 'INDEX_DAMAGED' });
  expect(await repairFolder(folder, 0)).toMatchObject({ papers: 3, lost: [] });
  expect(await opened(folder, async (store) => [await asking(store).ids(), await store.check()])).toEqual([
    ids('a', 'b', 'c'),
    [],
  ]);
});

test('an index or a backup without some of the tables is refused, and what is in the others is repaired', async () => {
  const folder = await folderOfThree();
  const file = join(newFolder(), 'backup');
  await opened(folder, (store) => store.backup!(file));
  for (const path of [file, join(folder, 'papers.sqlite')]) {
    const database = new Database(path);
    database.exec('DROP TABLE segment; DROP TABLE posting; DROP TABLE derived');
    database.close();
  }
  const before = readFileSync(join(folder, 'papers.sqlite'));
  await expect(openStore(folder)).rejects.toMatchObject({
    code: 'INDEX_DAMAGED',
    message: expect.stringContaining('"derived" is missing'),
  });
  expect(readFileSync(join(folder, 'papers.sqlite')).equals(before)).toBe(true);
  await expect(restoreFolder(folder, file, 0)).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  expect(await repairFolder(folder, 0)).toMatchObject({ papers: 3, lost: [] });
  expect(await opened(folder, (store) => store.check())).toEqual([]);
});

test('an index of which no table can be read is not taken for an empty one by a repair', async () => {
  const folder = await folderOfThree();
  const file = join(folder, 'papers.sqlite');
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.fill(0xff, 100, 4_096)); // the page with the definitions
  await expect(repairFolder(folder, 0)).rejects.toMatchObject({ code: 'INDEX_DAMAGED' });
  expect(readFileSync(file)).toEqual(bytes);
  expect(readdirSync(folder).filter((name) => /unfinished|damaged/.test(name))).toEqual([]);
});

describe('what is derived', () => {
  test('counts as none where it is damaged, and can be made again', async () => {
    const folder = await folderOfThree();
    change(folder, `UPDATE derived SET value = 'x' || value`);
    await opened(folder, async (store) => {
      expect(await asking(store).derived('themes')).toBeUndefined();
      const { papersVersion: of } = await asking(store).versions();
      await store.saveDerived('themes', { of, program: '1', value: { k: 4 }, rows: { replace: ROWS } });
      expect(await asking(store).derived('themes')).toEqual({ of, program: '1', value: { k: 4 } });
      expect(await asking(store).rows('themes')).toEqual(ROWS);
      expect(await store.check()).toEqual([]);
    });
  });

  test.each([
    ['changed', `UPDATE derived_row SET value = '3' WHERE key = 'a'`],
    ['missing', `DELETE FROM derived_row WHERE key = 'b'`],
    ['too many', `INSERT INTO derived_row SELECT name, edition, 'c', value, sum FROM derived_row WHERE key = 'b'`],
  ])('is refused where a row is %s, and named by a check', async (_what, statement) => {
    const folder = await folderOfThree();
    change(folder, statement);
    await opened(folder, async (store) => {
      await expect(asking(store).rows('themes')).rejects.toMatchObject({ code: 'INDEX_DAMAGED' });
      expect(await store.check()).toEqual([expect.stringContaining('"themes" is damaged')]);
    });
  });

  test('is not brought up to date where the log of changes is damaged', async () => {
    const folder = await folderOfThree();
    change(folder, `UPDATE paper_change SET ids = '[[],[],[]]' WHERE generation = 2`);
    await opened(folder, async (store) => {
      const { papersVersion } = await asking(store).versions();
      expect(await asking(store).changesSince(papersVersion.replace('-2', '-1'))).toBeUndefined();
      expect(await asking(store).changesSince(papersVersion)).toBeDefined();
    });
  });

  test('is not brought up to date where the log of changes has a gap', async () => {
    const folder = await folderOfThree();
    change(folder, 'DELETE FROM paper_change WHERE generation = 2');
    await opened(folder, async (store) => {
      const { papersVersion } = await asking(store).versions();
      expect(await asking(store).changesSince(papersVersion.replace('-2', '-1'))).toBeUndefined();
    });
  });
});

describe('the end of what was acknowledged', () => {
  /** A copy in the middle of things, as after a crash: the last writes are still in the log. */
  async function crashed(): Promise<string> {
    const folder = newFolder();
    const store = await openStore(folder);
    await put(store, stored('a', 'rain'));
    await put(store, stored('b', 'snow'));
    const copy = newFolder();
    cpSync(folder, copy, { recursive: true });
    await store.close();
    return copy;
  }

  test('is all there after a crash', async () => {
    expect(await opened(await crashed(), async (store) => (await asking(store).allPapers()).length)).toBe(2);
  });

  test.each<[string, (log: string) => void]>([
    ['is missing', (log) => rmSync(log)],
    ['is empty', (log) => truncateSync(log)],
    ['was cut short', (log) => truncateSync(log, readFileSync(log).length - 5_000)],
    [
      'has a bit flipped',
      (log) => {
        const bytes = readFileSync(log);
        bytes[100]! ^= 4;
        writeFileSync(log, bytes);
      },
    ],
  ])('is missed where the log %s', async (_how, harm) => {
    const folder = await crashed();
    harm(join(folder, 'papers.sqlite-wal'));
    rmSync(join(folder, 'papers.sqlite-shm'), { force: true });
    await expect(openStore(folder)).rejects.toMatchObject({ code: 'INDEX_DAMAGED' });
  });

  test('is missed where papers.sqlite is copied alone', async () => {
    const folder = await folderOfThree();
    rmSync(join(folder, 'papers.head'));
    await expect(openStore(folder)).rejects.toMatchObject({
      message: expect.stringContaining('papers.head is missing'),
    });
  });

  test('is another one where the file is of another index', async () => {
    const [folder, other] = [await folderOfThree(), await folderOfThree()];
    cpSync(join(other, 'papers.sqlite'), join(folder, 'papers.sqlite'));
    await expect(openStore(folder)).rejects.toMatchObject({ message: expect.stringContaining('another index') });
  });

  test('is missed where an older copy was written to', async () => {
    const folder = await folderOfThree();
    const old = newFolder();
    cpSync(folder, old, { recursive: true });
    await opened(folder, (store) => put(store, stored('d', 'hail')));
    await opened(old, (store) => put(store, stored('e', 'frost')));
    await opened(old, (store) => put(store, stored('f', 'fog')));
    cpSync(join(old, 'papers.sqlite'), join(folder, 'papers.sqlite'));
    await expect(openStore(folder)).rejects.toMatchObject({ code: 'INDEX_DAMAGED' });
  });

  test('may be ahead of papers.head, as after a crash between the two', async () => {
    const folder = await folderOfThree();
    const head = readFileSync(join(folder, 'papers.head'));
    await opened(folder, (store) => put(store, stored('d', 'hail')));
    writeFileSync(join(folder, 'papers.head'), head);
    expect(await opened(folder, async (store) => (await asking(store).allPapers()).length)).toBe(4);
  });

  test('has no write that failed because papers.head cannot be written, as on a full disk', async () => {
    const folder = await folderOfThree();
    const unfinished = join(folder, `papers.head.${process.pid}-${threadId}`);
    await opened(folder, async (store) => {
      mkdirSync(unfinished);
      await expect(put(store, stored('d', 'hail'))).rejects.toThrow();
    });
    rmdirSync(unfinished);
    expect(await opened(folder, async (store) => (await asking(store).allPapers()).length)).toBe(3);
  });
});

test('an index whose replacement was killed is the one before or the one after, and no third one', async () => {
  const [before, after, third] = [await folderOfThree(), await folderOfThree(), await folderOfThree()];
  const heads = [after, before].map((folder) => readFileSync(join(folder, 'papers.head'), 'utf8'));
  for (const folder of [before, after, third]) writeFileSync(join(folder, 'papers.head'), heads.join(''));
  for (const folder of [before, after]) {
    expect(await opened(folder, (store) => store.check())).toEqual([]);
    await opened(folder, (store) => put(store, stored('d', 'hail')));
    expect(readFileSync(join(folder, 'papers.head'), 'utf8').split('\n')).toHaveLength(2);
  }
  await expect(openStore(third)).rejects.toMatchObject({ code: 'INDEX_DAMAGED' });
});

describe('a folder that is replaced while it is open', () => {
  test('takes nothing more and answers nothing more', async () => {
    const [folder, other] = [await folderOfThree(), await folderOfThree()];
    const store = await openStore(folder);
    for (const name of ['papers.sqlite', 'papers.sqlite-wal', 'papers.sqlite-shm'])
      rmSync(join(folder, name), { force: true });
    await expect(put(store, stored('d', 'hail'))).rejects.toMatchObject({ code: 'INDEX_REPLACED' });
    cpSync(join(other, 'papers.sqlite'), join(folder, 'papers.sqlite'));
    await expect(asking(store).count()).rejects.toMatchObject({ code: 'INDEX_REPLACED' });
    await expect(store.lock(0)).rejects.toMatchObject({ code: 'INDEX_REPLACED' });
    await store.close();
  });
});

test('random bytes in writer.lock keep nobody out', async () => {
  const folder = await folderOfThree();
  writeFileSync(join(folder, 'writer.lock'), 'x'.repeat(5_000));
  const store = await openStore(folder);
  await (await store.lock(0)).release();
  await store.close();
});

test('what cannot be cleared away after a killed process keeps no lock', async () => {
  const folder = await folderOfThree();
  const store = await openStore(folder);
  mkdirSync(join(folder, 'papers.unfinished.sqlite'));
  await expect(store.lock(0)).rejects.toThrow();
  rmdirSync(join(folder, 'papers.unfinished.sqlite'));
  await (await store.lock(0)).release();
  await store.close();
});

test('bytes that a flipped bit has made a null are damage, and no error of the program', () => {
  expect(() => embeddingOfRow({ text_hash: 'a', numbers: null as never, sum: 1 }, 3)).toThrow(Damage);
});
