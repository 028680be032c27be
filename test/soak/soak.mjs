#!/usr/bin/env node
/**
 * A server under reads and writes for a long time: every answer is checked, memory and file handles have to stay flat.
 *
 *   npm run soak -- [--minutes 30] [--papers 300] [--readers 3]
 *
 * A writer sends files, removes old papers so that the collection keeps its size, and now and then goes away in the
 * middle of an upload. Readers search, list, look at themes and near-duplicates, export, and break off. Every paper
 * that was acknowledged has to be found by its own words; every one that was removed has to be gone. At the end the
 * server is told to stop, and `doctor` reads the index. Exit code 1 where anything did not hold.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const CLI = resolve(import.meta.dirname, '../../dist/present/cli/main.js');
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '30' },
    papers: { type: 'string', default: '300' },
    readers: { type: 'string', default: '3' },
  },
});
const MINUTES = Number(values.minutes);
const SAMPLES = 60;
/** The last third of the time may need so much more memory than the second; what is cached in the first is not counted. */
const MEMORY_GROWTH = 1.1;
const HANDLE_GROWTH = 8;
const STOP_MS = 5_000;
const BATCH = 10;

const index = mkdtempSync(join(tmpdir(), 'paperkin-soak-'));
const server = spawn(process.execPath, [CLI, 'serve', '--port', '0', '--json', '--index', index], {
  stdio: ['ignore', 'pipe', 'pipe'],
});
let log = '';
server.stderr.setEncoding('utf8').on('data', (text) => {
  log += text;
});
const { url } = JSON.parse(String((await once(server.stdout, 'data'))[0]));
const until = Date.now() + MINUTES * 60_000;
const failures = [];
const counts = new Map();
const papers = new Map(); // id → title, of every paper that was acknowledged and not removed
let next = 0;

const fail = (text) => {
  if (failures.length < 50) failures.push(text);
};
const count = (what) => counts.set(what, (counts.get(what) ?? 0) + 1);

/** Two words of no other paper, so that a search for them has one right answer. */
const ownWords = (i) => `zq${i.toString(36)}lamp vx${(i * 7919).toString(36)}stone`;
const newPaper = () => {
  const i = next++;
  return {
    id: `soak-${String(i).padStart(6, '0')}`, // none is the beginning of another
    title: `On ${ownWords(i)} and their light`,
    abstract: `We study ${ownWords(i)} in ${i % 13} rooms. Number ${i} of ${['rain', 'snow', 'wind', 'hail'][i % 4]} is measured ${i % 7} times.`,
    published: `20${10 + (i % 15)}-0${1 + (i % 9)}-11`,
  };
};

async function ask(path, init) {
  const response = await fetch(url + path, init);
  count(response.status);
  if (response.status >= 500 && response.status !== 503) fail(`${path}: ${response.status} ${await response.text()}`);
  return response;
}

async function addPapers() {
  const sent = Array.from({ length: BATCH }, newPaper);
  const response = await ask('api/papers?name=soak.jsonl', {
    method: 'POST',
    body: sent.map((paper) => JSON.stringify(paper)).join('\n'),
    headers: { 'content-type': 'application/octet-stream' },
  });
  const report = await response.json();
  if (response.status !== 200 || report.added !== BATCH) return fail(`added ${JSON.stringify(report)}`);
  for (const { id, title } of sent) papers.set(id, title);
}

/** What is sent here may be there or not. It has ids of its own, so that no check counts on it. */
async function goAway() {
  const away = new AbortController();
  const body = Array.from({ length: 200 }, (_, i) =>
    JSON.stringify({ id: `away-${i}`, title: `Away ${i}`, abstract: `Sent by somebody who left, number ${i}.` }),
  ).join('\n');
  const headers = { accept: 'text/event-stream', 'content-type': 'application/octet-stream' };
  try {
    const response = await fetch(`${url}api/papers?name=away.jsonl`, {
      method: 'POST',
      body,
      headers,
      signal: away.signal,
    });
    await response.body.getReader().read();
    away.abort();
  } catch {
    // that is what it is for
  }
  count('uploads broken off');
}

async function removeOldest() {
  while (papers.size > Number(values.papers)) {
    const [id] = papers.keys();
    papers.delete(id);
    const removed = await ask(`api/papers/${id}`, { method: 'DELETE' });
    if (removed.status !== 200) fail(`remove ${id}: ${removed.status}`);
    if ((await ask(`api/papers/${id}`)).status !== 404) fail(`${id} is there after it was removed`);
  }
}

async function write() {
  for (let i = 0; Date.now() < until; i++) {
    await addPapers();
    await removeOldest();
    if (i % 10 === 9) await goAway();
    await new Promise((done) => setTimeout(done, 1_000));
  }
}

async function checkOne() {
  const known = [...papers];
  const [id, title] = known[Math.floor(Math.random() * known.length)];
  const shown = await ask(`api/papers/${id}`);
  const found = await ask(`api/search?limit=3&q=${encodeURIComponent(ownWords(Number(id.slice(5))))}`);
  if (!papers.has(id)) return; // removed meanwhile
  if (shown.status !== 200 || (await shown.json()).paper.title !== title) fail(`${id} is not shown as it was sent`);
  const [first] = (await found.json()).papers ?? [];
  if (first?.paper.id !== id && papers.has(id)) fail(`${id} is not found by its own words: ${first?.paper.id}`);
  count('papers checked');
}

