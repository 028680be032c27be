#!/usr/bin/env node
import { spawn } from 'node:child_process';
/**
 * Harms an index in every way that a machine can, and holds what it answers afterwards against what it answered before.
 *
 *   npm run torture -- [--minutes 2] [--seed 1]
 *
 * Bits flipped in each file, logs cut and lost, files swapped and emptied, and `kill -9` of adding, compacting, backing
 * up and repairing. After each, an answer is the one from before or an error of the documented code; what is wrong is
 * named by a check; and a repair loses no paper without naming it. The same seed harms the same places in the same
 * order (when a process is killed also depends on the machine). Exit code 1 where anything did not hold.
 */
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

const dist = resolve(import.meta.dirname, '../../dist');
const load = (path) => import(join(dist, path));
const CLI = join(dist, 'present/cli/main.js');
/** An answer that takes longer is an answer that never comes. */
const LONGEST_MS = 60_000;
const PAPERS = 40;

const { seededRandom } = await load('maths/random.js');
const { openStore, repairFolder } = await load('store/index.js');

const paperLine = (i) =>
  JSON.stringify({
    id: `p${i}`,
    title: `Paper ${i} on ${['rain', 'snow', 'hail'][i % 3]}`,
    abstract: `Number ${i} says something of its own about ${i * 7} things. It rains ${i % 5} times.`,
    published: `20${10 + (i % 14)}-05-06`,
  });

function run(args, killAfterMs) {
  return new Promise((done) => {
    const child = spawn(process.execPath, [CLI, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
    let stderr = '';
    child.stderr.on('data', (text) => {
      stderr += text;
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), killAfterMs ?? LONGEST_MS);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      done({ code, signal, stderr });
    });
  });
}

/** What the index says, each answer for itself: text, or the code of the error. */
async function answersOf(folder) {
  let store;
  try {
    store = await openStore(folder);
  } catch (error) {
    return { truth: [codeOf(error)], derived: [], faults: ['not opened'] };
  }
  const ask = async (question) => {
    try {
      const answer = await question();
      return JSON.stringify(answer, (_key, value) => (value instanceof Map ? [...value] : value));
    } catch (error) {
      return codeOf(error);
    }
  };
  const view = (question) => ask(() => store.read(question));
  const ids = Array.from({ length: PAPERS }, (_, i) => `p${i}`);
  const truth = [
    await view((now) => allOf(now.scanPapers())),
    await view((now) => allOf(now.scanHeadings())),
    await view(async (now) => (await allOf(now.scanEmbeddings())).map(([id, x]) => [id, [...x]])),
    await view(async (now) => [...(await now.sentences(ids))].map(([id, x]) => [id, [...x]])),
    await view((now) => now.withKeys(ids.map((id) => `id:${id}`))),
    await view((now) => now.decisions('duplicate-decisions')),
    await view(async ({ version, papersVersion }) => [version, papersVersion]),
  ];
  const point = new Float32Array(384).fill(1 / Math.sqrt(384));
  const derived = [
    await view((now) => now.page({ where: { since: '2015', minComments: undefined }, limit: PAPERS })),
    await view((now) => now.page({ where: { source: 'base' }, order: 'added', limit: PAPERS })),
    await view((now) => now.rankByWords(['rain', 'number'], 20)),
    await view((now) => now.nearest(point, 10)),
    await view((now) => now.arrivals(ids)),
  ];
  let faults;
  try {
    faults = await store.check();
  } catch (error) {
    faults = [codeOf(error)];
  }
  await store.close();
  return { truth, derived, faults };
}

async function allOf(batches) {
  const all = [];
  for await (const batch of batches) all.push(...batch);
  return all;
}

/** Opening an index brings its log to an end; this one is to stay as it is. */
async function answersOfCopy(folder) {
  const copy = mkdtempSync(join(tmpdir(), 'torture-'));
  cpSync(folder, copy, { recursive: true });
  const answers = await answersOf(copy);
  rmSync(copy, { recursive: true, force: true });
  return answers;
}

/** @throws what is no documented error: that is a fault of the program */
function codeOf(error) {
  if (error.code === 'INDEX_DAMAGED' || error.code === 'INDEX_VERSION') return error.code;
  throw Object.assign(new Error(`undocumented error: ${error.stack}`), { undocumented: true });
}

const isError = (answer) => answer === 'INDEX_DAMAGED' || answer === 'INDEX_VERSION';

