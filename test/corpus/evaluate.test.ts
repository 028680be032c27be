/** The judged sets that people have hold papers that a corpus cannot. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { evaluateFolder } from '../../src/corpus/evaluate.js';
import { openTemporaryStore } from '../../src/store/index.js';
import { newFolder } from '../support/folders.js';
import { letterEmbedder } from '../support/letter-embedder.js';

const TEXT = 'Mosses grow on the north side of every tree in the old wood, and slowly cover all of its stones.';

test('a paper of a judged set with neither title nor abstract is passed over and named', async () => {
  const folder = newFolder();
  mkdirSync(folder, { recursive: true });
  const papers = [
    { id: 'a', title: 'On mosses', abstract: TEXT },
    { id: 'empty', title: '', abstract: ' ' },
    { id: 'b', title: 'On mosses', abstract: `${TEXT} Stones are hard.` },
    { id: 'nothing' },
  ];
  writeFileSync(join(folder, 'papers.jsonl'), papers.map((paper) => JSON.stringify(paper)).join('\n'));
  writeFileSync(join(folder, 'pairs.tsv'), 'a\tb\tsame\tkind\na\tb\t1\tversions\n');
  const store = await openTemporaryStore();
  const evaluation = await evaluateFolder({ store, embedder: async () => letterEmbedder() }, folder, {});
  await store.close();
  expect(evaluation).toMatchObject({ papers: 2, withoutText: ['empty', 'nothing'], pairs: 1 });
});

test.each(['https://example.org/papers/1', ' a', 'a\nb'])(
  'a set is refused where a paper would get another id than its judgements name: %j',
  async (id) => {
    const folder = newFolder();
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'docs.jsonl'), JSON.stringify({ id, title: 'On mosses', abstract: TEXT, label: 'm' }));
    const store = await openTemporaryStore();
    const evaluation = evaluateFolder({ store, embedder: async () => letterEmbedder() }, folder, {});
    await expect(evaluation).rejects.toMatchObject({ code: 'INPUT_INVALID', message: expect.stringContaining(id) });
    await store.close();
  },
);
