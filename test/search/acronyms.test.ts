import { describe, expect, test } from 'vitest';
import { askable, expansionsOf, lowerCaseWords, type QueryAcronym } from '../../src/search/statistics/acronyms.js';
import { acronymsOf } from '../../src/text/acronyms.js';

const text = (abstract: string) => ({ title: '', abstract });

function learnAcronyms(papers: readonly ReturnType<typeof text>[]): QueryAcronym[] {
  const words = new Set(papers.flatMap((paper) => [...lowerCaseWords(paper)]));
  return [...acronymsOf(papers).values()].flatMap((one) => askable(one, words.has(one.short.toLowerCase())) ?? []);
}

describe('an acronym', () => {
  test('is statistics in lower case with the terms that it asks for', () => {
    expect(learnAcronyms([text('Group Relative Policy Optimization (GRPO).')])).toEqual([
      {
        short: 'GRPO',
        long: 'group relative policy optimization',
        isWord: false,
        shortTerm: 'grpo',
        longTerms: ['group', 'relat', 'polici', 'optim'],
      },
    ]);
  });

  test('of a compound is statistics with the compound in its parts', () => {
    expect(learnAcronyms([text('By chain-of-thought (CoT).')])).toMatchObject([
      { short: 'CoT', long: 'chain of thought' },
    ]);
  });

  test('is left out where a query cannot ask for it', () => {
    expect(learnAcronyms([text('The odds ratio (OR).'), text('An off-on (OO) switch.')])).toEqual([]);
  });
});

describe('a query', () => {
  const acronyms = learnAcronyms([
    text('Group relative policy optimization (GRPO).'),
    text('Mutual information for neural decoding (MIND) in the mind.'),
  ]);
  const said = (query: string) => expansionsOf(query, acronyms).map(({ from, to }) => `${from} → ${to}`);

  test('by acronym is said in full, and in full is said by acronym', () => {
    expect(said('GRPO')).toEqual(['GRPO → group relative policy optimization']);
    expect(said('grpo training')).toEqual(['GRPO → group relative policy optimization']);
    expect(said('Group Relative Policy Optimization')).toEqual(['group relative policy optimization → GRPO']);
  });

  test('that says enough besides is left as it is', () => {
    expect(said('why does GRPO training collapse')).toEqual([]);
    expect(said('group relative policy optimization of agents')).toEqual([]);
  });

  test('by an acronym of several words is all of them: not one letter of it', () => {
    const letters = learnAcronyms([text('Research and development (R&D).'), text('Divide and conquer (D&C).')]);
    const expanded = (query: string) => expansionsOf(query, letters).map(({ to }) => to);
    expect(expanded('R&D')).toEqual(['research and development']);
    expect(expanded('r & d')).toEqual(['research and development']);
    expect(expanded('R')).toEqual([]);
    expect(expanded('D graphs')).toEqual([]);
  });

  test('in lower case is no acronym where papers use the word as a word', () => {
    expect(said('mind')).toEqual([]);
    expect(said('MIND')).toEqual(['MIND → mutual information for neural decoding']);
  });
});
