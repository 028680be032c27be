/** Workers, without a database. */
import { expect, test } from 'vitest';
import { embedWaiting } from '../../src/corpus/work.js';
import type { Embedder } from '../../src/embed/index.js';
import { CorpusError } from '../../src/errors.js';
import { openTemporaryStore } from '../../src/store/index.js';
import { letterEmbedder } from '../support/letter-embedder.js';

test('a worker loads its model before it takes papers, and takes none if it cannot be loaded', async () => {
  const events: string[] = [];
  const folder = await openTemporaryStore();
  const store = {
    ...folder,
    embedWaiting: async () => {
      events.push('papers');
      return 0;
    },
  };
  const embedder = async () => {
    events.push('model');
    return letterEmbedder() as Embedder;
  };
  expect(await embedWaiting({ store, embedder }, {})).toEqual({ embedded: 0 });
  expect(events).toEqual(['model', 'papers']);
  const missing = async () => Promise.reject(new Error('no model'));
  await expect(embedWaiting({ store, embedder: missing }, {})).rejects.toThrow('no model');
  expect(events).toHaveLength(2);
  await folder.close();
});

test('a worker that stays waits for a database that is down, and says so once', async () => {
  const folder = await openTemporaryStore();
  const down = new CorpusError('DATABASE_DOWN', 'the server does not answer', 'Start it.');
  const answers = [down, down, 3, new CorpusError('FAILED', 'no disk space', 'Free some.')];
  const store = {
    ...folder,
    embedWaiting: async () => {
      const answer = answers.shift()!;
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
  const index = { store, embedder: async () => letterEmbedder() as Embedder };
  const events: unknown[] = [];
  const working = embedWaiting(index, {
    stay: true,
    onDown: ({ message }) => events.push(message),
    onProgress: (embedded) => events.push(embedded),
  });
  await expect(working).rejects.toThrow('no disk space');
  expect(events).toEqual(['the server does not answer', 3]);
  answers.push(down);
  await expect(embedWaiting(index, {})).rejects.toBe(down);
  await folder.close();
});
