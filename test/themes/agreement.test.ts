import { describe, expect, test } from 'vitest';
import { meanOf, quantize, toUnitLength } from '../../src/embedding.js';
import { rowsOf } from '../../src/maths/rows.js';
import { findThemes } from '../../src/themes/index.js';
import {
  agreementByName,
  agreementWith,
  averageAgreement,
  bestAgreements,
  votesOf,
} from '../../src/themes/naming/names/agreement.js';
import { letterEmbedding } from '../support/letter-embedder.js';

const at = (degrees: number) =>
  toUnitLength([Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)]);

const group = (...papers: number[]) => ({ papers, title: '' });
const subjectsAt = (subjects: Readonly<Record<string, number>>) => ({
  names: Object.keys(subjects).map((name) => [name]),
  centroids: quantize(Object.values(subjects).map(at)),
});

describe('the papers of a group', () => {
  /** The votes of papers at some degrees, by name. */
  const votes = (degrees: readonly number[], subjects: Readonly<Record<string, number>>) => {
    const rows = rowsOf(degrees.map(at));
    const [of] = votesOf([group(...degrees.keys())], rows, rowsOf([meanOf(degrees.map(at))]), subjectsAt(subjects));
    return of!.ofPapers.map((all) =>
      Object.fromEntries(all.map(({ subject, weight }) => [of!.names.get(subject)![0]!, weight])),
    );
  };

  test('vote each for the subjects with similar papers, by their similarity', () => {
    const [atCoast, atSea] = votes([0, 90], { coasts: 10, kelp: 30, storms: 100 });
    expect(Object.keys(atCoast!)).toEqual(['coasts', 'kelp']);
    expect(Object.keys(atSea!)).toEqual(['storms', 'kelp']);
    expect(atCoast!['coasts']! + atCoast!['kelp']!).toBeCloseTo(1, 6);
    const [coasts, kelp] = [10, 30].map((degrees) => Math.cos((degrees * Math.PI) / 180) - 0.45);
    expect(atCoast!['kelp']! / atCoast!['coasts']!).toBeCloseTo(kelp! / coasts!, 2);
  });

  test('vote with less weight where no subject is similar, down to none', () => {
    const weightAt = (degrees: number) => votes([degrees], { tides: 0 })[0]!['tides'];
    expect(weightAt(0)).toBeCloseTo(1, 6);
    expect(weightAt(60)).toBeCloseTo(0.5, 1);
    expect(weightAt(64)).toBeUndefined();
  });

  test('have five votes at most', () => {
    const many = Object.fromEntries(Array.from({ length: 7 }, (_, n) => [`tides ${n}`, n]));
    expect(Object.keys(votes([0], many)[0]!)).toEqual([0, 1, 2, 3, 4].map((n) => `tides ${n}`));
  });

  test('vote for the hundred subjects nearest to the centroid of the group', () => {
    const near = Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`near ${n}`, 20 + n / 10]));
    const [atCoast] = votes([0, 50], { ...near, coasts: 0 });
    expect(Object.keys(atCoast!)).toEqual([0, 1, 2, 3, 4].map((n) => `near ${n}`));
  });

  test('leave out the names of subjects without a vote', () => {
    const [of] = votesOf([group(0)], rowsOf([at(0)]), rowsOf([at(0)]), subjectsAt({ tides: 10, storms: 90 }));
    expect([...of!.names.values()]).toEqual([['tides']]);
  });

  test('have none without subjects, or if there are none', () => {
    const [some, none] = votesOf([group(0), group()], rowsOf([at(0)]), rowsOf([at(0), at(0)]));
    expect([some, none]).toEqual([
      { names: new Map(), ofPapers: [[]] },
      { names: new Map(), ofPapers: [] },
    ]);
  });
});

describe('agreement', () => {
  const embeddings = new Map([
    ['tides', at(0)],
    ['sea level', at(60)],
    ['waves', at(30)],
    ['storms', at(90)],
  ]);
  const votes = {
    names: new Map([
      [7, ['tides', 'sea level']],
      [9, ['storms']],
    ]),
    ofPapers: [
      [{ subject: 7, weight: 1 }],
      [
        { subject: 7, weight: 0.25 },
        { subject: 9, weight: 0.75 },
      ],
    ],
  };
  const [tides, waves, storms] = ['tides', 'waves', 'storms'].map((text) =>
    agreementWith(votes, { text, knownAs: text === 'storms' ? ['winds', 'storms'] : [text] }, embeddings),
  );
  const near = Math.cos(Math.PI / 6);

  test('by meaning is with the most similar name of each subject, by the weight of the vote', () => {
    expect([...tides!.byMeaning]).toEqual([expect.closeTo(1, 6), expect.closeTo(0.25, 6)]);
    expect([...storms!.byMeaning]).toEqual([expect.closeTo(near, 6), expect.closeTo(0.25 * near + 0.75, 6)]);
    expect(averageAgreement([tides!])).toBeCloseTo(0.625, 6);
  });

  test('by name is with the subjects of which the phrase is a name', () => {
    expect([tides, waves, storms].map((one) => [...one!.byName])).toEqual([
      [1, 0.25],
      [0, 0],
      [0, 0.75],
    ]);
    expect(agreementByName([tides!])).toBe(0.625);
  });

  test('by meaning is highest for the name that the votes come close to', () => {
    const three = ['tides', 'waves', 'sea level'].map((_, subject) => ({ subject, weight: 1 / 3 }));
    const [outer, middle] = ['tides', 'waves'].map((text) =>
      averageAgreement([
        agreementWith(
          { names: new Map([['tides'], ['waves'], ['sea level']].entries()), ofPapers: [three] },
          { text },
          embeddings,
        ),
      ]),
    );
    expect(middle).toBeGreaterThan(outer!);
  });

  test('of several phrases is their average, and the best of them for each paper', () => {
    const average = (averageAgreement([tides!]) + averageAgreement([storms!])) / 2;
    expect(averageAgreement([tides!, storms!])).toBeCloseTo(average, 6);
    expect([...bestAgreements([tides!, storms!])]).toEqual([
      expect.closeTo(1, 6),
      expect.closeTo(0.25 * near + 0.75, 6),
    ]);
    expect(agreementByName([tides!, storms!])).toBe((1 + 0.75) / 2);
  });

  test('is 0 without votes', () => {
    const none = agreementWith({ names: new Map(), ofPapers: [[]] }, { text: 'tides' }, embeddings);
    expect([averageAgreement([none, none]), ...bestAgreements([none]), agreementByName([none, none])]).toEqual([
      0, 0, 0,
    ]);
  });
});

test('a theme has the name that readers gave to papers like its own, if its papers have the words', async () => {
  const abstracts = [
    'Kelp grows on rocks near the coast, where waves break.',
    'Waves move the kelp of a coast, and of its rocks.',
    'A coast of rocks with kelp below the waves.',
    'Of waves and rocks: the kelp of the northern coast.',
  ];
  const papers = abstracts.map((abstract, i) => ({ id: `k${i}`, title: `Kelp ${i}`, abstract, published: null }));
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
