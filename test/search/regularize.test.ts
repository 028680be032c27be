import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Embedding, toUnitLength } from '../../src/embedding.js';
import type { PaperId } from '../../src/paper.js';
import { regularize, type ScoredPaper } from '../../src/search/ranking/regularize.js';

type Line = readonly [id: string, score: number, x: number, y: number, z: number];
const rank = (...lines: readonly Line[]) =>
  regularize(
    lines.map(([id, score]) => ({ id: id as PaperId, score })),
    new Map(lines.map(([id, , ...numbers]): [PaperId, Embedding] => [id as PaperId, toUnitLength(numbers)])),
  );
const idsOf = (ranked: readonly ScoredPaper[]) => ranked.map(({ id }) => id);

describe('scores of the first papers', () => {
  test('are drawn to those of like papers: one among good ones rises above one among bad ones', () => {
    const ranked = rank(
      ['best', 1, 1, 0, 0],
      ['good', 0.95, 1, 0.1, 0],
      ['lone', 0.9, 0, 0, 1],
      ['like the best', 0.88, 1, 0.1, 0.1],
      ['poor', 0.1, 0, 0.1, 1],
      ['poorer', 0.1, 0.1, 0, 1],
    );
    expect(idsOf(ranked).slice(0, 4)).toEqual(['best', 'good', 'like the best', 'lone']);
  });

  test('stay where the best stands far above the next few', () => {
    const ranked = rank(['best', 1, 1, 0, 0], ['second', 0, 0, 1, 0], ['third', 0, 0, 0, 1]);
    expect(ranked.map(({ score }) => score)).toEqual([1, 0, 0]);
  });

  test('keep the best where it is and put no paper above it', () => {
    const number = fc.integer({ min: -3, max: 3 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.float({ min: 0, max: 1, noNaN: true }), number, number), { minLength: 1, maxLength: 60 }),
        (drawn) => {
          const lines = drawn
            .map(([score, x, y], i): Line => [`p${`${i}`.padStart(2, '0')}`, score, x, y, 1])
            .sort((a, b) => b[1] - a[1]);
          const ranked = rank(...lines);
          expect(ranked[0]).toEqual({ id: lines[0]![0], score: lines[0]![1] });
          expect(idsOf(ranked).sort()).toEqual(lines.map(([id]) => id).sort());
          ranked.slice(1).forEach(({ score }, i) => expect(score).toBeLessThanOrEqual(ranked[i]!.score + 1e-12));
        },
      ),
    );
  });

  test('of nothing are nothing', () => {
    expect(regularize([], new Map())).toEqual([]);
  });
});
