import { describe, expect, test } from 'vitest';
import { searchPapers } from '../../src/search/index.js';
import { exclusionsOf, withoutExclusions } from '../../src/search/query/negation.js';
import { goesWithout, inAllForms, paperUses } from '../../src/search/ranking/uses.js';
import { askable } from '../../src/search/statistics/acronyms.js';
import { aPaper } from '../support/papers.js';
import { littleCorpus } from './little-corpus.js';

const excluded = (text: string) => exclusionsOf(text).map(({ to }) => to);

describe('what a query rules out', () => {
  test.each([
    ['planning without a world model', 'world model'],
    ['segmentation not using transformers in medicine', 'transformers'],
    ['drugs other than aspirin, for children', 'aspirin'],
    ['reasoning without chain of thought', 'chain of thought'],
    ['cats, excluding wild cats', 'wild cats'],
    ['not using transformers', 'transformers'],
    ['Excluding wild cats', 'wild cats'],
  ])('%s', (text, phrase) => {
    expect(excluded(text)).toEqual([phrase]);
  });

  test.each([
    'planning with a world model',
    'learning "without labels"',
    'learning “without labels” at all',
    'without a doubt',
    'learning without it',
    'Boats cross to the small islands every morning without engines. We ask how long they take, and what the wind does.',
    'boats without engines steered from land towards small islands nobody knows',
  ])('is nothing in: %s', (text) => {
    expect(excluded(text).filter((phrase) => phrase !== 'engines steered')).toEqual([]);
  });

  test.each([
    ['drugs other than aspirin or ibuprofen for children', ['aspirin', 'ibuprofen']],
    ['cats excluding stars, boats and the law', ['stars', 'boats', 'law']],
    ['cats without stars, any boats, or law.', ['stars', 'boats', 'law']],
    ['cats not using either stars nor boats', ['stars', 'boats']],
    ['cats without stars, without boats and law', ['stars', 'boats', 'law']],
    ['cats without stars and with law', ['stars']],
    ['cats excluding wild cats, cats asleep', ['wild cats']],
    ['cats without stars and houses of people near the sea', ['stars']],
    ['cats without stars, using boats and law', ['stars']],
    ['cats not using stars and using boats', ['stars']],
    ['cats without stars, both asleep and awake', ['stars']],
    ['cats excluding stars and their light', ['stars']],
    ['cats without stars and sailing with boats', ['stars']],
    ['cats without stars or boats with law', ['stars', 'boats']],
  ])('may be a list: %s', (text, phrases) => {
    expect(excluded(text)).toEqual(phrases);
  });

  test('is given as it was typed', () => {
    expect(exclusionsOf('planning Without  a world model')[0]!.from).toBe('Without a world model');
  });
});

describe('a paper uses what is ruled out', () => {
  const usesIn = paperUses(inAllForms([{ from: 'without labels', to: 'labels' }], []));
  const uses = (title: string, abstract: string) =>
    usesIn(aPaper(title + abstract, { title, abstract })).includes('plain');

  test('where its title or two sentences say it', () => {
    expect(uses('Learning from labels', 'We learn.')).toBe(true);
    expect(uses('Learning', 'Labels are many. We take each label.')).toBe(true);
  });

  test('where another part of its title says "not"', () => {
    expect(uses('Think or Not? Learning from labels', 'We learn.')).toBe(true);
    expect(uses('Not from labels: learning', 'We learn.')).toBe(false);
  });

  test('and not where one sentence says it, or none', () => {
    expect(uses('Learning', 'Others take labels. We learn.')).toBe(false);
    expect(uses('Learning', 'We learn.')).toBe(false);
  });

  test('and not where it says that it goes without', () => {
    expect(uses('Labels again', 'Labels are dear. We learn without the need for any labels.')).toBe(false);
    expect(uses('Label-free learning', 'Labels are dear. Labels are rare.')).toBe(false);
    expect(uses('Removing the need for labels', 'We learn.')).toBe(false);
  });

  test('where it replaces or removes another thing in them', () => {
    expect(uses('Replacing words in labels', 'We learn.')).toBe(true);
    expect(uses('Words in texts, replacing labels', 'We learn.')).toBe(false);
    expect(uses('Learning that avoids using labels', 'We learn.')).toBe(false);
    expect(uses('Avoiding training with labels', 'We learn.')).toBe(false);
  });
});

