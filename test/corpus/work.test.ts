/** Workers, without a database. */
import { expect, test } from 'vitest';
import { embedWaiting } from '../../src/corpus/work.js';
import type { Embedder } from '../../src/embed/index.js';
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
