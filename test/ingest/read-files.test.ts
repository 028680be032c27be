/** Files that cannot be read: each is reported by itself, and the others are read. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { filesOf, Input, readFile } from '../../src/ingest/read-files.js';
import { newFolder } from '../support/folders.js';
import { Database } from '../support/sqlite.js';

test.each([
  ['a link to itself', 'loop.ris', 'it is a link that leads back to itself'],
  ['a path through a file', 'a.ris/b.ris', 'there is no such file'],
  ['a name that no file system takes', `${'x'.repeat(300)}.ris`, 'its name is too long'],
  ['a file that is not there', 'none.ris', 'there is no such file'],
])('%s is reported, and the file beside it is read', async (_, name, reason) => {
  const folder = newFolder();
  writeFileSync(join(folder, 'a.ris'), 'TY  - JOUR\nTI  - Lamps that dim themselves\nER  - \n');
  symlinkSync('loop.ris', join(folder, 'loop.ris'));
  const files = await filesOf([join(folder, name), join(folder, 'a.ris')]);
  const input = new Input(files);
  const reports = [];
  for (const file of files) reports.push(await readFile(file, input, {}, () => {}));
  expect(reports[0]!.failure).toBe(
    `${join(folder, name)} cannot be read: ${reason}. Check the path and its permissions.`,
  );
  expect(reports[1]).toMatchObject({ read: 1, failure: null });
});

test('a library whose log cannot be read is reported, as its newest papers would be missing', async () => {
  const file = join(newFolder(), 'library.sqlite');
  const library = new Database(file);
  library.exec('CREATE TABLE items (itemID INTEGER PRIMARY KEY)');
  library.close();
  mkdirSync(`${file}-wal`);
  const { failure } = await readFile(file, new Input([file]), {}, () => {});
  expect(failure).toContain(`the log beside it, ${file}-wal, has its newest papers`);
});
