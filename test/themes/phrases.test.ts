import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { phrasesOf } from '../../src/themes/naming/phrases/phrases.js';
import { singularOf } from '../../src/themes/naming/vocabulary/singular.js';
import { paperTextOf } from '../../src/themes/paper-words.js';

/** Each text is an abstract; a text with a bar is a title and an abstract. */
function phrases(texts: readonly string[], papersAtLeast = 2) {
  return phrasesOf(
    texts.map((text) => {
      const [title, abstract] = text.includes('|') ? (text.split('|') as [string, string]) : ['', text];
      return paperTextOf({ title, abstract });
    }),
    papersAtLeast,
  );
}

const textsOf = (found: ReturnType<typeof phrases>) => found.map(({ text }) => text);

describe('phrases', () => {
  test('are noun phrases: no verb, no function word, no word that any paper says of itself', () => {
    const found = textsOf(
      phrases([
        'We propose a novel method for gravitational lensing that significantly improves the state of the art.',
        'Here we show that gravitational lensing improves recent results.',
      ]),
    );
    expect(found).toEqual(['gravitational lensing']);
    const proceedings = [
      'International Conference on Gravitational Lensing of the IEEE',
      'Gravitational Lensing in the IEEE',
    ];
    expect(textsOf(phrases(proceedings.map((title) => `${title}|`)))).toEqual(['gravitational lensing']);
  });

  test('are no possessives but those of names', () => {
    const texts = ['The lantern’s glow of Young’s modulus.', 'A lantern’s glow, and Young’s modulus.'];
    expect(textsOf(phrases(texts))).toEqual(['glow', 'Young’s modulus']);
  });

  test('do not end in an adjective, and may begin with one', () => {
    const texts = [
      'The blind with a flood-safe and pro-$p$ lantern in latent spaces.',
      'A lantern that is flood-safe and pro-$p$, for the blind.',
    ];
    expect(textsOf(phrases([...texts, 'In a latent space.']))).toEqual(['lantern', 'latent space']);
  });

  test('contain no formula', () => {
    const texts = [
      'The growth of $x^n$, GL_n and n-1 on the unit ball.',
      'Growth of x^n, GL_n, n-1 and L^p unit balls.',
    ];
    expect(textsOf(phrases(texts))).toEqual(['growth', 'unit ball']);
  });

  test('have whole words where accents are in LaTeX', () => {
    const [first] = phrases(['The Schr\\"odinger equation.', 'On Schr\\"odinger equations.']);
    expect(first!.plural).toBe('Schrödinger equations');
  });

  test('do not begin with a verb', () => {
    const grasps = Array<string>(4).fill('A grasp of wood.');
    const found = (texts: string[]) => textsOf(phrases([...texts, ...grasps, 'Of pebbles.', 'Of pebbles.']));
    expect(found(['They can grasp pebbles.', 'Otters learn to grasp pebbles.'])).not.toContain('grasp pebbles');
    expect(found(['Otters desilt every river.', 'They swim well, but desilt slowly.'])).not.toContain('desilt');
    expect(found(['Of grasp pebbles.', 'Otters learn of grasp pebbles.'])).toContain('grasp pebbles');
  });

  test('are named as papers write them by themselves, not as they write them before other words', () => {
    const texts = [...Array(4).fill('a spring-tide basin'), ...Array(3).fill('at spring tide'), 'the spring-tide'];
    expect(phrases(texts).find(({ key }) => key === 'springtide')!.plural).toBe('spring tide');
  });

  test('have the plural of their last word, if few papers write them and never in the plural', () => {
    const few = ['A tide chart hangs here.', 'We draw the tide chart.'];
    const others = Array<string>(4).fill('Of harbour charts.');
    const plural = (texts: string[]) => phrases(texts).find(({ text }) => text === 'tide chart')!.plural;
    expect(plural([...few, ...others])).toBe('tide charts');
    expect(plural(few)).toBe('tide chart');
    const many = Array<string>(30).fill('We draw the tide chart.');
    expect(plural([...many, ...Array<string>(30).fill('Of harbour charts.')])).toBe('tide chart');
    const fields = ['A tide simulation runs here.', 'We run the tide simulation.'];
    const simulation = phrases([...fields, ...Array<string>(4).fill('Of harbour simulations.')]);
    expect(simulation.find(({ text }) => text === 'tide simulation')!.plural).toBe('tide simulation');
  });

  test('are singular before the head that papers write after their acronym', () => {
    const texts = [
      'Tide chart embeddings (TCE) of coasts.',
      'We train tide chart embeddings (TCE).',
      'Of tide chart embeddings.',
    ];
    const plural = (more: string[]) => phrases([...texts, ...more]).find(({ acronym }) => acronym === 'TCE')!.plural;
    expect(plural([])).toBe('tide chart embeddings');
    expect(plural(Array<string>(3).fill('Of TCE models.'))).toBe('tide chart embedding models');
  });

  test('are in the plural before such a head where they are a compound, and may have a hyphen anywhere', () => {
    const pluralOf = (long: string) =>
      phrases([
        `A ${long} (MoG) model flies.`,
        `All ${long} (MoG) models fly, as MoG models do.`,
        `A ${long} model of sails, and a MoG model.`,
      ]).find(({ acronym }) => acronym === 'MoG')!.plural;
    expect(pluralOf('mixture-of-gulls')).toBe('mixture-of-gulls models');
    expect(pluralOf('mixture-of gulls')).toBe('mixture-of gull models');
  });

  test('are read from any words, acronyms and hyphens', () => {
    const words =
      'mixture-of-gulls MoG (MoG) models model a the of tide-charts tide charts (TC) TC, embeddings. to'.split(' ');
    const text = fc.array(fc.constantFrom(...words), { minLength: 4, maxLength: 24 }).map((list) => list.join(' '));
    fc.assert(
      fc.property(fc.array(text, { minLength: 2, maxLength: 8 }), (texts) => {
        for (const { text: own, plural } of phrases(texts)) expect([own, plural]).not.toContain('');
      }),
      { numRuns: 100 }, // each takes 20 ms
    );
  });

  test('keep the capitals that most of their uses have', () => {
    const maps = Array<string>(5).fill('a tide map');
    const found = textsOf(phrases([...maps, 'fast MAP inference', 'MAP inference', 'on map inference']));
    expect(found).toContain('MAP inference');
    expect(found).toContain('tide map');
    expect(textsOf(phrases([...maps, 'fast MAP inference', 'map inference', 'on map inference']))).toContain(
      'map inference',
    );
  });

  test('keep the capitals of titles without abstracts, but not of titles in capitals', () => {
    const titled = (...titles: string[]) => textsOf(phrases(titles.map((title) => `${title}|`)));
    const marshes = ['Marshes of the wide open coast of SE Wales', 'Dunes and other habitats in SE Wales'];
    const spanish = ['lo que se sabe de dunas', 'donde se ven las dunas', 'por eso se van las dunas'];
    expect(titled(...marshes, ...spanish)).toContain('SE Wales');
    expect(titled(...marshes.map((title) => title.toUpperCase()), ...spanish)).toContain('se wales');
  });

  test('are one in the singular and the plural, with a hyphen, apart and in one word', () => {
    const found = phrases([
      'a multi-modal encoder',
      'multimodal encoders',
      'the multimodal encoder',
      'multimodal encoders',
    ]);
    const encoder = found.find(({ words }) => words.length === 2)!;
    expect(encoder.papers).toEqual([0, 1, 2, 3]);
    expect([encoder.text, encoder.plural]).toEqual(['multimodal encoders', 'multimodal encoders']);
  });

  test('are of several works: what only the parts and versions of one are about is its own name', () => {
    const openings = [
      'Humming Along: ',
      'Humming Along: With Friends ',
      'Choirs of the coast ',
      'Choirs of the coast II ',
    ];
    const found = (titles: string[]) => textsOf(phrases(titles.map((title) => `${title}|On shy tenors.`)));
    expect(found(openings.slice(0, 2))).not.toContain('shy tenors');
    expect(found(openings.slice(2))).not.toContain('shy tenors');
    expect(found(openings.slice(1, 3))).toContain('shy tenors');
  });

  test('are not singular because they stand before other words', () => {
    const texts = ['a glacier map sheet', 'a glacier map', 'glacier maps'].flatMap((text, i) =>
      Array.from({ length: [6, 4, 2][i]! }, () => text),
    );
    expect(phrases(texts).find(({ text }) => text.startsWith('glacier map') && !text.endsWith('sheet'))!.plural).toBe(
      'glacier maps',
    );
  });

  test('are in the plural where papers write it, and a word for a field where more do', () => {
    const texts = ['a glacier map', 'the glacier map', 'a glacier map', 'glacier maps'];
    const [map] = phrases(texts).filter(({ words }) => words.length === 2);
    expect(map!.plural).toBe('glacier maps');
    const named = (word: string): string =>
      phrases(texts.slice(1).map((text) => text.replace('map', word))).find(({ words }) => words.length === 2)!.plural;
    expect(named('classification')).toBe('glacier classification');
    expect(named('junction')).toBe('glacier junctions');
  });

  test('are one over a family of words, and named by the word that names the field', () => {
    const found = phrases([
      'The superconductivity of tin. A superconducting wire.',
      'A superconducting coil, and the superconductivity of lead.',
      'The superconducting gap of one superconductor. On superconductivity.',
      'A superconductor, and the superconducting state.',
      ...Array.from({ length: 12 }, () => 'On snow.'),
    ]);
    const family = found.find(({ words }) => words.length === 1 && words[0]!.startsWith('superconduct'))!;
    expect(family.papers).toEqual([0, 1, 2, 3]);
    expect(family.text).toBe('superconductivity');
  });

  test('keep a word in -ing that describes a thing', () => {
    expect(
      textsOf(phrases(['A superconducting coil.', 'The superconducting coil.', 'One superconducting coil'])),
    ).toContain('superconducting coil');
  });

  test('keep the owner of a thing, and do not end in one', () => {
    const found = textsOf(phrases(["Green's functions of ice.", "Green's functions.", "By Green's functions"]));
    expect(found).toEqual(["Green's functions"]);
  });

  test('are not cut off before one and the same word', () => {
    const found = textsOf(phrases(['Glacier path finding.', 'On glacier path finding.', 'The glacier path finding']));
    expect(found).not.toContain('glacier path');
  });

  test('are about a paper that has all their words anywhere', () => {
    const found = phrases(['A glacier retreat.', 'A glacier retreat!', 'The retreat of a glacier.', 'A retreat.']);
    const { papers, about } = found.find(({ text }) => text === 'glacier retreat')!;
    expect(papers).toEqual([0, 1]);
    expect(about).toEqual([0, 1, 2]);
  });

  test('are not acronyms where most papers write the word', () => {
    const defined = ['The adaptive reef model (ARM).', 'An adaptive reef model (ARM)!'];
    const models = (others: number) => {
      const arms = Array.from({ length: others }, (_, i) => `The arm of robot ${i}.`);
      return phrases([...defined, ...arms]).find(({ key }) => key === 'adaptivereefmodel')!.papers.length;
    };
    expect(models(6)).toBe(8);
    expect(models(7)).toBe(2);
  });

  test('of common words are not about every paper that has these', () => {
    const written = ['A glacier retreat.', 'A glacier retreat!'];
    const about = (others: number) => {
      const apart = Array.from({ length: others }, () => 'The retreat of a glacier.');
      return phrases([...written, ...apart]).find(({ text }) => text === 'glacier retreat')!.about.length;
    };
    expect(about(14)).toBe(16);
    expect(about(15)).toBe(2);
  });

  test('are not pieces of a longer phrase', () => {
    const found = textsOf(phrases(['the sparse Markov kernel.', 'a sparse Markov kernel!', 'sparse Markov kernel']));
    expect(found).toEqual(['sparse Markov kernel']);
  });

  test('are not cut off before their noun', () => {
    const found = textsOf(
      phrases(['glacier retreat rates', 'glacier retreat rates in Peru', 'a glacier retreat', 'many glacier lakes']),
    );
    expect(found).not.toContain('glacier');
  });

  test('keep the case that papers write within a sentence', () => {
    const found = textsOf(
      phrases([
        'Bayesian Networks at Sea|We fit Bayesian networks.',
        'Networks of the Deep|These Bayesian networks and mRNA vaccines.',
        'An mRNA vaccine.',
      ]),
    );
    expect(found).toContain('Bayesian networks');
    expect(found).toContain('mRNA vaccine');
  });

  test('take a word in -ing for a noun where the collection uses it as one', () => {
    const found = textsOf(
      phrases(['effects of reef bleaching.', 'reef bleaching, again', 'on sampling the reef', 'by sampling the sea']),
    );
    expect(found).toContain('reef bleaching');
  });

  test('know in whose title they stand', () => {
    const [found] = phrases(['Coral reefs|The sea.', 'The sea|Coral reefs die.']);
    expect([...found!.titles]).toEqual([0]);
  });
});