/** @returns what did not hold */
function judge(before, after) {
  const wrong = [];
  after.truth.forEach((answer, i) => {
    if (!isError(answer) && answer !== before.truth[i]) wrong.push(`truth ${i} is another one, without an error`);
  });
  const harmed = [...after.truth, ...after.derived].some(isError);
  const differs = after.derived.some((answer, i) => answer !== before.derived[i]);
  if ((harmed || differs) && after.faults.length === 0) wrong.push('a harm that the check does not name');
  return wrong;
}

async function afterRepair(before, folder) {
  const wrong = [];
  let report;
  try {
    report = await repairFolder(folder, 0);
  } catch (error) {
    return codeOf(error) === 'INDEX_DAMAGED' ? [] : ['the repair refused'];
  }
  const store = await openStore(folder);
  const papers = await store.read((now) => allOf(now.scanPapers()));
  await store.close();
  const known = new Map(JSON.parse(before.truth[0]).map((paper) => [paper.id, JSON.stringify(paper)]));
  for (const paper of papers) {
    if (known.get(paper.id) !== JSON.stringify(paper)) wrong.push(`${paper.id} is another paper after a repair`);
    known.delete(paper.id);
  }
  const named = report.lost.length;
  if (known.size > named) wrong.push(`${known.size} papers went in a repair that names ${named}`);
  return wrong;
}

function flip(path, random) {
  const bytes = readFileSync(path);
  if (bytes.length === 0) return 'an empty file';
  const [at, bit] = [Math.floor(random() * bytes.length), Math.floor(random() * 8)];
  bytes[at] ^= 1 << bit;
  writeFileSync(path, bytes);
  return `bit ${bit} of byte ${at}`;
}

/** Ways to harm a folder; each says where. */
const HARMS = {
  'a bit of papers.sqlite': (folder, random) => flip(join(folder, 'papers.sqlite'), random),
  'a bit of the log': (folder, random) => flip(join(folder, 'papers.sqlite-wal'), random),
  'the end of the log': (folder, random) => cut(join(folder, 'papers.sqlite-wal'), random),
  'the end of papers.sqlite': (folder, random) => cut(join(folder, 'papers.sqlite'), random),
  'a bit of papers.head': (folder, random) => flip(join(folder, 'papers.head'), random),
  'a file that is gone': (folder, random) => {
    const names = ['papers.sqlite', 'papers.sqlite-wal', 'papers.head'].filter((name) =>
      existsSync(join(folder, name)),
    );
    const name = names[Math.floor(random() * names.length)];
    rmSync(join(folder, name));
    return name;
  },
  'random bytes in a file': (folder, random) => {
    const names = readdirSync(folder).filter((name) => !name.endsWith('-shm'));
    const name = names[Math.floor(random() * names.length)];
    writeFileSync(join(folder, name), Buffer.from(Array.from({ length: 9_000 }, () => Math.floor(random() * 256))));
    return name;
  },
};

function cut(path, random) {
  const bytes = readFileSync(path);
  const length = Math.floor(random() * bytes.length);
  writeFileSync(path, bytes.subarray(0, length));
  return `from byte ${length}`;
}

/** Flips are what disks do most, and take least time: most of the harms are flips. */
const CHOICE = ['a bit of papers.sqlite', 'a bit of papers.sqlite', 'a bit of papers.sqlite', ...Object.keys(HARMS)];

async function harmForEver() {
  const { base, crashed, seed, until } = workerData;
  const random = seededRandom(seed);
  const before = { base: await answersOf(base), crashed: await answersOfCopy(crashed) };
  for (let number = 0; Date.now() < until; number++) {
    const harm = CHOICE[Math.floor(random() * CHOICE.length)];
    const source = harm.includes('log') || random() < 0.2 ? 'crashed' : 'base';
    const folder = mkdtempSync(join(tmpdir(), 'torture-'));
    cpSync(source === 'base' ? base : crashed, folder, { recursive: true });
    let wrong;
    const where = HARMS[harm](folder, random);
    parentPort.postMessage({ began: `${harm}, ${where}, of the ${source} index` });
    try {
      wrong = judge(before[source], await answersOf(folder));
      if (random() < 0.2) wrong.push(...(await afterRepair(before[source], folder)));
    } catch (error) {
      wrong = [error.message];
    }
    rmSync(folder, { recursive: true, force: true });
    parentPort.postMessage({ harm, where, number, wrong });
  }
}

