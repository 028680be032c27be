#!/usr/bin/env node
/**
 * `kill -9` of a process that writes to an index without a pause, a thousand times in one history.
 *
 *   npm run kills:store -- [--kills 1000] [--seed 1]
 *
 * The process adds papers, removes, decides, derives, compacts, backs up, restores, repairs and changes the model, and
 * says after each step that it is acknowledged. What the index holds after a kill is the state after the last
 * acknowledged step or after the one that ran: nothing less, nothing by half, and `check` finds nothing. The next
 * process goes on from there. Without a model, so that a kill takes a fraction of a second.
 */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { allOf, load, newFolder } from './answers.mjs';
import { paperOf } from './store-paper.mjs';

const { seededRandom } = await load('maths/random.js');
const { compactFolder, openStore, repairFolder, restoreFolder } = await load('store/index.js');

/** Papers of one write, and how many there are at most: beyond, papers are removed. */
const BATCH = 6;
const MOST = 60;
/** A process writes for at most so long before it is killed: some forty steps on an idle machine. */
const LONGEST_WRITING_MS = 400;
/** So small that the file of quantized embeddings is written too. */
const SIZES = { exactUpTo: 8 };
const KINDS = [
  'add',
  'add',
  'add',
  'remove',
  'remove',
  'decide',
  'derive',
  'compact',
  'backup',
  'restore',
  'repair',
  'reembed',
];

const modelOf = (number) => ({ name: `letters-${number}`, dimension: 8, sha256: `letters-${number}` });
const embeddingOf = (id, model) => {
  const random = seededRandom(model * 1_000 + Number(id.slice(1)));
  const numbers = Float32Array.from({ length: 8 }, () => random() - 0.5);
  const length = Math.hypot(...numbers);
  return numbers.map((number) => number / length);
};

/** The step that follows a state, the same for the process that writes and the one that checks. */
function stepAfter(state, seed) {
  const random = seededRandom(seed * 100_003 + state.step);
  const ids = Object.keys(state.papers);
  const kind = KINDS[Math.floor(random() * KINDS.length)];
  if (kind === 'add' || ids.length === 0) {
    const added = Array.from({ length: BATCH }, (_, n) => `k${state.step * BATCH + n}`);
    return { kind: 'add', ids: added, removed: ids.slice(0, Math.max(0, ids.length - MOST)) };
  }
  return { kind, ids: kind === 'remove' ? ids.filter(() => random() < 0.1) : [] };
}

/** @returns the state after a step: papers by id, decisions, model, and what the backup holds */
function stateAfter(state, { kind, ids, removed = [] }) {
  const next = { ...state, papers: { ...state.papers }, step: state.step + 1 };
  for (const id of kind === 'remove' ? ids : removed) delete next.papers[id];
  if (kind === 'add') for (const id of ids) next.papers[id] = true;
  if (kind === 'decide') next.decision = state.step;
  if (kind === 'reembed') next.model = state.model + 1;
  if (kind === 'backup') next.backup = { papers: next.papers, decision: state.decision, model: state.model };
  if (kind === 'restore' && state.backup !== null) return { ...next, ...state.backup };
  return next;
}

async function take(store, { folder, file, state }, { kind, ids, removed }) {
  if (kind === 'add')
    await store.write({
      model: modelOf(state.model),
      embeddings: new Map(ids.map((id) => [`text-${id}`, embeddingOf(id, state.model)])),
      remove: removed,
      papers: ids.map((id) => ({
        paper: paperOf(id),
        given: true,
        keys: [`id:${id}`],
        textHash: `text-${id}`,
        words: { title: `paper ${id}`, abstract: 'abstract' },
      })),
    });
  if (kind === 'remove') await store.write({ remove: ids });
  if (kind === 'decide') await store.writeDecisions(new Map([['duplicate-decisions', { step: state.step }]]));
  if (kind === 'derive') {
    const of = await store.read(({ papersVersion }) => Promise.resolve(papersVersion));
    await store.saveDerived('some', { of, program: '1', value: { step: state.step } });
    await store.updateNeighbours();
  }
  if (kind === 'backup') await store.backup(file);
  if (kind === 'reembed') await reembed(store, modelOf(state.model + 1), state.model + 1);
  if (!['compact', 'restore', 'repair'].includes(kind)) return store;
  await store.close();
  if (kind === 'compact') await compactFolder(folder, 0);
  if (kind === 'restore' && state.backup !== null) await restoreFolder(folder, file, 0);
  if (kind === 'repair') await repairFolder(folder, 0);
  for (const name of readdirSync(folder))
    if (/^papers\.(damaged|before-restore)-/.test(name)) rmSync(join(folder, name)); // thousands of them
  return openStore(folder, SIZES);
}

