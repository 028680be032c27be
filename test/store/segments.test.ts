/** The postings of an index: those of the current papers after any writes, and never served by half. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { PaperId } from '../../src/paper.js';
import { compactFolder, openStore, repairFolder, type Store } from '../../src/store/index.js';
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

/** What the program reads of each word. */
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

/** The answers of a new index with the same papers, whose postings are of one write. */
async function rankedAnew(papers: Iterable<ReturnType<typeof worded>>): Promise<unknown> {
  const store = await openStore(newFolder());
  await put(store, ...papers);
  const answers = await ranked(store);
  await store.close();
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
  test('are few and hold those of the current papers, after any additions, changes and removals', async () => {
    const folder = newFolder();
    const store = await openStore(folder);
    const current = new Map<string, ReturnType<typeof worded>>();
    for (let i = 0; i < 150; i++) {
      const removed = i % 5 === 4 ? [`p${i - 3}`, `p${i - 4}`] : [];
      if (removed.length > 0) await store.write({ remove: removed as PaperId[] });
      for (const id of removed) current.delete(id);
      const papers = [worded(`p${i}`), ...(i % 7 === 3 ? [worded(`p${i - 2}`)] : [])];
      await put(store, ...papers);
      for (const one of papers) current.set(one.paper.id, one);
      if (i % 10 === 0) expect(await ranked(store)).toEqual(await rankedAnew(current.values()));
    }
    expect(await ranked(store)).toEqual(await rankedAnew(current.values()));
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

  test('that are not of the current papers are neither read nor written, and written anew by a repair', async () => {
    const folder = await folderOf(30);
    change(folder, (database) => database.exec("DELETE FROM meta WHERE name = 'segments'"));
    const store = await openStore(folder);
    const damaged = { code: 'INDEX_DAMAGED', remedy: expect.stringContaining('doctor --repair') };
    await expect(ranked(store)).rejects.toMatchObject(damaged);
    await expect(put(store, worded('q'))).rejects.toMatchObject(damaged);
    expect(await store.check()).toEqual(['the postings are not those of the current papers']);
    await store.close();
    expect(await repairFolder(folder, 0)).toMatchObject({ papers: 30, lost: [] });
    const repaired = await openStore(folder);
    expect(await repaired.check()).toEqual([]);
    await repaired.close();
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
    ['postings are missing', 'DELETE FROM posting', 'the postings and words of 9 papers do not match'],
    ['a segment is missing', 'DELETE FROM segment', 'the postings and words of 9 papers do not match'],
    ['its papers are others', "UPDATE segment SET rows = X'02'", 'the checksum of the papers of the segment 1'],
  ])('are named by a check where %s', async (_, statement, fault) => {
    const folder = await folderOf(9);
    change(folder, (database) => database.exec(statement));
    const store = await openStore(folder);
    expect((await store.check()).join()).toContain(fault);
    await store.close();
  });

  test('are named by a check as those of one paper, if it is one', async () => {
    const folder = await folderOf(1);
    change(folder, (database) => database.exec('DELETE FROM posting'));
    const store = await openStore(folder);
    expect(await store.check()).toEqual(['the postings and words of 1 paper do not match']);
    await store.close();
  });
});
