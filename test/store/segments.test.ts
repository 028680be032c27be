/** The postings of an index: those of the current papers after any writes, and never served by half. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { PaperId } from '../../src/paper.js';
import { compactFolder, openStore, type Store } from '../../src/store/index.js';
import { asking } from '../support/asking.js';
import { newFolder } from '../support/folders.js';
import { seededRandom } from '../support/random.js';
import { type Connection, Database } from '../support/sqlite.js';
import { put, stored } from './contract.js';

const WORDS = 'rain falls on the old roof and snow covers a new one'.split(' ');
const random = seededRandom(7);
const some = (count: number) =>
  Array.from({ length: count }, () => WORDS[Math.floor(random() ** 2 * WORDS.length)]!).join(' ');
const worded = (id: string, abstract = some(9)) => ({ ...stored(id), words: { title: some(2), abstract } });

/** What the program reads of each word: by segments where they are current, else by FTS5. */
async function ranked(store: Store): Promise<unknown> {
  const answers = [];
  for (const terms of [...WORDS.map((word) => [word]), ['old roof', 'snow'], WORDS])
    answers.push(await asking(store).rankByWords(terms, 999));
  return [answers, [...(await asking(store).paperCounts(WORDS))]];
}

function change<T>(folder: string, work: (database: Connection) => T): T {
  const database = new Database(join(folder, 'papers.sqlite'));
  try {
    return work(database);
  } finally {
    database.close();
  }
}

const count = (folder: string, table: string) =>
  change(folder, (database) => database.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number);
const forget = (folder: string) =>
  change(folder, (database) => database.exec("DELETE FROM meta WHERE name = 'segments'"));

/** The answers of the words as FTS5 has them, in a copy of the state. */
async function byFts5(folder: string): Promise<unknown> {
  const value = change(folder, (database) => database.prepare("SELECT * FROM meta WHERE name = 'segments'").get());
  forget(folder);
  const store = await openStore(folder);
  const answers = await ranked(store);
  await store.close();
  change(folder, (database) => database.prepare('INSERT INTO meta VALUES (@name, @value, @sum)').run(value));
  return answers;
}

async function folderOf(papers: number): Promise<string> {
  const folder = newFolder();
  const store = await openStore(folder);
  await put(store, ...Array.from({ length: papers }, (_, i) => worded(`p${i}`)));
  await store.close();
  return folder;
}

