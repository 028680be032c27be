import { describe, expect, test } from 'vitest';
import { meanOf, quantize, toUnitLength } from '../../src/embedding.js';
import { rowsOf } from '../../src/maths/rows.js';
import { findThemes } from '../../src/themes/index.js';
import { likenessIn } from '../../src/themes/naming/names/likeness.js';
import type { Phrase } from '../../src/themes/naming/phrases/phrase.js';
import { letterEmbedding } from '../support/letter-embedder.js';

const at = (degrees: number) =>
  toUnitLength([Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)]);
const phrase = (...knownAs: string[]) => ({ knownAs }) as unknown as Phrase;

describe('how like papers of a subject are to a group', () => {
  const subjects = {
    names: [['tides', 'sea level'], ['storms'], ['sea level']],
    centroids: quantize([at(0), at(90), at(20)]),
  };
  const likenessOf = likenessIn(rowsOf([at(0), at(20), at(90)]), subjects);

  test('is 1 for the same centroid, 0 for papers of another kind', () => {
    expect(likenessOf(phrase('tides'), 0)).toBeCloseTo(1, 3);
    expect(likenessOf(phrase('tides'), 1)).toBeCloseTo((Math.cos(Math.PI / 9) - 0.75) / 0.25, 2);
    expect(likenessOf(phrase('tides'), 2)).toBe(0);
  });

  test('is that of the nearest of the subjects that have a name of the phrase', () => {
    expect(likenessOf(phrase('sea level'), 0)).toBeCloseTo(1, 3);
    expect(likenessOf(phrase('sea level'), 1)).toBeCloseTo(1, 3);
    expect(likenessOf(phrase('storms', 'sea level'), 2)).toBeCloseTo(1, 3);
  });

  test('is 0 for a phrase that is no subject, and without subjects', () => {
    expect(likenessOf({} as Phrase, 0)).toBe(0);
    expect(likenessIn(rowsOf([at(0)]), undefined)(phrase('tides'), 0)).toBe(0);
  });
});

test('a theme has the name of the subject whose papers are like its own, if its papers have the words', async () => {
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
  expect(await labelOf('coast of gulls')).not.toBe('Coast of gulls');
});
