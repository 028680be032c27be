/** Failures of what follows the last paper of an `add`: its tags, and the statistics of search. */
import { expect, test } from 'vitest';
import type { Ask } from '../../src/corpus/access.js';
import { changes } from '../../src/corpus/changes.js';
import { CorpusError } from '../../src/errors.js';
import { openTemporaryStore } from '../../src/store/index.js';
import { letterEmbedder } from '../support/letter-embedder.js';

const fullDisk = () => new CorpusError('DISK_FULL', 'no space left', 'Free some space.');
const file = (papers: number) => {
  const lines = Array.from({ length: papers }, (_, i) => JSON.stringify({ title: `Lamp ${i}`, tags: ['light'] }));
  return { name: 'lamps.jsonl', bytes: new TextEncoder().encode(lines.join('\n')) };
};

/** Adds papers to an index in which everything but papers fails, from the question with this number on. */
async function add(papers: number, firstFailing: number, onProgress = () => {}): Promise<unknown> {
  const store = await openTemporaryStore();
  let questions = 0;
  const ask: Ask = async () => {
    if (++questions >= firstFailing) throw fullDisk();
    return undefined as never;
  };
  try {
    return await changes({ store, embedder: async () => letterEmbedder() }, ask, false).add([file(papers)], {
      onProgress,
    });
  } finally {
    await store.close();
  }
}

test('adding whose tags cannot be written says how many papers are in the index', async () => {
  await expect(add(3, 1)).rejects.toMatchObject({
    code: 'DISK_FULL',
    message: 'no space left; the first 3 papers of the files are in the index',
  });
});

test('adding whose statistics cannot be written says how many papers are in the index', async () => {
  await expect(add(3, 2)).rejects.toMatchObject({
    message: 'no space left; the first 3 papers of the files are in the index',
  });
});

test('adding that fails midway reports that failure, also where the tags cannot be written either', async () => {
  const failing = () => {
    throw new CorpusError('FAILED', 'the lamp went out', 'Light it again.');
  };
  await expect(add(70, 1, failing)).rejects.toMatchObject({
    code: 'FAILED',
    message: 'the lamp went out; the first 64 papers of the files are in the index',
  });
});
