/**
 * Commands and servers that are killed, or that a machine gives too little to. After each trial everything acknowledged
 * is there, nothing is there by half, the next command goes on, and the answers are those of a fresh index.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ADDED, answersOf, CLI, idOf, isError, linesOf, load, newFolder, PAPERS, paperOf, run } from './answers.mjs';

const { openCorpus } = await load('index.js');

/** A command ended by the system, or by V8 or the C++ library where memory ends: as good as a kill. */
const ABORTS = new Set(['SIGKILL', 'SIGABRT', 'SIGTRAP', 'SIGSEGV', 'SIGILL']);
const ABORT_CODES = new Set([132, 133, 134, 137, 139]);
const wasKilled = ({ code, signal }) => ABORTS.has(signal) || ABORT_CODES.has(code);

/** Done, or one documented sentence about what the machine lacks: no stack, and no talk of a bug. */
function reportedWell({ code, stderr }) {
  if (code === 0) return [];
  if (code !== 1) return [`exit code ${code}: ${stderr}`];
  return /bug in paperkin|^ {4}at /m.test(stderr) ? [`not a sentence about the machine: ${stderr}`] : [];
}

/** What a reader sees, the same for the same papers. */
async function corpusAnswers(folder) {
  const corpus = await openCorpus({ index: folder, workers: 1 });
  try {
    const found = [];
    for (const query of ['rain', 'number of things', 'hail and snow'])
      found.push((await corpus.search(query, { limit: 20 })).papers);
    const answers = [await corpus.list(), found, (await corpus.duplicates()).groups];
    return JSON.stringify(answers, (key, value) => (key === 'places' ? undefined : value));
  } finally {
    await corpus.close();
  }
}

/** What a fresh index of all papers answers, made once. */
export async function makeFresh(base) {
  const folder = newFolder('torture-base-');
  cpSync(base, folder, { recursive: true });
  const more = join(newFolder('torture-base-'), 'more.jsonl');
  writeFileSync(more, linesOf(PAPERS, PAPERS + ADDED));
  await run(['add', more, '--index', folder]);
  const whole = await corpusAnswers(folder);
  await run(['remove', 'p1', '--index', folder]);
  return { more, folder, whole, withoutOne: await corpusAnswers(folder) };
}

/**
 * @param certain ids that were acknowledged, beside those of the base
 * @param removing whether `p1` may be gone
 */
async function afterwards(folder, { fresh, certain = [], removing = false }) {
  const wrong = [];
  const { truth, faults } = await answersOf(folder);
  for (const fault of faults) wrong.push(`damage: ${fault}`);
  if (isError(truth[0])) return wrong;
  const papers = new Map(JSON.parse(truth[0]).map((paper) => [paper.id, paper]));
  for (const id of [...Array.from({ length: PAPERS }, (_, i) => idOf(i)), ...certain])
    if (!papers.has(id) && !(removing && id === 'p1')) wrong.push(`${id} is gone`);
  for (const { id, title, abstract } of papers.values()) {
    const sent = paperOf(Number(id.slice(1)));
    if (title !== sent.title || abstract !== sent.abstract) wrong.push(`${id} has another text`);
  }
  const embedded = JSON.parse(truth[2]).length;
  if (embedded !== papers.size) wrong.push(`${embedded} embeddings of ${papers.size} papers`);
  const next = await run(['add', fresh.more, '--index', folder]);
  if (next.code !== 0) return [...wrong, `the next add failed: ${next.stderr}`];
  const answers = await corpusAnswers(folder);
  if (answers !== fresh.whole && !(removing && answers === fresh.withoutOne))
    wrong.push('the answers are not those of a fresh index');
  const left = readdirSync(folder).filter((name) => /unfinished|papers\.head\./.test(name));
  if (left.length > 0) wrong.push(`left behind: ${left.join(', ')}`);
  return wrong;
}

