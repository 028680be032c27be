#!/usr/bin/env node
/**
 * Power losses of an index while it is written, simulated: what was not synced is dropped, torn or kept at random.
 *
 *   npm run power-loss -- [--losses 2000] [--seed 1]
 *
 * One process writes papers, removals and decisions, and says after each that it is acknowledged; `journal.c`, loaded
 * before it, notes every write, truncation, rename, removal and sync. From a beginning of that journal a folder is made
 * as a disk may hold it after a power loss: of each file what was synced, and of the rest any part, sectors of 512 bytes
 * whole; renames and removals in their order up to any one of them. A quarter are kills: everything written is there.
 * Then the index has to open, hold everything that was
 * acknowledged, and nothing by half. Linux, with a C compiler. Exit code 1 where anything did not hold.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { paperOf } from './store-paper.mjs';

const dist = resolve(import.meta.dirname, '../../dist');
const load = (path) => import(join(dist, path));
const SECTOR = 512;
/** Share of losses that lose nothing but time: a `kill -9` between two of these operations. */
const KILLS = 0.25;
const BATCHES = 30;
const PAPERS_IN_BATCH = 6;

/** What step `i` writes: every fifth removes a paper, every seventh decides, the others add a batch. */
function kindOf(i) {
  if (i > 0 && i % 5 === 0) return 'remove';
  return i % 7 === 3 ? 'decide' : 'add';
}
const idsOf = (i) => Array.from({ length: PAPERS_IN_BATCH }, (_, n) => `b${i}-${n}`);

async function writeAll(folder) {
  const { openStore } = await load('store/index.js');
  const store = await openStore(folder);
  const lock = await store.lock(0);
  const embedding = new Float32Array(8).fill(1 / Math.sqrt(8));
  for (let i = 0; i < BATCHES; i++) {
    const kind = kindOf(i);
    if (kind === 'remove') await store.write({ remove: [`b${i - 1}-0`] });
    else if (kind === 'decide') await store.writeDecisions(new Map([['duplicate-decisions', { step: i }]]));
    else
      await store.write({
        model: { name: 'letters', dimension: 8, sha256: 'letters' },
        embeddings: new Map(idsOf(i).map((id) => [`text-${id}`, embedding])),
        papers: idsOf(i).map((id) => ({
          paper: paperOf(id),
          given: true,
          keys: [`id:${id}`],
          textHash: `text-${id}`,
          words: { title: `paper ${id}`, abstract: 'abstract' },
        })),
      });
    process.stdout.write(`${i}\n`); // acknowledged
  }
  lock.release();
  await store.close();
}

/** What the index holds when the first `steps` steps are done. */
function stateAfter(steps) {
  const ids = new Set();
  let decision = null;
  for (let i = 0; i < steps; i++) {
    if (kindOf(i) === 'add') for (const id of idsOf(i)) ids.add(id);
    else if (kindOf(i) === 'remove') ids.delete(`b${i - 1}-0`);
    else decision = i;
  }
  return JSON.stringify({ ids: [...ids].sort(), decision });
}

function* recordsOf(journal) {
  for (let at = 0; at < journal.length; ) {
    const kind = String.fromCharCode(journal[at]);
    const [pathLength, length, offset] = [1, 9, 17].map((n) => Number(journal.readBigUInt64LE(at + n)));
    const path = journal.toString('utf8', at + 25, at + 25 + pathLength);
    const data = journal.subarray(at + 25 + pathLength, at + 25 + pathLength + length);
    at += 25 + pathLength + length;
    yield { kind, path, data, offset };
  }
}

/** A disk: files with what is synced and what is not, and the names of files with what is not synced of them. */
class Disk {
  files = []; // { bytes, pending: [{offset, data} | {truncate}] }
  names = new Map();
  pendingNames = []; // functions on a map of names, in their order

  #name(change) {
    change(this.names);
    this.pendingNames.push(change);
  }

  #fileAt(path) {
    if (!this.names.has(path)) {
      const file = { bytes: Buffer.alloc(0), pending: [] };
      this.files.push(file);
      this.#name((names) => names.set(path, file));
    }
    return this.names.get(path);
  }

  take({ kind, path, data, offset }, folder) {
    if (kind === 'W') this.#fileAt(path).pending.push({ offset, data });
    else if (kind === 'T') this.#fileAt(path).pending.push({ truncate: offset });
    else if (kind === 'U') this.#name((names) => names.delete(path));
    else if (kind === 'R') {
      const to = data.toString('utf8');
      this.#name((names) => {
        names.set(to, names.get(path));
        names.delete(path);
      });
    } else if (kind === 'S' && path === folder) this.syncNames();
    else if (kind === 'S') {
      const file = this.#fileAt(path);
      for (const write of file.pending) file.bytes = applied(file.bytes, write);
      file.pending = [];
      this.syncNames(); // a file system with a journal writes a new file's name with its content
    }
  }

  syncNames() {
    this.durableNames = new Map(this.names);
    this.pendingNames = [];
  }

  /** Files by name, as they may be after the power went. */
  afterLoss(random) {
    const names = new Map(this.durableNames ?? []);
    const killed = random() < KILLS;
    const reached = killed ? this.pendingNames.length : Math.floor(random() * (this.pendingNames.length + 1));
    for (const change of this.pendingNames.slice(0, reached)) change(names);
    const contents = new Map();
    for (const [path, file] of names) {
      if (file === undefined) continue;
      let bytes = Buffer.from(file.bytes);
      const keep = killed ? 1 : random(); // some losses keep nearly all, some nearly nothing
      for (const write of file.pending) {
        if (write.data === undefined ? random() > keep : false) continue;
        bytes = applied(bytes, write.data === undefined ? write : torn(write, random, keep));
      }
      contents.set(path, bytes);
    }
    return contents;
  }
}