const READS = [
  () => ask('api/search?q=rain+and+wind&limit=20').then((response) => response.json()),
  () => ask('api/papers?limit=50').then((response) => response.json()),
  () => ask('api/status').then((response) => response.json()),
  () => ask('api/duplicates').then((response) => response.text()),
  () => ask('api/themes').then((response) => response.text()),
  () => ask('api/export?format=bibtex').then((response) => response.text()),
  async () => {
    const away = new AbortController();
    const asked = fetch(`${url}api/map`, { signal: away.signal }).catch(() => undefined);
    setTimeout(() => away.abort(), 20);
    await asked;
    count('questions broken off');
  },
];

async function read(reader) {
  for (let i = reader; Date.now() < until; i++) {
    if (papers.size === 0) await new Promise((done) => setTimeout(done, 200));
    else if (i % 3 !== 0) await checkOne();
    else await READS[Math.floor(i / 3) % READS.length]();
  }
}

/** Memory and open files of the server with all processes that it started. */
function measure() {
  const family = [];
  const visit = (pid) => {
    family.push(pid);
    for (const task of readdirSync(`/proc/${pid}/task`))
      for (const child of readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean))
        visit(child);
  };
  try {
    visit(server.pid);
    const rss = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
    const own = rss(server.pid);
    return {
      own,
      family: family.reduce((sum, pid) => sum + rss(pid), 0),
      handles: readdirSync(`/proc/${server.pid}/fd`).length,
    };
  } catch {
    return undefined; // a process ended while it was looked at
  }
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const samples = [];
const sampling = setInterval(
  () => {
    const sample = measure();
    if (sample !== undefined)
      samples.push({ minute: MINUTES - (until - Date.now()) / 60_000, papers: papers.size, ...sample });
  },
  (MINUTES * 60_000) / SAMPLES,
);

await Promise.all([write(), ...Array.from({ length: Number(values.readers) }, (_, i) => read(i))]).catch((error) =>
  fail(`the server went: ${error.stack} ${error.cause ?? ''}\n${log}`),
);
clearInterval(sampling);

const told = Date.now();
server.kill('SIGTERM');
const [code, signal] = server.exitCode === null ? await once(server, 'exit') : [server.exitCode, null];
const stopMs = Date.now() - told;
if (code !== 0 || signal !== null || stopMs > STOP_MS) fail(`stopped with ${signal ?? code} after ${stopMs} ms`);
// On a busy machine a batch may take longer than a writer is waited for; then its process is ended, as is stated.
const ENDED = /^A worker ended: it did not (?:stop|exit) when asked$/;
log = log
  .split('\n')
  .filter((line) => line !== '' && !ENDED.test(line))
  .join('\n');
if (log !== '') fail(`the log says: ${log.slice(0, 2_000)}`);

const run = async (args) => {
  const child = spawn(process.execPath, [CLI, ...args, '--index', index], { stdio: ['ignore', 'pipe', 'inherit'] });
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text;
  });
  return { code: (await once(child, 'close'))[0], stdout };
};
const doctor = await run(['doctor']);
if (doctor.code !== 0) fail(`doctor: ${doctor.stdout}`);
const ids = (await run(['export', '--format', 'ids'])).stdout.split('\n');
const there = new Set(ids.filter((id) => id.startsWith('soak-')));
for (const id of papers.keys()) if (!there.delete(id)) fail(`${id} was acknowledged and is not in the index`);
for (const id of there) fail(`${id} was removed and is in the index`);

console.log('| minute | papers | server MB | with processes MB | handles |\n|--|--|--|--|--|');
for (const [i, { minute, papers: size, own, family, handles }] of samples.entries())
  if (i % 5 === 0 || i === samples.length - 1)
    console.log(`| ${minute.toFixed(1)} | ${size} | ${own.toFixed(0)} | ${family.toFixed(0)} | ${handles} |`);
const third = (n) => samples.slice(Math.floor((samples.length * n) / 3), Math.ceil((samples.length * (n + 1)) / 3));
for (const [what, most] of [
  ['own', (x) => x * MEMORY_GROWTH],
  ['handles', (x) => x + HANDLE_GROWTH],
]) {
  const [before, after] = [1, 2].map((n) => median(third(n).map((sample) => sample[what])));
  if (after > most(before)) fail(`${what} grew from ${before.toFixed(0)} to ${after.toFixed(0)}`);
}
console.log([...counts].map(([what, number]) => `${what}: ${number}`).join(', '));
console.log(`stopped within ${stopMs} ms of SIGTERM`);
for (const failure of failures) console.error(`FAILED  ${failure}`);
console.log(failures.length === 0 ? 'Everything held.' : `${failures.length} did not hold.`);
rmSync(index, { recursive: true, force: true });
process.exitCode = failures.length === 0 ? 0 : 1;
