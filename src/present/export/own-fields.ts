import type { Paper } from '../../paper.js';

/** All fields of a paper except title and abstract, for formats that would change them. */
export function ownFields(paper: Paper, tags: readonly string[]): object {
  const { title: _, abstract: __, places: ___, ...rest } = paper;
  return tags.length === 0 ? rest : { ...rest, tags };
}
