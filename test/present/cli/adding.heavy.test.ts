/** What adding says where it waits, stops or cannot read a part, with the built program run as a process. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { paperkin, paperkinJson } from '../../support/cli.js';
import { inCheckout, newFolder } from '../../support/folders.js';
import { Database } from '../../support/sqlite.js';

const PAGE = inCheckout('fixtures/pages/daily-1.txt');
const CUT_PAGE = inCheckout('fixtures/pages/daily-4.txt');
let index: string;
beforeAll(async () => {
  index = newFolder();
  await paperkinJson(['add', PAGE, '--index', index]);
});

describe('a second writer', () => {
  test('waits and says so, or gives up clearly', async () => {
    const { openStore } = (await import(
      inCheckout('dist/store/index.js')
    )) as typeof import('../../../src/store/index.js');
    const store = await openStore(index);
    const lock = await store.lock(0);
    const refused = await paperkin(['add', PAGE, '--index', index, '--wait', '0']);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('another paperkin is writing');
    const waiting = paperkin(['add', PAGE, '--index', index, '--wait', '20'], {
      onStart: (child) => child.stderr!.once('data', () => void lock.release()),
    });
    const { code, stderr } = await waiting;
    expect(stderr).toContain('waiting');
    expect(code).toBe(0);
    await store.close();
  });
});

describe('an interrupted add', () => {
  test('exits with 130, keeps what was written and says how to go on', async () => {
    const folder = newFolder();
    const file = join(newFolder(), 'many.jsonl');
    writeFileSync(
      file,
      Array.from(
        { length: 2_000 },
        (_, i) =>
          `${JSON.stringify({ title: `Paper ${i}`, abstract: `${'Many words stand here to make it slow. '.repeat(10)} ${i}` })}\n`,
      ).join(''),
    );
    const { code, stderr } = await paperkin(['add', file, '--index', folder], {
      onStart: (child) => {
        setTimeout(() => child.kill('SIGINT'), 2_500);
      },
    });
    expect(code).toBe(130);
    expect(stderr).toContain('Run the same command again');
    expect((await paperkin(['doctor', '--index', folder])).code).toBe(0);
  });

  test('repairs an index without damage, and calls no file damaged', async () => {
    const folder = newFolder();
    await paperkin(['add', '-', '--index', folder], { stdin: '{"title": "Lamps", "abstract": "They shine."}\n' });
    const { code, stdout } = await paperkin(['doctor', '--repair', '--index', folder]);
    expect([code, stdout]).toEqual([
      0,
      '1 paper intact.\nThe previous file is kept as papers.damaged-1.sqlite. You can delete it.\n',
    ]);
  });

  test('describes damage once, and its exit code is that of an index, although no model could be checked', async () => {
    const folder = newFolder();
    await paperkin(['add', '-', '--index', folder], { stdin: '{"title": "Lamps", "abstract": "They shine."}\n' });
    const database = new Database(join(folder, 'papers.sqlite'));
    database.exec("UPDATE meta SET value = 't' WHERE name = 'generation'");
    database.close();
    const { code, stdout } = await paperkin(['doctor', '--index', folder]);
    expect([code, stdout.match(/checksum/g)?.length]).toEqual([5, 1]);
    expect(stdout.match(/not checked, since the index is damaged/g)).toHaveLength(3);
  });
});

test('near-duplicates with files say what could not be read, and wrap the titles of known papers', async () => {
  const [folder, own] = [newFolder(), newFolder()];
  const title = 'On the lamps that the keepers of harbour walls have lit for a hundred years before they went to sea';
  const paper = { title: `${title}, and what became of them`, abstract: 'We count the lamps of ports.' };
  const [unreadable, good] = [join(folder, 'poem.txt'), join(folder, 'lamps.jsonl')];
  writeFileSync(unreadable, '\n\nx');
  writeFileSync(good, JSON.stringify(paper));
  await paperkinJson(['add', good, '--index', own]);
  const alone = await paperkin(['duplicates', '--against', unreadable, '--index', own]);
  expect([alone.code, alone.stdout.includes('poem.txt'), alone.stdout.includes(' new')]).toEqual([3, true, false]);
  const both = await paperkin(['duplicates', '--against', unreadable, good, '--index', own]);
  expect(both.code).toBe(3);
  expect(both.stdout).toContain('1 already in the index, 0 new.\n1 of 2 files could not be read');
  expect(both.stdout).not.toContain(paper.title);
  expect(both.stdout.replace(/\s+/g, ' ')).toContain(paper.title);
});

test('a part of a page that cannot be read whole is named by line', async () => {
  const { stdout, code } = await paperkin(['add', CUT_PAGE, '--index', newFolder()]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/line 339: /);
});
