/** The page keeps the rules of the house too. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { FORMATS } from '../../../src/index.js';
import { FORMAT_TITLES } from '../../../src/present/web/page/add/formats.js';
import { inCheckout } from '../../support/folders.js';

const PAGE = inCheckout('src/present/web/page');
const LONGEST_FILE = 300;
const LONGEST_FUNCTION = 60;

const files = readdirSync(PAGE, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(tsx?|css|html)$/.test(file))
  .sort();
const code = files
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => ({ file, text: readFileSync(join(PAGE, file), 'utf8') }));

function longFunctions(file: string, text: string): string[] {
  const source = ts.createSourceFile(
    file,
    text,
    ts.ScriptTarget.Latest,
    true,
    file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  );
  const found: string[] = [];
  const lineOf = (position: number) => source.getLineAndCharacterOfPosition(position).line;
  const walk = (node: ts.Node) => {
    if (ts.isFunctionLike(node) && lineOf(node.end) - lineOf(node.getStart()) + 1 > LONGEST_FUNCTION)
      found.push(`${file}:${lineOf(node.getStart()) + 1}`);
    ts.forEachChild(node, walk);
  };
  walk(source);
  return found;
}

describe('the page', () => {
  test(`has no file over ${LONGEST_FILE} lines and no function over ${LONGEST_FUNCTION}`, () => {
    expect(
      files.filter((file) => readFileSync(join(PAGE, file), 'utf8').split('\n').length > LONGEST_FILE + 1),
    ).toEqual([]);
    expect(code.flatMap(({ file, text }) => longFunctions(file, text))).toEqual([]);
  });

  test('never makes markup of a text, nor code', () => {
    const ways =
      /innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|document\.write|\beval\(|new Function|srcdoc/;
    expect(code.filter(({ text }) => ways.test(text)).map(({ file }) => file)).toEqual([]);
  });

  test('takes types only from the rest of the project, so that none of it reaches the browser', () => {
    const beyond = code.flatMap(({ file, text }) =>
      [...text.matchAll(/^import (?!type )[^;]*? from '((?:\.\.\/)+[^']*)';/gm)]
        .map(([, to]) => join('page', file, '..', to!))
        .filter((to) => !to.startsWith('page/'))
        .map((to) => `${file} → ${to}`),
    );
    expect(beyond).toEqual([]);
  });

  test('has a title for every format that is read, and for no other', () => {
    expect(Object.keys(FORMAT_TITLES).sort()).toEqual([...FORMATS].sort());
  });

  test('names no other host but those of links that a person follows', () => {
    const named = code.filter(({ text }) => /https?:\/\/(?!paperkin')/.test(text)).map(({ file }) => file);
    expect(named).toEqual([join('papers', 'identifiers.tsx')]);
  });
});
