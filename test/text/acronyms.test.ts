import { describe, expect, test } from 'vitest';
import { acronymsOf, longFormOf } from '../../src/text/acronyms.js';

const paper = (abstract: string, title = '') => ({ title, abstract });
const readIn = (...abstracts: string[]) => [...acronymsOf(abstracts.map((abstract) => paper(abstract))).values()];
const pairsIn = (...abstracts: string[]) => readIn(...abstracts).map(({ short, long }) => `${short} = ${long}`);

describe('an acronym', () => {
  test.each([
    ['mechanisms of heat shock transcription factor (HSF) in yeast', 'HSF', 'heat shock transcription factor'],
    ['reinforcement learning with verifiable rewards (RLVR)', 'RLVR', 'reinforcement learning with verifiable rewards'],
    [
      'contrastive denoising with noisy chain-of-thought (CD-CoT)',
      'CD-CoT',
      'contrastive denoising with noisy chain-of-thought',
    ],
    ['Vision-Language Models (VLMs) see', 'VLM', 'Vision-Language Models'],
    ['a mixture of experts, or two mixtures of experts (MoEs)', 'MoE', 'mixtures of experts'],
    ['new recommender systems (RecSys) since then', 'RecSys', 'recommender systems'],
    ['by chain-of-thought (CoT) alone', 'CoT', 'chain-of-thought'],
    ['Deeper: audio-aware decoding (AAD)', 'AAD', 'audio-aware decoding'],
    ['the \\textbf{Tidal Mixture Surgery} (TMS)', 'TMS', 'Tidal Mixture Surgery'],
    ['beliefs, desires, and intentions (BDI)', 'BDI', 'beliefs, desires, and intentions'],
  ])('is read from "%s"', (text, short, long) => {
    expect(readIn(text)).toMatchObject([{ short, long, papers: 1 }]);
  });

  test.each([
    'as shown before (Fig. 2)',
    'in many patients (see above)',
    'a new way (GPU)',
    'twelve of them (12)',
    'on benchmarks (AIME).',
    'in 2024 (2025)',
    'LLM (LLM)',
    'the CYP2C9 enzyme (CYP2C9)',
    'concentrations on day 21 (C21)',
    'An end. Of file (AEF)',
    '\\emph (EM)',
  ])('is not read from "%s"', (text) => {
    expect(readIn(text)).toEqual([]);
  });

  test('does not begin in the title and end in the abstract', () => {
    expect([...acronymsOf([paper('tide (RT) turns', 'Rising')])]).toEqual([]);
  });

  test('needs its first letter at the beginning of a word', () => {
    expect(longFormOf('HMM', 'a hidden Markov model')).toBe('hidden Markov model');
    expect(longFormOf('SOM', 'organising Markov')).toBeUndefined();
  });

  test('has the most frequent long form, in any order of papers', () => {
    const papers = [
      'mean absolute error (MAE)',
      'masked autoencoder training error (MAE)',
      'the mean absolute error (MAE)',
    ];
    expect(pairsIn(...papers)).toEqual(['MAE = mean absolute error']);
    expect(pairsIn(...papers.reverse())).toEqual(['MAE = mean absolute error']);
  });

  test('is one in the singular and the plural, with a hyphen and in capitals, as most papers write it', () => {
    const found = readIn(
      'large-language models (LLMs)',
      'Large Language Model (LLM)',
      'large language models (LLMs)',
      'large language models (LLMs)',
    );
    expect(found).toMatchObject([
      { short: 'LLM', long: 'large language models', words: ['large', 'language', 'models'], papers: 4 },
    ]);
  });

  test('counts once for a paper that says it twice', () => {
    expect(acronymsOf([paper('A rising tide (RT).', 'Rising tides (RT)')]).get('rt')!.papers).toBe(1);
  });
});
