/** Themes with the titles of some papers. */
import { expect, test } from 'vitest';
import { corpusOf } from '../support/corpus.js';

test('themes have the titles that are wanted, of the first papers of each, and of all by default', async () => {
  const papers = ['rain', 'snow', 'hail', 'wind'].map((id) => ({
    id,
    title: `On ${id}`,
    abstract: `We measure ${id} over hills for a year.`,
  }));
  const corpus = await corpusOf(papers);
  const titlesOf = async (titles?: number) => {
    const { themes, outliers } = await corpus.themes({ titles });
    return [...themes.map((theme) => theme.papers), outliers].map((list) => list.map(({ title }) => title));
  };
  const whole = await titlesOf();
  expect(whole.flat().sort()).toEqual(['On hail', 'On rain', 'On snow', 'On wind']);
  expect(await titlesOf(1)).toEqual(whole.map((list) => list.map((title, i) => (i < 1 ? title : ''))));
  expect((await titlesOf(0)).flat().join('')).toBe('');
  await corpus.close();
});

test('a number of titles that is none is refused before any theme is computed', async () => {
  const corpus = await corpusOf([{ id: 'rain', title: 'On rain', abstract: 'We measure rain over hills.' }]);
  const progress: unknown[] = [];
  const asked = corpus.themes({ titles: -1, onProgress: (step) => progress.push(step) });
  await expect(asked).rejects.toMatchObject({ code: 'USAGE', message: '-1 is not a number of papers' });
  expect(progress).toEqual([]);
  await corpus.close();
});