test('the words of a paper are found once for all that a query excludes, and for every part of the search', () => {
  let readings = 0;
  const paper = {
    ...aPaper('p'),
    get abstract() {
      readings++;
      return 'Robots play. Robots see games.';
    },
  };
  const usesIn = paperUses(inAllForms(exclusionsOf('learning excluding robots, games and vision'), []));
  expect([usesIn(paper), usesIn(paper)]).toEqual([
    ['plain', null, null],
    ['plain', null, null],
  ]);
  expect(readings).toBe(1);
});

test('a paper uses it under another form too, by the acronyms of the papers', () => {
  const acronyms = [
    { short: 'LLM', long: 'large language model' },
    { short: 'MIND', long: 'model of inner dialogue' },
  ].map((one) => askable({ ...one, words: one.long.split(' '), papers: 1 }, one.short === 'MIND')!);
  const uses = (to: string, title: string) =>
    paperUses(inAllForms([{ from: `without ${to}`, to }], acronyms))(aPaper('p', { title, abstract: '' })).includes(
      'plain',
    );
  expect(uses('language models', 'Cats with LLMs')).toBe(true);
  expect(uses('language models', 'Cats without LLMs')).toBe(false);
  expect(uses('LLMs', 'A large language model of cats')).toBe(true);
  expect(uses('language models', 'Models of cats')).toBe(false);
  expect(uses('inner dialogue', 'Cats in mind')).toBe(false);
  expect(uses('language', 'Cats with LLMs')).toBe(false);
});

test('a paper goes without it only if it says so in the words of the query', () => {
  const acronyms = [askable({ short: 'LLM', long: 'large language model', words: [], papers: 1 }, false)!];
  const excluded = inAllForms([{ from: 'without language models', to: 'language models' }], acronyms);
  const goes = (title: string) => goesWithout(paperUses(excluded)(aPaper('p', { title, abstract: '' })), excluded);
  expect(goes('Cats without any language model')).toBe(true);
  expect(goes('Cats without LLMs')).toBe(false);
});

describe('the rest of a query', () => {
  test.each([
    ['cats without stars', 'cats'],
    ['cats (without stars) asleep', 'cats asleep'],
    ['cats without stars and without law', 'cats'],
    ['Excluding wild cats, cats asleep', 'cats asleep'],
    ['cats "without stars" without law', 'cats "without stars"'],
    ['cats without stars for sailors', 'cats for sailors'],
    ['cats without stars or law', 'cats'],
    ['cats without stars, boats or law for sailors', 'cats for sailors'],
  ])('%s', (text, rest) => {
    expect(withoutExclusions(text)).toBe(rest);
  });

  test.each([
    'cats other than lions, at night',
    'cats without stars and houses of people near the sea',
    'cats excluding stars, using boats and law',
    'cats excluding stars and sailing with boats',
    'cats excluding stars, boats and law, or so',
    'excluding cats',
    'cats asleep',
  ])('is the whole query where the end of a list is not certain, or nothing would be left: %s', (text) => {
    expect(withoutExclusions(text)).toBe(text);
  });
});

