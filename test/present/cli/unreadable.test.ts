/** Folders and links that cannot be read cost only themselves. */
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { paperkin } from '../../support/cli.js';
import { paperkinHere } from '../../support/cli-here.js';
import { newFolder } from '../../support/folders.js';

/** The command runs as this user where the tests run as root, whom no permission holds back. */
const NOBODY = 65534;
const asSomebody = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

test('a folder without permission is named, and the files beside it are added', async () => {
  const [folder, index] = [newFolder(), newFolder()];
  chmodSync(folder, 0o755);
  chmodSync(index, 0o777);
  writeFileSync(join(folder, 'a.ris'), 'TY  - JOUR\nTI  - Lamps that dim themselves\nER  - \n');
  mkdirSync(join(folder, 'closed'), { mode: 0o000 });
  const { code, stdout, stderr } = await paperkin(['add', folder, '--index', index], asSomebody);
  chmodSync(join(folder, 'closed'), 0o755);
  expect(stderr).toBe('');
  expect(stdout).toContain('a.ris: 1 paper (ris)');
  expect(stdout).toContain('closed: cannot be read: reading it is not allowed. Check the path and its permissions.');
  expect(code).toBe(3);
}, 30_000);

test.skipIf(process.platform !== 'linux')(
  'files and folders that cannot be entered or named are reported, and cost only themselves',
  async () => {
    const [folder, index] = [newFolder(), newFolder()];
    for (const each of [folder, index]) chmodSync(each, 0o777);
    writeFileSync(join(folder, 'a.ris'), 'TY  - JOUR\nTI  - Lamps that dim themselves\nER  - \n');
    mkdirSync(join(folder, 'listed/deep'), { recursive: true });
    chmodSync(join(folder, 'listed'), 0o644);
    mkdirSync(Buffer.from(`${folder}/caf\xe9`, 'latin1'));
    writeFileSync(Buffer.from(`${folder}/\xfc.ris`, 'latin1'), '');
    const { code, stdout } = await paperkin(['add', folder, '--index', index], asSomebody);
    chmodSync(join(folder, 'listed'), 0o755);
    expect(stdout).toContain('a.ris: 1 paper (ris)');
    expect(stdout).toContain('listed/deep: cannot be read: reading it is not allowed.');
    expect(stdout).toContain('caf\ufffd: cannot be read: its name is not in UTF-8. Rename it.');
    expect(stdout).toContain('\ufffd.ris: cannot be read: its name is not in UTF-8. Rename it.');
    expect(code).toBe(3);
  },
  30_000,
);

test('the last line says how many of several files could not be read', async () => {
  const folder = newFolder();
  writeFileSync(join(folder, 'a.ris'), 'TY  - JOUR\nTI  - Lamps that dim themselves\nER  - \n');
  for (const name of ['b.txt', 'c.txt']) writeFileSync(join(folder, name), 'a note without papers\n');
  const { code, stdout } = await paperkinHere(['add', folder, '--index', newFolder()]);
  expect(stdout.trimEnd().split('\n').slice(-2)).toEqual([
    '1 paper in the index (1 read: 1 added, 0 updated, 0 unchanged)',
    '2 of 3 files could not be read; the reasons are above.',
  ]);
  expect(code).toBe(3);
}, 30_000);

test('a link to itself is no folder to watch', async () => {
  const link = join(newFolder(), 'link');
  symlinkSync('link', link);
  expect(await paperkinHere(['watch', link, '--index', newFolder()])).toMatchObject({
    code: 3,
    stderr: `paperkin: there is no folder ${link}. Check the path.\n`,
  });
}, 30_000);
