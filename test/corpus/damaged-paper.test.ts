/** A paper whose bytes on disk are not those that were written: said wherever it is read, with the remedy. */
import { expect, test } from 'vitest';
import { openCorpus, reembedIndex } from '../../src/index.js';
import { newFolder } from '../support/folders.js';
import { Database } from '../support/sqlite.js';
import { tinyModel } from '../support/tiny-model.js';

async function damagedIndex(): Promise<string> {
  const index = newFolder();
  const corpus = await openCorpus({ index, create: true, model: tinyModel({ dimension: 16 }), workers: 1 });
  const papers = ['hail', 'rain', 'snow'].map((id) => ({ id, title: `On ${id}`, abstract: `We measure ${id}.` }));
  await corpus.add([
    { name: 'weather.jsonl', bytes: new TextEncoder().encode(papers.map((one) => JSON.stringify(one)).join('\n')) },
  ]);
  await corpus.themes();
  await corpus.close();
  const database = new Database(`${index}/papers.sqlite`);
  expect(
    database.prepare(`UPDATE paper SET fields = replace(fields, 'measure', 'meazure') WHERE id = 'rain'`).run().changes,
  ).toBe(1);
  database.close();
  return index;
}

const damaged = { code: 'INDEX_DAMAGED', remedy: expect.stringContaining('doctor --repair') as string };

test('is not taken for a text where its themes are asked for', async () => {
  const corpus = await openCorpus({ index: await damagedIndex(), workers: 1 });
  await expect(corpus.themesOfText('rain')).rejects.toMatchObject(damaged);
  await corpus.close();
});

test('is said where the model is changed', async () => {
  const change = reembedIndex({ index: await damagedIndex(), model: tinyModel({ dimension: 24 }), workers: 1 });
  await expect(change).rejects.toMatchObject(damaged);
});
