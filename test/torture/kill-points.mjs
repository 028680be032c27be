#!/usr/bin/env node
/**
 * Every command that writes, and a server during an upload, stopped at each write, truncation, rename, link, removal
 * and sync.
 *
 *   npm run kills:points -- [--every 1] [--only NAME]
 *
 * `kill.c`, loaded before the program, copies the folder before each of these operations and in the middle of each
 * write: `kill -9` at this moment leaves these files. In each copy the index must hold what it held before the command
 * or what it holds after it (an `add`: a number of whole batches), `doctor` must find nothing, and the next command that
 * writes must change nothing else and leave no unfinished file. Copies with the same bytes are checked once. A copy that
 * the system makes of a file (`copyFileSync`) is seen before and after, not in between. Linux, with a C compiler. Exit
 * code 1 if anything did not hold.
 */
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { answersOf, CLI, idOf, isError, linesOf, load, makeIndexes, newFolder, PAPERS, run } from './answers.mjs';

const { values } = parseArgs({
  options: {
    every: { type: 'string', default: '1' },
    only: { type: 'string' },
  },
});
const { compactFolder, restoreFolder } = await load('store/index.js');

/** Papers that are added: two batches. */
const ADDED = 70;
const place = newFolder('kill-points-');
const library = join(place, 'kill.so');
execFileSync('cc', ['-shared', '-fPIC', '-O1', '-o', library, join(import.meta.dirname, 'kill.c'), '-ldl']);
const { base } = await makeIndexes();
const more = join(place, 'more.jsonl');
writeFileSync(more, linesOf(PAPERS, PAPERS + ADDED));
const backup = join(place, 'backup.sqlite');
await run(['backup', backup, '--index', base]);
await run(['remove', 'p7', '--index', base]); // so that a restore changes something

const COMMANDS = {
  add: ['add', more],
  remove: ['remove', 'p1', 'p2'],
  merge: ['duplicates', 'merge', 'p3', 'p4'],
  ignore: ['duplicates', 'ignore', 'p5', 'p6'],
  undo: ['undo'],
  tag: ['tag', 'add', 'weather', 'p1', 'p2'],
  themes: ['themes'],
  search: ['search', 'rain'],
  duplicates: ['duplicates'],
  compact: ['compact'],
  backup: ['backup', 'copy.sqlite'],
  restore: ['restore', backup],
  repair: ['doctor', '--repair'],
  reembed: ['reembed', '--model', otherModel()],
  serve: ['serve'],
};

/** The same model under another hash: every embedding is made anew. */
function otherModel() {
  const dir = join(place, 'other-model');
  cpSync(resolve(import.meta.dirname, '../../models/abstract-minilm-l3'), dir, { recursive: true });
  rmSync(join(dir, 'SHA256SUMS'), { force: true });
  writeFileSync(join(dir, 'config.json'), '\n', { flag: 'a' });
  return dir;
}

/** Runs a command on a copy of the base. @returns the folder that it left, and copies of it at its operations */
async function runWatched(name) {
  const [folder, copies] = ['kill-point-', 'kill-copies-'].map(newMemoryFolder);
  const index = join(folder, 'index');
  cpSync(base, index, { recursive: true });
  const env = { LD_PRELOAD: library, KILL_FOLDER: folder, KILL_COPIES: copies, KILL_EVERY: values.every };
  const args = COMMANDS[name].map((one) => (one === 'copy.sqlite' ? join(folder, one) : one));
  const longestMs = 1_200_000; // copying takes longer than the command
  const ended =
    name === 'serve' ? await serveAndAdd(index, env) : await run([...args, '--index', index], { env, longestMs });
  if (ended.code !== 0) throw new Error(`${name} failed: ${ended.stderr}`);
  return { folder, index, copies };
}

/** In memory where there is such a place, because each copy is of the whole folder. */
const newMemoryFolder = (name) => mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), name));

/** A server to which papers are sent. */
async function serveAndAdd(index, env) {
  const server = spawn(process.execPath, [CLI, 'serve', '--port', '0', '--json', '--index', index], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, ...env },
  });
  const exited = once(server, 'exit');
  const { url } = JSON.parse(String((await once(server.stdout, 'data'))[0]));
  const response = await fetch(`${url}api/papers?name=more.jsonl`, {
    method: 'POST',
    body: linesOf(PAPERS, PAPERS + ADDED),
    headers: { 'content-type': 'application/octet-stream' },
  });
  server.kill('SIGTERM');
  await exited;
  return { code: response.status === 200 ? 0 : 1, stderr: await response.text() };
}

