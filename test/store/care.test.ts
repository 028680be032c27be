/** An index as a whole: backed up, restored, compacted, repaired. */
import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { compactIndex, openCorpus, repairIndex, restoreIndex } from '../../src/index.js';
import type { PaperId } from '../../src/paper.js';
import { openStore } from '../../src/store/index.js';
import { newFolder } from '../support/folders.js';
import { linesOf } from '../support/papers.js';
import { Database } from '../support/sqlite.js';
import { tinyModel } from '../support/tiny-model.js';

const MODEL = tinyModel();

let made: string;
beforeAll(async () => {
  made = newFolder();
  const corpus = await openCorpus({ index: made, create: true, workers: 1, model: MODEL });
  await corpus.add([{ name: 'first.jsonl', bytes: linesOf('rain', 'snow', 'hail') }]);
  await corpus.add([{ name: 'second.jsonl', bytes: linesOf('frost', 'rain') }]);
  await corpus.ignoreDuplicate('rain', 'snow');
  await corpus.remove(['hail']);
  await corpus.close();
}, 60_000);

/** A copy of the index that was made, with every file in it. */
function indexOfThree(): string {
  const folder = newFolder();
  for (const name of readdirSync(made)) copyFileSync(join(made, name), join(folder, name));
  return folder;
}

async function answersOf(index: string): Promise<string> {
  const corpus = await openCorpus({ index, workers: 1, model: MODEL });
  try {
    const { papers } = await corpus.search('rain');
    const { checks } = await corpus.doctor();
    const faults = checks.filter(({ ok }) => !ok);
    return JSON.stringify([await corpus.list(), papers, await corpus.duplicates(), faults]);
  } finally {
    await corpus.close();
  }
}

function change(folder: string, statement: string): void {
  const database = new Database(join(folder, 'papers.sqlite'));
  database.pragma('foreign_keys = OFF');
  database.exec(statement);
  database.close();
}

test('compact, doctor and a repair say how far they are', async () => {
  const index = indexOfThree();
  const works = [
    (onProgress: (share: number) => void) => compactIndex({ index, onProgress }),
    async (onProgress: (share: number) => void) => {
      const corpus = await openCorpus({ index, workers: 1, model: MODEL });
      await corpus.doctor({ onProgress }).finally(() => corpus.close());
    },
    (onProgress: (share: number) => void) => repairIndex({ index, onProgress }),
  ];
  for (const work of works) {
    const shares: number[] = [];
    await work((share) => shares.push(share));
    expect(shares.length).toBeGreaterThan(0);
    expect(shares).toEqual(shares.map((share) => Math.min(1, Math.max(0, share))).sort((a, b) => a - b));
    expect(shares.at(-1)).toBeGreaterThan(0.8);
  }
});

test('doctor stops in the middle of its checks', async () => {
  const corpus = await openCorpus({ index: indexOfThree(), workers: 1, model: MODEL });
  const stop = new AbortController();
  const shares: number[] = [];
  const onProgress = (share: number) => {
    shares.push(share);
    if (share > 0.5) stop.abort();
  };
  await expect(corpus.doctor({ signal: stop.signal, onProgress })).rejects.toMatchObject({ code: 'INTERRUPTED' });
  expect(shares.filter((share) => share > 0.5)).toHaveLength(1);
  await corpus.close();
});

test('doctor finds no fault while another process removes papers', async () => {
  const index = newFolder();
  const ids = Array.from({ length: 30 }, (_, i) => `paper-${i}`);
  const corpus = await openCorpus({ index, create: true, workers: 1, model: MODEL });
  await corpus.add([{ name: 'many.jsonl', bytes: linesOf(...ids) }]);
  const other = await openStore(index);
  const left = [...ids];
  const { checks } = await corpus.doctor({
    onProgress: () => void other.write({ remove: left.splice(0, 1) as PaperId[] }), // written before it returns
  });
  expect(left.length).toBeLessThan(ids.length - 10);
  expect(checks.filter(({ ok }) => !ok)).toEqual([]);
  await other.close();
  await corpus.close();
});

