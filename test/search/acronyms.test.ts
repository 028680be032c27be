import { describe, expect, test } from 'vitest';
import { expansionsOf, learnAcronyms, longFormOf } from '../../src/search/acronyms.js';

const text = (abstract: string, title = '') => ({ title, abstract });
const pairsOf = (...abstracts: string[]) => learnAcronyms(abstracts.map((abstract) => text(abstract))).map(({ short, long }) => `${short} = ${long}`);

describe('an acronym', () => {
  test('is learnt from the words before it in brackets', () => {
    expect(pairsOf('We use Group Relative Policy Optimization (GRPO) and reinforcement learning with verifiable rewards (RLVR).')).toEqual([
      'GRPO = group relative policy optimization', 'RLVR = reinforcement learning with verifiable rewards',
    ]);
  });

  test('is learnt in the singular, and with hyphens and digits', () => {
    expect(pairsOf('large language models (LLMs)', 'contrastive denoising with noisy chain-of-thought (CD-CoT)')).toEqual([
      'CD-CoT = contrastive denoising with noisy chain-of-thought', 'LLM = large language models',
    ]);
  });

  test('is not learnt from brackets that say something else', () => {
    expect(pairsOf('We test it (GPT4).', 'on benchmarks (AIME).', 'a method (see below)', 'in 2024 (2025)', 'LLM (LLM)')).toEqual([]);
  });

  test('stands for what most papers say, whatever their order', () => {
    const papers = ['mean absolute error (MAE)', 'masked autoencoder training error (MAE)', 'the mean absolute error (MAE)'];
    expect(pairsOf(...papers)).toEqual(['MAE = mean absolute error']);
    expect(pairsOf(...papers.reverse())).toEqual(['MAE = mean absolute error']);
  });

  test('needs its first letter at the beginning of a word', () => {
    expect(longFormOf('HMM', 'a hidden Markov model')).toBe('hidden markov model');
    expect(longFormOf('SOM', 'organising Markov')).toBeUndefined();
  });
});

describe('a query', () => {
  const acronyms = learnAcronyms([text('Group relative policy optimization (GRPO).'), text('Mutual information for neural decoding (MIND) in the mind.')]);
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

  test('in lower case is no acronym where papers use the word as a word', () => {
    expect(said('mind')).toEqual([]);
    expect(said('MIND')).toEqual(['MIND → mutual information for neural decoding']);
  });
});
