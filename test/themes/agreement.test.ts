import { describe, expect, test } from 'vitest';
import { meanOf, quantize, toUnitLength } from '../../src/embedding.js';
import { rowsOf } from '../../src/maths/rows.js';
import { findThemes } from '../../src/themes/index.js';
import {
  agreementByMeaning,
  agreementByName,
  agreementWith,
  neighboursOf,
} from '../../src/themes/naming/names/agreement.js';
import { letterEmbedding } from '../support/letter-embedder.js';

const at = (degrees: number) =>
  toUnitLength([Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)]);

describe('the neighbours of a group', () => {
  const near = (degrees: number, subjects: { readonly at: number; readonly name: string }[]) => {
    const centroids = quantize(subjects.map((one) => at(one.at)));
    return neighboursOf(rowsOf([at(degrees)]), { names: subjects.map(({ name }) => [name]), centroids })[0]!;
  };
  const seas = [
    { at: 20, name: 'seas' },
    { at: 90, name: 'storms' },
    ...Array.from({ length: 5 }, (_, n) => ({ at: 0, name: `tides ${n}` })),
  ];

  test('are the subjects with similar papers, the most similar first, by their similarity', () => {
    const neighbours = near(0, seas);
    expect(neighbours.flatMap(({ names }) => names)).toEqual(
      [...Array(5).keys()].map((n) => `tides ${n}`).concat('seas'),
    );
    const [first, last] = [neighbours[0]!.weight, neighbours.at(-1)!.weight];
    expect(5 * first + last).toBeCloseTo(1, 6);
    expect(last / first).toBeCloseTo((Math.cos(Math.PI / 9) - 0.75) / 0.25, 2);
  });

  test('count less where they are little similar, down to nothing', () => {
    const weightsAt = (degrees: number) => near(degrees, [{ at: 0, name: 'tides' }]).map(({ weight }) => weight);
    expect(weightsAt(0)).toEqual([expect.closeTo(0.25, 3)]);
    expect(weightsAt(41)).toEqual([expect.closeTo(Math.cos((41 * Math.PI) / 180) - 0.75, 2)]);
    expect(weightsAt(42)).toEqual([]);
  });

  test('are at most twelve', () => {
    const many = near(
      0,
      Array.from({ length: 14 }, (_, n) => ({ at: n, name: `${n}` })),
    );
    expect(many.map(({ names }) => Number(names[0]))).toEqual([...Array(12).keys()]);
  });

  test('are none without subjects', () => {
    expect(neighboursOf(rowsOf([at(0)]), undefined)).toEqual([[]]);
  });
});

describe('agreement', () => {
  const embeddings = new Map([
    ['tides', at(0)],
    ['sea level', at(60)],
    ['waves', at(30)],
    ['storms', at(90)],
  ]);
  const neighbours = [
    { names: ['tides', 'sea level'], weight: 0.75 },
    { names: ['storms'], weight: 0.25 },
  ];
  const [tides, waves, storms] = ['tides', 'waves', 'storms'].map((text) =>
    agreementWith(neighbours, { text, knownAs: text === 'storms' ? ['winds', 'storms'] : [text] }, embeddings),
  );

  test('by meaning is with the most similar name of each neighbour, by its weight', () => {
    expect(tides!.byMeaning).toEqual([expect.closeTo(0.75, 6), expect.closeTo(0, 6)]);
    expect(storms!.byMeaning).toEqual([expect.closeTo(0.75 * Math.cos(Math.PI / 6), 6), expect.closeTo(0.25, 6)]);
    expect(agreementByMeaning([tides!])).toBeCloseTo(0.75, 6);
  });

  test('by name is with the neighbours of which the phrase is a name', () => {
    expect([tides, waves, storms].map((one) => one!.byName)).toEqual([
      [0.75, 0],
      [0, 0],
      [0, 0.25],
    ]);
    expect(agreementByName([tides!])).toBe(0.75);
  });

  test('by meaning is highest for the name that the others come close to', () => {
    const three = ['tides', 'waves', 'sea level'].map((name) => ({ names: [name], weight: 1 / 3 }));
    const [outer, middle] = ['tides', 'waves'].map((text) =>
      agreementByMeaning([agreementWith(three, { text, knownAs: [text] }, embeddings)]),
    );
    expect(middle).toBeGreaterThan(outer!);
  });

  test('of several phrases is half of them on average, and half of the best for each neighbour', () => {
    const average = (agreementByMeaning([tides!]) + agreementByMeaning([storms!])) / 2;
    expect(agreementByMeaning([tides!, storms!])).toBeCloseTo((average + 1) / 2, 6);
    expect(agreementByName([tides!, storms!])).toBe(1);
  });

  test('is 0 without neighbours', () => {
    const none = agreementWith([], { text: 'tides' }, embeddings);
    expect([agreementByMeaning([none, none]), agreementByName([none, none])]).toEqual([0, 0]);
  });
});

test('a theme has the name that readers gave to papers like its own, if its papers have the words', async () => {
  const abstracts = [
    'Kelp grows on rocks near the coast, where waves break.',
    'Waves move the kelp of a coast, and of its rocks.',
    'A coast of rocks with kelp below the waves.',
    'Of waves and rocks: the kelp of the northern coast.',
  ];
  const papers = abstracts.map((abstract, i) => ({ id: `k${i}`, title: `Kelp ${i}`, abstract }));
  const embeddings = papers.map(({ abstract }) => letterEmbedding(abstract));
  const labelOf = async (...names: string[]) => {
    const centroids = quantize([meanOf(embeddings)]);
    const embed = async (texts: readonly string[]) => texts.map(letterEmbedding);
    const { themes } = await findThemes(papers as never, embeddings, embed, {
      k: 1,
      subjects: async () => ({ names: [names], centroids }),
    });
    return themes[0]!.label;
  };
  expect(await labelOf('coast of waves')).toBe('Coast of waves');
  expect(await labelOf('coast of gulls', 'coast of waves')).toBe('Coast of waves');
  expect(await labelOf('coast of gulls')).not.toBe('Coast of gulls');
});
