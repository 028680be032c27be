import { cpSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openCorpus } from '../../../src/index.js';
import { answerOver } from '../../../src/present/threads/answering.js';
import type { FromWorker } from '../../../src/present/threads/messages.js';
import { inCheckout, newFolder } from '../../support/folders.js';

test('a model that could not be loaded is tried again with the next question', async () => {
  const index = newFolder();
  const model = join(newFolder(), 'abstract-minilm-l3');
  cpSync(inCheckout('models/abstract-minilm-l3'), model, { recursive: true });
  const corpus = await openCorpus({ index, model, create: true, workers: 1 });
  const line = '{"id":"lamp","title":"A lamp","abstract":"It shines."}';
  await corpus.add([{ name: 'lamp.jsonl', bytes: new TextEncoder().encode(line) }]);
  await corpus.close();

  const replies: FromWorker[] = [];
  let told = () => {};
  const answering = answerOver(
    { options: { index, model, workers: 1 }, givesWay: false },
    (reply) => {
      replies.push(reply);
      told();
    },
    () => told(),
  );
  const ask = () =>
    new Promise<void>((resolve) => {
      told = resolve;
      answering.take({ question: { verb: 'search', request: { q: 'lamp', limit: 1 } } });
    });
  renameSync(join(model, 'config.json'), join(model, 'away.json'));
  await ask();
  expect(replies[0]).toMatchObject({ failure: { code: 'MODEL_MISSING' } });
  renameSync(join(model, 'away.json'), join(model, 'config.json'));
  await ask();
  expect(replies[1]).toHaveProperty('answer');
  await new Promise<void>((resolve) => {
    told = resolve;
    answering.take('shutdown');
  });
}, 60_000);
