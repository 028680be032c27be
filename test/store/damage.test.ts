/** What is damaged on disk is named with exit code 5, made again where it is derived, and never served as truth. */
import { cpSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import type { PaperId } from '../../src/paper.js';
import { openStore, type Store } from '../../src/store/index.js';
import { newFolder } from '../support/folders.js';
import { put, stored } from './contract.js';

const ids = (...names: string[]) => names as PaperId[];

/** Three papers, decisions and a note, closed. */
async function folderOfThree(): Promise<string> {
  const folder = newFolder();
  const store = await openStore(folder);
  await put(store, stored('a', 'rain'), stored('b', 'train'));
  await put(store, stored('c', 'snow'));
  await store.writeDecisions('ignored', [['a', 'b']]);
  await store.writeNote('themes', { generation: 2, value: { k: 3 } });
  await store.close();
  return folder;
}

function change(folder: string, ...statements: string[]): void {
  const database = new Database(join(folder, 'papers.sqlite'));
  for (const statement of statements) database.exec(statement);
  database.close();
}

async function asking<T>(folder: string, question: (store: Store) => Promise<T>): Promise<T> {
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
    ['a title', `UPDATE paper SET fields = replace(fields, 'Title', 'Tisle')`, (store) => store.papers()],
    ['JSON', `UPDATE paper SET fields = substr(fields, 2)`, (store) => store.papers(ids('a'))],
    ['a heading', `UPDATE heading SET title = 'Another'`, (store) => store.headings()],
    ['a key', `UPDATE paper_key SET key = 'text:x' WHERE key = 'text:a'`, (store) => store.withKeys(['id:a'])],
    ['an embedding', `UPDATE embedding SET numbers = ${FLIPPED}`, (store) => store.embeddings()],
    [
      'an embedding',
      `UPDATE embedding SET numbers = ${FLIPPED}`,
      async (store) => (await store.neighbours()).nearest((await store.embeddings(ids('c'))).get(ids('c')[0]!)!, 1),
    ],
    ['decisions', `UPDATE decision SET value = '[]'`, (store) => store.readDecisions('ignored')],
    ['the generation', `UPDATE meta SET value = 't' WHERE name = 'generation'`, (store) => store.age()],
    ['the model', `UPDATE meta SET value = '{' WHERE name = 'model'`, (store) => store.embeddings()],
  ])('is refused where %s was changed, and named by a check', async (_what, statement, question) => {
    const folder = await folderOfThree();
    change(folder, statement);
    await expect(asking(folder, question)).rejects.toMatchObject({
      code: 'INDEX_DAMAGED',
      remedy: expect.stringContaining('doctor --repair'),
    });
    expect(await asking(folder, (store) => store.check())).not.toEqual([]);
  });

  test.each([
    ['the words of a paper', `DELETE FROM words WHERE rowid = 1`],
    ['what papers are filtered by', `UPDATE heading SET comments = 7 WHERE id = 'a'`],
    ['a source', `DELETE FROM paper_source WHERE row = 1`],
    ['the embedding of a paper', `DELETE FROM embedding WHERE row = 1`],
  ])('is named by a check where %s went', async (_what, statement) => {
    const folder = await folderOfThree();
    change(folder, statement);
    expect(await asking(folder, (store) => store.check())).not.toEqual([]);
  });
});

test('a damaged note counts as none, and can be written again', async () => {
  const folder = await folderOfThree();
  change(folder, `UPDATE note SET value = 'x' || value`);
  await asking(folder, async (store) => {
    expect(await store.readNote('themes')).toBeUndefined();
    await store.writeNote('themes', { generation: 2, value: { k: 4 } });
    expect(await store.readNote('themes')).toEqual({ generation: 2, value: { k: 4 } });
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
    expect(await asking(await crashed(), async (store) => (await store.papers()).length)).toBe(2);
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
    await asking(folder, (store) => put(store, stored('d', 'hail')));
    await asking(old, (store) => put(store, stored('e', 'frost')));
    await asking(old, (store) => put(store, stored('f', 'fog')));
    cpSync(join(old, 'papers.sqlite'), join(folder, 'papers.sqlite'));
    await expect(openStore(folder)).rejects.toMatchObject({ code: 'INDEX_DAMAGED' });
  });

  test('may be ahead of papers.head, as after a crash between the two', async () => {
    const folder = await folderOfThree();
    const head = readFileSync(join(folder, 'papers.head'));
    await asking(folder, (store) => put(store, stored('d', 'hail')));
    writeFileSync(join(folder, 'papers.head'), head);
    expect(await asking(folder, async (store) => (await store.papers()).length)).toBe(4);
  });
});

describe('a folder that is replaced while it is open', () => {
  test('takes nothing more and answers nothing more', async () => {
    const [folder, other] = [await folderOfThree(), await folderOfThree()];
    const store = await openStore(folder);
    for (const name of ['papers.sqlite', 'papers.sqlite-wal', 'papers.sqlite-shm'])
      rmSync(join(folder, name), { force: true });
    await expect(put(store, stored('d', 'hail'))).rejects.toMatchObject({ code: 'INDEX_REPLACED' });
    cpSync(join(other, 'papers.sqlite'), join(folder, 'papers.sqlite'));
    await expect(store.refresh()).rejects.toMatchObject({ code: 'INDEX_REPLACED' });
    await expect(store.lock(0)).rejects.toMatchObject({ code: 'INDEX_REPLACED' });
    await store.close();
  });
});

test('random bytes in writer.lock keep nobody out', async () => {
  const folder = await folderOfThree();
  writeFileSync(join(folder, 'writer.lock'), 'x'.repeat(5_000));
  const store = await openStore(folder);
  await store.refresh();
  expect(await store.isStale()).toBe(false);
  (await store.lock(0)).release();
  await store.close();
});
