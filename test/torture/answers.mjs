/** What an index under torture holds and answers, and the indexes that it begins with. */
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const dist = resolve(import.meta.dirname, '../../dist');
export const load = (path) => import(join(dist, path));
export const CLI = join(dist, 'present/cli/main.js');
/** An answer that takes longer is an answer that never comes; beside 16 busy programs an `add` has taken two minutes. */
export const LONGEST_MS = 600_000;
/** Papers of an index at first, and those that commands add to it: four batches. */
export const PAPERS = 40;
export const ADDED = 200;

const { openStore } = await load('store/index.js');

export const idOf = (i) => `p${i}`;
export const paperOf = (i) => ({
  id: idOf(i),
  title: `Paper ${i} on ${['rain', 'snow', 'hail'][i % 3]}`,
  abstract: `Number ${i} says something of its own about ${i * 7} things. It rains ${i % 5} times.`,
  published: `20${10 + (i % 14)}-05-06`,
});
/** @returns JSON lines of papers `from`, …, `to` − 1 */
export const linesOf = (from, to) =>
  Array.from({ length: to - from }, (_, i) => JSON.stringify(paperOf(from + i))).join('\n');

const made = [];
const FAILED = 1;
// After a failure they stay, to be looked at.
process.on('exit', (code) => {
  if (code !== FAILED) for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(128 + constants.signals[signal]));

/** @returns a new folder, which is removed when the process ends without a failure */
export function newFolder(name = 'torture-') {
  const folder = mkdtempSync(join(tmpdir(), name));
  made.push(folder);
  return folder;
}

/** Runs a command. @param limits shell commands before it, such as `ulimit -n 40` */
export function run(args, { killAfterMs, longestMs = LONGEST_MS, limits, env = {} } = {}) {
  const command = [process.execPath, CLI, ...args];
  const [program, ...rest] = limits === undefined ? command : ['sh', '-c', `${limits}; exec "$@"`, 'sh', ...command];
  return new Promise((done) => {
    const child = spawn(program, rest, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1', ...env },
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (text) => (stdout += text));
    child.stderr.on('data', (text) => (stderr += text));
    const timer = setTimeout(() => child.kill('SIGKILL'), killAfterMs ?? longestMs);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      done({ code, signal, stdout, stderr });
    });
  });
}

/** What the store says, each answer for itself: text, or the code of the error. */
export async function answersOf(folder) {
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
  const ids = Array.from({ length: PAPERS }, (_, i) => idOf(i));
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

export async function allOf(batches) {
  const all = [];
  for await (const batch of batches) all.push(...batch);
  return all;
}

/** Opening an index brings its log to an end; this one is to stay as it is. */
export async function answersOfCopy(folder) {
  const copy = newFolder();
  cpSync(folder, copy, { recursive: true });
  const answers = await answersOf(copy);
  rmSync(copy, { recursive: true, force: true });
  return answers;
}

/** @throws what is no documented error: that is a fault of the program */
export function codeOf(error) {
  if (error.code === 'INDEX_DAMAGED' || error.code === 'INDEX_VERSION') return error.code;
  throw new Error(`undocumented error: ${error.stack}`);
}

export const isError = (answer) => answer === 'INDEX_DAMAGED' || answer === 'INDEX_VERSION';

/** @returns what is wrong with the answers after damage: other ones without an error, or nothing found by a check */
export function judge(before, after) {
  const wrong = [];
  after.truth.forEach((answer, i) => {
    if (!isError(answer) && answer !== before.truth[i]) wrong.push(`truth ${i} is another one, without an error`);
  });
  const harmed = [...after.truth, ...after.derived].some(isError);
  const differs = after.derived.some((answer, i) => answer !== before.derived[i]);
  if ((harmed || differs) && after.faults.length === 0) wrong.push('a harm that the check does not name');
  return wrong;
}

/** An index that is closed, and a copy of it with the last writes still in the log, as after a crash. */
export async function makeIndexes() {
  const [base, crashed] = [newFolder('torture-base-'), newFolder('torture-base-')];
  const file = join(newFolder('torture-base-'), 'base.jsonl');
  writeFileSync(file, linesOf(0, PAPERS));
  await run(['add', file, '--index', base]);
  await run(['duplicates', 'ignore', 'p1', 'p2', '--index', base]);
  const store = await openStore(base);
  const [paper] = await store.read((now) => now.withKeys(['id:p3']));
  await store.write({ papers: [{ ...paper, words: { title: 'paper', abstract: 'rain' } }] });
  cpSync(base, crashed, { recursive: true });
  await store.close();
  return { base, crashed };
}
