import type { Paper } from '../../paper.js';

/** What a paper says of itself beside its title and abstract, exactly: for formats that would change it. */
export function ownFields(paper: Paper, tags: readonly string[]): object {
  const { title: _, abstract: __, places: ___, ...rest } = paper;
  return tags.length === 0 ? rest : { ...rest, tags };
}
