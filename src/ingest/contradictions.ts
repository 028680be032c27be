/** False identifiers: those on papers that cannot be one. */
import { contradict } from '../identity.js';
import type { Paper } from '../paper.js';
import type { Part } from './parts.js';

/** An identifier on papers with different titles. It joins none of them. */
export interface Contradiction {
  /** `doi:10.1000/x`. */
  readonly identifier: string;
  readonly titles: readonly string[];
}

/** Keys that come from files; keys of ids and texts are derived. */
const IDENTIFIER = /^(?:doi|arxiv|pubmed|openalex|s2|s2corpus):/;
/** Papers compared for one identifier; a false identifier shows among a few. */
const MOST_COMPARED = 20;

/** Compares all papers of each identifier, so that their order does not matter. In order of identifier. */
export function contradictionsIn(papers: readonly Part[]): Contradiction[] {
  const papersByIdentifier = new Map<string, Paper[]>();
  for (const { paper, keys } of papers) {
    for (const key of keys) {
      if (!IDENTIFIER.test(key)) continue;
      papersByIdentifier.set(key, [...(papersByIdentifier.get(key) ?? []), paper].slice(0, MOST_COMPARED));
    }
  }
  return [...papersByIdentifier]
    .filter(([identifier, papers]) => anyContradict(papers, identifier))
    .map(([identifier, papers]) => ({ identifier, titles: [...new Set(papers.map(({ title }) => title))].sort() }))
    .sort((a, b) => (a.identifier < b.identifier ? -1 : 1));
}

function anyContradict(papers: readonly Paper[], identifier: string): boolean {
  return papers.some((a, i) => papers.slice(i + 1).some((b) => contradict(a, b, identifier)));
}
