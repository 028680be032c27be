import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CorpusError, type ErrorCode, exitCodeOf } from '../src/index.js';
import { problemOf } from '../src/present/http/problem.js';
import { inCheckout } from './support/folders.js';

const rows = readFileSync(inCheckout('docs/library.md'), 'utf8')
  .split('## Error codes')[1]!
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => line.split('|').map((cell) => cell.trim()));

test('the documentation has every error code, with its exit code and HTTP status', () => {
  const source = readFileSync(inCheckout('src/errors.ts'), 'utf8');
  const codes = [...source.matchAll(/^ {2}([A-Z_]+): \d+,$/gm)].map(([, code]) => code!);
  const documented = rows.flatMap(([, cell, , exit, statuses]) => {
    const named = [...cell!.matchAll(/`([A-Z_]+)`/g)].map(([, code]) => code as ErrorCode);
    const each = statuses!.split(', ');
    return named.map((code, i) => ({ code, exit: Number(exit), status: Number(each[i] ?? each.at(-1)) }));
  });
  expect(documented.map(({ code }) => code).sort()).toEqual(codes.sort());
  for (const { code, exit, status } of documented) {
    expect([code, exitCodeOf(code)]).toEqual([code, exit]);
    expect([code, problemOf(new CorpusError(code, '', '')).status]).toEqual([code, status]);
  }
});
