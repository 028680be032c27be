#!/usr/bin/env node
// The main job on the fixture pages, in a fresh index: what a person sees in the first minute.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const index = mkdtempSync(join(tmpdir(), 'paperkin-demo-'));
process.on('exit', () => rmSync(index, { recursive: true, force: true }));

for (const args of [
  ['add', 'fixtures/pages'],
  ['search', 'reasoning in hidden states instead of words', '--limit', '5'],
  ['themes'],
  ['duplicates'],
]) {
  console.log(`\n$ paperkin ${args.map((arg) => (/\s/.test(arg) ? `"${arg}"` : arg)).join(' ')}\n`);
  const { status, signal } = spawnSync(process.execPath, [join(root, 'dist/present/cli/main.js'), ...args], {
    cwd: root,
    env: { ...process.env, PAPERKIN_INDEX: index },
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(signal === 'SIGINT' ? 130 : (status ?? 1));
}
console.log('\nThat was a fresh index of invented papers, and it is gone again. Your own: npx paperkin add FILE…');
