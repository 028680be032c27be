import { cpSync, mkdirSync, renameSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type CorpusOptions, openCorpus } from '../../../src/index.js';
import { answerOver } from '../../../src/present/threads/answering.js';
import type { FromWorker, Question } from '../../../src/present/threads/messages.js';
import { inCheckout, newFolder } from '../../support/folders.js';

async function indexOfALamp(model: string): Promise<string> {
  const index = newFolder();
  const corpus = await openCorpus({ index, model, create: true, workers: 1 });
  const line = '{"id":"lamp","title":"A lamp","abstract":"It shines."}';
  await corpus.add([{ name: 'lamp.jsonl', bytes: new TextEncoder().encode(line) }]);
  await corpus.close();
  return index;
}

/** Asks one question after the other; without a question, shuts down. */
function asking(options: CorpusOptions): (question?: Question) => Promise<FromWorker | undefined> {
  let told: (reply?: FromWorker) => void = () => {};
  const answering = answerOver(
    { options, givesWay: false },
    (reply) => told(reply),
    () => told(),
  );
  return (question) =>
    new Promise((resolve) => {
      told = resolve;
      answering.take(question === undefined ? 'shutdown' : { question });
    });
}

test('a model that could not be loaded is tried again with the next question', async () => {
  const model = join(newFolder(), 'abstract-minilm-l3');
  cpSync(inCheckout('models/abstract-minilm-l3'), model, { recursive: true });
  const ask = asking({ index: await indexOfALamp(model), model, workers: 1 });
  const question: Question = { verb: 'search', request: { q: 'lamp', limit: 1 } };
  renameSync(join(model, 'config.json'), join(model, 'away.json'));
  expect(await ask(question)).toMatchObject({ failure: { code: 'MODEL_MISSING' } });
  renameSync(join(model, 'away.json'), join(model, 'config.json'));
  expect(await ask(question)).toHaveProperty('answer');
  await ask();
}, 60_000);

test('an index that could not be written is written as soon as it can be', async () => {
  const model = inCheckout('models/abstract-minilm-l3');
  const index = await indexOfALamp(model);
  const ask = asking({ index, model, workers: 1 });
  const question: Question = { verb: 'note', request: { paper: 'lamp', text: 'bright' } };
  mkdirSync(join(index, 'papers.sqlite-shm')); // where SQLite would write, as on a full disk
  expect(await ask(question)).toMatchObject({ failure: { code: 'READ_ONLY' } });
  rmdirSync(join(index, 'papers.sqlite-shm'));
  expect(await ask(question)).toHaveProperty('answer');
  await ask();
}, 60_000);
