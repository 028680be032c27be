import { describe, expect, test } from 'vitest';
import { rowsOf } from '../../src/maths/rows.js';
import type { Paper } from '../../src/paper.js';
import { readOnce } from '../../src/themes/clustering/versions.js';
import { readLibrary } from '../../src/themes/naming/label.js';
import { paperTextOf } from '../../src/themes/paper-words.js';

const WHOLE =
  'Glaciers of the north lose their ice from below. We drill forty holes in each of three of them and count what the water takes away in a year.';
const CUT = 'Glaciers of the north lose their ice from below. We drill forty holes in each of three of them.';
const OTHER =
  'Volcanoes of the south are quiet now and then. Nobody has asked for how long a lava lake can sleep before it wakes, so we ask.';
const NOTICE = 'All data were gathered with the consent of the harbour master and his deputies.';

const read = (...papers: readonly (readonly [title: string, abstract: string])[]) =>
  readOnce(papers.map(([title, abstract]) => paperTextOf({ title, abstract })));
const wordsOf = (once: ReturnType<typeof read>) =>
  once.map((one) => one?.abstract.words.map(({ surface }) => surface).join(' '));

describe('of versions of one paper', () => {
  test('the fullest is read, whichever comes first', () => {
    expect(read(['Ice', CUT], ['Melt', WHOLE], ['Fire', OTHER]).map((one) => one?.title.text)).toEqual([
      undefined,
      'Melt',
      'Fire',
    ]);
    expect(read(['Melt', WHOLE], ['Ice', CUT]).map((one) => one?.title.text)).toEqual(['Melt', undefined]);
  });

  test('the first is read where they are alike in every word', () => {
    expect(read(['One', WHOLE], ['Two', WHOLE], ['Three', WHOLE]).map((one) => one?.title.text)).toEqual([
      'One',
      undefined,
      undefined,
    ]);
  });

  test('each is read that is written anew', () => {
    const reworded =
      'In the north, glaciers melt at their base. Drilling forty holes into every one of three, we measure a year of water.';
    expect(read(['Ice', WHOLE], ['Ice', reworded])).not.toContain(null);
  });
});

describe('of papers that share a notice', () => {
  test('one is read with it and the other without', () => {
    const [first, second] = wordsOf(read(['Ice', `${WHOLE} ${NOTICE}`], ['Fire', `${OTHER} ${NOTICE}`]));
    expect([first, second].filter((words) => words?.includes('harbour'))).toHaveLength(1);
    for (const words of [first, second]) expect(words).toMatch(/Glaciers.*year|Volcanoes.*ask/u);
  });

  test('a turn of speech of a few words is read in each', () => {
    const [first, second] = wordsOf(
      read(
        ['Ice', 'In this paper we ask why glaciers melt so fast.'],
        ['Fire', 'In this paper we ask how volcanoes sleep so long.'],
      ),
    );
    expect([first, second]).toEqual([
      'In this paper we ask why glaciers melt so fast',
      'In this paper we ask how volcanoes sleep so long',
    ]);
  });
});

test('a paper without an abstract is read', () => {
  expect(read(['Ice', ''], ['Fire', ''])).not.toContain(null);
});

test('no name is made of what one text says in four versions, or of a notice', async () => {
  const papers: Pick<Paper, 'title' | 'abstract'>[] = [
    WHOLE,
    CUT,
    WHOLE,
    WHOLE,
    `${OTHER} ${NOTICE}`,
    `A tide table of the bay for three years, taken by hand at dawn and at dusk in any weather. ${NOTICE}`,
  ].map((abstract, i) => ({ title: `Title ${i}`, abstract }));
  // As many papers on something else as make a collection.
  for (let i = 0; i < 20; i++) papers.push({ title: `Coral ${i}`, abstract: `Coral reefs, ${i}.` });
  const rows = rowsOf(papers.map(() => [1, 0]));
  const { phrases, places } = await readLibrary(
    rows,
    async (places) => Array.from(places, (place) => paperTextOf(papers[place]!)),
    { embedPhrases: async () => [] },
  );
  expect(places).toHaveLength(papers.length - 3);
  const found = phrases.map(({ text }) => text).join();
  expect(found).toContain('coral reefs');
  expect(found).not.toMatch(/glacier|ice|hole|harbour|deputies/iu);
});
