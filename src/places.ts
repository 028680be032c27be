/**
 * The sources of a paper, joined.
 *
 * Commutative, associative and idempotent, as `join` in `joining.ts`.
 */
import { byCodeUnits, fuller } from './maths/order.js';
import type { Place, Source } from './paper.js';

/** Maximum number of sources of one paper, the first in order: joining 20,000 sources must not take quadratic time. */
const MAX_PLACES = 500;

const whereOf = ({ file, line }: Place): string => `${file}\n${line}`;

/** The sources without those at the places of the others. */
export function placesBut(places: readonly Source[], others: readonly Place[]): Source[] {
  const elsewhere = new Set(others.map(whereOf));
  return places.filter((place) => !elsewhere.has(whereOf(place)));
}

const inOrderOfPlace = (a: Place, b: Place): number => byCodeUnits(a.file, b.file) || a.line - b.line;

/** Whether the others already fill the limit and come first: a file that repeats a paper 20,000 times. */
function areBeyond(places: readonly Place[], others: readonly Place[]): boolean {
  const last = others[MAX_PLACES - 1];
  return last !== undefined && places.every((place) => inOrderOfPlace(place, last) > 0);
}

/** Of two entries for one place the longer stays, so that the order of joining does not matter. */
export function joinPlaces(a: readonly Source[], b: readonly Source[]): readonly Source[] {
  if (areBeyond(a, b)) return b;
  if (areBeyond(b, a)) return a;
  const places = new Map<string, Source>();
  for (const place of [...a, ...b]) {
    const known = places.get(whereOf(place));
    const choice = known === undefined ? '' : fuller(JSON.stringify(known), JSON.stringify(place));
    places.set(whereOf(place), known !== undefined && choice === JSON.stringify(known) ? known : place);
  }
  return [...places.values()].sort(inOrderOfPlace).slice(0, MAX_PLACES);
}
