/**
 * New papers on a map whose papers keep their positions. A new paper goes where most of its nearest papers are: one
 * step of mean shift (Cheng 1995) from the densest of their positions. Their mean would lie between two groups.
 */
import { yieldToEventLoop } from '../errors.js';
import type { LongWork } from '../maths/progress.js';
import { seededRandom } from '../maths/random.js';
import type { PaperId } from '../paper.js';
import type { Position } from './points.js';
import { roomAmong } from './room.js';

/** Some of the nearest papers of a paper, nearest first. */
export type Near = readonly { readonly id: PaperId; readonly similarity: number }[];

export interface Places {
  /** Papers that have a position. */
  readonly start: ReadonlyMap<PaperId, Position>;
  readonly newcomers: readonly PaperId[];
  /** The `count` nearest papers of a new paper, without itself; new ones too. */
  nearestOf(id: PaperId, count: number): Promise<Near>;
}

interface Place extends Position {
  readonly similarity: number;
}

const NEIGHBOURS = 15;
/** A new paper waits until so many of its nearest papers have a position, as long as another has them. */
const ENOUGH = 5;
/** Distance at which a neighbour counts half, in mean distances between points. */
const REACH = 2;
/** Width of the cell that a new paper has for itself, in mean distances between points. */
const CELL = 0.2;
const SEED = 20250101;
const PAPERS_BETWEEN_PAUSES = 100;

/**
 * @returns the positions of the new papers, between −1 and 1
 * @throws CorpusError INTERRUPTED
 */
export async function placeNew(
  { start, newcomers, nearestOf }: Places,
  { signal, onProgress }: LongWork = {},
): Promise<ReadonlyMap<PaperId, Position>> {
  const near = new Map<PaperId, Near>();
  for (const id of [...newcomers].sort()) {
    if (near.size % PAPERS_BETWEEN_PAUSES === 0) {
      onProgress?.(near.size / newcomers.length);
      await yieldToEventLoop(signal);
    }
    near.set(id, await nearestOf(id, NEIGHBOURS));
  }
  const spacing = 2 / Math.sqrt(start.size + newcomers.length);
  const room = roomAmong(start.values(), { width: CELL * spacing, random: seededRandom(SEED) });
  const points = new Map(start);
  const placesOf = (papers: Near): Place[] =>
    papers.flatMap(({ id, similarity }) => {
      const point = points.get(id);
      return point === undefined ? [] : [{ ...point, similarity }];
    });
  const waiting = new Set(near.keys());
  while (waiting.size > 0) {
    const ready = nextOf([...waiting].map((id) => ({ id, places: placesOf(near.get(id)!) })));
    for (const { id, places } of ready) {
      // Nearest papers of a group of new ones may all be new; then those beyond the group decide where it goes.
      const around =
        places.length > 0 ? placesOf(near.get(id)!) : placesOf(await nearestOf(id, NEIGHBOURS + near.size));
      points.set(id, room(densest(around, REACH * spacing)));
      waiting.delete(id);
    }
  }
  return new Map(newcomers.map((id) => [id, points.get(id)!]));
}

interface Candidate {
  readonly id: PaperId;
  /** Those of its nearest papers that have a position, nearest first. */
  readonly places: readonly Place[];
}

/** All that have enough neighbours with a position, or else one; those most similar to a neighbour first. */
function nextOf(candidates: readonly Candidate[]): readonly Candidate[] {
  const best = ({ places }: Candidate) => places[0]?.similarity ?? -Infinity;
  const sorted = [...candidates].sort((a, b) => (best(a) === best(b) ? 0 : best(b) - best(a)));
  const ready = sorted.filter(({ places }) => places.length >= ENOUGH);
  return ready.length > 0 ? ready : sorted.slice(0, 1);
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
