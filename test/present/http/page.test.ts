import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { openPage, type PageFiles } from '../../../src/present/http/page.js';
import { newFolder } from '../../support/folders.js';

let page: PageFiles;
beforeAll(() => {
  const folder = join(newFolder(), 'page');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(folder, '..', 'secret.txt'), 'secret');
  writeFileSync(join(folder, 'index.html'), '<!doctype html>');
  writeFileSync(join(folder, 'assets', 'main-abc.js'), 'let x;');
  writeFileSync(join(folder, 'notes.unknown'), 'x');
  page = openPage(folder);
});

describe('the page', () => {
  test('has its larger texts compressed too', () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'index.html'), '<!doctype html>');
    writeFileSync(join(folder, 'long.js'), 'let x; '.repeat(1_000));
    const opened = openPage(folder);
    const { bytes, gzipped } = opened.fileAt('/long.js', false)!;
    expect(gunzipSync(gzipped!)).toEqual(bytes);
    expect(opened.fileAt('/', true)!.gzipped).toBeUndefined();
  });

  test('is its first file at /', () => {
    expect(page.fileAt('/', true)).toMatchObject({
      headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' },
    });
  });

  test('keeps files with a hash in their name for good', () => {
    expect(page.fileAt('/assets/main-abc.js', false)).toMatchObject({
      headers: {
        'content-type': 'text/javascript; charset=utf-8',
        'cache-control': expect.stringContaining('immutable'),
      },
    });
  });

  test('is itself at the address of a view, dots in ids and all, but only for a browser that asks for a page', () => {
    expect(page.fileAt('/papers/qwen2.5-vl-abcde', true)?.bytes.toString()).toBe('<!doctype html>');
    expect(page.fileAt('/papers/qwen2.5-vl-abcde', false)).toBeUndefined();
  });

  test.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '//secret.txt',
    '/notes.unknown',
    '/assets',
    'secret.txt',
    '/__proto__',
    '/constructor',
  ])('has nothing at %s', (path) => {
    expect(page.fileAt(path, false)).toBeUndefined();
  });

  test('that was not built is nowhere', () => {
    expect(openPage(newFolder()).fileAt('/', true)).toBeUndefined();
    expect(openPage(join(newFolder(), 'nowhere')).fileAt('/', true)).toBeUndefined();
  });
});
