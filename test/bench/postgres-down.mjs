#!/usr/bin/env node
/**
 * What clients see when a server with partitions of an index stops and starts in the middle of searches and adds.
 *
 *   npm run build && node .ci/postgres.mjs start FOLDER 3
 *   node test/bench/postgres-down.mjs --folder FOLDER --urls URL,URL,URL
 *
 * The pages of the fixtures are added to an index over the three servers. Two `paperkin serve` are asked the same
 * questions, one of them with `--partial`; first for the same bytes, then by two clients each, while the third server is
 * stopped (`pg_ctl -m fast`) and started again. A writer adds a paper every 100 ms. Prints for each client and second
 * what its answers were; at the end, whether every paper that was acknowledged is there and no other.
 */
import { execFile, execFileSync, spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs, promisify } from 'node:util';
import pg from 'pg';

const { values } = parseArgs({ options: { folder: { type: 'string' }, urls: { type: 'string' } } });
const dist = resolve(import.meta.dirname, '../../dist');
const { openStore, postgresPlan } = await import(join(dist, 'store/index.js'));
const { indexWords } = await import(join(dist, 'text/terms.js'));
const { hashOfText } = await import(join(dist, 'text/hash-of-text.js'));
const cli = join(dist, 'present/cli/main.js');
const urls = values.urls.split(',');
const schema = `down_${process.pid}`;
const index = `${urls[0]}?schema=${schema}`;
const [STOP_S, START_S, END_S] = [8, 20, 40];
const QUESTIONS = ['latent reasoning', 'robots that grasp', 'reward models', 'GRPO', 'a benchmark of agents'];

async function runSql(url, sql) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql);
  await client.end();
}

async function makeIndex() {
  const sql = await postgresPlan({
    servers: ['local', ...urls.slice(1)],
    schema,
    partitions: 3,
    dimension: 384,
    citus: false,
  });
  const parts = sql.split(/^-- On .*$/m).slice(1);
  for (const [place, url] of [urls[1], urls[2], urls[0]].entries()) await runSql(url, parts[place]);
  const pages = [1, 2, 3, 4].map((n) => resolve(import.meta.dirname, `../../fixtures/pages/daily-${n}.txt`));
  execFileSync(process.execPath, [cli, 'add', ...pages, '--index', index], { stdio: 'ignore' });
}

/** `pg_ctl` of the third server, as the user that may run it. */
async function control(...args) {
  const data = join(resolve(values.folder), 'server-2');
  const command = ['/usr/lib/postgresql/15/bin/pg_ctl', '-D', data, '-l', join(data, 'log'), '-w', ...args];
  const [program, ...rest] = process.getuid() === 0 ? ['runuser', '-u', 'postgres', '--', ...command] : command;
  await promisify(execFile)(program, rest);
}

async function serving(...options) {
  const child = spawn(process.execPath, [cli, 'serve', '--port', '0', '--index', index, ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise((found) =>
    child.stdout.on('data', (text) => {
      const [at] = /http:\/\/[\d.]+:\d+\//.exec(String(text)) ?? [];
      if (at !== undefined) found(at);
    }),
  );
  return { url, child };
}

const ask = (server, question) => fetch(new URL(`/api/search?q=${encodeURIComponent(question)}`, server.url));

function kindOf(status, body) {
  if (status !== 200) return `${status} ${JSON.parse(body).detail ?? JSON.parse(body).title}`;
  const { missingServers } = JSON.parse(body);
  return missingServers === undefined ? 'whole' : `partial, without ${missingServers.join(', ')}`;
}

/** One question after the other; which answers came in which second, and the longest wait. */
async function client(server, began) {
  const seen = new Map();
  let longest = 0;
  for (let n = 0; performance.now() - began < END_S * 1000; n++) {
    const from = performance.now();
    const response = await ask(server, QUESTIONS[n % QUESTIONS.length]);
    const kind = kindOf(response.status, await response.text());
    longest = Math.max(longest, performance.now() - from);
    const second = Math.floor((performance.now() - began) / 1000);
    const one = seen.get(kind) ?? { first: second, last: second, answers: 0 };
    seen.set(kind, { first: one.first, last: second, answers: one.answers + 1 });
  }
  return { seen, longest };
}

function madePaper(n) {
  const [id, title] = [`added-${n}`, `Paper ${n} of the writer`];
  const nothing = { published: null, by: null, venue: null, url: null, comments: null };
  const paper = { id, title, abstract: 'Added in the middle.', authors: [], identifiers: {}, places: [], ...nothing };
  return { paper, given: true, keys: [`id:${id}`], textHash: hashOfText(title), words: indexWords(paper) };
}

async function writing(began) {
  const store = await openStore(index);
  const lock = await store.lock(5_000);
  const [seen, outcomes] = [new Map(), new Map()];
  let longest = 0;
  for (let n = 0; performance.now() - began < END_S * 1000; n++) {
    const from = performance.now();
    const kind = await store.write({ papers: [madePaper(n)] }).then(
      () => 'acknowledged',
      (error) => error.message,
    );
    longest = Math.max(longest, performance.now() - from);
    outcomes.set(`added-${n}`, kind);
    const second = Math.floor((performance.now() - began) / 1000);
    const one = seen.get(kind) ?? { first: second, last: second, answers: 0 };
    seen.set(kind, { first: one.first, last: second, answers: one.answers + 1 });
    await pause(100);
  }
  const there = new Set(
    await store.read(async (view) => (await view.headings([...outcomes.keys()])).map(({ id }) => id)),
  );
  const wrong = [...outcomes].filter(([id, kind]) => (kind === 'acknowledged') !== there.has(id));
  const faults = await store.check();
  lock.release();
  await store.close();
  return { seen, longest, wrong, faults };
}

await makeIndex();
const [plain, partial] = [await serving(), await serving('--partial')];
let same = 0;
for (const question of QUESTIONS)
  if ((await (await ask(plain, question)).text()) === (await (await ask(partial, question)).text())) same++;
console.log(`${same} of ${QUESTIONS.length} answers of two servers are the same bytes\n`);
const began = performance.now();
const clients = [plain, plain, partial, partial].map((server) => client(server, began));
const writer = writing(began);
await pause(STOP_S * 1000);
await control('-m', 'fast', 'stop');
await pause(START_S * 1000 - (performance.now() - began));
await control('start');
console.log(`The server stopped at ${STOP_S} s and was started at ${START_S} s.\n`);
console.log('| client | answer | answers | from s | to s | longest wait |\n| -- | -- | -- | -- | -- | -- |');
const { wrong, faults, ...written } = await writer;
for (const [i, { seen, longest }] of [...(await Promise.all(clients)), written].entries())
  for (const [kind, { first, last, answers }] of seen)
    console.log(
      `| ${i === 4 ? 'writer' : `${i + 1}${i > 1 ? ', --partial' : ''}`} | ${kind} | ${answers} | ${first} | ${last} | ${longest.toFixed(0)} ms |`,
    );
console.log(`\nacknowledged and not there, or there and not acknowledged: ${wrong.length}; faults: ${faults.length}`);
for (const { child } of [plain, partial]) child.kill('SIGTERM');
for (const url of urls) await runSql(url, `DROP SCHEMA IF EXISTS "${schema}" CASCADE`);