describe('acronyms', () => {
  const texts = [
    'We study reinforcement learning with verifiable rewards (RLVR) at length.',
    'Reinforcement Learning with Verifiable Rewards (RLVR) is cheap.',
    'RLVR-trained models and RLVR itself.',
    'reinforcement learning with verifiable rewards, without its letters',
  ];

  test('are one with their long forms, prepositions and all', () => {
    const rlvr = phrases(texts).find(({ acronym }) => acronym === 'RLVR')!;
    expect(rlvr.text).toBe('reinforcement learning with verifiable rewards');
    expect(rlvr.papers).toEqual([0, 1, 2, 3]);
  });

  test('are one with their long forms where those contain another acronym', () => {
    const found = phrases([
      'We watch river ice loss (RIL) and alpine RIL (ARIL).',
      'Of river ice loss (RIL): alpine RIL (ARIL) goes on.',
      'Alpine river ice loss again.',
    ]);
    const alpine = found.filter(({ words }) => words[0]!.startsWith('alpine'));
    expect(alpine.map(({ acronym, papers }) => ({ acronym, papers }))).toEqual([
      { acronym: 'ARIL', papers: [0, 1, 2] },
    ]);
  });

  test('are given to a phrase only where two papers introduce them', () => {
    const found = phrases(['density matrices (DM) here', 'density matrices there', 'DM']);
    expect(found.map(({ acronym }) => acronym)).toEqual([null]);
  });
});

test.each([
  ['models', 'model'],
  ['studies', 'study'],
  ['analyses', 'analysis'],
  ['biases', 'bias'],
  ['diabetes', 'diabetes'],
  ['classes', 'class'],
  ['statistics', 'statistics'],
  ['virus', 'virus'],
  ['boxes', 'box'],
  ['databases', 'database'],
  ['loss', 'loss'],
  ['hypotheses', 'hypothesis'],
])('the singular of %s is %s', (plural, singular) => {
  expect(singularOf(plural)).toBe(singular);
});
