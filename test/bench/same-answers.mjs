#!/usr/bin/env node
/**
 * Compares the answers of two builds byte by byte, for changes that must not alter any.
 *
 *   node test/bench/same-answers.mjs OTHER_CHECKOUT PAGES
 *
 * OTHER_CHECKOUT: a second, built checkout. PAGES: a folder of papers. Both builds add the same files and answer the
 * same commands. Exit code 0 if every answer is the same, 1 otherwise.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const [other, pages] = process.argv.slice(2);
if (other === undefined || pages === undefined) {
  console.error('usage: node test/bench/same-answers.mjs OTHER_CHECKOUT PAGES');
  process.exit(2);
}
const checkouts = [resolve(import.meta.dirname, '../..'), resolve(other)];
const indexes = checkouts.map(() => mkdtempSync(join(tmpdir(), 'paperkin-')));

function run(build, args) {
  const command = [join(checkouts[build], 'dist/present/cli/main.js'), '--index', indexes[build], ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8', maxBuffer: 2 ** 29 });
  if (status !== 0) throw new Error(`${checkouts[build]}: paperkin ${args.join(' ')} failed: ${stderr}`);
  return stdout;
}

let different = 0;
function compare(args) {
  const [mine, theirs] = checkouts.map((_, build) => run(build, args));
  const same = mine === theirs;
  if (!same) different++;
  console.log(`${same ? 'same     ' : 'DIFFERENT'}  ${String(mine.length).padStart(9)} bytes  ${args.join(' ')}`);
}

try {
  compare(['add', resolve(pages), '--json']);
  const { papers } = JSON.parse(run(0, ['list', '--json']));
  const ids = papers.filter((_, i) => i % 40 === 0).map(({ id }) => id);
  compare(['list', '--json']);
  for (const query of ['latent reasoning', 'reward hacking', 'GRPO', 'how to cook a soup']) {
    for (const mode of ['hybrid', 'dense', 'lexical'])
      compare(['search', query, '--mode', mode, '--explain', '--json']);
  }
  for (const id of ids) {
    compare(['show', id, '--json']);
    compare(['similar', id, '--json']);
  }
  compare(['themes', '--why', '--json']);
  compare(['themes', 'of', 'robots that fold laundry', '--json']);
  compare(['duplicates', '--borderline', '--json']);
  for (const format of ['bibtex', 'ris', 'csv', 'jsonl', 'atlas']) compare(['export', '--format', format]);
} finally {
  for (const index of indexes) rmSync(index, { recursive: true, force: true });
}
console.log(different === 0 ? 'Every answer is the same.' : `${different} answers differ.`);
process.exitCode = different === 0 ? 0 : 1;