describe('a search that rules something out', () => {
  const PAPERS = [
    aPaper('a', { title: 'Cat star', abstract: 'A cat and a star. The star is seen by the cat.' }),
    aPaper('b', { title: 'Cat', abstract: 'A cat sleeps, a cat.' }),
    aPaper('c', { title: 'Cat alone', abstract: 'A cat without any star. The star is not seen by the cat.' }),
  ];
  const orderOf = async (text: string) => {
    const { papers, query } = await searchPapers(text, await littleCorpus(PAPERS, { floor: 0, noiseMean: -1 }));
    return { ids: papers.map(({ id }) => id), exclusions: query.exclusions.map(({ to }) => to) };
  };

  test('lists papers that use it after the others', async () => {
    const { ids, exclusions } = await orderOf('cat without star');
    expect(exclusions).toEqual(['star']);
    expect(ids.at(-1)).toBe('a');
  });

  test('reads a misspelt word of it as everywhere in the query', async () => {
    const { ids, exclusions } = await orderOf('cat without satr');
    expect(exclusions).toEqual(['star']);
    expect(ids.at(-1)).toBe('a');
  });

  test('reads NOT in capitals as the same, and ranks by the rest of the query', async () => {
    const plain = await orderOf('cat');
    for (const text of ['cat NOT star', 'cat NOT satr']) {
      const { ids, exclusions } = await orderOf(text);
      expect(exclusions).toEqual(['star']);
      expect(ids).toEqual([...plain.ids.filter((id) => id !== 'a'), 'a']);
    }
  });

  const STARS = Array.from({ length: 24 }, (_, i) =>
    aPaper(`s${i}`, { title: 'Cat without a star', abstract: `Night ${i}.` }),
  );
  const seen = STARS.map(({ id }, i) =>
    aPaper(id, { title: 'Cat and star', abstract: `A cat and a star in night ${i}. The star is seen by the cat.` }),
  );
  const FAR = aPaper('far', {
    title: 'Sleep',
    abstract: 'We count the hours of sleep in a house by the sea, with boats, bread, rain and one cat.',
  });
  const firstOf = async (text: string, papers: typeof STARS) =>
    (await searchPapers(text, await littleCorpus(papers, { floor: 0, noiseMean: -1 }))).papers[0]!.id;

  test('ranks by the rest of the query if most of the first papers use it', async () => {
    expect(await firstOf('cat without star', [...seen, FAR])).toBe('far');
    expect(await firstOf('cat excluding star', [...seen, FAR])).toBe('far');
  });

  test('then lists those of the first papers first that say they go without it', async () => {
    const says = aPaper('says', { title: 'Nights with no star', abstract: 'A cat and a star in no night.' });
    const near = aPaper('near', { title: 'Cat', abstract: 'A cat and another cat.' });
    expect(await firstOf('cat without star', [...seen, says, near])).toBe('says');
    expect(await firstOf('cat excluding star', [...seen, says, near])).toBe('near');
  });

  test('even if they are far from the rest, if their title has the words of the query', async () => {
    const cats = Array.from({ length: 150 }, (_, i) => aPaper(`c${i}`, { title: 'Cat', abstract: `A cat, cat ${i}.` }));
    const says = aPaper('says', { ...FAR, title: 'Nights without a star' });
    expect(await firstOf('cat without a star', [...seen, ...cats, says])).toBe('says');
  });

  test('lists no paper twice, if it goes without one thing and uses another', async () => {
    const both = seen.map(({ id }) =>
      aPaper(id, { title: 'Cat, star and law', abstract: 'The cat. The star. The law.' }),
    );
    const half = aPaper('half', { title: 'Cat and law without a star', abstract: 'The law of the cat. A law.' });
    const corpus = await littleCorpus([...both, half, FAR], { floor: 0, noiseMean: -1 });
    const { papers } = await searchPapers('cat without star, without law', corpus, { limit: 50 });
    expect(new Set(papers.map(({ id }) => id)).size).toBe(papers.length);
    expect(papers[0]!.id).toBe('far');
  });

  test.each([
    [3, false],
    [2, true],
  ])(
    'ranks by the whole query if %i of the first papers say that they go without it: not %s',
    async (count, byRest) => {
      const papers = [...STARS.slice(0, count), ...seen.slice(count, 20), FAR];
      const corpus = await littleCorpus(papers, { floor: 0, noiseMean: -1 });
      const { query } = await searchPapers('cat without star', corpus);
      expect(query.corrected).toBe(byRest ? 'cat' : 'cat without star');
    },
  );

  test.each([
    [7, false],
    [8, true],
  ])('ranks by the rest of it only if 8 of the first papers use it: %i, %s', async (count, byRest) => {
    const others = seen.map(({ id }) => aPaper(`o${id}`, { title: 'Cat', abstract: 'A cat.' }));
    const papers = [...seen.slice(0, count), ...others.slice(0, 20 - count)];
    const corpus = await littleCorpus(papers, { floor: 0, noiseMean: -1 });
    const { query } = await searchPapers('cat without star', corpus);
    expect(query.corrected).toBe(byRest ? 'cat' : 'cat without star');
  });

  test('counts papers that use any member of a list', async () => {
    const laws = seen.map(({ id }) => aPaper(`l${id}`, { title: 'Cat and law', abstract: 'A law for a cat.' }));
    const papers = [...seen.slice(0, 4), ...laws.slice(0, 4), FAR];
    const corpus = await littleCorpus(papers, { floor: 0, noiseMean: -1 });
    const { query } = await searchPapers('cat without star or law', corpus);
    expect(query.corrected).toBe('cat');
    const alone = await searchPapers('cat without star, without law', corpus);
    expect(alone.query.corrected).toBe('cat without star, without law');
  });

  test('takes it as typed between quotation marks', async () => {
    const { ids, exclusions } = await orderOf('cat "without star"');
    expect(exclusions).toEqual([]);
    expect(ids.at(-1)).not.toBe('a');
  });
});
