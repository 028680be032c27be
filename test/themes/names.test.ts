import { describe, expect, test } from 'vitest';
import { cosineSimilarity, type Embedding, toUnitLength } from '../../src/embedding.js';
import { rowsOf } from '../../src/maths/rows.js';
import { centroidsOf } from '../../src/themes/clustering/membership.js';
import { closenessIn } from '../../src/themes/naming/names/closeness.js';
import { nameGroups } from '../../src/themes/naming/names/names.js';
import { scoreNamesIn } from '../../src/themes/naming/names/score.js';
import type { Candidate, Group } from '../../src/themes/naming/phrases/candidates.js';
import type { Phrase } from '../../src/themes/naming/phrases/phrase.js';
import { phrasesOf } from '../../src/themes/naming/phrases/phrases.js';
import { centralSentence } from '../../src/themes/naming/phrases/sentence.js';
import { canBeJoined, joinedName } from '../../src/themes/naming/phrases/wording.js';
import { paperTextOf } from '../../src/themes/paper-words.js';

/** What a text is about, by hand: one direction a subject that it names, and a little of everything. */
const SUBJECTS = ['glacier', 'volcano', 'coral', 'bleaching', 'spawning', 'lava', 'ice'];
const embed = (text: string): Embedding =>
  toUnitLength(SUBJECTS.map((subject) => (text.toLowerCase().includes(subject) ? 1 : 0.05)));
const embedPhrases = async (texts: readonly string[]) => texts.map(embed);

/** Names of groups of abstracts; a bar parts a title from its abstract. */
async function namesOf(groups: readonly (readonly string[])[], labels?: readonly (string | null)[]) {
  const previous = labels?.map((label) => ({ label, settled: false }));
  const texts = groups.flat();
  const papers = texts.map((text) =>
    text.includes('|') ? { title: text.split('|')[0]!, abstract: text.split('|')[1]! } : { title: '', abstract: text },
  );
  let place = 0;
  const numbered = groups.map(
    (group): Group => ({ papers: group.map(() => place++), title: group[0]!.split('|')[0]! }),
  );
  return nameGroups(numbered, rowsOf(texts.map(embed)), phrasesOf(papers.map(paperTextOf), 2), {
    space: { embedPhrases },
    most: 2,
    ...(previous === undefined ? {} : { previous }),
  });
}

function phraseOf(text: string): Phrase {
  const words = text.split(' ');
  const [papers, about, postings] = [[], [], []];
  return {
    key: text,
    text,
    plural: text,
    acronym: null,
    isSubject: false,
    words,
    rarest: 1,
    papers,
    about,
    postings,
    titles: new Set(),
  };
}

const ICE = [
  'Glacier retreat|The glacier retreat of Peru.',
  'Glacier retreat again|Ice and glacier retreat.',
  'Snow|A glacier retreat by the sea.',
];
const FIRE = [
  'A lava lake|The lava lake of a volcano.',
  'The lava lake|Of a lava lake.',
  'Heat|By a lava lake in a volcano.',
];