/** May change `bytes` itself. */
function applied(bytes, write) {
  if (write.truncate !== undefined) {
    const cut = Buffer.alloc(write.truncate);
    bytes.copy(cut, 0, 0, Math.min(bytes.length, cut.length));
    return cut;
  }
  const end = write.offset + write.data.length;
  const grown = end > bytes.length ? Buffer.alloc(end) : bytes;
  if (grown !== bytes) bytes.copy(grown);
  write.data.copy(grown, write.offset);
  return grown;
}

/** Of a write, the sectors that reached the disk, in no order; where none did, nothing. */
function torn({ offset, data }, random, keep) {
  const pieces = [];
  for (let at = 0; at < data.length; at += SECTOR) if (random() < keep) pieces.push(at);
  if (pieces.length === 0) return { offset: 0, data: Buffer.alloc(0) };
  const reached = Math.max(...pieces) + SECTOR;
  const kept = Buffer.alloc(Math.min(reached, data.length));
  for (const at of pieces) data.copy(kept, at, at, Math.min(at + SECTOR, data.length));
  return { offset, data: kept };
}

async function check(folder, acknowledged) {
  const { openStore } = await load('store/index.js');
  const store = await openStore(folder);
  try {
    const now = await store.read(async (view) => {
      const papers = [];
      for await (const batch of view.scanPapers()) papers.push(...batch);
      const decisions = await view.decisions('duplicate-decisions');
      return { papers, decision: decisions?.step ?? decisions?.value?.step ?? null };
    });
    const faults = await store.check();
    if (faults.length > 0) return `a fault: ${faults[0]}`;
    for (const paper of now.papers)
      if (JSON.stringify(paper.abstract) !== JSON.stringify(paperOf(paper.id).abstract))
        return `${paper.id} is changed`;
    const held = JSON.stringify({ ids: now.papers.map(({ id }) => id).sort(), decision: now.decision });
    for (let steps = acknowledged; steps <= BATCHES; steps++) if (held === stateAfter(steps)) return undefined;
    return `after ${acknowledged} acknowledged steps it holds ${now.papers.length} papers, which is no state it had`;
  } finally {
    await store.close();
  }
}

async function powerLoss() {
  const options = { losses: { type: 'string', default: '2000' }, seed: { type: 'string', default: '1' } };
  const { values } = parseArgs({ options });
  const { seededRandom } = await load('maths/random.js');
  const random = seededRandom(Number(values.seed));
  const place = realpathSync(mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'power-')));
  const [library, journal, folder] = ['journal.so', 'journal.bin', 'index'].map((name) => join(place, name));
  mkdirSync(folder);
  execFileSync('cc', ['-shared', '-fPIC', '-O1', '-o', library, join(import.meta.dirname, 'journal.c'), '-ldl']);
  const env = { ...process.env, LD_PRELOAD: library, POWER_JOURNAL: journal, POWER_FOLDER: folder };
  const written = spawnSync(process.execPath, [import.meta.filename, 'write', folder], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (written.status !== 0) throw new Error('the writing failed');
  const records = [...recordsOf(readFileSync(journal))];
  const count = (kind) => records.filter((record) => record.kind === kind).length;
  console.log(`${records.length} records: ${count('W')} writes, ${count('S')} syncs, ${count('R')} renames.`);
  if (count('S') === 0 || count('A') !== BATCHES) throw new Error('the journal is not whole');

  const failures = [];
  const ends = Array.from({ length: Number(values.losses) }, () => Math.floor(random() * (records.length + 1)));
  const disk = new Disk();
  let [taken, acknowledged] = [0, 0];
  for (const [loss, end] of ends.sort((a, b) => a - b).entries()) {
    for (; taken < end; taken++) {
      if (records[taken].kind === 'A') acknowledged++;
      else disk.take(records[taken], folder);
    }
    const after = join(place, `after-${loss}`);
    mkdirSync(after);
    for (const [path, bytes] of disk.afterLoss(random)) writeFileSync(join(after, basename(path)), bytes);
    let wrong;
    try {
      wrong = await check(after, acknowledged);
    } catch (error) {
      wrong = `${error.code}: ${error.message}`;
    }
    if (wrong !== undefined) failures.push(`loss ${loss} after record ${end} of ${records.length}: ${wrong}`);
    rmSync(after, { recursive: true, force: true });
  }
  for (const failure of failures.slice(0, 20)) console.error(`FAILED  ${failure}`);
  const verdict = failures.length === 0 ? 'everything held' : `${failures.length} did not hold (seed ${values.seed})`;
  console.log(`${values.losses} power losses: ${verdict}.`);
  rmSync(place, { recursive: true, force: true });
  process.exitCode = failures.length === 0 ? 0 : 1;
}

await (process.argv[2] === 'write' ? writeAll(process.argv[3]) : powerLoss());
