#!/usr/bin/env node
/**
 * Workers of an index in PostgreSQL that are killed (SIGKILL) at random moments: is every paper embedded in the end?
 *
 *   node test/bench/postgres-workers.mjs --index URL [--workers 2] [--kills 50] [--seconds 6] FILE…
 *
 * The index must be new. The papers of the files are added with --embed-later; workers are started and killed until so
 * many have been, then one is left to finish.
 */
import { spawn, spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    index: { type: 'string' },
    workers: { type: 'string', default: '2' },
    kills: { type: 'string', default: '50' },
    seconds: { type: 'string', default: '6' },
  },
});
const cli = join(resolve(import.meta.dirname, '../../dist'), 'present/cli/main.js');
const SHORTEST_MS = 200;
/** On a busy machine a worker needs longer than six seconds to embed its first batch. */
const LONGEST_MS = 1_000 * Number(values.seconds);

function paperkin(...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args, '--json', '--index', values.index], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

async function killedWorker() {
  const worker = spawn(process.execPath, [cli, 'work', '--index', values.index], { stdio: 'ignore' });
  const ended = new Promise((settle) => worker.once('exit', settle));
  const lived = pause(SHORTEST_MS + Math.random() * (LONGEST_MS - SHORTEST_MS)).then(() => worker.kill('SIGKILL'));
  await Promise.race([ended, lived]);
  await ended;
}

const { papers } = paperkin('add', ...positionals, '--embed-later');
const before = [];
let kills = 0;
await Promise.all(
  Array.from({ length: Number(values.workers) }, async () => {
    while (kills++ < Number(values.kills)) await killedWorker();
  }),
);
before.push(paperkin('status').waiting.papers);
const { embedded } = paperkin('work');
const { waiting, embeddings } = paperkin('status');
const { ok, checks } = paperkin('doctor');
console.log(
  `${papers} papers, ${values.kills} kills: ${before[0]} waited still, ${embedded} embedded by the last worker`,
);
console.log(
  `at rest: ${waiting.papers} wait, ${embeddings} distinct texts embedded, doctor ${ok ? 'finds no fault' : JSON.stringify(checks)}`,
);
