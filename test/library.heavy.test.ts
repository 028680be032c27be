import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { inCheckout, newFolder } from './support/folders.js';
import { unnamedTypes } from './support/public-types.js';

test('every type that options and answers of the library have can be imported by name', () => {
  expect(unnamedTypes()).toEqual([]);
});

const example = /^```ts\n(.*?)^```/ms.exec(readFileSync(inCheckout('docs/library.md'), 'utf8'))![1]!;

/** An empty project in which paperkin is installed, with the example of the documents in it. */
function project(): string {
  const folder = newFolder();
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(inCheckout('.'), join(folder, 'node_modules/paperkin'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(folder, 'example.ts'), example);
  return folder;
}

test('the example of the documents compiles as strictly as can be, in projects of either kind', () => {
  const folder = project();
  const strict = ['--strict', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess', '--noEmit'];
  for (const kind of ['--module nodenext', '--module esnext --moduleResolution bundler'])
    execFileSync(
      process.execPath,
      [
        inCheckout('node_modules/@typescript/native-preview/bin/tsgo'),
        ...strict,
        '--target',
        'es2022',
        ...kind.split(' '),
        'example.ts',
      ],
      { cwd: folder, encoding: 'utf8' },
    );
});

test('the example of the documents runs as it is written', () => {
  const cwd = project();
  symlinkSync(inCheckout('fixtures/pages'), join(cwd, 'saved-pages'));
  const tsx = pathToFileURL(inCheckout('node_modules/tsx/dist/esm/index.mjs')).href;
  const stdout = execFileSync(process.execPath, ['--import', tsx, 'example.ts'], { cwd, encoding: 'utf8' });
  const lines = stdout.trim().split('\n');
  expect(stdout.match(/^0\.\d{3} .+$/gm)).toHaveLength(5);
  expect(stdout.match(/^@/gm)).toHaveLength(10);
  expect(stdout).toContain('title = {{Latent Loops}}');
  expect(lines.at(-1)).toBe('PAPER_UNKNOWN - no paper has the id no-such-paper');
});