/** What an index holds: papers by id with their text, embedding and sentences; and decisions. */
async function heldIn(folder) {
  const { truth, faults } = await answersOf(folder);
  const wrong = faults.map((fault) => `damage: ${fault}`);
  if (truth.some(isError)) return { wrong: [...wrong, `not read: ${truth.find(isError)}`], papers: new Map() };
  const [papers, , embeddings, sentences, , decisions] = truth.map((answer) => JSON.parse(answer));
  const [embeddingOf, sentencesOf] = [new Map(embeddings), new Map(sentences)];
  const held = papers.map((paper) => [
    paper.id,
    JSON.stringify([paper, embeddingOf.get(paper.id), sentencesOf.get(paper.id)]).replaceAll(folder, ''),
  ]);
  return { wrong, papers: new Map(held), decisions: JSON.stringify(decisions), embedded: embeddings.length };
}

const sameState = (a, b) =>
  a.papers.size === b.papers.size &&
  a.decisions === b.decisions &&
  [...a.papers].every(([id, paper]) => b.papers.get(id) === paper);

/** Whether papers of an `add` are there in whole batches, each as it is after all of them. */
function isBetween(held, before, after) {
  const added = [...held.papers.keys()].filter((id) => !before.papers.has(id));
  const firsts = Array.from({ length: added.length }, (_, i) => idOf(PAPERS + i));
  return (
    [0, 64, ADDED].includes(added.length) &&
    firsts.every((id) => held.papers.has(id)) &&
    [...held.papers].every(([id, paper]) => paper === (after.papers.get(id) ?? before.papers.get(id)))
  );
}

/** @param most papers that a copy from an earlier moment held */
async function whatIsWrong(name, copy, { before, after, most }) {
  const index = join(copy, 'index');
  const held = await heldIn(index);
  const wrong = [...held.wrong];
  const adds = name === 'add' || name === 'serve';
  if (held.embedded !== held.papers.size) wrong.push(`${held.embedded} embeddings of ${held.papers.size} papers`);
  if (!sameState(held, before) && !sameState(held, after) && !(adds && isBetween(held, before, after)))
    wrong.push(`neither the state before nor the one after: ${held.papers.size} papers`);
  if (adds && held.papers.size < most) wrong.push(`${held.papers.size} papers, and there were ${most}`);
  const file = join(copy, 'copy.sqlite');
  if (existsSync(file)) {
    const other = join(copy, 'other');
    await restoreFolder(other, file, 0);
    if (!sameState(await heldIn(other), before)) wrong.push('the backup has its name and is not whole');
  }
  await compactFolder(index, 0);
  const left = readdirSync(index).filter((one) => /unfinished|papers\.head\./.test(one));
  if (left.length > 0) wrong.push(`left behind: ${left.join(', ')}`);
  const afterwards = await heldIn(index);
  if (!sameState(afterwards, held)) wrong.push('another state after the next command');
  return { wrong: [...wrong, ...afterwards.wrong], papers: held.papers.size };
}

/** The bytes of all files, but for the one that SQLite makes anew. */
function digestOf(folder) {
  const hash = createHash('sha256');
  for (const { name, parentPath } of readdirSync(folder, { recursive: true, withFileTypes: true }).sort(byName))
    if (/\./.test(name) && !name.endsWith('-shm')) hash.update(name).update(readFileSync(join(parentPath, name)));
  return hash.digest('hex');
}
const madeAt = (folder, name) => statSync(join(folder, name)).mtimeMs;
const byName = (a, b) => (a.name < b.name ? -1 : 1);

const before = await heldIn(base);
let [points, failures] = [0, 0];
for (const name of Object.keys(COMMANDS).filter((one) => values.only === undefined || one === values.only)) {
  const { folder, index, copies } = await runWatched(name);
  const after = await heldIn(index);
  const seen = new Set();
  let most = 0;
  const all = readdirSync(copies).sort((a, b) => madeAt(copies, a) - madeAt(copies, b) || (a < b ? -1 : 1));
  for (const one of all) {
    const copy = join(copies, one);
    const digest = digestOf(copy);
    if (!seen.has(digest)) {
      const found = await whatIsWrong(name, copy, { before, after, most }).catch((error) => ({
        wrong: [error.stack],
        papers: 0,
      }));
      most = Math.max(most, found.papers);
      for (const wrong of found.wrong) console.error(`FAILED  ${name} at operation ${one}: ${wrong}`);
      failures += found.wrong.length;
    }
    seen.add(digest);
    rmSync(copy, { recursive: true, force: true });
  }
  points += all.length;
  console.log(`${String(all.length).padStart(7)}  ${name}, ${seen.size} of them with other files than before`);
  for (const made of [folder, copies]) rmSync(made, { recursive: true, force: true });
}
console.log(`${points} kills: ${failures === 0 ? 'everything held' : `${failures} did not hold`}.`);
process.exitCode = failures === 0 ? 0 : 1;
