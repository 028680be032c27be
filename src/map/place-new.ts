/**
 * New papers on a map whose papers keep their positions. They are placed one after the other, those that are most
 * similar to a paper on the map first, so that a group of new papers grows from where it touches the others.
 */
import { yieldToEventLoop } from '../errors.js';
import type { LongWork } from '../maths/progress.js';
import type { PaperId } from '../paper.js';
import { NEIGHBOURS, type Near, placerAmong } from './placer.js';
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
 * Places new papers near those that are most similar to them; the others keep their positions.
 * @returns the positions of the new papers, between −1 and 1
 * @throws CorpusError INTERRUPTED
 */
export async function placeNew(
  { start, newcomers, nearestOf }: Places,
  { signal, onProgress }: LongWork = {},
): Promise<ReadonlyMap<PaperId, Position>> {
  const waiting = new Map<PaperId, Waiting>();
  for (const id of [...newcomers].sort()) {
    if (waiting.size % PAPERS_BETWEEN_PAUSES === 0) {
      onProgress?.(waiting.size / newcomers.length);
      await yieldToEventLoop(signal);
    }
    waiting.set(id, { id, near: await nearestOf(id, NEIGHBOURS), placed: 0, best: BELOW_ALL });
  }
  const points = new Map(start);
  const place = placerAmong(points, start.size + newcomers.length);
  const beside = waitingBeside(waiting.values());
  for (const id of beside.keys()) if (start.has(id)) noteNeighbour(id, beside);
  while (waiting.size > 0) {
    await yieldToEventLoop(signal);
    for (const { id, near, placed } of nextOf([...waiting.values()])) {
      // Nearest papers of a group of new ones may all be new; then those beyond the group decide where it goes.
      points.set(id, place(placed > 0 ? near : await nearestOf(id, NEIGHBOURS + newcomers.length)));
      waiting.delete(id);
      noteNeighbour(id, beside);
    }
  }
  return new Map(newcomers.map((id) => [id, points.get(id)!]));
}

/** A new paper without a position. */
interface Waiting {
  readonly id: PaperId;
  readonly near: Near;
  /** How many of its nearest papers have a position, and the similarity of the nearest of them. */
  placed: number;
  best: number;
}

/** By paper, the new papers that have it among their nearest, with their similarity to it. */
type Beside = Map<PaperId, (readonly [Waiting, similarity: number])[]>;

function waitingBeside(waiting: Iterable<Waiting>): Beside {
  const beside: Beside = new Map();
  for (const one of waiting)
    for (const { id, similarity } of one.near) {
      const all = beside.get(id);
      if (all === undefined) beside.set(id, [[one, similarity]]);
      else all.push([one, similarity]);
    }
  return beside;
}

/** A paper has a position now. */
function noteNeighbour(id: PaperId, beside: Beside): void {
  for (const [one, similarity] of beside.get(id) ?? []) {
    one.placed++;
    one.best = Math.max(one.best, similarity);
  }
}

/** All that have enough neighbours with a position, or else one; those most similar to a neighbour first. */
function nextOf(waiting: readonly Waiting[]): readonly Waiting[] {
  const ready = waiting.filter(({ placed }) => placed >= ENOUGH);
  if (ready.length > 0) return ready.sort((a, b) => b.best - a.best);
  return [waiting.reduce((best, one) => (one.best > best.best ? one : best))];
}
