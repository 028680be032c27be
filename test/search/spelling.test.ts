import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readQuery } from '../../src/search/index.js';
import { correctSpelling, editDistance } from '../../src/search/query/spelling.js';
import { aPaper } from '../support/papers.js';
import { littleCorpus } from './little-corpus.js';

describe('the distance of two words', () => {
  test('counts a letter more, less or other, and a swap, as one each', () => {
    expect(editDistance('reward', 'rewards', 3)).toBe(1);
    expect(editDistance('reward', 'rward', 3)).toBe(1);
    expect(editDistance('reward', 'rewand', 3)).toBe(1);
    expect(editDistance('reward', 'rewadr', 3)).toBe(1);
    expect(editDistance('kitten', 'sitting', 3)).toBe(3);
    expect(editDistance('', 'abc', 3)).toBe(3);
  });

  test('is the same both ways, 0 for the same word alone, and never less than the lengths differ', () => {
    const word = fc.stringMatching(/^[abc]{0,7}$/);
    fc.assert(
      fc.property(word, word, (a, b) => {
        const distance = editDistance(a, b, 9);
        expect(editDistance(b, a, 9)).toBe(distance);
        expect(distance === 0).toBe(a === b);
        expect(distance).toBeGreaterThanOrEqual(Math.abs(a.length - b.length));
        expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length));
      }),
    );
  });
});

describe('a mistyped word', async () => {
  const corpus = await littleCorpus([
    aPaper('a', { title: 'Quantization of latent policies', abstract: 'GRPO poses verifiable questions.' }),
    aPaper('b', { title: 'Hallucinations', abstract: 'Models hallucinate; quantized ones too. The starte of lawnes.' }),
  ]);
  const meant = (typed: string) => correctSpelling(typed, corpus);

  test('is mended to a word of a keyword', async () => {
    const tagged = await littleCorpus([aPaper('a', { keywords: ['Hypertension'] })]);
    expect(await correctSpelling('hypertention', tagged)).toBe('hypertension');
  });

  test('is not mended to a command of LaTeX', async () => {
    const formulas = await littleCorpus([
      aPaper('a', { abstract: 'The rank \\operatorname{rk} of $X_\\mathrm_a$ and $\\boldsymbol\\theta$.' }),
    ]);
    for (const typed of ['operatornam', 'mathrmm', 'boldsymbl'])
      expect(await correctSpelling(typed, formulas)).toBeUndefined();
  });

  test('is mended to a word that papers use, and not to its stem', async () => {
    expect(await meant('quantizaton')).toBe('quantization');
    expect(await meant('halucinations')).toBe('hallucinations');
    expect(await meant('verifable')).toBe('verifiable');
    expect(await meant('uqantization')).toBe('quantization');
  });

  test('may hold two mistakes where it is long', async () => {
    expect(await meant('quantzaton')).toBe('quantization');
    expect(await meant('polces')).toBeUndefined();
    expect(await meant('mallucinatons')).toBeUndefined(); // two, and one of them in the first letter: another word
  });

  test('is one that the model does not know: a right word is left alone, however near another comes', async () => {
    expect(await meant('roses')).toBeUndefined();
    expect(await meant('stares')).toBeUndefined();
    expect(await meant('starten')).toBeUndefined(); // start and an ending, though a paper has `starte`
    expect(await meant('lawness')).toBeUndefined();
    expect(await meant('posess')).toBe('poses');
  });

  test('of few letters is mended only where two of them are swapped', async () => {
    expect(await meant('gpro')).toBe('grpo');
    expect(await meant('latnet')).toBe('latent');
    expect(await meant('roses')).toBeUndefined();
    expect(await meant('gro')).toBeUndefined();
  });

  test('is left alone where it is an identifier, or like nothing here', async () => {
    expect(await meant('quantization2')).toBeUndefined();
    expect(await meant('sourdough')).toBeUndefined();
  });
});

describe('the misspelt words of a query', async () => {
  const papers = [aPaper('a', { title: 'Hallucinations', abstract: 'Models hallucinate.' })];

  test('are corrected wherever they occur, and listed once each', async () => {
    const query = await readQuery('halucinations of models, halucinations', await littleCorpus(papers));
    expect(query.corrected).toBe('hallucinations of models, hallucinations');
    expect(query.corrections).toEqual([{ from: 'halucinations', to: 'hallucinations' }]);
  });

  test('are looked for among few of the words of a long text in another language', async () => {
    const corpus = await littleCorpus(papers);
    let lookups = 0;
    const { termsOfLength } = corpus.words;
    const words = {
      ...corpus.words,
      termsOfLength: (...lengths: [number, number]) => {
        lookups++;
        return termsOfLength(...lengths);
      },
    };
    const text = Array.from({ length: 300 }, (_, i) => `vieras${'abcdefghij'[i % 10]!.repeat(1 + i / 10)}`).join(' ');
    await readQuery(text, { ...corpus, words });
    expect(lookups).toBeGreaterThan(0);
    expect(lookups).toBeLessThanOrEqual(20);
  });
});
