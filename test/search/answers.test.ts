import { describe, expect, test } from 'vitest';
import { cosineSimilarity } from '../../src/embedding.js';
import type { PaperId } from '../../src/paper.js';
import { searchPapers, similarPapers } from '../../src/search/index.js';
import { rocchio } from '../../src/search/ranking/rocchio.js';
import { aPaper } from '../support/papers.js';
import { littleCorpus, subjectEmbedding } from './little-corpus.js';

const CORPUS = [
  aPaper('cats', { title: 'On cats', abstract: 'Animals are kept. A cat sleeps at night. Nothing else is said.' }),
  aPaper('stars', { title: 'On stars', abstract: 'Light is seen. A star shines at night.' }),
  aPaper('laws', { title: 'On GRPO', abstract: 'A law of law is law.' }),
];
const id = (text: string) => text as PaperId;

describe('a search', () => {
  test('shows the sentence that is nearest to the query, and where its words stand', async () => {
    const { papers } = await searchPapers('sleeping cats', await littleCorpus(CORPUS));
    const { paper, evidence } = papers[0]!;
    expect(paper.id).toBe('cats');
    expect(evidence.sentence!.text).toBe('A cat sleeps at night.');
    expect(paper.abstract.slice(evidence.sentence!.start, evidence.sentence!.end)).toBe(evidence.sentence!.text);
    expect(evidence.marks.abstract.map(({ start, end }) => paper.abstract.slice(start, end))).toEqual([
      'cat',
      'sleeps',
    ]);
    expect(evidence.marks.title.map(({ start, end }) => paper.title.slice(start, end))).toEqual(['cats']);
  });

  test('decides by similarity between sentences that say as many of its words', async () => {
    const paper = aPaper('p', { title: 'Night', abstract: 'The night is long here. The night has a star here.' });
    const { papers } = await searchPapers('night star law', await littleCorpus([paper, ...CORPUS]), { limit: 1 });
    expect(papers[0]!.evidence.sentence!.text).toBe('The night has a star here.');
  });

  test('prefers the sentence with the words where similarity tells nothing', async () => {
    const paper = aPaper('p', { title: 'Animals', abstract: 'Much is said here. Here it is the okapi.' });
    const { papers } = await searchPapers('okapi', await littleCorpus([paper, ...CORPUS]), { limit: 1 });
    expect(papers[0]!.evidence.sentence!.text).toBe('Here it is the okapi.');
  });

  test('leaves out the papers that it should be unlike, and moves down what is like them', async () => {
    const paper = (name: string, subjects: string) => aPaper(name, { title: subjects, abstract: subjects });
    const corpus = await littleCorpus([paper('a', 'cat star'), paper('b', 'cat law'), paper('c', 'star')]);
    const named = async (unlike: PaperId[]) =>
      (await searchPapers('night animal', corpus, { unlike, mode: 'dense' })).papers.map(({ id }) => id);
    expect(await named([id('c')])).toEqual(['b', 'a']);
    expect(await named([])).toContain('c');
  });

  test('moves up what is like a text and papers together, leaves these out, and is an answer for any text', async () => {
    const paper = (name: string, subjects: string) => aPaper(name, { title: subjects, abstract: subjects });
    const corpus = await littleCorpus([paper('a', 'cat star'), paper('b', 'cat law'), paper('c', 'law')]);
    const named = async (text: string, like: PaperId[]) =>
      (await searchPapers(text, corpus, { like, mode: 'dense' })).papers.map(({ paper }) => paper.id);
    expect(await named('cat', [id('c')])).toEqual(['b', 'a']);
    expect((await searchPapers('zebra', corpus, { like: [id('c')] })).nothing).toBeNull();
  });

  test('gives similarities to the text itself, whatever it should be unlike', async () => {
    const corpus = await littleCorpus(CORPUS);
    const plainly = new Map(
      (await searchPapers('cat star', corpus)).papers.map(({ paper, similarity }) => [paper.id, similarity]),
    );
    const { papers } = await searchPapers('cat star', corpus, { unlike: [id('laws')] });
    for (const { paper, similarity } of papers) expect(similarity).toBeCloseTo(plainly.get(paper.id)!, 12);
  });

  test('shows no sentence of a paper without an abstract', async () => {
    const { papers } = await searchPapers(
      'cat',
      await littleCorpus([aPaper('bare', { title: 'A cat', abstract: '' })]),
    );
    expect(papers[0]!.evidence).toMatchObject({ sentence: null, marks: { abstract: [] } });
  });

  test('begins with the answer of a lower limit, however many papers are asked for', async () => {
    // By words all rank equal. Of every four, one has them in one sentence: it is a match, and comes first in its block.
    const corpus = await littleCorpus(
      Array.from({ length: 160 }, (_, i) =>
        aPaper(`p${String(i).padStart(3, '0')}`, {
          title: `Note ${i}`,
          abstract: i % 4 === 3 ? 'A star and a law.' : 'A star. A law.',
        }),
      ),
      { floor: 1.1 },
    );
    const idsOf = async (limit: number) =>
      (await searchPapers('star law', corpus, { limit, mode: 'lexical' })).papers.map(({ id }) => id);
    const all = await idsOf(160);
    for (const limit of [7, 45, 101, 110, 125, 159]) expect(await idsOf(limit)).toEqual(all.slice(0, limit));
  });

  test('says that nothing is about a query where all is below the floor, and still gives the nearest', async () => {
    const { nothing, papers } = await searchPapers('sourdough', await littleCorpus(CORPUS, { floor: 1.1 }));
    expect(nothing).not.toBeNull();
    expect(papers).toHaveLength(3);
    expect(papers.every(({ about }) => !about)).toBe(true);
  });

  test('takes a paper that says what is asked for an answer, however far its similarity', async () => {
    const { nothing, papers } = await searchPapers('GRPO', await littleCorpus(CORPUS, { floor: 1.1 }));
    expect(nothing).toBeNull();
    expect(papers.filter(({ about }) => about).map(({ paper }) => paper.id)).toEqual(['laws']);
  });

  test('puts papers that are about the query before those that are merely nearest', async () => {
    const corpus = await littleCorpus(
      [
        ...CORPUS,
        aPaper('near', { title: 'Cat', abstract: 'Cat, cat and cat.' }),
        aPaper('said', { title: 'Law of law', abstract: 'An okapi law of law, and law.' }),
      ],
      { floor: 1.1 },
    );
    const { papers } = await searchPapers('okapi cat', corpus, { limit: 10 });
    expect(papers.map(({ about }) => about)).toEqual([...papers.map(({ about }) => about)].sort().reverse());
    expect(papers.map(({ rank }) => rank)).toEqual(papers.map((_, i) => i + 1));
  });

  test('takes no paper that says its words here and there for a match', async () => {
    const scattered = aPaper('scattered', { title: 'Quantum', abstract: 'There is an error. A correction follows.' });
    const said = aPaper('said', { title: 'Sums', abstract: 'A quantum error needs correction.' });
    const about = async (...papers: Parameters<typeof littleCorpus>[0][number][]) =>
      (
        await searchPapers('quantum error correction', await littleCorpus([...CORPUS, ...papers], { floor: 1.1 }))
      ).papers.some((one) => one.about);
    expect(await about(scattered)).toBe(false);
    expect(await about(said)).toBe(true);
  });

  test('has a higher floor, the more of it is in no paper', async () => {
    const corpus = await littleCorpus(CORPUS, { noiseMean: 0.1, floor: 0.4, papers: 1000 });
    const floorOf = async (text: string) => (await searchPapers(text, corpus)).floor;
    expect(await floorOf('cat')).toBe(0.4);
    expect(await floorOf('zebra')).toBeCloseTo(0.76, 6);
    const few = await littleCorpus(CORPUS, { noiseMean: 0.1, floor: 0.4, papers: 9 });
    expect((await searchPapers('zebra', few)).floor).toBeCloseTo(0.52, 2);
    expect(await floorOf('cat zebra')).toBeGreaterThan(0.4);
    expect(await floorOf('cat zebra')).toBeLessThan(await floorOf('zebra'));
  });

  test('for a name puts the papers that bear it, in either form, above those that are merely near', async () => {
    const corpus = await littleCorpus(
      [
        aPaper('near', { title: 'Nothing', abstract: 'Nothing at all.' }),
        aPaper('short', { title: 'ZQX', abstract: 'A star, a star, a star, a star.' }),
        aPaper('long', { title: 'Zebra queue', abstract: 'The zebra queue and the law of law of law.' }),
      ],
      {
        floor: 0.1,
        noiseMean: 0,
        acronyms: [
          { short: 'ZQX', long: 'zebra queue', shortTerm: 'zqx', longTerms: ['zebra', 'queue'], isWord: false },
        ],
      },
    );
    const { papers, query } = await searchPapers('ZQX', corpus);
    expect(query.names).toBe(true);
    expect([...new Set(query.terms)]).toEqual(['zqx', 'zebra queue', 'zebra', 'queue']);
    expect(papers.map(({ id }) => id)).toEqual(['long', 'short', 'near']);
    expect(papers[2]!.similarity).toBeGreaterThan(papers[0]!.similarity);
  });

  test('names the most similar paper where nothing is an answer, however few are asked for', async () => {
    const corpus = await littleCorpus(CORPUS, { floor: 1.1 });
    const all = (await searchPapers('sourdough star', corpus, { limit: 100 })).papers;
    const best = Math.max(...all.map(({ similarity }) => similarity));
    for (const limit of [1, 2, 100]) {
      const { nothing } = await searchPapers('sourdough star', corpus, { limit });
      if (nothing !== null) expect(nothing.nearest!.similarity, `limit ${limit}`).toBe(best);
    }
    expect((await searchPapers('sourdough', corpus, { limit: 1 })).nothing).toEqual(
      (await searchPapers('sourdough', corpus, { limit: 100 })).nothing,
    );
  });

  test('judges the query by ten papers, however few are asked for', async () => {
    const { nothing } = await searchPapers('GRPO star', await littleCorpus(CORPUS, { floor: 1.1 }), { limit: 1 });
    expect(nothing).toEqual((await searchPapers('GRPO star', await littleCorpus(CORPUS, { floor: 1.1 }))).nothing);
  });

  test('mends a mistyped word before it asks the model', async () => {
    const corpus = await littleCorpus([...CORPUS, aPaper('deep', { title: 'Hallucination', abstract: 'Of stars.' })]);
    const { query, papers } = await searchPapers('halucination', corpus);
    expect(query).toMatchObject({
      text: 'halucination',
      corrected: 'hallucination',
      corrections: [{ from: 'halucination', to: 'hallucination' }],
    });
    expect(corpus.embedded[0]).toBe('hallucination');
    expect(papers.find(({ lexical }) => lexical !== null)!.paper.id).toBe('deep');
  });

  test('says an acronym in full to the model and to the word index', async () => {
    const corpus = await littleCorpus([
      ...CORPUS,
      aPaper('full', { title: 'Furry animals', abstract: 'A furry animal (FA) lives. A furry animal sleeps.' }),
    ]);
    const { query } = await searchPapers('FA', corpus);
    expect(query.corrected).toBe('FA (furry animal)');
    expect([...new Set(query.terms)]).toEqual(['fa', 'furri anim', 'furri', 'anim']);
  });

  test('embeds the sentences of a text of several, without those of one word or two', async () => {
    const corpus = await littleCorpus(CORPUS);
    const { query } = await searchPapers('A cat in the night. Thank you. The star of the sea!', corpus);
    expect(query.sentences).toEqual(['A cat in the night.', 'The star of the sea!']);
    expect(corpus.embedded).toEqual(expect.arrayContaining([query.corrected, ...query.sentences]));
    expect((await searchPapers('A cat in the night.', corpus)).query.sentences).toEqual([]);
  });

  test('takes a page of text for a query of its hundred rarest terms', async () => {
    const page = Array.from({ length: 500 }, (_, i) => `word${i} cat`).join(' ');
    const { query } = await searchPapers(page, await littleCorpus(CORPUS));
    expect(query.weights.size).toBe(100);
    expect(new Set(query.terms).size).toBe(100);
  });

  test('has an answer to a text without a word', async () => {
    const { papers, nothing } = await searchPapers('?!', await littleCorpus(CORPUS, { floor: 1.1 }));
    expect(papers).toHaveLength(3);
    expect(nothing).not.toBeNull();
  });
});

