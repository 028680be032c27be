/**
 * JSON lines for tools that show embeddings, such as embedding-atlas: one paper a line with text, theme, map position
 * and embedding.
 */
import type { MapAnswer, Paper } from '../../index.js';
import { mapPlaces } from './map-places.js';

/** Significant digits of a number; float32 has no more. */
const DIGITS = 7;

export function* atlasLines(
  papers: readonly Paper[],
  map: MapAnswer,
  embeddings: ReadonlyMap<string, Float32Array>,
  labels: ReadonlyMap<string, string>,
): Generator<string> {
  const placeOf = mapPlaces(map, labels);
  for (const { id, title, abstract, published, by } of papers) {
    const { x, y, theme } = placeOf(id);
    yield `${JSON.stringify({
      id,
      title,
      text: [title, abstract].filter((part) => part !== '').join('. '),
      published,
      by,
      theme,
      x,
      y,
      embedding: Array.from(embeddings.get(id) ?? [], (number) => Number(number.toPrecision(DIGITS))),
    })}\n`;
  }
}
