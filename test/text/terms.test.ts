import { describe, expect, test } from 'vitest';
import { indexTerms, indexWords, queryTerms } from '../../src/text/terms.js';

/** Whether a paper that says one thing is found by a query that says another. */
function finds(query: string, paper: string): boolean {
  const held = new Set(indexTerms(paper).split(' '));
  return queryTerms(query).some((term) => held.has(term));
}

describe('terms', () => {
  test('leave out the words that only build the sentence', () => {
    expect(queryTerms('What is the role of the reward?')).toEqual(['role', 'reward']);
  });

  test('find a word in any of its forms', () => {
    expect(finds('reasoning', 'Models that reason well')).toBe(true);
    expect(finds('optimization', 'We optimized it')).toBe(true);
  });

  test('find an identifier as it is written, without its hyphen, and by its parts', () => {
    for (const query of ['Qwen2.5-VL', 'qwen2.5-vl', 'Qwen2.5', 'Qwen', 'VL'])
      expect(finds(query, 'We train Qwen2.5-VL.'), query).toBe(true);
    expect(finds('GPT4', 'GPT-4 and GPT‑4')).toBe(true);
    expect(finds('GPT-4', 'GPT4')).toBe(true);
    expect(finds('o1', 'OpenAI o1 thinks')).toBe(true);
    expect(finds('o1', 'OpenAI o3 thinks')).toBe(false);
  });

  test('find an acronym whether the paper has one of it or several', () => {
    expect(finds('LLM', 'LLMs reason')).toBe(true);
    expect(finds('LLMs', 'an LLM')).toBe(true);
    expect(finds("the model's", 'a model')).toBe(true);
  });

  test('take no ending from an acronym', () => {
    expect(finds('AIME', 'on AIME 2024')).toBe(true);
    expect(finds('AIME', 'We aim at it')).toBe(false);
  });

  test('find a compound written together, apart or with a hyphen', () => {
    expect(finds('pretraining', 'pre-training')).toBe(true);
    expect(finds('pre-training', 'pre training')).toBe(true);
    expect(finds('text-to-image', 'image')).toBe(true);
  });

  test('ask for the parts of a plain compound alone, and for all of an identifier', () => {
    expect(queryTerms('cost-effective')).toEqual(['cost', 'effect']);
    expect(queryTerms('Qwen2.5-VL')).toEqual(['qwen2.5vl', 'qwen2.5', 'vl']);
  });

  test('of a text that is longer than any word are its parts, not its beginnings', () => {
    expect(indexTerms('Lamp1-A2-B3')).toBe('lamp1a2b3 lamp1 a2 b3 lamp1a2 lamp');
    const long = Array.from({ length: 100 }, (_, i) => `a${i}`);
    expect(indexTerms(long.join('-')).split(' ')).toEqual([long.join(''), ...long]);
  });

  test('are parted by single spaces and hold none', () => {
    expect(indexTerms('A (very) strange — title: “GRPO”!')).toBe('strang titl grpo');
    expect(indexTerms('')).toBe('');
  });

  test('of a paper have its keywords behind the abstract', () => {
    expect(indexWords({ title: 'Rain', abstract: 'On roofs', keywords: ['Weather', 'E-mosses'] })).toEqual({
      title: 'rain',
      abstract: 'roof weather emoss e moss',
    });
    expect(indexWords({ title: 'Rain', abstract: 'On roofs' })).toEqual({ title: 'rain', abstract: 'roof' });
  });
});
