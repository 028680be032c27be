/**
 * What is said of an index that cannot be written, cannot be read, or is damaged: three things, and only the last is.
 */
import { chmodSync, cpSync, existsSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { CorpusError } from '../../src/errors.js';
import { problemOf } from '../../src/present/http/problem.js';
import { openStore } from '../../src/store/index.js';
import { mapErrors, notOpenedForWriting } from '../../src/store/sqlite/database/map-errors.js';
import { openForReading } from '../../src/store/sqlite/database/read-only.js';
import { asking } from '../support/asking.js';
import { type Outcome, paperkin, paperkinJson } from '../support/cli.js';
import { inCheckout, newFolder } from '../support/folders.js';
import { put, stored } from './contract.js';

/** Files are made and read as this user where the tests run as root, whom no permission holds back. */
const NOBODY = 65534;
const asSomebody = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

function failed(code: string): unknown {
  try {
    return mapErrors('/some/index', () => {
      throw Object.assign(new Error('words of SQLite'), { code });
    });
  } catch (error) {
    return error;
  }
}

describe('an error of the database', () => {
  test.each([
    ['SQLITE_READONLY'],
    ['SQLITE_READONLY_DIRECTORY'],
    ['SQLITE_READONLY_DBMOVED'],
    ['SQLITE_READONLY_CANTINIT'],
    ['SQLITE_CANTOPEN'],
    ['SQLITE_CANTOPEN_ISDIR'],
    ['SQLITE_CANTOPEN_FULLPATH'],
    ['SQLITE_PERM'],
    ['SQLITE_IOERR_WRITE'],
    ['SQLITE_IOERR_FSYNC'],
    ['SQLITE_IOERR_TRUNCATE'],
    ['EACCES'],
    ['EROFS'],
    ['EPERM'],
    ['ENOTDIR'],
    ['ENOENT'],
    ['EFBIG'],
  ])('that says nothing of what is in the index is no damage: %s', (code) => {
    expect(failed(code)).toMatchObject({
      code: 'FAILED',
      message: expect.stringContaining('/some/index cannot be written'),
      remedy: expect.not.stringContaining('Move'),
    });
  });

  test.each([['SQLITE_FULL'], ['SQLITE_IOERR_SHMSIZE'], ['ENOSPC'], ['EDQUOT']])(
    'of a full disk says so: %s',
    (code) => {
      expect(failed(code)).toMatchObject({ code: 'DISK_FULL', message: expect.stringContaining('no space left') });
    },
  );

  test('of a full disk is said again where the index was opened for reading because of it', () => {
    const full = failed('ENOSPC');
    expect(notOpenedForWriting('/some/index', full)).toBe(full);
    expect(problemOf(full)).toMatchObject({ status: 507, detail: expect.stringContaining('no space left') });
    expect(notOpenedForWriting('/some/index', failed('EACCES'))).toMatchObject({ code: 'READ_ONLY' });
  });

  test.each([['SQLITE_IOERR_READ'], ['SQLITE_IOERR_SEEK']])(
    'of a disk that does not answer is no damage of the index: %s',
    (code) => {
      expect(failed(code)).toMatchObject({ code: 'FAILED', message: expect.stringContaining('cannot be read') });
    },
  );

  test.each([
    ['SQLITE_CORRUPT'],
    ['SQLITE_CORRUPT_INDEX'],
    ['SQLITE_NOTADB'],
    ['SQLITE_IOERR_SHORT_READ'],
    ['SQLITE_ERROR'],
  ])('of bad bytes is damage: %s', (code) => {
    expect(failed(code)).toMatchObject({ code: 'INDEX_DAMAGED', remedy: expect.stringContaining('doctor --repair') });
  });

  test.each([['SQLITE_MISMATCH'], ['SQLITE_RANGE'], ['SQLITE_MISUSE']])(
    'of a wrong use of the database is a fault of the program: %s',
    (code) => {
      expect(failed(code)).not.toBeInstanceOf(CorpusError);
    },
  );

  test.each([['SQLITE_BUSY'], ['SQLITE_BUSY_SNAPSHOT'], ['SQLITE_LOCKED_SHAREDCACHE']])(
    'of another program is a matter of waiting: %s',
    (code) => {
      expect(failed(code)).toMatchObject({ code: 'CORPUS_BUSY' });
    },
  );
});

describe('an empty database', () => {
  test('beside the neighbours of its papers is damaged, and stays as it is', async () => {
    const folder = await folderOfThree();
    writeFileSync(join(folder, 'papers.sqlite'), '');
    await expect(openStore(folder)).rejects.toMatchObject({
      code: 'INDEX_DAMAGED',
      message: expect.stringContaining('papers.sqlite is empty'),
    });
    expect(statSync(join(folder, 'papers.sqlite')).size).toBe(0);
  });

  test('that was deleted is not replaced by a new one', async () => {
    const folder = await folderOfThree();
    renameSync(join(folder, 'papers.sqlite'), join(folder, 'moved.sqlite'));
    await expect(openStore(folder)).rejects.toMatchObject({
      code: 'INDEX_DAMAGED',
      message: expect.stringContaining('papers.sqlite is missing'),
    });
    expect(existsSync(join(folder, 'papers.sqlite'))).toBe(false);
  });

  test('by itself is an index whose making was cut short, and is made', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'papers.sqlite'), '');
    const store = await openStore(folder);
    expect((await asking(store).status()).papers).toBe(0);
    await store.close();
  });
});

