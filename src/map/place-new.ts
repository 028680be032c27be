/**
 * New papers on a map whose papers keep their positions. They are placed one after the other, those that are most
 * similar to a paper on the map first, so that a group of new papers grows from where it touches the others.
 */
import { yieldToEventLoop } from '../errors.js';
import type { LongWork } from '../maths/progress.js';
import type { PaperId } from '../paper.js';
import { NEIGHBOURS, type Near, type Place, placerAmong, placesOf } from './placer.js';
import type { Position } from './points.js';

export interface Places {
  /** Papers that have a position. */
  readonly start: ReadonlyMap<PaperId, Position>;
  readonly newcomers: readonly PaperId[];
  /** The `count` nearest papers of a new paper, without itself; new ones too. */
  nearestOf(id: PaperId, count: number): Promise<Near>;
}

/** A new paper waits until so many of its nearest papers have a position, as long as another has them. */
const ENOUGH = 5;
/** Less than any cosine. */
const BELOW_ALL = -2;
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
  const points = new Map(start);
  const place = placerAmong(points, start.size + newcomers.length);
  const waiting = new Set(near.keys());
  while (waiting.size > 0) {
    await yieldToEventLoop(signal);
    const ready = nextOf([...waiting].map((id) => ({ id, places: placesOf(near.get(id)!, points) })));
    for (const { id, places } of ready) {
      // Nearest papers of a group of new ones may all be new; then those beyond the group decide where it goes.
      points.set(id, place(places.length > 0 ? near.get(id)! : await nearestOf(id, NEIGHBOURS + near.size)));
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
  const best = ({ places }: Candidate) => places[0]?.similarity ?? BELOW_ALL;
  const sorted = [...candidates].sort((a, b) => best(b) - best(a));
  const ready = sorted.filter(({ places }) => places.length >= ENOUGH);
  return ready.length > 0 ? ready : sorted.slice(0, 1);
}
