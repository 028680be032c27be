/** The page keeps the rules of the house too. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FORMATS } from '../../../src/index.js';
import { filters } from '../../../src/present/verbs/verb.js';
import { FORMAT_TITLES } from '../../../src/present/web/page/add/formats.js';
import { FILTERS } from '../../../src/present/web/page/address.js';
import { wire } from '../../../src/present/wire.js';
import { inCheckout } from '../../support/folders.js';
import { CAPS, measureHouse, sourcesIn } from '../../support/house-measures.js';

const PAGE = inCheckout('src/present/web/page');

/** @param path of a module, from the folder above the page */
function importsAnything(path: string): boolean {
  return /^import /m.test(readFileSync(join(PAGE, '..', path.replace(/js$/, 'ts')), 'utf8'));
}

const files = readdirSync(PAGE, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(tsx?|css|html)$/.test(file))
  .sort();
const code = sourcesIn(PAGE);

describe('the page', () => {
  test(`has no file over ${CAPS.fileLines} lines and no function over ${CAPS.functionLines}`, () => {
    expect(
      files.filter((file) => readFileSync(join(PAGE, file), 'utf8').split('\n').length > CAPS.fileLines + 1),
    ).toEqual([]);
    expect(measureHouse(code).longFunctions).toEqual([]);
  });

  test('never makes markup of a text, nor code', () => {
    const ways =
      /innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|document\.write|\beval\(|new Function|srcdoc/;
    expect(code.filter(({ text }) => ways.test(text)).map(({ file }) => file)).toEqual([]);
  });

  test('takes types only from the rest of the project, and what imports nothing, so that no more reaches the browser', () => {
    const beyond = code.flatMap(({ file, text }) =>
      [...text.matchAll(/^import (?!type )[^;]*? from '((?:\.\.\/)+[^']*)';/gm)]
        .map(([, to]) => join('page', file, '..', to!))
        .filter((to) => !to.startsWith('page/') && importsAnything(to))
        .map((to) => `${file} → ${to}`),
    );
    expect(beyond).toEqual([]);
  });

  test('has a title for every format that is read, and for no other', () => {
    expect(Object.keys(FORMAT_TITLES).sort()).toEqual([...FORMATS].sort());
  });

  test('has every filter of the server, and so has a saved search', () => {
    const sent = Object.keys(filters).sort();
    expect([...FILTERS].sort()).toEqual(sent);
    expect(Object.keys(wire.savedSearch.shape.filters.shape).sort()).toEqual(sent);
  });

  test('is built for the browsers that the documentation names, and asks for nothing that they lack', () => {
    const target = (browser: string) =>
      new RegExp(`'${browser}([\\d.]+)'`).exec(readFileSync(join(PAGE, 'vite.config.ts'), 'utf8'))?.[1];
    const documented = /Chrome and Edge from version (\S+), Firefox from (\S+) and Safari from (\d+\.\d+)/.exec(
      readFileSync(inCheckout('docs/page-and-http.md'), 'utf8'),
    );
    expect(documented?.slice(1)).toEqual(['chrome', 'firefox', 'safari'].map(target));
    const newer =
      /URL\.(canParse|parse)|AbortSignal\.any|Promise\.(withResolvers|try)|showPopover|\bpopover=|startViewTransition/;
    expect(code.filter(({ text }) => newer.test(text)).map(({ file }) => file)).toEqual([]);
  });

  test('names no other host but those of links that a person follows', () => {
    const named = code.filter(({ text }) => /https?:\/\/(?!paperkin')/.test(text)).map(({ file }) => file);
    expect(named).toEqual([join('papers', 'identifiers.tsx'), join('parts', 'prose-segments.ts')]);
  });
});