describe('a name', () => {
  test('is the phrase that tells the group’s papers from the others', async () => {
    expect((await namesOf([ICE, FIRE])).map(({ label }) => label)).toEqual([
      'Glacier retreat',
      'Lava lake and volcano',
    ]);
  });

  test('is nothing that most papers of the collection have', async () => {
    const everywhere = [...ICE, ...FIRE].map((text) => `${text} A field campaign, in winter.`);
    const labels = (await namesOf([everywhere.slice(0, 3), everywhere.slice(3)])).flatMap(({ label, terms }) => [
      label,
      ...terms,
    ]);
    expect(labels.join().toLowerCase()).not.toContain('field campaign');
  });

  test('joins a second phrase where the first stands in few of the papers, and says a shared word once', async () => {
    const [reefs] = await namesOf([
      [
        'On coral bleaching.',
        'A coral bleaching event.',
        'Coral bleaching at night',
        'The coral spawning season',
        'On coral spawning.',
        'A coral spawning.',
      ],
      [...FIRE, ...ICE, 'Volcano lava lake.', 'A glacier retreat', 'The coral sea', 'A coral sea', 'By the coral sea'],
    ]);
    expect(reefs!.label).toBe('Coral bleaching and spawning');
  });

  test('is of several phrases where one word says too little', async () => {
    const [rocks] = await namesOf([
      [
        'Basalt|On basalt near the sea.',
        'Basalt flows|Basalt by the lava.',
        'Pumice|On pumice near the sea.',
        'Old pumice|Pumice by the lava.',
        'Tuff|On tuff near the sea.',
        'Soft tuff|Tuff by the lava.',
      ],
      ICE,
    ]);
    expect(rocks!.label.toLowerCase()).toContain(' and ');
    expect(rocks!.label).not.toMatch(/^\w+$/);
  });

  describe('of two phrases', () => {
    const phrase = (plural: string, acronym: string | null = null): Candidate => ({
      phrase: { ...phraseOf(plural), acronym },
      papers: [],
      about: [],
      fair: true,
      apart: false,
      told: 0,
      agreement: { byMeaning: new Float64Array(1), byName: new Float64Array(1) },
      embedding: embed(plural),
      score: 1,
    });

    test('has the acronym of a long form that has an "and" of its own', () => {
      expect(joinedName([phrase('ice and lava mapping', 'ILM'), phrase('coral')])).toBe('ILM and coral');
    });

    test('writes a shared word once only where one word precedes it in both', () => {
      expect(joinedName([phrase('coral reefs'), phrase('fringing reefs')])).toBe('Coral and fringing reefs');
      expect(joinedName([phrase('lava flows'), phrase('deep sea flows')])).toBe('Lava flows and deep sea flows');
      expect(joinedName([phrase('lava flows'), phrase('lava lakes')])).toBe('Lava flows and lakes');
      expect(joinedName([phrase('lava flows'), phrase('lava in caves')])).toBe('Lava flows and lava in caves');
    });

    test('joins no phrase that contains "and"', () => {
      const one = phrase('bubbles and droplets').phrase;
      expect([canBeJoined(one), canBeJoined({ ...one, acronym: 'BD' })]).toEqual([false, true]);
      expect(canBeJoined(phrase('lava flows').phrase)).toBe(true);
    });
  });

  test('is no long form that does not end in a noun', async () => {
    const [ice] = await namesOf([
      ['Deep glacial (DG) ice cores.', 'A deep glacial (DG) ice core.', 'DG ice cores, deep glacial (DG).'],
      FIRE,
    ]);
    expect(ice!.label).not.toBe('Deep glacial (DG)');
  });

  describe('of one phrase', () => {
    const papers = Array.from({ length: 20 }, (_, i) => i);
    const part = (
      given: Partial<Phrase> = {},
      {
        meaning = 'lava',
        about = 20,
        told = 1,
        agreement = { byMeaning: new Float64Array(20), byName: new Float64Array(20) } as Candidate['agreement'],
      } = {},
    ) => ({
      phrase: { ...phraseOf('two words'), papers, ...given },
      embedding: embed(meaning),
      about: papers.slice(0, about),
      told,
      agreement,
    });
    const closeness = {
      toCentre: (embeddings: readonly Embedding[]) =>
        embeddings.reduce((sum, one) => sum + cosineSimilarity(one, embed('lava ice')), 0) / embeddings.length,
      toPapers: () => 0,
    };
    const worthAt = (precision: number, ...parts: ReturnType<typeof part>[]) =>
      scoreNamesIn(
        [{ papers, title: '' }],
        { byWords: () => precision, byMeaning: () => precision },
        closeness,
      )(parts, 0);
    const worth = (...parts: ReturnType<typeof part>[]) => worthAt(0, ...parts);

    test('is worth more the closer it is, in more titles, with more precision, and as a subject', () => {
      const plain = worth(part());
      expect(worth(part({}, { meaning: 'coral' }))).toBeLessThan(plain - 0.2);
      expect(worth(part({ titles: new Set([1]) }))).toBeGreaterThan(plain);
      expect(worth(part({ titles: new Set([1, 2, 25]) }))).toBe(worth(part({ titles: new Set([3, 4]) })));
      expect(worth(part({}, { about: 5 }))).toBeLessThan(plain);
      expect(worth(part({}, { told: 2 }))).toBeGreaterThan(plain);
      const from = (first: number, to = 20) =>
        Float64Array.from(papers, (paper) => Number(first <= paper && paper < to));
      const by = (byMeaning: Float64Array, byName: Float64Array = from(20)) => ({ agreement: { byMeaning, byName } });
      expect(worth(part({}, by(from(0))))).toBeCloseTo(plain + 0.5 + 1 + 0.75, 4);
      expect(worth(part({}, by(from(4))))).toBeCloseTo(plain + 0.8 * (0.5 + 1) + 0.75, 4);
      expect(worth(part({}, by(from(6))))).toBeCloseTo(plain + 0.7 * (0.5 + 1), 4);
      expect(worth(part({}, by(from(20), from(10))))).toBeCloseTo(plain + 0.5 * 0.4, 4);
      const [half, other] = [part({}, by(from(0, 10))), part({}, { meaning: 'ice', ...by(from(10)) })];
      const same = part({}, { meaning: 'ice', ...by(from(0, 10)) });
      expect(worth(half, other)).toBeCloseTo(worth(half, same) + 0.5 * 1 + 0.75, 4);
      expect(worthAt(0.5, part())).toBeGreaterThan(plain);
      expect(worth(part({ isSubject: true }))).toBeGreaterThan(plain);
      expect(worth(part({ words: ['word'] }))).toBeLessThan(plain);
      expect(worth(part({ words: ['word'], isSubject: true }))).toBe(worth(part({ isSubject: true })));
    });

    test('is worth less than two that say different things, unless few papers have the rarer', () => {
      const titles = new Set(papers);
      const one = part({ titles });
      const other = part({ titles }, { meaning: 'ice' });
      expect(worth(one, other)).toBeGreaterThan(worth(one));
      expect(worth(one, other)).toBeGreaterThan(worth(one, one));
      expect(worth(one, other, part({ titles }, { meaning: 'coral' }))).toBeLessThan(worth(one, other) - 0.15);
      const rare = part({ papers: [1], titles: new Set() }, { meaning: 'coral', about: 1 });
      expect(worth(one, rare)).toBeLessThan(worth(one));
      const rarer = part({ papers: [1], titles: new Set([1]) }, { meaning: 'coral', about: 1 });
      expect(worth(one, rarer)).toBeGreaterThan(worth(one, rare));
    });
  });

  test('is close to a group by what its papers have in common and others do not', () => {
    const rows = rowsOf(['lava ice', 'lava ice', 'coral ice', 'coral ice'].map(embed));
    const phrases = ['lava', 'coral', 'ice'].map(embed);
    const closeness = closenessIn(rows, centroidsOf(rows, Int32Array.of(0, 0, 1, 1), 2), phrases);
    const to = (text: string) => closeness.toCentre([embed(text)], 0);
    expect(to('lava')).toBeGreaterThan(to('ice') + 0.5);
    expect(to('ice')).toBeGreaterThan(to('coral') + 0.3);
    expect(
      closenessIn(rows, centroidsOf(rows, Int32Array.of(0, 0, 0, 0), 1), phrases).toCentre([embed('ice')], 0),
    ).toBeGreaterThan(0.3);
    expect(
      closenessIn(rows, centroidsOf(rows, Int32Array.of(0, 0, 1, 1), 2), []).toCentre([embed('lava')], 0),
    ).toBeGreaterThan(0.5);
  });

  test('is of a second phrase only where that stands in papers that the first does not', async () => {
    const [rifts] = await namesOf([
      [
        'Lava rifts|Lava rifts by basalt dykes.',
        'More lava rifts|Lava rifts by basalt dykes.',
        'Old lava rifts|Lava rifts.',
        'New lava rifts|Lava rifts.',
      ],
      ICE,
      ['Basalt|Basalt by the sea', 'Dykes|The dykes by the sea', 'Lava|Of lava in the sea'],
    ]);
    expect(rifts!.label).toBe('Lava rifts');
  });

  test('is no name that authors gave to a thing of theirs', async () => {
    const [fire] = await namesOf([
      [
        'LavaBench|LavaBench is a set of flows.',
        'Use of LavaBench|By LavaBench and flows.',
        'Flows|The flows of lava.',
      ],
      ICE,
    ]);
    expect(fire!.label).not.toContain('LavaBench');
  });

  test('may be a word that stands in no title', async () => {
    const [fire] = await namesOf([
      ['Heat|A magma chamber, by magma.', 'Depth|The magma of old.', 'Age|Of magma and time.', 'Flow|By magma alone.'],
      [...ICE, 'A chamber|A chamber by the sea.'],
    ]);
    expect(fire!.label).toContain('agma');
  });

  test('comes with its acronym', async () => {
    const [first] = await namesOf([
      ['Rapid ice loss (RIL) in spring.', 'We watch rapid ice loss (RIL).', 'RIL goes on.'],
      FIRE,
    ]);
    expect(first!.label).toBe('Rapid ice loss (RIL)');
  });

  test('is given to one group only', async () => {
    const labels = (await namesOf([ICE, FIRE, ICE.map((text) => `${text} Moraine dams.`)])).map(({ label }) =>
      label.toLowerCase(),
    );
    expect(new Set(labels).size).toBe(3);
  });

  test('of the last run stays while it is true of the group, and goes to no other', async () => {
    const labels = async (kept: (string | null)[]) => (await namesOf([ICE, FIRE], kept)).map(({ label }) => label);
    expect(await labels(['Glacier Retreat', null])).toEqual(['Glacier Retreat', 'Lava lake and volcano']);
    expect(await labels([null, 'Glacier retreat'])).toEqual(['Glacier retreat', 'Lava lake and volcano']);
  });

  test('of the last run goes when one half of it is no longer true', async () => {
    const [fresh] = await namesOf([ICE, FIRE]);
    const [now] = await namesOf([ICE, FIRE], [`${fresh!.label} and lava lakes`, null]);
    expect(now!.label).toBe(fresh!.label);
  });

  test('needs fewer papers where they consist of titles', async () => {
    const unlike = Array.from(
      { length: 100 },
      (_, i) => `Of ${'abcdefghij'[i % 10]}${'klmnopqrst'[Math.floor(i / 10)]}ury`,
    );
    const seldom = ['Coral gardens in May', 'On a coral garden', 'A coral garden'];
    const [reefs] = await namesOf([[...unlike, ...seldom].map((title) => `${title}|`), ICE]);
    expect(reefs!.label).toBe('Coral gardens');
  });

  test('is a title where no phrase will do', async () => {
    const labels = (await namesOf([['Odd one: a story|Wholly alone.'], [...ICE, ...FIRE]])).map(({ label }) => label);
    expect(labels[0]).toBe('Odd one');
  });
});

describe('the sentence of a theme', () => {
  const abstract =
    'It is late in the year and the nights are long. Here we measure how fast the glacier retreat goes on in Peru. Snow.';

  test('is the one with the terms in it', () => {
    expect(centralSentence(abstract, ['glacier retreat', 'nights'])).toBe(
      'Here we measure how fast the glacier retreat goes on in Peru.',
    );
  });

  test('is clear without the others, if there is such a sentence', () => {
    const further = 'However, the glacier retreat in Peru is not the only one.';
    expect(centralSentence(`${further} Many a glacier in the high Andes is now very small.`, ['glacier retreat'])).toBe(
      'Many a glacier in the high Andes is now very small.',
    );
    expect(centralSentence(`${further} Snow.`, ['glacier retreat'])).toBe(further);
  });

  test('is the first of middling length where no term stands', () => {
    expect(centralSentence(abstract.replace('It is', 'This is'), ['lava'])).toBe(
      'Here we measure how fast the glacier retreat goes on in Peru.',
    );
    expect(centralSentence('Too short. ', [])).toBe('Too short.');
    expect(centralSentence('', ['lava'])).toBe('');
  });
});