/** Commands killed at any moment: what was acknowledged is there, and the next one goes on. */
async function killOnce(base, before, random) {
  const folder = mkdtempSync(join(tmpdir(), 'torture-'));
  cpSync(base, folder, { recursive: true });
  const more = join(folder, 'more.jsonl');
  writeFileSync(more, Array.from({ length: 200 }, (_, i) => paperLine(PAPERS + i)).join('\n'));
  const commands = [
    ['add', more],
    ['compact'],
    ['backup', join(folder, 'copy.sqlite')],
    ['doctor', '--repair'],
    ['remove', 'p1'],
  ];
  const command = commands[Math.floor(random() * commands.length)];
  await run([...command, '--index', folder], 100 + random() * 1_200);
  const wrong = [];
  const after = await answersOf(folder);
  const papers = isError(after.truth[0]) ? [] : JSON.parse(after.truth[0]);
  const known = JSON.parse(before.truth[0]).map(({ id }) => id);
  const ids = new Set(papers.map(({ id }) => id));
  if (known.some((id) => !ids.has(id) && !(command[0] === 'remove' && id === 'p1'))) wrong.push('a paper is gone');
  if (after.faults.length > 0) wrong.push(`after a kill: ${after.faults[0]}`);
  const next = await run(['add', more, '--index', folder]);
  if (next.code !== 0) wrong.push(`the next add failed: ${next.stderr}`);
  rmSync(folder, { recursive: true, force: true });
  return { harm: `kill -9 of ${command[0]}`, where: '', wrong };
}

/** An index that is closed, and a copy of it with the last writes still in the log, as after a crash. */
async function makeIndexes() {
  const [base, crashed] = [0, 1].map(() => mkdtempSync(join(tmpdir(), 'torture-base-')));
  const file = join(tmpdir(), `torture-base-${process.pid}.jsonl`);
  writeFileSync(file, Array.from({ length: PAPERS }, (_, i) => paperLine(i)).join('\n'));
  await run(['add', file, '--index', base]);
  await run(['duplicates', 'ignore', 'p1', 'p2', '--index', base]);
  const store = await openStore(base);
  const [paper] = await store.read((now) => now.withKeys(['id:p3']));
  await store.write({ papers: [{ ...paper, words: { title: 'paper', abstract: 'rain' } }] });
  cpSync(base, crashed, { recursive: true });
  await store.close();
  return { base, crashed };
}

async function torture() {
  const { values } = parseArgs({
    options: { minutes: { type: 'string', default: '2' }, seed: { type: 'string', default: '1' } },
  });
  const seed = Number(values.seed);
  const until = Date.now() + Number(values.minutes) * 60_000;
  const { base, crashed } = await makeIndexes();
  const counts = new Map();
  const failures = [];
  const note = ({ harm, where, wrong }) => {
    counts.set(harm, (counts.get(harm) ?? 0) + 1);
    for (const one of wrong) failures.push(`${harm}, ${where}: ${one}`);
  };
  let last = Date.now();
  let doing = '';
  const worker = new Worker(import.meta.filename, { workerData: { base, crashed, seed, until } });
  worker.on('message', (message) => {
    last = Date.now();
    if (message.began === undefined) note(message);
    else doing = message.began;
  });
  const ended = new Promise((done) => {
    worker.on('exit', done);
    worker.on('error', (error) => failures.push(`the program stopped: ${error.stack}`));
  });
  const watch = setInterval(() => {
    if (Date.now() - last < LONGEST_MS) return;
    console.error(`no answer within ${LONGEST_MS / 1000} s: ${doing}`);
    process.exit(1);
  }, 1_000);
  const random = seededRandom(seed + 1);
  const before = await answersOf(base);
  while (Date.now() < until) note(await killOnce(base, before, random));
  await ended;
  clearInterval(watch);
  for (const folder of [base, crashed]) rmSync(folder, { recursive: true, force: true });
  for (const [harm, count] of [...counts].sort()) console.log(`${String(count).padStart(7)}  ${harm}`);
  for (const failure of failures.slice(0, 40)) console.error(`FAILED  ${failure}`);
  console.log(failures.length === 0 ? 'Everything held.' : `${failures.length} did not hold (seed ${seed}).`);
  process.exitCode = failures.length === 0 ? 0 : 1;
}

await (isMainThread ? torture() : harmForEver());
