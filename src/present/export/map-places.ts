import type { MapAnswer, PaperId } from '../../index.js';

/** Where a paper is on the map, and in which theme; nulls for a paper that is in neither. */
export interface MapPlace {
  readonly x: number | null;
  readonly y: number | null;
  readonly themeId: string | null;
  readonly theme: string | null;
}

/** @param labels names of themes by id */
export function mapPlaces(map: MapAnswer, labels: ReadonlyMap<string, string>): (id: PaperId) => MapPlace {
  const points = new Map(map.points.map((point) => [point.id, point]));
  return (id) => {
    const { x = null, y = null, theme: themeId = null } = points.get(id) ?? {};
    return { x, y, themeId, theme: themeId === null ? null : (labels.get(themeId) ?? themeId) };
  };
}