async function reembed(store, model, number) {
  const making = await store.reembedding(model);
  for (let papers; (papers = await making.missing(4)).length > 0; )
    await making.write({
      embeddings: new Map(papers.map(({ paper, textHash }) => [textHash, embeddingOf(paper.id, number)])),
      sentences: new Map(),
    });
  await making.finish();
  await making.close();
}

/** The process that is killed. */
async function write(folder, file, seed, start) {
  let state = start;
  let store = await openStore(folder, SIZES);
  process.stdout.write('ready\n');
  for (;;) {
    const step = stepAfter(state, seed);
    const lock = ['compact', 'restore', 'repair'].includes(step.kind) ? undefined : await store.lock(0);
    store = await take(store, { folder, file, state }, step);
    lock?.release();
    state = stateAfter(state, step);
    process.stdout.write(`${state.step}\n`);
  }
}

/** @returns how many steps were acknowledged */
function writeAndKill(args, killAfterMs) {
  const child = spawn(process.execPath, [import.meta.filename, '--writer', JSON.stringify(args)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stderr.on('data', (text) => (stderr += text));
  child.stdout.on('data', (text) => {
    if (stdout === '') setTimeout(() => child.kill('SIGKILL'), killAfterMs);
    stdout += text;
  });
  return new Promise((done, failed) => {
    child.on('close', (_code, signal) => {
      if (signal !== 'SIGKILL') failed(new Error(`the writer ended: ${stderr}`));
      else done(stdout.split('\n').length - 2);
    });
  });
}

/** @returns what the index holds, to be compared with a state; and what is wrong with it */
async function holds(folder) {
  const store = await openStore(folder, SIZES);
  try {
    const wrong = await store.check();
    return await store.read(async (view) => {
      const papers = await allOf(view.scanPapers());
      const embeddings = new Map(await allOf(view.scanEmbeddings()));
      const decision = (await view.decisions('duplicate-decisions'))?.step ?? null;
      for (const { id, abstract } of papers)
        if (abstract !== paperOf(id).abstract) wrong.push(`${id} has another text`);
      return { ids: papers.map(({ id }) => id), embeddings, decision, wrong };
    });
  } finally {
    await store.close();
  }
}

function isState({ ids, embeddings, decision }, state) {
  const same = ids.length === Object.keys(state.papers).length && ids.every((id) => id in state.papers);
  const embedded = ids.every((id) => String(embeddings.get(id)) === String(embeddingOf(id, state.model)));
  return same && embedded && embeddings.size === ids.length && decision === state.decision;
}

/** @returns which of the backups the file is; a killed backup leaves the one before or the whole new one */
async function backupAfterKill(file, candidates) {
  if (!existsSync(file)) return null;
  const folder = newFolder();
  try {
    await restoreFolder(folder, file, 0);
    const found = await holds(folder);
    const backup = candidates.find((one) => one !== null && isState(found, one));
    if (backup === undefined || found.wrong.length > 0) throw new Error(`the backup is neither: ${found.ids}`);
    return backup;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function killAll(kills, seed) {
  const folder = newFolder();
  const file = join(newFolder(), 'backup.sqlite');
  const random = seededRandom(seed);
  const counts = new Map();
  let state = { step: 0, papers: {}, decision: null, model: 0, backup: null };
  let failed = false;
  for (let kill = 0; kill < kills && !failed; kill++) {
    const args = { folder, file, seed, state };
    const acknowledged = await writeAndKill(args, random() * LONGEST_WRITING_MS);
    for (let i = 0; i < acknowledged; i++) state = stateAfter(state, stepAfter(state, seed));
    const step = stepAfter(state, seed);
    counts.set(step.kind, (counts.get(step.kind) ?? 0) + 1);
    const next = stateAfter(state, step);
    const found = await holds(folder);
    const wrong = [...found.wrong];
    if (step.kind === 'backup') state = { ...state, backup: await backupAfterKill(file, [state.backup, next.backup]) };
    else if (isState(found, next)) state = next;
    if (!isState(found, state)) wrong.push(`the index is neither in the state before nor after: ${found.ids}`);
    for (const one of wrong) console.error(`FAILED  kill ${kill} of ${step.kind}, step ${state.step}: ${one}`);
    failed = wrong.length > 0;
    // Steps that change nothing the state shows are taken again.
    state = { ...state, step: next.step };
    if (kill % 100 === 99) console.log(`${kill + 1} kills, ${state.step} steps`);
  }
  console.log([...counts].map(([kind, count]) => `${count} of ${kind}`).join(', '));
  console.log(failed ? `Something did not hold (seed ${seed}; ${folder}).` : 'Everything held.');
  process.exitCode = failed ? 1 : 0;
}

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    writer: { type: 'string' },
  },
});
if (values.writer === undefined) await killAll(Number(values.kills), Number(values.seed));
else {
  const { folder, file, seed, state } = JSON.parse(values.writer);
  await write(folder, file, seed, state);
}
