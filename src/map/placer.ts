/** Where a paper goes among papers that have a position. */
import { seededRandom } from '../maths/random.js';
import type { PaperId } from '../paper.js';
import type { Position } from './points.js';
import { roomAmong } from './room.js';

/** Some of the nearest papers of a paper, nearest first. */
export type Near = readonly { readonly id: PaperId; readonly similarity: number }[];

/** The position of a paper near another. */
interface Place extends Position {
  readonly similarity: number;
}

/** Nearest papers that decide where a paper goes. */
export const NEIGHBOURS = 15;
/** Distance at which a neighbour counts half, in mean distances between points. */
const REACH = 2;
/** Width of the cell that a placed paper has for itself, in mean distances between points. */
const CELL = 0.2;
const SEED = 20250101;

/**
 * Places papers where most of their nearest papers are: one step of mean shift (Cheng 1995) from the densest of their
 * positions. Their mean would lie between two groups.
 * @param points the positions so far, to which the caller adds those that it gets
 * @param total how many papers there will be
 */
export function placerAmong(points: ReadonlyMap<PaperId, Position>, total: number): (near: Near) => Position {
  const spacing = 2 / Math.sqrt(total);
  const room = roomAmong(points.values(), { width: CELL * spacing, random: seededRandom(SEED) });
  return (near) => room(densest(placesOf(near, points), REACH * spacing));
}

/** The places of those that have a position, nearest first. */
function placesOf(near: Near, points: ReadonlyMap<PaperId, Position>): Place[] {
  return near.flatMap(({ id, similarity }) => {
    const point = points.get(id);
    return point === undefined ? [] : [{ x: point.x, y: point.y, similarity }];
  });
}

/** The mode of the places, by one step; a neighbour weighs as the fourth power of its similarity. */
function densest(places: readonly Place[], reach: number): Position {
  const weights = places.map(({ similarity }) => square(square(Math.max(similarity, 0))));
  const closeness = (a: Position, b: Position) => 1 / (1 + (square(a.x - b.x) + square(a.y - b.y)) / square(reach));
  let [top, most] = [{ x: 0, y: 0 } as Position, -1];
  for (const place of places) {
    const density = places.reduce((sum, other, i) => sum + weights[i]! * closeness(place, other), 0);
    if (density > most) [top, most] = [place, density];
  }
  let [x, y, total] = [0, 0, 0];
  for (const [i, place] of places.entries()) {
    const weight = weights[i]! * square(closeness(top, place));
    x += weight * place.x;
    y += weight * place.y;
    total += weight;
  }
  return total > 0 ? { x: x / total, y: y / total } : top;
}

/** The power operator may differ in its last bit between versions of Node; see `same-powers.ts`. */
function square(value: number): number {
  return value * value;
}