describe('a folder that cannot be made', () => {
  test.skipIf(process.platform !== 'linux')('where the system refuses every folder is told at once', async () => {
    await expect(openStore('/proc/paperkin/index')).rejects.toMatchObject({
      code: 'FAILED',
      message: expect.stringContaining('cannot be written'),
    });
  });

  test('under a file is told', async () => {
    const file = join(newFolder(), 'file');
    writeFileSync(file, '');
    await expect(openStore(join(file, 'deep', 'index'))).rejects.toMatchObject({ code: 'FAILED' });
  });

  test('is made with all above it where it can be', async () => {
    const store = await openStore(join(newFolder(), 'a', 'b', 'c'));
    expect((await asking(store).status()).papers).toBe(0);
    await store.close();
  });
});

async function folderOfThree(): Promise<string> {
  const folder = newFolder();
  const store = await openStore(folder);
  await put(store, stored('a', 'rain'), stored('b', 'train'), stored('c', 'snow'));
  await store.close();
  return folder;
}

describe('an index read from memory', () => {
  test('answers as the file does and refuses to be written', async () => {
    const folder = await folderOfThree();
    const copy = newFolder();
    cpSync(join(folder, 'papers.sqlite'), join(copy, 'papers.sqlite'));
    const database = await openForReading(copy);
    expect(database.prepare('SELECT count(*) FROM paper').pluck().get()).toBe(3);
    expect(() => database.exec('DELETE FROM paper')).toThrow(/readonly/);
    database.close();
  });
});

describe('an index that somebody may read and not write', () => {
  const made: string[] = [];
  const writable = newFolder();
  beforeAll(() => paperkinJson(['add', inCheckout('fixtures/pages/daily-1.txt'), '--index', writable]));
  afterEach(() => {
    for (const folder of made.splice(0)) chmodSync(folder, 0o755);
  });

  /** Fixture papers in a folder that nobody can write. */
  function readOnlyIndex(): string {
    const index = join(newFolder(), 'index');
    cpSync(writable, index, { recursive: true });
    chmodSync(join(index, '..'), 0o755);
    for (const name of readdirSync(index)) chmodSync(join(index, name), 0o444);
    chmodSync(index, 0o555);
    made.push(index);
    return index;
  }
  const asking = (...args: string[]): Promise<Outcome> => paperkin(args, asSomebody);

  test('answers every question as it does for its owner', async () => {
    const index = readOnlyIndex();
    for (const question of [['list'], ['search', 'robots'], ['themes'], ['duplicates'], ['status']]) {
      const [somebody, owner] = [
        await asking(...question, '--index', index, '--json'),
        await paperkin([...question, '--index', index, '--json']),
      ];
      expect([somebody.code, somebody.stderr]).toEqual([0, '']);
      if (question[0] !== 'status') expect(somebody.stdout).toBe(owner.stdout);
    }
    expect(await asking('doctor', '--index', index)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('can be read here and not written'),
    });
  }, 120_000);

  test('gives a digest whole, and says that it is not remembered', async () => {
    const { code, stdout, stderr } = await asking('digest', '--index', readOnlyIndex());
    expect([code, stderr]).toEqual([0, expect.stringMatching(/^This digest is not remembered.*cannot be written/)]);
    expect(stdout).toContain('new papers');
  });

  test('refuses what would change it, and is called neither damaged nor to be moved', async () => {
    const index = readOnlyIndex();
    for (const change of [
      ['add', inCheckout('fixtures/pages/daily-2.txt')],
      ['remove', 'a'],
      ['duplicates', 'ignore', 'a', 'b'],
    ]) {
      const { code, stderr } = await asking(...change, '--index', index);
      expect([code, stderr]).toEqual([1, expect.stringMatching(/cannot be written.*--index DIR/s)]);
      expect(stderr).not.toMatch(/damaged|Move/);
    }
  }, 120_000);
});

test.skipIf(process.platform === 'win32')(
  'a disk without room is told as that, and the index stays sound',
  async () => {
    const index = join(newFolder(), 'index');
    const page = inCheckout('fixtures/pages/daily-1.txt');
    const limited = await paperkin(['add', page, '--index', index], { shell: 'ulimit -f 400' });
    expect([limited.code, limited.stderr]).toEqual([1, expect.stringMatching(/cannot be written|no room/)]);
    expect(await paperkin(['add', page, '--index', index])).toMatchObject({ code: 0 });
    expect(await paperkin(['doctor', '--index', index])).toMatchObject({ code: 0 });
  },
  120_000,
);

test.skipIf(process.platform === 'win32').each([0, 128])(
  'a disk without room for a new index is told as that, and no damage (%i blocks)',
  async (blocks) => {
    const index = join(newFolder(), 'index');
    const page = inCheckout('fixtures/pages/daily-1.txt');
    for (const args of [['add', page], ['list']]) {
      const { code, stderr } = await paperkin([...args, '--index', index], { shell: `ulimit -f ${blocks}` });
      expect([code, stderr]).toEqual([1, expect.stringMatching(/cannot be written|no space left/)]);
    }
    expect(await paperkin(['add', page, '--index', index])).toMatchObject({ code: 0 });
  },
  120_000,
);