/** Commands that write, each with a part of its own in the folder of the trial. */
function someCommand(random, { place, fresh }) {
  const commands = [
    ['add', fresh.more],
    ['add', fresh.more],
    ['compact'],
    ['backup', join(place, 'copy.sqlite')],
    ['doctor', '--repair'],
    ['restore', fresh.backup],
    ['remove', 'p1'],
  ];
  return commands[Math.floor(random() * commands.length)];
}

async function killOfCommand({ base, fresh, random }) {
  const place = newFolder();
  const folder = join(place, 'index');
  cpSync(base, folder, { recursive: true });
  const command = someCommand(random, { place, fresh });
  const killAfterMs = 100 + random() * 1_400;
  const ended = await run([...command, '--index', folder], { killAfterMs });
  const certain = ended.code === 0 && command[0] === 'add' ? addedIds(ADDED) : [];
  const wrong = await afterwards(folder, { fresh, certain, removing: command[0] === 'remove' });
  rmSync(place, { recursive: true, force: true });
  return { harm: `kill -9 of ${command[0]}`, where: `after ${Math.round(killAfterMs)} ms`, wrong };
}

const addedIds = (count) => Array.from({ length: count }, (_, i) => idOf(PAPERS + i));

/** `kill -9` of a server, alone or with the processes that it started, while a client sends papers. */
async function killOfServer({ base, fresh, random }) {
  const folder = newFolder();
  cpSync(base, folder, { recursive: true });
  const server = spawn(process.execPath, [CLI, 'serve', '--port', '0', '--json', '--index', folder], {
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true, // a process group of its own
  });
  const exited = once(server, 'exit');
  const { url } = JSON.parse(String((await once(server.stdout, 'data'))[0]));
  const killAfterMs = random() * 3_000;
  const whole = random() < 0.5;
  const killed = new Promise((done) => setTimeout(done, killAfterMs)).then(() =>
    process.kill(whole ? -server.pid : server.pid, 'SIGKILL'),
  );
  const acknowledged = await sendPapers(url).catch(() => 0);
  await killed;
  await exited;
  const wrong = await afterwards(folder, { fresh, certain: addedIds(acknowledged) });
  rmSync(folder, { recursive: true, force: true });
  const harm = `kill -9 of serve${whole ? ' and its processes' : ''}`;
  return { harm, where: `after ${Math.round(killAfterMs)} ms, ${acknowledged} papers`, wrong };
}

/** @returns how many papers the server said it had written when it died */
async function sendPapers(url) {
  let said = '';
  try {
    const response = await fetch(`${url}api/papers?name=more.jsonl`, {
      method: 'POST',
      body: linesOf(PAPERS, PAPERS + ADDED),
      headers: { accept: 'text/event-stream', 'content-type': 'application/octet-stream' },
    });
    for await (const text of response.body.pipeThrough(new TextDecoderStream())) said += text;
  } catch {
    // it was killed
  }
  if (said.includes('event: added')) return ADDED;
  return Number([...said.matchAll(/"papers":(\d+),"share"/g)].at(-1)?.[1] ?? 0);
}

/** A command under a limit of the system. */
async function underLimit({ base, fresh, random }, { harm, where, limits, env }) {
  const place = newFolder();
  const folder = join(place, 'index');
  cpSync(base, folder, { recursive: true });
  const command = random() < 0.3 ? ['search', 'rain'] : someCommand(random, { place, fresh });
  const ended = await run([...command, '--index', folder], { limits, env });
  const wrong = wasKilled(ended) ? [] : reportedWell(ended);
  const certain = ended.code === 0 && command[0] === 'add' ? addedIds(ADDED) : [];
  wrong.push(...(await afterwards(folder, { fresh, certain, removing: command[0] === 'remove' })));
  rmSync(place, { recursive: true, force: true });
  return { harm, where: `${where}, ${command[0]}`, wrong };
}

function fewHandles(trial) {
  const most = 18 + Math.floor(trial.random() * 40);
  return underLimit(trial, { harm: 'few open files', where: `${most}`, limits: `ulimit -n ${most}` });
}

