#!/usr/bin/env node
/**
 * Workers of an index in PostgreSQL that are killed (SIGKILL) while they hold papers: is every paper embedded once in
 * the end? And how fast are several workers beside one?
 *
 *   node test/bench/postgres-workers.mjs --index URL [--workers 4] [--kills 50] [--seconds 3] [--rate 30] FILE…
 *     [--model DIR]
 *
 * The index must be new. The papers of the files are added with --embed-later. Each worker is killed at a random moment
 * within so many seconds after it has taken papers. A kill counts if the transaction of that worker was open at that
 * moment, so that it held a batch. With a small model, many batches are committed between the kills. Then one worker,
 * and as many as before, are measured for `--rate` seconds from their first batch on; then one is left to finish.
 */
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    index: { type: 'string' },
    workers: { type: 'string', default: '4' },
    kills: { type: 'string', default: '50' },
    seconds: { type: 'string', default: '3' },
    rate: { type: 'string', default: '30' },
    model: { type: 'string' },
  },
});
const cli = join(resolve(import.meta.dirname, '../../dist'), 'present/cli/main.js');
const WORKERS = Number(values.workers);
const MODEL = values.model === undefined ? [] : ['--model', values.model];
const KILLS = Number(values.kills);
const POLL_MS = 25;

const url = new URL(values.index);
const schema = url.searchParams.get('schema') ?? 'paperkin';
const client = new pg.Pool({ connectionString: url.href.split('?')[0] });
const one = async (sql, parameters = []) => (await client.query(sql, parameters)).rows[0];

function paperkin(...args) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [cli, ...args, ...MODEL, '--json', '--index', values.index],
    {
      encoding: 'utf8',
    },
  );
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

let started = 0;
function startWorker() {
  const name = `worker ${++started}`;
  const named = new URL(values.index);
  named.searchParams.set('application_name', name);
  const child = spawn(process.execPath, [cli, 'work', ...MODEL, '--index', named.href], { stdio: 'ignore' });
  return { name, child, ended: new Promise((settle) => child.once('exit', settle)) };
}

/** Whether the worker is between the two statements of a batch: it has locked papers and embeds them. */
async function holdsPapers(name) {
  const { holding } = await one(
    `SELECT count(*) > 0 AS holding FROM pg_stat_activity JOIN pg_locks USING (pid)
     WHERE application_name = $1 AND state = 'idle in transaction'
       AND relation = to_regclass($2) AND mode = 'RowShareLock'`,
    [name, `"${schema}".waiting`],
  );
  return holding;
}

let kills = 0;
let others = 0;
async function killOne() {
  const { name, child, ended } = startWorker();
  while (child.exitCode === null && !(await holdsPapers(name))) await pause(POLL_MS);
  await pause(Math.random() * 1_000 * Number(values.seconds));
  const held = child.exitCode === null && (await holdsPapers(name));
  const killed = child.kill('SIGKILL');
  await ended;
  if (held && killed) kills++;
  else others++;
}

const committed = async () =>
  Number((await one(`SELECT coalesce(sum(papers), 0) AS papers FROM "${schema}".embedded_batch`)).papers);
const waiting = async () => Number((await one(`SELECT count(*) AS papers FROM "${schema}".waiting`)).papers);

/** Seconds that a process has computed (Linux: hundredths of a second). */
function processorSeconds({ child }) {
  const [, rest] = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ');
  const fields = rest.split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** Papers a second of so many workers, from the first batch of each on: of time, and of their processor time. */
async function rateOf(count) {
  const workers = Array.from({ length: count }, startWorker);
  for (const { name, child } of workers)
    while (child.exitCode === null && !(await holdsPapers(name))) await pause(POLL_MS);
  const used = () => workers.reduce((sum, worker) => sum + processorSeconds(worker), 0);
  const [before, began, usedBefore] = [await committed(), performance.now(), used()];
  await pause(1_000 * Number(values.rate));
  const papers = (await committed()) - before;
  const computed = used() - usedBefore;
  const rate = `${((1_000 * papers) / (performance.now() - began)).toFixed(1)} papers/s`;
  const left = await waiting();
  for (const { child } of workers) child.kill('SIGKILL');
  await Promise.all(workers.map(({ ended }) => ended));
  const busy = `${(papers / computed).toFixed(1)} a second of processor time (${computed.toFixed(0)} s), load ${loadavg()[0].toFixed(1)}`;
  return `${rate}, ${busy}${left === 0 ? ' (too few papers)' : ''}`;
}

const { papers } = paperkin('add', ...positionals, '--embed-later');
await Promise.all(
  Array.from({ length: WORKERS }, async () => {
    while (kills < KILLS && (await waiting()) > 0) await killOne();
  }),
);
const [waited, embedded] = [await waiting(), await committed()];
console.log(`${papers} papers, ${kills} workers killed while they held papers, ${others} at other moments`);
console.log(`after the kills: ${embedded} embedded, ${waited} waiting`);
if (Number(values.rate) > 0) for (const count of [1, WORKERS]) console.log(`${count} workers: ${await rateOf(count)}`);
paperkin('work');
const rest = await one(
  `SELECT (SELECT count(*) FROM "${schema}".heading)::int AS papers, count(*)::int AS embeddings,
     count(DISTINCT paper)::int AS distinct, (SELECT count(*) FROM "${schema}".waiting)::int AS waiting
   FROM "${schema}".embedding`,
);
const { ok, checks } = paperkin('doctor');
const batches = await committed();
console.log(`at rest: ${JSON.stringify(rest)}; papers in all committed batches: ${batches}`);
console.log(`doctor ${ok ? 'finds no fault' : JSON.stringify(checks)}`);
await client.end();
const once = [rest.papers, rest.embeddings, rest.distinct, batches].every((count) => count === papers);
process.exitCode = once && rest.waiting === 0 && ok ? 0 : 1;
