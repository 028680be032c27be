import { expect, test } from 'vitest';
import { openCorpus, type Paper } from '../../src/index.js';
import { newFolder } from '../support/folders.js';
import { tinyModel } from '../support/tiny-model.js';

const MODEL = tinyModel();

const line = (id: string) =>
  JSON.stringify({ id, title: `Forecasting ${id}`, abstract: `We forecast ${id} over hills.` });
const weather = {
  name: 'weather.jsonl',
  bytes: new TextEncoder().encode(['rain', 'snow', 'hail'].map(line).join('\n')),
};

const first = (papers: AsyncIterable<Paper>) => papers[Symbol.asyncIterator]().next();

test('closing waits for calls that run, and later calls are refused', async () => {
  const index = newFolder();
  const corpus = await openCorpus({ index, create: true, workers: 1, model: MODEL });
  const adding = corpus.add([weather]);
  const closing = corpus.close();
  expect((await adding).added).toBe(3);
  await closing;

  const again = await openCorpus({ index, workers: 1, model: MODEL });
  const asking = [again.search('rain over hills'), again.themes(), again.list()];
  await again.close();
  const [found, , listed] = (await Promise.all(asking)) as [{ papers: unknown[] }, unknown, unknown[]];
  expect([found.papers.length, listed.length]).toEqual([3, 3]);
  const refusal = { code: 'USAGE', message: 'the corpus is closed' };
  await expect(again.search('rain')).rejects.toMatchObject(refusal);
  await expect(again.mark({ kind: 'read', papers: ['rain'] })).rejects.toMatchObject(refusal);
  await expect(first(again.papers())).rejects.toMatchObject(refusal);
  await again.close();
});

test('changes that one corpus is asked for at once are made one after the other', async () => {
  const index = newFolder();
  const corpus = await openCorpus({ index, create: true, workers: 1, model: MODEL });
  const changes = [
    corpus.add([weather]),
    corpus.mark({ kind: 'tag', name: 'wet', papers: ['rain'] }),
    corpus.remove(['snow']),
    corpus.remove(['no-such-paper']).catch(({ code }) => code as string),
    corpus.undo(),
    corpus.mark({ kind: 'note', paper: 'snow', text: 'cold' }),
  ];
  const [, , , failure] = await Promise.all(changes);
  expect(failure).toBe('PAPER_UNKNOWN');
  expect((await corpus.marks()).map(({ paper, tags, note }) => [paper, ...tags, note])).toEqual([
    ['rain', 'wet', null],
    ['snow', 'cold'],
  ]);

  const another = await openCorpus({ index, workers: 1, model: MODEL });
  const adding = corpus.add([weather], { waitMs: 20_000 });
  const marked = another.mark({ kind: 'read', papers: ['hail'] }, { waitMs: 20_000 });
  await expect(another.mark({ kind: 'read', papers: ['rain'] })).resolves.toMatchObject({ changed: 1 });
  expect([(await adding).unchanged, (await marked).changed]).toEqual([3, 1]);
  await Promise.all([corpus.close(), another.close()]);
});

test('a question whose signal is aborted is not answered', async () => {
  const corpus = await openCorpus({ index: newFolder(), create: true, workers: 1, model: MODEL });
  await corpus.add([weather]);
  const signal = AbortSignal.abort();
  for (const call of [
    () => corpus.search('rain', { signal }),
    () => corpus.similar(['rain'], { signal }),
    () => corpus.browse({ signal }),
    () => corpus.timeline({ signal }),
  ])
    await expect(call()).rejects.toMatchObject({ code: 'INTERRUPTED' });
  await corpus.close();
});

test('a text in place of a list of files is refused, as its letters would be names of files', async () => {
  const corpus = await openCorpus({ index: newFolder(), create: true, workers: 1, model: MODEL });
  const files = 'saved-pages' as unknown as string[];
  const refusal = { code: 'USAGE', remedy: 'Put them in one: ["saved-pages"].' };
  await expect(corpus.add(files)).rejects.toMatchObject(refusal);
  await expect(corpus.knownAlready(files)).rejects.toMatchObject(refusal);
  await corpus.close();
});

test('a threshold that is no score is refused', async () => {
  const corpus = await openCorpus({ index: newFolder(), create: true, workers: 1, model: MODEL });
  await corpus.add([weather]);
  for (const threshold of [0, 5, Number.NaN])
    for (const call of [() => corpus.duplicates({ threshold }), () => corpus.knownAlready([weather], { threshold })])
      await expect(call()).rejects.toMatchObject({ code: 'USAGE', message: `${threshold} is not a score` });
  await corpus.close();
});

test('a limit that is no number of papers is refused', async () => {
  const corpus = await openCorpus({ index: newFolder(), create: true, workers: 1, model: MODEL });
  await corpus.add([weather]);
  await corpus.mark({ kind: 'tag', name: 'wet', papers: ['rain'] });
  for (const limit of [-1, 1.5, Number.NaN])
    for (const call of [
      () => corpus.search('rain', { limit }),
      () => corpus.similar(['rain'], { limit }),
      () => corpus.browse({ limit }),
      () => first(corpus.papers({ limit })),
      () => corpus.recommend({ tag: 'wet', limit }),
    ])
      await expect(call()).rejects.toMatchObject({ code: 'USAGE', message: `${limit} is not a number of papers` });
  const all = Number.POSITIVE_INFINITY;
  expect((await corpus.search('forecast', { limit: all })).papers).toHaveLength(3);
  expect((await corpus.browse({ limit: all })).papers).toHaveLength(3);
  await corpus.close();
});
