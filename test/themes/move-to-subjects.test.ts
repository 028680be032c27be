import { describe, expect, test } from 'vitest';
import type { Subjects } from '../../src/embed/index.js';
import { quantize, toUnitLength } from '../../src/embedding.js';
import { type Rows, rowAt, rowsOf } from '../../src/maths/rows.js';
import type { PaperId } from '../../src/paper.js';
import { moveToSubjects } from '../../src/themes/clustering/move-to-subjects.js';
import { centre, meanOf, nearestPapers } from '../../src/themes/clustering/smooth.js';
import { groupingOf } from '../../src/themes/grouping.js';
import { paperTextOf } from '../../src/themes/paper-words.js';
import { dot, scatteredRows } from './rows-of-points.js';

const pause = async (): Promise<void> => {};
const text = paperTextOf({ title: '', abstract: '' } as never);
const neighboursIn = (rows: Rows): number[][] =>
  nearestPapers(
    centre(rows),
    Array.from({ length: rows.count }, () => text),
  );
const subjectsAt = (rows: Rows): Subjects => ({
  names: Array.from({ length: rows.count }, (_, n) => [`subject ${n}`]),
  centroids: quantize(Array.from({ length: rows.count }, (_, n) => toUnitLength(rowAt(rows, n)))),
});
const unit = (row: ArrayLike<number>): number[] => {
  const length = Math.hypot(...Array.from(row));
  return Array.from(row, (x) => x / length);
};

/** A direction that is so many degrees round an axis that all have in common. */
const at = (degrees: number): number[] => {
  const radians = (degrees * Math.PI) / 180;
  return unit([Math.cos(radians), Math.sin(radians), 1]);
};

describe('papers', () => {
  test('are moved to their ten nearest subjects, the nearer these are than their neighbours the more', async () => {
    const [rows, known] = [scatteredRows(150, 6, 3), scatteredRows(90, 6, 9)];
    const [neighbours, subjects] = [neighboursIn(rows), subjectsAt(known)];
    const moved = await moveToSubjects(rows, neighbours, subjects, pause);
    const mean = meanOf(rows);
    const centroids = Array.from({ length: known.count }, (_, n) =>
      unit(subjects.centroids.subarray(6 * n, 6 * n + 6)),
    );
    let between = 0;
    for (let i = 0; i < rows.count; i++) {
      const paper = Array.from(rowAt(rows, i));
      const near = [...centroids].sort((a, b) => dot(b, paper) - dot(a, paper)).slice(0, 10);
      const toSubjects = near.reduce((sum, centroid) => sum + dot(centroid, paper) / 10, 0);
      const toPapers = neighbours[i]!.slice(0, 10).reduce((sum, j) => sum + dot(rowAt(rows, j), paper) / 10, 0);
      const weight = Math.max(0, Math.min(1, (toSubjects - toPapers) / 0.2));
      between += Number(weight > 0.1 && weight < 0.9);
      const expected = unit(paper.map((x, d) => x - mean[d]!));
      near.forEach((centroid, rank) => {
        unit(centroid.map((x, d) => x - mean[d]!)).forEach((x, d) => (expected[d]! += (x * weight * (10 - rank)) / 55));
      });
      unit(expected).forEach((x, d) => expect(rowAt(moved, i)[d]).toBeCloseTo(x, 4));
    }
    expect(between).toBeGreaterThan(10);
  });

  test('stay where a model has no subject, and where they are alone', async () => {
    const rows = scatteredRows(20, 4, 5);
    const none: Subjects = { names: [], centroids: new Int8Array(0) };
    expect(await moveToSubjects(rows, neighboursIn(rows), none, pause)).toEqual(centre(rows));
    const [one, subjects] = [rowsOf([at(10)]), subjectsAt(rowsOf([at(20)]))];
    expect(await moveToSubjects(one, neighboursIn(one), subjects, pause)).toEqual(centre(one));
  });

  test('form groups round the subjects where they lie evenly', async () => {
    const degrees = Array.from({ length: 24 }, (_, n) => 15 * n);
    const readings = async (places: ArrayLike<number>) => Array.from(places, () => text);
    const papers = degrees.map((degree) => ({ id: `p${String(degree).padStart(3, '0')}` as PaperId }));
    const groupsWith = async (spots: readonly number[]): Promise<string[]> => {
      const known = spots.flatMap((spot) => Array.from({ length: 10 }, () => at(spot)));
      const subjects = async () => (spots.length === 0 ? undefined : subjectsAt(rowsOf(known)));
      const { labels } = await groupingOf(papers, rowsOf(degrees.map(at)), readings, {
        k: 3,
        subjects,
        afterPass: pause,
      });
      return [0, 1, 2].map((label) => degrees.filter((_, i) => labels[i] === label).join());
    };
    const isRoundEach = (groups: readonly string[], spots: readonly number[]): boolean =>
      spots.every((spot) => groups.some((group) => group.split(',').filter((one) => isNear(+one, spot)).length === 7));
    for (const spots of [
      [60, 180, 300],
      [90, 210, 330],
    ]) {
      expect(isRoundEach(await groupsWith(spots), spots)).toBe(true);
      expect(isRoundEach(await groupsWith([]), spots)).toBe(false);
    }
  });
});

/** Within 45 degrees, round the circle. */
function isNear(degrees: number, spot: number): boolean {
  const apart = Math.abs(degrees - spot) % 360;
  return Math.min(apart, 360 - apart) <= 45;
}
