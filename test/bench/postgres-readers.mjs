#!/usr/bin/env node
/**
 * Writers and readers of one index in PostgreSQL, each a process: is every answer that of one state of the papers?
 *
 *   node test/bench/postgres-readers.mjs --index URL [--seconds 20] [--writers 2] [--readers 10]
 *
 * The index must be new. Writers take turns by the write lock; each adds, changes and removes papers of its own and
 * reports the version that its write made. Readers ask five questions over one snapshot: the ids of all papers, their
 * number, the papers with a word, the ten nearest to a point, and the changes since the snapshot before. At the end the
 * writes are replayed, and each answer is compared with what the papers of its version give.
 */
import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    index: { type: 'string' },
    seconds: { type: 'string', default: '20' },
    writers: { type: 'string', default: '2' },
    readers: { type: 'string', default: '10' },
    role: { type: 'string' },
    number: { type: 'string' },
  },
});
const load = (path) => import(join(resolve(import.meta.dirname, '../../dist'), path));
const { toUnitLength, cosineSimilarity } = await load('embedding.js');
const { seededRandom } = await load('maths/random.js');

const MODEL = { name: 'made', dimension: 16, sha256: 'made' };
const PAPERS_A_WRITER = 500;
const WORDS = 12;
const NEAREST = 10;
const MOST_CHANGED = 20;

/** Text and embedding follow from the id and the number of the edition. */
const wordOf = (id, edition) => `word${Math.floor(seededRandom(seedOf(id, edition))() * WORDS)}`;
const embeddingOf = (id, edition) => pointOf(seedOf(id, edition) + 7);
const seedOf = (id, edition) => 1_000 * Number(id.replace(/\D/g, '')) + edition;
function pointOf(seed) {
  const random = seededRandom(seed);
  return toUnitLength(Array.from({ length: MODEL.dimension }, () => random() - 0.5));
}
const digest = (ids) => createHash('sha256').update(ids.join('\n')).digest('hex').slice(0, 16);

function paperOf(id, edition) {
  const abstract = `edition ${edition} ${wordOf(id, edition)}`;
  const paper = { id, title: id, abstract, published: null, by: null, authors: [], venue: null, url: null };
  return {
    paper: { ...paper, comments: null, identifiers: {}, places: [{ file: 'made', line: 1, title: id, keys: [] }] },
    given: true,
    keys: [`id:${id}`],
    textHash: `${id} ${edition}`,
    words: { title: '', abstract },
  };
}

async function write(store, number) {
  const random = seededRandom(100 + number);
  const editions = new Map();
  for (let edition = 1; ; edition++) {
    const some = Array.from({ length: 1 + Math.floor(random() * MOST_CHANGED) }, () => random());
    const ids = [...new Set(some.map((x) => `w${number}x${Math.floor(x * PAPERS_A_WRITER)}`))];
    const remove = ids.filter((id) => editions.has(id) && random() < 0.4);
    const put = ids.filter((id) => !remove.includes(id)).map((id) => [id, edition]);
    const lock = await store.lock(60_000);
    try {
      await store.write({
        remove,
        papers: put.map(([id]) => paperOf(id, edition)),
        model: MODEL,
        embeddings: new Map(put.map(([id]) => [`${id} ${edition}`, embeddingOf(id, edition)])),
      });
      process.send({ kind: 'write', version: await store.read(async (view) => view.papersVersion), remove, put });
    } finally {
      lock.release();
    }
    for (const id of remove) editions.delete(id);
    for (const [id] of put) editions.set(id, edition);
    await pause(random() * 200);
  }
}

async function ask(store, number) {
  const random = seededRandom(900 + number);
  for (let since; ; ) {
    const [word, seed] = [`word${Math.floor(random() * WORDS)}`, Math.floor(random() * 1e6)];
    const began = performance.now();
    const answer = await store.read(async (view) => {
      const ids = (await view.page({ limit: 5_000 })).headings.map(({ id }) => id);
      const changes = since === undefined ? undefined : await view.changesSince(since);
      return {
        version: view.papersVersion,
        ids: digest(ids),
        count: await view.count(),
        words: digest((await view.rankByWords([word], 5_000)).map(({ id }) => id).sort()),
        nearest: (await view.nearest(pointOf(seed), NEAREST)).map(({ id }) => id),
        changes:
          changes && digest(['added', ...changes.added, ...changes.updated, 'removed', ...changes.removed].sort()),
      };
    });
    process.send({ kind: 'answer', ...answer, since, word, seed, ms: performance.now() - began });
    since = answer.version;
  }
}

