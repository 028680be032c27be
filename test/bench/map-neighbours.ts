/** How well a map shows which papers are similar. */
import type { PaperId } from '../../src/index.js';
import type { Position } from '../../src/map/points.js';

/** Nearest papers by embedding of each paper that is scored. */
export const NEAREST = 15;

/**
 * How many of the nearest papers by embedding are among the 15 and the 50 nearest on the map: `0.250 / 0.450`.
 * @param nearest of each paper that is scored
 */
export function sharesOnMap(
  map: ReadonlyMap<PaperId, Position>,
  nearest: ReadonlyMap<PaperId, ReadonlySet<PaperId>>,
): string {
  const shares = [NEAREST, 50].map((count) => {
    const hits = [...nearest].map(
      ([id, near]) => nearestOnMap(map, id, count).filter((other) => near.has(other)).length,
    );
    return (hits.reduce((sum, hit) => sum + hit, 0) / nearest.size / NEAREST).toFixed(3);
  });
  return shares.join(' / ');
}

export function distance(a: Position, b: Position): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function nearestOnMap(map: ReadonlyMap<PaperId, Position>, id: PaperId, count: number): PaperId[] {
  const own = map.get(id)!;
  return [...map]
    .filter(([other]) => other !== id)
    .map(([other, position]) => ({ other, away: distance(position, own) }))
    .sort((a, b) => a.away - b.away)
    .slice(0, count)
    .map(({ other }) => other);
}
