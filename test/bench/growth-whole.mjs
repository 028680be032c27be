#!/usr/bin/env node
/**
 * What looks at all papers, and what a server holds, as a collection grows.
 *
 *   node test/bench/growth-whole.mjs --index DIR[,DIR…] [--only duplicates,themes,export,clients] [--checkout DIR]
 *
 * The indexes are made by `growth.mjs --index DIR --papers N --grow`. “Whole” is near-duplicates, and themes, of papers
 * that have none yet; “and one more” is near-duplicates after another paper came. `export` writes JSON lines. Eight
 * clients ask for 10 s, each question once.
 */
import { spawn } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import autocannon from 'autocannon';
import { loadSqlite } from '../../dist/store/sqlite/database/driver.js';
import { row, shown, timed } from './timed.mjs';

const Database = await loadSqlite();
const KINDS = ['duplicates', 'themes', 'export', 'clients'];
const { values } = parseArgs({
  options: {
    index: { type: 'string' },
    only: { type: 'string', default: KINDS.join(',') },
    checkout: { type: 'string', default: resolve(import.meta.dirname, '../..') },
  },
});
const cli = join(resolve(values.checkout), 'dist/present/cli/main.js');
const kinds = values.only.split(',');
const [CLIENTS, SECONDS] = [8, 10];

function forget(index, names) {
  const database = new Database(join(index, 'papers.sqlite'));
  database.prepare(`DELETE FROM derived WHERE name IN (${names.map(() => '?').join(', ')})`).run(names);
  database.close();
}

function duplicates(index) {
  forget(index, ['duplicate-comparison', 'duplicate-features']);
  const whole = timed([cli, 'duplicates', '--index', index]);
  const file = join(tmpdir(), `one-more-${process.pid}.jsonl`);
  const abstract = 'A paper that came after all others of this collection were compared, with words of its own.';
  writeFileSync(file, JSON.stringify({ id: 'one-more', title: 'One more paper', abstract }));
  timed([cli, 'add', file, '--index', index]);
  const one = timed([cli, 'duplicates', '--index', index]);
  timed([cli, 'remove', 'one-more', '--index', index]);
  rmSync(file);
  return [shown(whole), shown(one)];
}

function themes(index) {
  forget(index, ['themes', 'themes-before']);
  return [shown(timed([cli, 'themes', '--index', index]))];
}

const exported = (index) => [shown(timed([cli, 'export', '--format', 'jsonl', '--index', index]))];

/** Resident memory of a process and of those that it started, in MB. */
function residentMb(pid) {
  const kb = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
  return kb / 1024 + children.reduce((sum, child) => sum + residentMb(child), 0);
}

async function clients(index) {
  const database = new Database(join(index, 'papers.sqlite'), { readonly: true });
  const titles = database.prepare('SELECT title FROM heading ORDER BY id LIMIT 2000').pluck().all();
  database.close();
  const server = spawn(process.execPath, [cli, 'serve', '--port', '0', '--index', index], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const url = await new Promise((found) => {
    let text = '';
    const read = (part) => {
      text += part;
      const [at] = /http:\/\/[\d.]+:\d+\//.exec(text) ?? [];
      if (at !== undefined) found(at);
    };
    server.stdout.on('data', read);
    server.stderr.on('data', read);
  });
  let next = 0;
  const path = () =>
    `/api/search?q=${encodeURIComponent(titles[next++ % titles.length].split(' ').slice(0, 4).join(' '))}`;
  for (let i = 0; i < 40; i++) await (await fetch(new URL(path(), url))).text();
  const answers = await autocannon({
    url,
    connections: CLIENTS,
    duration: SECONDS,
    requests: [{ setupRequest: (request) => ({ ...request, path: path() }) }],
  });
  await new Promise((later) => setTimeout(later, 5_000));
  const rest = residentMb(server.pid);
  server.kill('SIGTERM');
  await new Promise((ended) => server.on('exit', ended));
  const { p50, p97_5 } = answers.latency;
  return [
    `${answers.requests.average.toFixed(0)}/s, ${p50} / ${p97_5} ms, ${answers.non2xx} failed`,
    `${rest.toFixed(0)} MB`,
  ];
}

const MEASURES = {
  duplicates: [['duplicates, whole', 'and one more'], duplicates],
  themes: [['themes, whole'], themes],
  export: [['export'], exported],
  clients: [['8 clients, p50 / p97.5', 'server at rest'], clients],
};
const chosen = kinds.map((kind) => MEASURES[kind]);
row(['papers', ...chosen.flatMap(([names]) => names)]);
row(['--', ...chosen.flatMap(([names]) => names.map(() => '--'))]);
for (const index of values.index.split(',').map((dir) => resolve(dir))) {
  const database = new Database(join(index, 'papers.sqlite'), { readonly: true });
  const papers = database.prepare('SELECT count(*) FROM paper').pluck().get();
  database.close();
  const cells = [];
  for (const [, measure] of chosen) cells.push(...(await measure(index)));
  row([papers.toLocaleString('en'), ...cells]);
}