/** Beyond this many blocks of 512 bytes no file may grow; the base has about 3,000. */
function smallFiles(trial) {
  const most = 100 + Math.floor(trial.random() * 8_000);
  return underLimit(trial, { harm: 'files that cannot grow', where: `${most}`, limits: `ulimit -f ${most}` });
}

function littleMemory(trial) {
  if (trial.random() < 0.5) {
    const most = 12 + Math.floor(trial.random() * 50);
    const env = { NODE_OPTIONS: `--max-old-space-size=${most}` };
    return underLimit(trial, { harm: 'little memory', where: `heap of ${most} MB`, env });
  }
  const most = 700 + Math.floor(trial.random() * 1_500);
  const where = `${most} MB of addresses`;
  return underLimit(trial, { harm: 'little memory', where, limits: `ulimit -v ${most * 1024}` });
}

/** Where a file system may be mounted. Reading goes on while it is full, and writing once there is room. */
async function fullDisk({ base, fresh, random }) {
  const place = newFolder();
  const bytes = readdirSync(base).reduce((sum, name) => sum + statSync(join(base, name)).size, 0);
  const size = Math.ceil((bytes + 16_384 + random() ** 2 * 6_000_000) / 4096);
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size * 4}k`, 'tmpfs', place]);
  try {
    const folder = join(place, 'index');
    cpSync(base, folder, { recursive: true });
    const command = someCommand(random, { place, fresh });
    const ended = await run([...command, '--index', folder]);
    const wrong = reportedWell(ended);
    const reading = await run(['search', 'rain', '--index', folder]);
    if (reading.code !== 0) wrong.push(`no search on a full disk: ${reading.stderr}`);
    execFileSync('mount', ['-o', 'remount,size=200m', place]);
    const certain = ended.code === 0 && command[0] === 'add' ? addedIds(ADDED) : [];
    wrong.push(...(await afterwards(folder, { fresh, certain, removing: command[0] === 'remove' })));
    return { harm: 'a full disk', where: `${size * 4} KB, ${command[0]}`, wrong };
  } finally {
    execFileSync('umount', ['-l', place]);
    rmSync(place, { recursive: true, force: true });
  }
}

/** Eight commands on one index: all succeed, those that write one after the other. */
async function eightAtOnce({ base, fresh, random }) {
  const place = newFolder();
  const folder = join(place, 'index');
  cpSync(base, folder, { recursive: true });
  const share = ADDED / 4;
  const files = Array.from({ length: 4 }, (_, i) => {
    const file = join(place, 'files', `${i}.jsonl`);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, linesOf(PAPERS + i * share, PAPERS + (i + 1) * share));
    return file;
  });
  const readers = [['search', 'rain'], ['list'], ['duplicates'], ['backup', join(place, 'copy.sqlite')], ['doctor']];
  const some = Array.from({ length: 3 }, () => readers[Math.floor(random() * (readers.length - 1))]);
  const commands = [...files.map((file) => ['add', file]), readers[3 + Math.floor(random() * 2)], ...some];
  const ended = await Promise.all(
    commands.map((one) => run([...one, '--wait', '900', '--index', folder], { longestMs: 900_000 })),
  );
  const wrong = ended.flatMap(({ code, stderr }, i) =>
    code === 0 ? [] : [`${commands[i].join(' ')}: exit ${code}, ${stderr}`],
  );
  wrong.push(...(await afterwards(folder, { fresh, certain: addedIds(ADDED) })));
  rmSync(place, { recursive: true, force: true });
  return { harm: 'eight processes at once', where: '', wrong };
}

function canMount() {
  const place = newFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', place], { stdio: 'ignore' });
    execFileSync('umount', [place]);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

const LIMITED = process.platform === 'win32' ? [] : [fewHandles, smallFiles, littleMemory];
const KILLS = [killOfCommand, killOfCommand, killOfCommand, killOfServer];
export const TRIALS = [...KILLS, ...LIMITED, ...(canMount() ? [fullDisk] : []), eightAtOnce];