test('a compacted index has the statistics of search', async () => {
  const index = indexOfThree();
  await compactIndex({ index });
  const store = await openStore(index);
  expect((await store.read((view) => view.derived('search-statistics')))?.value).toMatchObject({ papers: 3 });
  await store.close();
});

describe('a backup', () => {
  test('removes what a killed backup to the same file left, and nothing of one that runs', async () => {
    const folder = newFolder();
    const file = join(folder, 'backup.sqlite');
    const [ended, running] = [2 ** 22 + 1, process.ppid]; // above the highest process id of Linux
    for (const pid of [ended, running]) writeFileSync(`${file}.${pid}.unfinished`, 'half a copy');
    writeFileSync(join(folder, `other.sqlite.${ended}.unfinished`), 'half of another');
    const corpus = await openCorpus({ index: indexOfThree(), workers: 1, model: MODEL });
    await corpus.backup(file);
    await corpus.close();
    expect(readdirSync(folder).sort()).toEqual(
      ['backup.sqlite', `backup.sqlite.${running}.unfinished`, `other.sqlite.${ended}.unfinished`].sort(),
    );
  });

  test('ends however often another process writes meanwhile, and has the papers and decisions from its start', async () => {
    const [folder, file] = [newFolder(), join(newFolder(), 'backup.sqlite')];
    const [store, other] = [await openStore(folder), await openStore(folder)];
    await store.writeDecisions(new Map([['long', 'x'.repeat(2_000_000)]]));
    const shares: number[] = [];
    await store.backup!(file, {
      onProgress: (share) => {
        shares.push(share);
        if (shares.length < 100) void other.writeDecisions(new Map([['short', shares.length]]));
      },
    });
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    await Promise.all([store.close(), other.close()]);
    const elsewhere = newFolder();
    await restoreIndex(file, { index: elsewhere });
    const restored = await openStore(elsewhere);
    expect(await restored.read((view) => view.decisionNames())).toEqual(['long']);
    await restored.close();
  });

  test('is refused where no file can be, with what to do', async () => {
    const folder = newFolder();
    const corpus = await openCorpus({ index: indexOfThree(), workers: 1, model: MODEL });
    for (const place of [folder, join(folder, 'none', 'backup.sqlite')])
      await expect(corpus.backup(place)).rejects.toMatchObject({ code: 'USAGE' });
    await corpus.close();
    expect(readdirSync(folder)).toEqual([]);
  });

  test('says of a place that cannot be written which place that is', async () => {
    const file = join(newFolder(), 'x'.repeat(250)); // the name under which it is written is too long
    const corpus = await openCorpus({ index: indexOfThree(), workers: 1, model: MODEL });
    await expect(corpus.backup(file)).rejects.toMatchObject({
      code: 'FAILED',
      message: expect.stringMatching(/xxx cannot be written/),
    });
    await corpus.close();
  });

  test('replaces an earlier backup and no other file', async () => {
    const [earlier, notes] = ['backup.sqlite', 'notes.txt'].map((name) => join(newFolder(), name)) as [string, string];
    writeFileSync(notes, 'what I think of them');
    const corpus = await openCorpus({ index: indexOfThree(), workers: 1, model: MODEL });
    for (let i = 0; i < 2; i++) await corpus.backup(earlier);
    await expect(corpus.backup(notes)).rejects.toMatchObject({ code: 'USAGE' });
    await corpus.close();
    expect(readFileSync(notes, 'utf8')).toBe('what I think of them');
  });

  test('restored elsewhere answers as the index does', async () => {
    const [index, elsewhere] = [indexOfThree(), join(newFolder(), 'new', 'index')];
    const file = join(newFolder(), 'backup.sqlite');
    const corpus = await openCorpus({ index, workers: 1, model: MODEL });
    await corpus.backup(file);
    await corpus.close();
    expect(await restoreIndex(file, { index: elsewhere })).toEqual({ papers: 3, copy: null });
    expect(await answersOf(elsewhere)).toBe(await answersOf(index));
  });

  test('is a file, and no folder', async () => {
    const index = indexOfThree();
    await expect(restoreIndex(newFolder(), { index })).rejects.toMatchObject({ code: 'INPUT_UNREADABLE' });
    const corpus = await openCorpus({ index, workers: 1, model: MODEL });
    expect((await corpus.status()).papers).toBe(3);
    await corpus.close();
  });

  test('takes the place of an index that cannot be read', async () => {
    const [index, file] = [indexOfThree(), join(newFolder(), 'backup.sqlite')];
    const corpus = await openCorpus({ index, workers: 1, model: MODEL });
    await corpus.backup(file);
    await corpus.close();
    writeFileSync(join(index, 'papers.sqlite'), readFileSync(file).fill(0xff, 100, 8_192));
    expect(await restoreIndex(file, { index })).toMatchObject({ papers: 3 });
    expect(await answersOf(index)).toBe(await answersOf(made));
  });

  test('takes the place of no index that somebody has open, and is not checked before', async () => {
    const [index, file] = [indexOfThree(), join(newFolder(), 'backup.sqlite')];
    const corpus = await openCorpus({ index, workers: 1, model: MODEL });
    await corpus.backup(file);
    const onProgress = vi.fn();
    await expect(restoreIndex(file, { index, onProgress })).rejects.toMatchObject({ code: 'CORPUS_BUSY' });
    expect(onProgress).not.toHaveBeenCalled();
    await corpus.close();
  });

  test('takes the place of what came later, which is kept beside it', async () => {
    const index = indexOfThree();
    const file = join(newFolder(), 'backup.sqlite');
    const corpus = await openCorpus({ index, workers: 1, model: MODEL });
    await corpus.backup(file);
    await corpus.remove(['rain']);
    await corpus.close();
    const { papers, copy } = await restoreIndex(file, { index });
    expect([papers, existsSync(join(index, copy!))]).toEqual([3, true]);
    expect(await answersOf(index)).toBe(await answersOf(made));
  });

  test.each([
    [
      'has a bit flipped',
      (bytes: Buffer) => bytes.writeUInt8(bytes.readUInt8(bytes.length >> 1) ^ 1, bytes.length >> 1),
    ],
    ['is no database', (bytes: Buffer) => bytes.fill('x')],
  ])('that %s is refused or sound, and the index stays', async (_what, harm) => {
    const index = indexOfThree();
    const file = join(newFolder(), 'backup.sqlite');
    const corpus = await openCorpus({ index, workers: 1, model: MODEL });
    await corpus.backup(file);
    await corpus.close();
    const bytes = readFileSync(file);
    harm(bytes);
    writeFileSync(file, bytes);
    await restoreIndex(file, { index }).catch((error: unknown) => {
      expect(error).toMatchObject({ code: expect.stringMatching(/INPUT_INVALID|INDEX_DAMAGED/) });
    });
    expect(await answersOf(index)).toBe(await answersOf(made));
  });
});

