import { describe, expect, test } from 'vitest';
import { whyUnreadable } from '../../src/search/query/readable.js';

describe('a query', () => {
  test.each([
    'latent reasoning in large language models',
    'GRPO',
    'RLHF vs DPO',
    'π0 robot policy',
    '$O(n^2)$ attention',
    '3D',
    '2605.01234',
    'de novo protein design',
    'in vitro assays',
    'Lévy processes',
    'El Niño',
    'Schrödinger equation solvers',
    'the Université de Montréal model',
    'a priori and a posteriori',
    'vision transformer',
    'IS',
    'do-calculus',
    'van der Waals heterostructures',
  ])('in English or a name is read: %s', (query) => {
    expect(whyUnreadable(query)).toBeNull();
  });

  test.each(['大型语言模型的推理', 'обучение с подкреплением', '強化学習', 'التعلم العميق', 'LLM の推論能力'])(
    'in another script is not: %s',
    (query) => {
      expect(whyUnreadable(query)).toBe('other-script');
    },
  );

  test.each([
    'Verstärkungslernen mit überprüfbaren Belohnungen',
    'Wie werden große Sprachmodelle trainiert und bewertet',
    'Wie lernen Sprachmodelle zu denken',
    'Lernen ohne Annotationen zwischen Domänen',
    'invloed van de temperatuur van de oceaan',
    'apprentissage par renforcement pour les robots',
    'modelos de lenguaje para la traducción de los textos',
    'reti neurali per la previsione della temperatura',
    'redes neurais para a previsão dos preços com uma rede',
  ])('in another language is not: %s', (query) => {
    expect(whyUnreadable(query)).toBe('other-language');
  });

  test.each(['???', '😀😀', 'the of and', 'what is the', 'the', '—'])(
    'without a word that says anything is not: %s',
    (query) => {
      expect(whyUnreadable(query)).toBe('no-words');
    },
  );

  test('in capitals may be a name', () => {
    expect(whyUnreadable('AS')).toBeNull();
    expect(whyUnreadable('IT')).toBeNull();
  });
});