describe('similar papers', () => {
  test('show the two sentences by which they are most alike', async () => {
    const corpus = await littleCorpus([
      aPaper('one', { title: 'Beasts', abstract: 'A cat sleeps. The law is long.' }),
      aPaper('other', { title: 'Courts', abstract: 'Nothing is known. A law, a law.' }),
    ]);
    const { papers } = await similarPapers([id('one')], [], corpus);
    expect(papers[0]!.evidence.sentence!.text).toBe('A law, a law.');
    expect(papers[0]!.evidence.like).toMatchObject({ id: 'one', sentence: { text: 'The law is long.' } });
  });

  test('are near those named, and never those named', async () => {
    const corpus = await littleCorpus([...CORPUS, aPaper('kitten', { title: 'A cat', abstract: 'Young.' })]);
    expect((await similarPapers([id('cats')], [], corpus)).papers.map(({ paper }) => paper.id)).toEqual([
      'kitten',
      'stars',
      'laws',
    ]);
  });

  test('are listed before those that are too far, whatever the limit', async () => {
    const corpus = await littleCorpus(
      [
        aPaper('one', { title: 'Kept cat', abstract: 'A cat. Its paws, tails, fur, sofas and games.' }),
        aPaper('words', { title: 'Tails', abstract: 'A cat, a law. Paws, fur. Sofas. A cat plays games.' }),
        aPaper('near', { title: 'Felines', abstract: 'A cat. A cat.' }),
        ...CORPUS.slice(1),
      ],
      { floor: 0.95 },
    );
    const { papers } = await similarPapers([id('one')], [], corpus);
    expect(papers.map(({ paper, about }) => [paper.id, about]).slice(0, 2)).toEqual([
      ['near', true],
      ['words', false],
    ]);
    expect((await similarPapers([id('one')], [], corpus, { limit: 1 })).papers).toEqual(papers.slice(0, 1));
  });

  test('lie between several, and away from those refused', async () => {
    const corpus = await littleCorpus([
      ...CORPUS,
      aPaper('cat star', { title: 'Cat star', abstract: '' }),
      aPaper('cat law', { title: 'Cat law', abstract: '' }),
    ]);
    const { papers } = await similarPapers([id('cats'), id('stars')], [id('laws')], corpus);
    expect(papers.map(({ paper }) => paper.id)).toEqual(['cat star', 'cat law']);
  });

  test('are those alone that a filter lets pass', async () => {
    const { papers } = await similarPapers([id('cats')], [], await littleCorpus(CORPUS), {
      where: { ids: [id('laws'), id('cats')] },
    });
    expect(papers.map(({ paper }) => paper.id)).toEqual(['laws']);
  });
});

describe('the point between embeddings', () => {
  test('is the middle of those wanted, less four tenths of those refused, at unit length', () => {
    const [cat, star] = [subjectEmbedding('cat'), subjectEmbedding('star')];
    const middle = rocchio([cat, star], []);
    expect(cosineSimilarity(middle, cat)).toBeCloseTo(cosineSimilarity(middle, star), 6);
    const away = rocchio([cat], [star]);
    expect(cosineSimilarity(away, star)).toBeLessThan(cosineSimilarity(cat, star));
    expect(cosineSimilarity(away, away)).toBeCloseTo(1, 6);
  });
});