describe('the segments of postings', () => {
  test('are few and hold what FTS5 does, after any additions, changes and removals', async () => {
    const folder = newFolder();
    const store = await openStore(folder);
    for (let i = 0; i < 150; i++) {
      if (i % 5 === 4) await store.write({ remove: [`p${i - 3}`, `p${i - 4}`] as PaperId[] });
      await put(store, worded(`p${i}`), ...(i % 7 === 3 ? [worded(`p${i - 2}`)] : []));
      if (i % 10 === 0) expect(await ranked(store)).toEqual(await byFts5(folder));
    }
    expect(await ranked(store)).toEqual(await byFts5(folder));
    expect(count(folder, 'segment')).toBeLessThan(20);
    expect(await store.check()).toEqual([]);
    await store.write({ remove: await asking(store).ids() });
    expect(await ranked(store)).toEqual([[...WORDS.map(() => []), [], []], []]);
    expect(count(folder, 'posting')).toBe(0);
    await store.close();
  });

  test('have terms of any letters, in the order of SQLite', async () => {
    const folder = newFolder();
    const store = await openStore(folder);
    const terms = Array.from({ length: 400 }, (_, i) => ['\u{1d4b3}', '\ufb00', 'é', ''][i % 4]! + i.toString(36));
    await put(store, worded('a', terms.join(' ')), worded('b', 'rain'));
    expect(count(folder, 'posting')).toBeGreaterThan(2);
    for (const term of [...terms, 'rain'])
      expect(await asking(store).rankByWords([term], 9), term).toEqual([
        { id: term === 'rain' ? 'b' : 'a', score: expect.any(Number) },
      ]);
    expect(await asking(store).rankByWords(['\uffff', 'zzz', '!', '0'.repeat(30)], 9)).toEqual([]);
    expect(await store.check()).toEqual([]);
    await store.close();
  });

  test('are written anew by compacting, as one history', async () => {
    const folder = await folderOf(40);
    const store = await openStore(folder);
    for (let i = 0; i < 40; i += 3) await put(store, worded(`p${i}`));
    await store.close();
    await compactFolder(folder, 0);
    const compacted = await openStore(folder);
    expect(await compacted.check()).toEqual([]); // compares them with FTS5's
    await compacted.close();
    expect(count(folder, 'posting')).toBeGreaterThan(0);
    expect(count(folder, "segment WHERE gone = X''")).toBe(1);
    expect(count(folder, 'segment')).toBe(1);
  });

  test('stay as they are when a write fails', async () => {
    const folder = await folderOf(9);
    const store = await openStore(folder);
    const before = await ranked(store);
    change(folder, (database) =>
      database.exec(
        "CREATE TRIGGER stop BEFORE INSERT ON paper_change BEGIN SELECT RAISE(ABORT, 'stopped before its end'); END",
      ),
    );
    await expect(put(store, worded('p3'), worded('q'))).rejects.toThrow('stopped before its end');
    change(folder, (database) => database.exec('DROP TRIGGER stop'));
    expect(await ranked(store)).toEqual(before);
    expect(await store.check()).toEqual([]);
    await put(store, worded('q', 'hail'));
    expect((await asking(store).rankByWords(['hail'], 9)).map(({ id }) => id)).toEqual(['q']);
    await store.close();
  });

  test.each([
    ['has none', 'DROP TABLE segment; DROP TABLE posting'],
    ['was written to by an earlier version', "UPDATE posting SET bytes = X'02'"],
  ])('of an index that %s are not read, and written by the next update', async (_, statement) => {
    const folder = await folderOf(30);
    const first = await openStore(folder);
    await first.write({ remove: ['p4', 'p29'] as PaperId[] });
    await put(first, worded('p7'));
    const before = await ranked(first);
    await first.close();
    forget(folder);
    change(folder, (database) => database.exec(statement));
    const store = await openStore(folder);
    expect(await ranked(store)).toEqual(before);
    await put(store, worded('p8', 'hail'));
    const after = await ranked(store);
    expect(after).not.toEqual(before);
    await store.updateNeighbours();
    await put(store, worded('p9', 'hail'));
    await put(store, worded('p9', some(4)));
    expect(await ranked(store)).toEqual(await byFts5(folder));
    expect(await store.check()).toEqual([]);
    await store.close();
  });

  test('go on to be written where that was interrupted, and are not read before', async () => {
    const folder = newFolder();
    const first = await openStore(folder);
    const words = Array.from({ length: 9_000 }, (_, i) => `w${i}`);
    await put(first, worded('a', words.join(' ')), worded('b', 'w1 w8999 rain'));
    await first.close();
    forget(folder);
    const store = await openStore(folder);
    const stopped = AbortSignal.abort();
    await expect(store.updateNeighbours({ signal: stopped })).rejects.toMatchObject({ code: 'INTERRUPTED' });
    const postings = count(folder, 'posting');
    expect(postings).toBeGreaterThan(0);
    expect(postings).toBeLessThan(9_000);
    expect(await asking(store).rankByWords(['w8999'], 9)).toHaveLength(2);
    await expect(store.updateNeighbours({ signal: stopped })).rejects.toMatchObject({ code: 'INTERRUPTED' });
    expect(count(folder, 'posting')).toBeGreaterThan(postings);
    await store.updateNeighbours();
    expect(count(folder, 'segment')).toBe(1);
    expect(await store.check()).toEqual([]);
    expect(await ranked(store)).toEqual(await byFts5(folder));
    await store.close();
  });

  test.each([
    ['postings', "UPDATE posting SET bytes = X'02'", 'the checksum of the postings'],
    ['a first term', "UPDATE posting SET first_term = '0'", 'the checksum of the postings'],
    ['what is gone', "UPDATE segment SET gone = X'02'", 'the checksum of the segment 1'],
  ])('are refused where %s was damaged, and named by a check', async (_, statement, fault) => {
    const folder = await folderOf(9);
    change(folder, (database) => database.exec(statement));
    const store = await openStore(folder);
    await expect(asking(store).rankByWords(['rain'], 9)).rejects.toMatchObject({ code: 'INDEX_DAMAGED' });
    expect((await store.check()).join()).toContain(fault);
    await store.close();
  });

  test.each([
    ['postings are missing', 'DELETE FROM posting', 'do not match their words'],
    ['a segment is missing', 'DELETE FROM segment', 'do not match their words'],
    ['its papers are others', "UPDATE segment SET rows = X'02'", 'the checksum of the papers of the segment 1'],
  ])('are named by a check where %s', async (_, statement, fault) => {
    const folder = await folderOf(9);
    change(folder, (database) => database.exec(statement));
    const store = await openStore(folder);
    expect((await store.check()).join()).toContain(fault);
    await store.close();
  });
});
