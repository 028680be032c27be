/** Files of a folder, told once they are whole. */
import { appendFileSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { run } from '../../../src/present/cli/commands/watch.js';
import { watchFolders } from '../../../src/present/cli/watching.js';
import { newFolder } from '../../support/folders.js';

/** Watches until `enough` of the batches. */
async function watched(folder: string, begin: () => void | Promise<void>, enough: (files: string[]) => boolean) {
  const stop = new AbortController();
  const batches: string[][] = [];
  await watchFolders([folder], {
    settleMs: 300,
    signal: stop.signal,
    onReady: () => void begin(),
    onFiles: async (files) => {
      batches.push(files.map((file) => file.slice(folder.length + 1)));
      if (enough(batches.flat())) stop.abort();
    },
  });
  return batches;
}

test('existing, new and changed files are reported, also in new folders; unfinished and other ones are not', async () => {
  const folder = newFolder();
  writeFileSync(join(folder, 'there.bib'), 'x');
  writeFileSync(join(folder, 'page.htm'), 'x');
  const batches = await watched(
    folder,
    () => {
      writeFileSync(join(folder, '.hidden'), 'x');
      writeFileSync(join(folder, 'papers.sqlite-wal'), 'x');
      writeFileSync(join(folder, 'page.html.crdownload'), 'x');
      for (const name of ['sub', 'node_modules', '.trash', 'page_files']) mkdirSync(join(folder, name));
      writeFileSync(join(folder, 'node_modules', 'package.json'), 'x');
      writeFileSync(join(folder, '.trash', 'old.ris'), 'x');
      writeFileSync(join(folder, 'page_files', 'frame.html'), 'x');
      writeFileSync(join(folder, 'sub', 'new.ris'), 'x');
      appendFileSync(join(folder, 'there.bib'), 'y');
    },
    (files) => files.length >= 4,
  );
  expect(batches.flat().sort()).toEqual(['page.htm', 'sub/new.ris', 'there.bib', 'there.bib']);
}, 30_000);

test('a link to a folder above, one to itself and one to nothing lead nowhere and end nothing', async () => {
  const folder = newFolder();
  mkdirSync(join(folder, 'sub'));
  symlinkSync('..', join(folder, 'sub', 'up'));
  symlinkSync('itself.bib', join(folder, 'itself.bib'));
  symlinkSync('none.bib', join(folder, 'to-nothing.bib'));
  writeFileSync(join(folder, 'a.bib'), 'x');
  const begin = () => writeFileSync(join(folder, 'sub', 'new.ris'), 'x');
  const batches = await watched(folder, begin, (files) => files.some((file) => file.endsWith('new.ris')));
  expect(batches.flat().sort()).toEqual(['a.bib', 'sub/new.ris']);
}, 30_000);

test('a folder to which several folders link is watched once', async () => {
  const folder = newFolder();
  const names = ['a', 'b', 'c', 'd'];
  for (const name of names) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, `${name}.ris`), 'x');
    for (const other of names) if (other !== name) symlinkSync(join(folder, other), join(folder, name, `to-${other}`));
  }
  const begin = () => writeFileSync(join(folder, 'new.ris'), 'x');
  const batches = await watched(folder, begin, (files) => files.includes('new.ris'));
  expect(
    batches
      .flat()
      .map((file) => basename(file))
      .sort(),
  ).toEqual(['a.ris', 'b.ris', 'c.ris', 'd.ris', 'new.ris']);
}, 30_000);

test('a file that is still being written waits until it is whole', async () => {
  const folder = newFolder();
  let written = 0;
  const sizes: number[] = [];
  const stop = new AbortController();
  await watchFolders([folder], {
    settleMs: 1_500,
    signal: stop.signal,
    onReady: () => {
      const file = join(folder, 'large.jsonl');
      const write = setInterval(() => {
        appendFileSync(file, 'x');
        if (++written === 8) clearInterval(write);
      }, 100);
    },
    onFiles: async () => {
      sizes.push(written);
      stop.abort();
    },
  });
  expect(sizes).toEqual([8]);
}, 30_000);