test('a command that writes removes what killed commands left in the folder, and nothing else', async () => {
  const index = indexOfThree();
  const before = readdirSync(index).sort();
  const kept = [`papers.head.${process.ppid}-0`, 'papers.damaged-1.sqlite'];
  const ended = 2 ** 22 + 1; // above the highest process id of Linux
  const left = ['papers.unfinished.sqlite', 'papers.unfinished.copy.sqlite-wal', 'neighbours.hnsw.unfinished'];
  for (const name of [...kept, ...left, `papers.head.${ended}-0`]) writeFileSync(join(index, name), 'half of it');
  const corpus = await openCorpus({ index, workers: 1, model: MODEL });
  await corpus.remove(['rain']);
  await corpus.close();
  expect(readdirSync(index).sort()).toEqual([...new Set([...before, 'writer.lock', ...kept])].sort());
});

describe('an index that is compacted', () => {
  test('answers as before', async () => {
    const index = indexOfThree();
    expect(await compactIndex({ index })).toMatchObject({ papers: 3 });
    expect(await answersOf(index)).toBe(await answersOf(made));
  });

  test('knows what came since a reader last read a digest', async () => {
    const index = indexOfThree();
    const corpus = await openCorpus({ index, workers: 1, model: MODEL });
    await corpus.digestRead((await corpus.digest()).upTo);
    await corpus.add([{ name: 'third.jsonl', bytes: linesOf('dew') }]);
    await corpus.close();
    await compactIndex({ index });
    const compacted = await openCorpus({ index, workers: 1, model: MODEL });
    expect(await compacted.digest()).toMatchObject({ first: false, added: 1 });
    await compacted.close();
  });

  test('is left alone while somebody has it open, with what is derived from it, before anything is copied', async () => {
    const index = indexOfThree();
    writeFileSync(join(index, 'neighbours.json'), '{}');
    const corpus = await openCorpus({ index });
    const onProgress = vi.fn();
    await expect(compactIndex({ index, onProgress })).rejects.toMatchObject({
      code: 'CORPUS_BUSY',
      message: `another program has the index in ${index} open`,
    });
    expect(onProgress).not.toHaveBeenCalled();
    expect(existsSync(join(index, 'neighbours.json'))).toBe(true);
    await corpus.close();
    expect(await answersOf(index)).toBe(await answersOf(made));
  });
});

