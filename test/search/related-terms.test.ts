import { describe, expect, test } from 'vitest';
import { quantize } from '../../src/embedding.js';
import type { PaperId } from '../../src/paper.js';
import { searchPapers } from '../../src/search/index.js';
import { aPaper } from '../support/papers.js';
import { littleCorpus, subjectEmbedding } from './little-corpus.js';

const ENTRIES = [
  { forms: ['supernova remnants', 'supernova remnant'], description: 'what is left of a star after its explosion' },
  { forms: ['supernova remnants'], description: 'what is left of a star that has burst' },
  { forms: ['hot gas'], description: 'what is left of a cat and a law and a star' },
  { forms: ['jurisprudence'], description: 'a court and a law that tells what is right' },
];

async function corpus(entries = ENTRIES, embedded = entries.map(({ description }) => description)) {
  const little = await littleCorpus(
    [
      aPaper('a', { title: 'X-rays of supernova remnants', abstract: 'Shells of hot gas are measured.' }),
      aPaper('b', { title: 'Catalogue of a star', abstract: 'A star is seen each night.' }),
      aPaper('d', { title: 'Remnants of bread', abstract: 'Bread is hard.' }),
      aPaper('c', { title: 'A cat at home', abstract: 'The cat explodes with joy.' }),
    ],
    { floor: 0.1, noiseMean: 0 },
  );
  const embeddings = quantize(embedded.map(subjectEmbedding));
  return { ...little, glossary: async () => ({ entries, embeddings }) };
}

/** The similarity of the paper with the term is that of any text, and it has no word of this query. */
const DESCRIPTION = 'what is left after the explosion of a star';

describe('terms that a query describes', () => {
  test('bring up a paper that uses the term, without a word of the query', async () => {
    const sources = await corpus();
    const without = await searchPapers(DESCRIPTION, { ...sources, glossary: async () => undefined });
    expect(without.papers.map(({ id }) => id)[0]).toBe('b');
    const { papers, relatedTerms } = await searchPapers(DESCRIPTION, sources);
    expect(relatedTerms.map(({ forms }) => forms[0])).toEqual(['supernova remnants']);
    expect(without.relatedTerms).toEqual([]);
    const scores = new Map(papers.map(({ id, score }) => [id as string, score]));
    const before = new Map(without.papers.map(({ id, score }) => [id as string, score]));
    expect(scores.get('a')! - before.get('a')!).toBeGreaterThan(0.3);
  });

  test('do not add up in a paper that uses several', async () => {
    const two = [ENTRIES[0]!, { ...ENTRIES[0]!, forms: ['hot gas'] }];
    const scores = [];
    for (const entries of [two.slice(0, 1), two]) {
      const { papers } = await searchPapers(DESCRIPTION, await corpus(entries));
      scores.push(papers.find(({ id }) => id === 'a')!.score);
    }
    expect(scores[1]).toBeCloseTo(scores[0]!);
  });

  test('are none if only the words of the description are alike', async () => {
    const { relatedTerms } = await searchPapers(DESCRIPTION, await corpus(ENTRIES.slice(0, 1), ['law law law']));
    expect(relatedTerms).toEqual([]);
  });

  test('are none for one word that is a word of a term itself', async () => {
    const termsFor = async (entries: typeof ENTRIES) =>
      (await searchPapers('star', await corpus(entries))).relatedTerms.map(({ forms }) => forms[0]);
    expect(await termsFor(ENTRIES.slice(0, 1))).toEqual(['supernova remnants']);
    const cluster = { forms: ['star clusters'], description: 'many cats that stay in one place' };
    expect(await termsFor([ENTRIES[0]!, cluster])).toEqual([]);
    const hyphen = { forms: ['left-star'], description: 'a cat' };
    const loss = { forms: ['star loss'], description: 'many cats that stay in one place' };
    const ofLoss = { ...ENTRIES[0]!, description: 'what is left of a star and its loss' };
    const { relatedTerms } = await searchPapers('loss', await corpus([ofLoss, loss]));
    expect(relatedTerms).toEqual([]);
    const named = await searchPapers('left-star', await corpus([ENTRIES[0]!, hyphen]));
    expect(named.relatedTerms).toEqual([]);
  });

  test('are none that have what the query leaves out as a part', async () => {
    const termsOf = async (text: string) =>
      (await searchPapers(text, await corpus())).relatedTerms.map(({ forms }) => forms[0]);
    expect(await termsOf(`${DESCRIPTION} excluding bread`)).toEqual(['supernova remnants']);
    expect(await termsOf(`${DESCRIPTION} excluding supernova`)).toEqual(['hot gas']);
    expect(await termsOf(`${DESCRIPTION} NOT remnants`)).toEqual(['hot gas']);
  });

  test('are not for examples that the answer leaves out', async () => {
    const { papers } = await searchPapers(DESCRIPTION, await corpus(), { unlike: ['a' as PaperId] });
    expect(papers.map(({ id }) => id)).not.toContain('a');
  });

  test('are highlighted only in papers that use them', async () => {
    const { papers } = await searchPapers(DESCRIPTION, await corpus());
    expect(papers.find(({ id }) => id === 'a')!.evidence.marks.title).toEqual([
      { start: 10, end: 19 },
      { start: 20, end: 28 },
    ]);
    expect(papers.find(({ id }) => id === 'd')!.evidence.marks.title).toEqual([]);
  });

  test.each([
    ['the query is between quotation marks', `"${DESCRIPTION}"`, {}],
    ['half of the query is a term', 'supernova remnants of a star', {}],
    ['no paper uses the term', 'a court and a law that tells what is right', {}],
    ['papers are ranked by meaning alone', DESCRIPTION, { mode: 'dense' as const }],
    ['papers are ranked by words alone', DESCRIPTION, { mode: 'lexical' as const }],
    ['no paper that passes the filter uses the term', DESCRIPTION, { where: { notIds: ['a' as PaperId] } }],
    ['the text is a passage', `${DESCRIPTION} and ${DESCRIPTION} and ${DESCRIPTION}`, {}],
    ['the text has several sentences', `Tell me this please. Tell me ${DESCRIPTION}.`, {}],
  ])('are none if %s', async (_, query, options) => {
    const { relatedTerms } = await searchPapers(query, await corpus(), options);
    expect(relatedTerms).toEqual([]);
  });
});