test.skipIf(process.platform !== 'linux')(
  'files and folders whose names are not in UTF-8 are reported once, as they cannot be opened',
  async () => {
    const folder = newFolder();
    const at = (...names: (string | Buffer)[]) =>
      Buffer.concat([folder, ...names].flatMap((name, i) => [Buffer.from(i === 0 ? '' : '/'), Buffer.from(name)]));
    const latin1 = (name: string) => Buffer.from(name, 'latin1');
    writeFileSync(at(latin1('café.bib')), 'x');
    writeFileSync(at(latin1('café.pdf')), 'x');
    mkdirSync(at(latin1('études')));
    mkdirSync(at('sub'));
    writeFileSync(at('sub', latin1('thé.ris')), 'x');
    writeFileSync(join(folder, 'named-\uFFFD.ris'), 'x');
    const batches = await watched(
      folder,
      () => {
        writeFileSync(at(latin1('naïve.bib')), 'x');
        mkdirSync(join(folder, 'new'));
        writeFileSync(at('new', latin1('rôle.bib')), 'x');
        appendFileSync(at(latin1('café.bib')), 'y');
        writeFileSync(join(folder, 'last.bib'), 'x');
      },
      (files) => files.includes('last.bib'),
    );
    expect(batches.flat().sort()).toEqual(
      [
        'caf\uFFFD.bib',
        'last.bib',
        'named-\uFFFD.ris',
        'na\uFFFDve.bib',
        'new/r\uFFFDle.bib',
        'sub/th\uFFFD.ris',
        '\uFFFDtudes',
      ].sort(),
    );
  },
  30_000,
);

test('a watched folder that is gone is named, and watched again once it is back', async () => {
  const [one, other] = [newFolder(), newFolder()];
  const stop = new AbortController();
  const events: string[] = [];
  await watchFolders([one, other], {
    settleMs: 300,
    signal: stop.signal,
    onReady: () => rmSync(one, { recursive: true }),
    onGone: (folder) => {
      events.push(`gone ${folder}`);
      mkdirSync(folder);
      writeFileSync(join(folder, 'there.bib'), 'x');
    },
    onFiles: async (files) => {
      events.push(...files);
      if (files.includes(join(one, 'there.bib'))) writeFileSync(join(one, 'new.bib'), 'x');
      if (files.includes(join(one, 'new.bib'))) stop.abort();
    },
  });
  expect(events).toEqual([`gone ${one}`, join(one, 'there.bib'), join(one, 'new.bib')]);
}, 30_000);

test('what goes wrong while adding ends the watch', async () => {
  const folder = newFolder();
  writeFileSync(join(folder, 'a.bib'), 'x');
  const failing = watchFolders([folder], {
    settleMs: 100,
    signal: new AbortController().signal,
    onFiles: async () => {
      throw new Error('the disk is full');
    },
  });
  await expect(failing).rejects.toThrow('the disk is full');
}, 30_000);

test('a watched folder that is deleted is named, and watching ends with the last one', async () => {
  const [one, other] = [newFolder(), newFolder()];
  const gone: string[] = [];
  const begin = () => rmSync(one, { recursive: true });
  const watching = watchFolders([one, other], {
    settleMs: 300,
    signal: new AbortController().signal,
    onReady: () => void begin(),
    onGone: (folder) => {
      gone.push(folder);
      rmSync(other, { recursive: true });
    },
    onFiles: async () => {},
  });
  await expect(watching).rejects.toMatchObject({ code: 'INPUT_UNREADABLE', message: `the folder ${other} is gone` });
  expect(gone).toEqual([one]);
}, 30_000);

test('a file in place of a folder is named as that', async () => {
  const file = join(newFolder(), 'papers.bib');
  writeFileSync(file, 'x');
  const watching = run([file], { index: newFolder(), waitMs: 0 }, new AbortController().signal);
  await expect(watching).rejects.toMatchObject({ code: 'INPUT_UNREADABLE', message: `${file} is not a folder` });
});
