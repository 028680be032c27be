/** Files named in more than one way. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, it } from 'vitest';
import { expandPaths } from '../../src/parse/index.js';
import { newFolder } from '../support/folders.js';

it('a folder’s links are read as what they lead to, and one that leads back ends there', async () => {
  const [folder, elsewhere] = [newFolder(), newFolder()];
  mkdirSync(join(elsewhere, 'deep'));
  for (const path of [join(folder, 'a.txt'), join(elsewhere, 'b.txt'), join(elsewhere, 'deep/c.txt')])
    writeFileSync(path, '');
  symlinkSync(join(elsewhere, 'b.txt'), join(folder, 'linked.txt'));
  symlinkSync(elsewhere, join(folder, 'more'));
  symlinkSync(folder, join(folder, 'round'));
  symlinkSync(folder, join(elsewhere, 'deep/back'));
  expect((await expandPaths([folder])).map((path) => relative(folder, path))).toEqual([
    'a.txt',
    'linked.txt',
    'more/b.txt',
    'more/deep/c.txt',
  ]);
});

it('a folder is read once, however many links lead to it', async () => {
  const folder = newFolder();
  const names = ['a', 'b', 'c', 'd'];
  for (const name of names) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, `${name}.txt`), '');
    for (const other of names) if (other !== name) symlinkSync(join(folder, other), join(folder, name, `to-${other}`));
  }
  expect((await expandPaths([folder])).map((path) => relative(folder, path))).toEqual([
    'a/a.txt',
    'b/b.txt',
    'c/c.txt',
    'd/d.txt',
  ]);
});

it.skipIf(process.platform !== 'linux')(
  'a folder whose name is not in UTF-8 is passed on, to be reported',
  async () => {
    const folder = newFolder();
    mkdirSync(Buffer.from(`${folder}/caf\xe9`, 'latin1'));
    expect(await expandPaths([folder])).toEqual([join(folder, 'caf\ufffd')]);
  },
);

it('a file named four ways is read once, under the name that came first', async () => {
  const path = join(newFolder(), 'a.txt');
  writeFileSync(path, '');
  const near = relative('', path);
  expect(await expandPaths([near, near, `./${near}`, path])).toEqual([near]);
});

it('signs of a pattern behind a backslash stand for themselves', async () => {
  const folder = newFolder();
  for (const name of ['[x].txt', 'x.txt', 'y.txt']) writeFileSync(join(folder, name), '');
  expect((await expandPaths([join(folder, '\\[x\\].*')])).map((path) => relative(folder, path))).toEqual(['[x].txt']);
});

it('a folder’s files of other kinds are counted by kind', async () => {
  const folder = newFolder();
  for (const name of ['a.ris', 'b.PDF', 'c.pdf', 'zotero.sqlite', 'x.docx']) writeFileSync(join(folder, name), 'x');
  const passedOver = new Map<string, number>();
  const files = await expandPaths([folder], passedOver);
  expect(files.map((file) => file.slice(folder.length + 1))).toEqual(['a.ris', 'zotero.sqlite']);
  expect([...passedOver]).toEqual([
    ['.pdf', 2],
    ['.docx', 1],
  ]);
});

it('folders of programs, hidden ones and the parts of a saved page are skipped, unless they are named', async () => {
  const folder = newFolder();
  for (const path of ['node_modules/p', '.git', 'Papers_files', 'page-Dateien', 'more_files'])
    mkdirSync(join(folder, path), { recursive: true });
  const [program, frame] = [join(folder, 'node_modules/p/package.json'), join(folder, 'Papers_files/frame.html')];
  for (const path of [program, frame, join(folder, '.git/x.json'), join(folder, 'page-Dateien/frame.html')])
    writeFileSync(path, 'x');
  for (const name of ['Papers.html', 'page.htm', 'more_files/a.ris']) writeFileSync(join(folder, name), 'x');
  expect((await expandPaths([folder])).map((path) => relative(folder, path))).toEqual([
    'Papers.html',
    'more_files/a.ris',
    'page.htm',
  ]);
  expect(await expandPaths([join(folder, 'node_modules'), join(folder, 'Papers_files')])).toEqual([program, frame]);
});
