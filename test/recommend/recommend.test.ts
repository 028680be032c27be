/** Papers recommended beside those liked. Embeddings here are directions on a circle. */
import { describe, expect, test } from 'vitest';
import { toUnitLength } from '../../src/embedding.js';
import type { PaperId } from '../../src/paper.js';
import { type CandidatePaper, rank, recommend } from '../../src/recommend/index.js';
import { train } from '../../src/recommend/svm.js';

function paper(id: string, degrees: number, abstract: string): CandidatePaper {
  const angle = (degrees * Math.PI) / 180;
  return {
    id: id as PaperId,
    title: '',
    abstract,
    embedding: toUnitLength([Math.cos(angle), Math.sin(angle)]),
  };
}

const ROBOTS = ['Robot arms grasp cups.', 'Robot arms fold cloth.', 'A robot arm pours tea.'];
const liked = ROBOTS.map((text, i) => paper(`liked-${i}`, 5 * i, text));
const candidates = [
  paper('arm', 8, 'We teach robot arms to open doors. The doors are heavy.'),
  paper('cell', 95, 'Proteins fold within cells.'),
  paper('star', 120, 'Stars of low mass burn slowly.'),
  paper('text', 100, 'Language models write summaries.'),
];

describe('recommendations', () => {
  test('rank what is like the liked papers in words and meaning first', () => {
    const { papers } = recommend({ liked, disliked: [], candidates }, { limit: 4 });
    expect(papers[0]!.id).toBe('arm');
    expect(papers.map(({ score }) => score)).toEqual([...papers.map(({ score }) => score)].sort((a, b) => b - a));
  });

  test('are ranked without evidence as they are with it', () => {
    const limits = { limit: 3, only: new Set(['arm', 'cell', 'text'] as PaperId[]) };
    const { papers } = recommend({ liked, disliked: [], candidates }, limits);
    expect(rank({ liked, disliked: [], candidates }, limits)).toEqual(
      papers.map(({ id, score, strength }) => ({ id, score, strength })),
    );
  });

  test('say which words and which sentence decided, as the paper writes them', () => {
    const [best] = recommend({ liked, disliked: [], candidates }, { limit: 1 }).papers;
    expect(best!.words.map(({ word }) => word).join(' ')).toMatch(/robot arms/);
    expect(best!.sentence?.text).toBe('We teach robot arms to open doors.');
  });

  test('give no bare number as a reason', () => {
    const numbered = ROBOTS.map((text, i) => paper(`n-${i}`, 5 * i, `500 500 500. ${text}`));
    const { papers, words } = recommend(
      { liked: numbered, disliked: [], candidates: [paper('n', 8, '500 arms.'), ...candidates] },
      { limit: 4 },
    );
    expect([...words, ...papers.flatMap((one) => one.words)].map(({ word }) => word)).not.toContain('500');
  });

  test('are the same whatever the order of the candidates', () => {
    const forward = recommend({ liked, disliked: [], candidates }, { limit: 4 });
    const again = recommend(
      { liked: liked.toReversed(), disliked: [], candidates: candidates.toReversed() },
      { limit: 4 },
    );
    expect(again).toEqual(forward);
  });

  test('move away from what is disliked', () => {
    const rank = (disliked: CandidatePaper[]) =>
      recommend({ liked, disliked, candidates }, { limit: 4 }).papers.findIndex(({ id }) => id === 'cell');
    const cells = [paper('cells-1', 95, 'Proteins fold.'), paper('cells-2', 96, 'Proteins bind within cells.')];
    expect([rank([]), rank(cells)]).toEqual([1, 3]);
  });

  test('show how well each liked paper is found without itself', () => {
    const { heldOut } = recommend({ liked, disliked: [], candidates }, { limit: 1 });
    expect(heldOut).toMatchObject({ papers: 3, ranks: [2, 2, 2], among: 5 });
  });

  test('claim nothing of how sure they are where one paper is liked', () => {
    const { heldOut, papers } = recommend({ liked: liked.slice(0, 1), disliked: [], candidates }, { limit: 4 });
    expect(heldOut.ranks).toEqual([]);
    expect(new Set(papers.map(({ strength }) => strength))).toEqual(new Set(['weak']));
  });

  test('are weak where the liked papers have nothing in common', () => {
    const mixed = [liked[0]!, paper('l2', 95, 'Proteins fold.'), paper('l3', 240, 'A ballad of the sea.')];
    const unlike = [...candidates, paper('salt', 250, 'Salt on rocks.'), paper('rain', 60, 'Rain in spring.')];
    const { heldOut, papers } = recommend({ liked: mixed, disliked: [], candidates: unlike }, { limit: 6 });
    expect(heldOut.auc).toBeLessThan(0.6);
    expect(new Set(papers.map(({ strength }) => strength))).toEqual(new Set(['weak']));
  });

  test('are weak where nothing distinguishes the papers', () => {
    const same = (id: string) => paper(id, 0, 'Robot arms grasp cups.');
    const { heldOut, papers } = recommend(
      { liked: ['a', 'b', 'c'].map(same), disliked: [], candidates: ['d', 'e', 'f', 'g'].map(same) },
      { limit: 4 },
    );
    expect(heldOut.auc).toBe(0.5);
    expect(new Set(papers.map(({ strength }) => strength))).toEqual(new Set(['weak']));
  });

  test('show each word once, and compounds as they are written', () => {
    const texts = ['Self-play of robot arms.', 'Self-play lets robots learn.', 'We train by self-play alone.'];
    const some = texts.map((text, i) => paper(`p${i}`, 5 * i, text));
    const { words } = recommend({ liked: some, disliked: [], candidates }, { limit: 1 });
    const shown = words.map(({ word }) => word.toLowerCase());
    expect(shown.filter((word) => /self|play/.test(word))).toEqual(['self-play']);
  });

  test('show words that stand side by side as one phrase, and no pair that does not', () => {
    const texts = ['A set of language data for word error rate.', 'Word error rate of a set of language models.'];
    const some = texts.map((text, i) => paper(`p${i}`, 5 * i, text));
    const { words } = recommend({ liked: some, disliked: [], candidates }, { limit: 1 });
    const shown = words.map(({ word }) => word.toLowerCase());
    expect(shown).toContain('word error rate');
    expect(shown.filter((word) => word.includes('set'))).toEqual(['set']);
  });

  test('show a sentence on the paper itself rather than one on what others did that is as near', () => {
    const text = 'Existing methods let robot arms grasp cups. We let robot arms grasp cups.';
    const [best] = recommend({ liked, disliked: [], candidates: [paper('arm', 8, text)] }, { limit: 1 }).papers;
    expect(best!.sentence?.text).toBe('We let robot arms grasp cups.');
  });

  test('come only from the papers that are allowed', () => {
    const only = new Set(['star', 'text'] as PaperId[]);
    const { papers } = recommend({ liked, disliked: [], candidates }, { limit: 4, only });
    expect(papers.map(({ id }) => id).sort()).toEqual(['star', 'text']);
  });
});

describe('the classifier', () => {
  const point = (x: number) => ({ terms: new Int32Array(), weights: new Float32Array(), dense: Float32Array.of(x) });

  // Minimise w²/2 + b²/2 + C Σ max(0, 1 − y(wx + b))² for x = ±1, y = ±1: b = 0 and w = 4C / (1 + 4C).
  test('finds the plane that can be computed by hand', () => {
    const examples = [1, -1].map((x) => ({ vector: point(x), liked: x > 0, cost: 1 }));
    const plane = train(examples, { terms: 0, dense: 1 });
    expect(plane.dense[0]).toBeCloseTo(0.8, 1.7);
    expect(plane.bias).toBeCloseTo(0, 1.7);
  });

  test('follows the example with the higher cost', () => {
    const at = (cost: number) =>
      train(
        [
          { vector: point(1), liked: true, cost },
          { vector: point(1), liked: false, cost: 1 },
        ],
        { terms: 0, dense: 1 },
      );
    expect(at(10).dense[0]! + at(10).bias).toBeGreaterThan(0);
    expect(at(0.1).dense[0]! + at(0.1).bias).toBeLessThan(0);
  });
});
