/** Damage of every file of an index: a thread of its own, so that a hang of the program is seen. */
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { allOf, answersOf, answersOfCopy, codeOf, judge, load, newFolder } from './answers.mjs';

const { loadSqlite } = await import('../../dist/store/sqlite/database/driver.js');
const Sqlite = await loadSqlite();
const { seededRandom } = await load('maths/random.js');
const { openStore, repairFolder } = await load('store/index.js');

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

/** Of any table or index as often as of any other, and where something stands: embeddings alone are most of the file. */
function flipOfTable(path, random) {
  const database = new Sqlite(path, { readonly: true });
  const names = database.prepare('SELECT DISTINCT name FROM dbstat ORDER BY name').pluck().all();
  const name = pick(names, random);
  const pages = database.prepare('SELECT pageno, pagetype FROM dbstat WHERE name = ? ORDER BY pageno').all(name);
  const size = database.pragma('page_size', { simple: true });
  database.close();
  const bytes = readFileSync(path);
  const at = pick(usedBytes(bytes, size, pick(pages, random)), random);
  const bit = Math.floor(random() * 8);
  bytes[at] ^= 1 << bit;
  writeFileSync(path, bytes);
  return `${name}, bit ${bit} of byte ${at}`;
}
const pick = (all, random) => all[Math.floor(random() * all.length)];

/** The header of a page with its pointers, and its cells (sqlite.org/fileformat.html, 1.6). @returns their places */
function usedBytes(bytes, size, { pageno, pagetype }) {
  const page = (pageno - 1) * size;
  const all = Array.from({ length: size }, (_, i) => page + i);
  if (pagetype === 'overflow') return all;
  const header = page + (pageno === 1 ? 100 : 0);
  const pointersEnd = header + (pagetype === 'leaf' ? 8 : 12) + 2 * bytes.readUInt16BE(header + 3);
  const cells = page + (bytes.readUInt16BE(header + 5) || 65_536);
  return all.filter((at) => at < pointersEnd || at >= cells);
}

function cut(path, random) {
  const bytes = readFileSync(path);
  const length = Math.floor(random() * bytes.length);
  writeFileSync(path, bytes.subarray(0, length));
  return `from byte ${length}`;
}

/** Ways to harm a folder; each says where. */
const HARMS = {
  'a bit of papers.sqlite': (folder, random) => flip(join(folder, 'papers.sqlite'), random),
  'a bit of some table': (folder, random) => flipOfTable(join(folder, 'papers.sqlite'), random),
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

/** Flips are what disks do most, and take least time: most of the harms are flips. */
const CHOICE = ['a bit of papers.sqlite', 'a bit of some table', 'a bit of some table', ...Object.keys(HARMS)];

const { base, crashed, seed, until, only } = workerData;
const random = seededRandom(seed);
const chosen = only === 'flips' ? CHOICE.filter((harm) => harm.startsWith('a bit of')) : CHOICE;
const before = { base: await answersOf(base), crashed: await answersOfCopy(crashed) };
for (let number = 0; Date.now() < until; number++) {
  const harm = chosen[Math.floor(random() * chosen.length)];
  const source = harm.includes('log') || random() < 0.2 ? 'crashed' : 'base';
  const folder = newFolder();
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
