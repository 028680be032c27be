#!/usr/bin/env node
/**
 * Harms an index in every way that a machine can, and compares what it answers afterwards with what it answered before.
 *
 *   npm run torture -- [--minutes 2] [--seed 1] [--only NAME]
 *
 * Bits flipped in each file, logs cut and lost, files swapped and emptied (`damages.mjs`); `kill -9` of commands and of
 * a server, full disks, too few open files, little memory, eight processes at once (`trials.mjs`). The same seed harms
 * the same places in the same order; when a process is killed also depends on the machine. `--only` names a trial, such
 * as `fullDisk`, or `damages`, or `flips`. Exit code 1 if anything did not hold.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { LONGEST_MS, load, makeIndexes, newFolder, run } from './answers.mjs';
import { makeFresh, TRIALS } from './trials.mjs';

const { seededRandom } = await load('maths/random.js');
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '2' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
  },
});
const seed = Number(values.seed);
const counts = new Map();
const failures = [];

function note({ harm, where, wrong }) {
  counts.set(harm, (counts.get(harm) ?? 0) + 1);
  for (const one of wrong) {
    failures.push(`${harm}, ${where}: ${one}`);
    console.error(`FAILED  ${failures.at(-1)}`);
  }
}

/** Damages in a thread of their own; ends with it. */
function damage(workerData) {
  let last = Date.now();
  let doing = '';
  const worker = new Worker(join(import.meta.dirname, 'damages.mjs'), { workerData });
  worker.on('message', (message) => {
    last = Date.now();
    if (message.began === undefined) note(message);
    else doing = message.began;
  });
  const watch = setInterval(() => {
    if (Date.now() - last < LONGEST_MS) return;
    console.error(`no answer within ${LONGEST_MS / 1000} s: ${doing}`);
    process.exit(1);
  }, 1_000);
  return new Promise((done) => {
    worker.on('error', (error) => failures.push(`the program stopped: ${error.stack}`));
    worker.on('exit', () => {
      clearInterval(watch);
      done();
    });
  });
}

async function tryAll(base, until) {
  const fresh = await makeFresh(base);
  fresh.backup = join(newFolder('torture-base-'), 'backup.sqlite');
  await run(['backup', fresh.backup, '--index', base]);
  const random = seededRandom(seed + 1);
  const trials = TRIALS.filter(({ name }) => values.only === undefined || name === values.only);
  if (trials.length === 0) throw new Error(`there is no trial ${values.only}, or not on this machine`);
  while (Date.now() < until) {
    const own = seededRandom(Math.floor(random() * 2 ** 31));
    const trial = trials[Math.floor(random() * trials.length)];
    note(
      await trial({ base, fresh, random: own }).catch((error) => ({
        harm: trial.name,
        where: '',
        wrong: [error.stack],
      })),
    );
  }
}

const { base, crashed } = await makeIndexes();
const until = Date.now() + Number(values.minutes) * 60_000;
const onlyDamages = values.only === 'damages' || values.only === 'flips';
const damages = values.only === undefined || onlyDamages;
const damaged = damages ? damage({ base, crashed, seed, until, only: values.only }) : undefined;
if (!onlyDamages) await tryAll(base, until);
await damaged;
for (const [harm, count] of [...counts].sort()) console.log(`${String(count).padStart(7)}  ${harm}`);
console.log(failures.length === 0 ? 'Everything held.' : `${failures.length} did not hold (seed ${seed}).`);
process.exitCode = failures.length === 0 ? 0 : 1;
