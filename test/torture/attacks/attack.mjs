/** What the attacks share: how one is written down, processes that are measured, servers, and an index to attack. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLI, linesOf, load, newFolder, PAPERS, run } from '../answers.mjs';

const { loadSqlite } = await import('../../../dist/store/sqlite/database/driver.js');
const Sqlite = await loadSqlite();
export const { seededRandom } = await load('maths/random.js');

/**
 * @param before what happened when it was tried first
 * @param attempt tries it: `check(holds, what)` notes what does not hold. @returns what happens now, in a few words
 */
export const attack = (name, before, attempt) => ({ name, before, attempt });

/** A folder with an index of some papers, made once and copied. */
let made;
export async function indexCopy() {
  made ??= makeIndex();
  const folder = newFolder('attack-');
  cpSync(await made, folder, { recursive: true });
  return folder;
}
async function makeIndex() {
  const folder = newFolder('attack-');
  await run(['add', fileOf('base.jsonl', linesOf(0, PAPERS)), '--index', folder]);
  for (const question of [['duplicates'], ['themes'], ['search', 'rain']]) await run([...question, '--index', folder]);
  await run(['duplicates', 'ignore', 'p1', 'p2', '--index', folder]);
  return folder;
}

export function fileOf(name, content) {
  const file = join(newFolder('attack-'), name);
  writeFileSync(file, content);
  return file;
}

export function changeDatabase(folder, ...statements) {
  const database = new Sqlite(join(folder, 'papers.sqlite'));
  const changes = statements.map((statement) => database.prepare(statement).run().changes);
  database.close();
  return changes;
}

/** Changes what the database says that a table is. @param sql an expression over the old text */
export function changeDefinition(folder, table, sql) {
  const database = new Sqlite(join(folder, 'papers.sqlite'));
  database.unsafeMode(true);
  database.pragma('writable_schema = ON');
  database.exec(`UPDATE sqlite_schema SET sql = ${sql} WHERE name = '${table}'`);
  database.close();
}

export const indexOnly = (args, index) => run([...args, '--index', index]);
export const lastLine = (text) => text.trim().split('\n').at(-1).slice(0, 200);
export const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** Of a process and those that it started: megabytes, and seconds of processor. Linux. */
export function usage(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  let [mb, seconds] = [
    Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024,
    (Number(fields[11]) + Number(fields[12])) / 100,
  ];
  for (const task of readdirSync(`/proc/${pid}/task`))
    for (const child of readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean))
      [mb, seconds] = ((one) => [mb + one.mb, seconds + one.seconds])(usage(child));
  return { mb, seconds };
}

/** Runs a command to its end. @returns also its largest memory and its processor time, seen ten times a second */
export async function measured(args, longestMs = 300_000) {
  const child = spawn(process.execPath, [CLI, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let [stdout, stderr, mb, seconds] = ['', '', 0, 0];
  child.stdout.on('data', (text) => (stdout += text));
  child.stderr.on('data', (text) => (stderr += text));
  const look = setInterval(() => {
    try {
      const now = usage(child.pid);
      [mb, seconds] = [Math.max(mb, now.mb), Math.max(seconds, now.seconds)];
    } catch {
      // it has just ended
    }
  }, 100);
  const timer = setTimeout(() => child.kill('SIGKILL'), longestMs);
  const [code, signal] = await once(child, 'close');
  clearInterval(look);
  clearTimeout(timer);
  return { code, signal, stdout, stderr, mb: Math.round(mb), seconds: Math.round(seconds * 10) / 10 };
}

/** A server on an index. `stop` kills it with SIGTERM. @returns also its exit code and how long that took */
export async function serve(index, ...options) {
  const child = spawn(process.execPath, [CLI, 'serve', '--port', '0', '--json', '--index', index, ...options], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const exited = once(child, 'exit');
  const { url } = JSON.parse(String((await once(child.stdout, 'data'))[0]));
  const send = (body, init = {}) =>
    fetch(`${url}api/papers?name=x.jsonl`, {
      method: 'POST',
      body,
      ...init,
      headers: { 'content-type': 'application/octet-stream', ...init.headers },
    });
  const stop = async () => {
    const began = Date.now();
    child.kill('SIGTERM');
    const [code] = await exited;
    return { code, tookMs: Date.now() - began };
  };
  return { pid: child.pid, url, port: Number(new URL(url).port), send, stop };
}