async function work() {
  const { openStore } = await load('store/index.js');
  const store = await openStore(values.index);
  await (values.role === 'writer' ? write : ask)(store, Number(values.number));
}

/** The papers of a version, from what the writers reported. */
class Replay {
  editions = new Map();
  changed = new Map();
  constructor() {
    this.step = 0;
  }
  apply({ remove, put }) {
    this.step++;
    for (const id of remove) this.editions.delete(id);
    for (const [id, edition] of put) this.editions.set(id, edition);
    for (const id of [...remove, ...put.map(([one]) => one)]) this.changed.set(id, this.step);
  }
  expected({ word, seed }) {
    const papers = [...this.editions].sort(([a], [b]) => (a < b ? -1 : 1));
    const point = pointOf(seed);
    const nearest = papers
      .map(([id, edition]) => ({ id, similarity: cosineSimilarity(point, embeddingOf(id, edition)) }))
      .sort((a, b) => b.similarity - a.similarity || (a.id < b.id ? -1 : 1));
    return {
      ids: digest(papers.map(([id]) => id)),
      count: papers.length,
      words: digest(papers.filter(([id, edition]) => wordOf(id, edition) === word).map(([id]) => id)),
      nearest: nearest.slice(0, NEAREST).map(({ id }) => id),
    };
  }
}

const numberOf = (version) => Number(version.split('-').at(-1));

function check(writes, answers) {
  const versions = new Map(writes.map((one) => [numberOf(one.version), one]));
  const replay = new Replay();
  const held = new Map([[0, new Set()]]);
  let faults = 0;
  let compared = 0;
  let last = 0;
  for (const answer of answers.toSorted((a, b) => numberOf(a.version) - numberOf(b.version))) {
    const version = numberOf(answer.version);
    for (; last < version; last++) {
      const next = versions.get(last + 1);
      if (next === undefined) return { faults, compared, unknown: version };
      replay.apply(next);
      held.set(last + 1, new Set(replay.editions.keys()));
    }
    const expected = replay.expected(answer);
    if (answer.since !== undefined) {
      const before = held.get(numberOf(answer.since));
      const [now, step] = [replay.editions, numberOf(answer.since)];
      const put = [...now.keys()].filter((id) => !before.has(id) || replay.changed.get(id) > step);
      const removed = [...before].filter((id) => !now.has(id));
      expected.changes = digest(['added', ...put, 'removed', ...removed].sort());
    }
    compared++;
    const wrong = Object.keys(expected).filter((key) => JSON.stringify(expected[key]) !== JSON.stringify(answer[key]));
    if (wrong.length > 0 && faults++ < 5) console.error('wrong:', wrong, answer, expected);
  }
  return { faults, compared };
}

async function measure() {
  const writes = [];
  const answers = [];
  const errors = [];
  const start = (role, number) => {
    const args = ['--index', values.index, '--role', role, '--number', String(number)];
    const child = fork(import.meta.filename, args, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    child.on('message', (message) => (message.kind === 'write' ? writes : answers).push(message));
    child.stderr.on('data', (text) => errors.push(String(text)));
    return child;
  };
  const { openStore } = await load('store/index.js');
  const store = await openStore(values.index, { create: true });
  await store.close();
  const children = Array.from({ length: Number(values.readers) }, (_, i) => start('reader', i));
  children.push(...Array.from({ length: Number(values.writers) }, (_, i) => start('writer', i + 1)));
  while (writes.length === 0 || answers.length === 0) await pause(100);
  await pause(1_000 * Number(values.seconds));
  const lost = children.filter(({ exitCode }) => exitCode !== null).length;
  for (const child of children.slice(0, Number(values.readers))) child.kill();
  await pause(2_000); // the last writes are reported
  for (const child of children) child.kill();
  const { faults, compared, unknown } = check(writes, answers);
  const times = answers.map(({ ms }) => ms).sort((a, b) => a - b);
  const seen = new Set(answers.map(({ version }) => version)).size;
  console.log(
    `| writes | answers | versions seen | wrong answers | processes lost | p50 / p95 of five questions, ms |`,
  );
  console.log('|--|--|--|--|--|--|');
  const at = (share) => times[Math.floor(share * times.length)].toFixed(0);
  console.log(`| ${writes.length} | ${compared} | ${seen} | ${faults} | ${lost} | ${at(0.5)} / ${at(0.95)} |`);
  if (errors.length > 0) console.error(errors.slice(0, 3).join('\n'));
  if (unknown !== undefined) console.error(`version ${unknown} was reported by no writer`);
  process.exitCode = faults + lost > 0 || unknown !== undefined ? 1 : 0;
}

await (values.role === undefined ? measure() : work());