describe('a damaged index that is repaired', () => {
  test.each([
    ['an embedding', "UPDATE embedding SET numbers = CAST(X'00' || substr(numbers, 2) AS BLOB)", 3],
    ['sentences', "UPDATE sentences SET directions = CAST(X'00' || substr(directions, 2) AS BLOB)", 3],
    ['the words', 'DELETE FROM words', 0],
    ['a heading', "UPDATE heading SET title = 'x', comments = 4", 0],
    ['the generation', "UPDATE meta SET value = 't' WHERE name = 'generation'", 0],
    ['a key', "DELETE FROM paper_key WHERE key LIKE 'text:%'", 0],
    ['the row of a key', "UPDATE paper_key SET row = row + (1 << 40) WHERE key = 'id:rain'", 0],
  ])('has %s again, and answers as before', async (_what, statement, embedded) => {
    const index = indexOfThree();
    change(index, statement);
    expect(await repairIndex({ index })).toMatchObject({ papers: 3, lost: [], lostDecisions: [], embedded });
    expect(await answersOf(index)).toBe(await answersOf(made));
  });

  test('names the papers that are lost, with their files, and keeps the rest and the damaged file', async () => {
    const index = indexOfThree();
    change(index, "UPDATE paper SET fields = replace(fields, 'Paper rain', 'Paper gain') WHERE id = 'rain'");
    const { papers, lost, copy } = await repairIndex({ index });
    expect(papers).toBe(2);
    expect(lost).toEqual([{ id: 'rain', title: 'Paper rain', files: ['first.jsonl', 'second.jsonl'] }]);
    expect(existsSync(join(index, copy))).toBe(true);
    const corpus = await openCorpus({ index, workers: 1, model: MODEL });
    expect((await corpus.doctor()).ok).toBe(true);
    expect(await corpus.add([{ name: 'first.jsonl', bytes: linesOf('rain', 'snow') }])).toMatchObject({ added: 1 });
    await corpus.close();
  });

  test('names decisions that are lost', async () => {
    const index = indexOfThree();
    change(index, "UPDATE decision SET value = '[]'");
    expect(await repairIndex({ index })).toMatchObject({
      papers: 3,
      lostDecisions: ['duplicate-decisions', 'history'],
    });
  });

  test('is as far as the log went where its end is missing', async () => {
    const index = indexOfThree();
    const head = readFileSync(join(index, 'papers.head'), 'utf8');
    writeFileSync(join(index, 'papers.head'), head.replace(/ \d+ /, ' 99 '));
    expect(await repairIndex({ index })).toMatchObject({ papers: 3 });
    expect(await answersOf(index)).toBe(await answersOf(made));
  });
});
