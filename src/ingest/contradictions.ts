/** False identifiers: those on papers that cannot be one. */
import { contradict } from '../identity.js';
import type { Paper } from '../paper.js';
import type { Part } from './parts.js';

/** An identifier, or an id of a file, on papers with different titles. It joins none of them. */
export interface Contradiction {
  /** `doi:10.1000/x`; `id:x` for an id. */
  readonly identifier: string;
  readonly titles: readonly string[];
}

/** Keys that come from files; keys of ids and texts are derived. */
const IDENTIFIER = /^(?:doi|arxiv|pubmed|openalex|s2|s2corpus):/;
/** Papers compared for one identifier; a false identifier shows among a few. */
const MOST_COMPARED = 20;

/** Compares all papers of each identifier, so that their order does not matter. In order of identifier. */
export function contradictionsIn(papers: readonly Part[]): Contradiction[] {
  return contradictionsOf(
    papers.map(({ paper, keys }) => ({ paper, identifiers: [...keys].filter((key) => IDENTIFIER.test(key)) })),
  );
}

/** Ids that files give to papers that cannot be one. In order of id. @param papers with given ids */
export function contradictoryIds(papers: readonly Paper[]): Contradiction[] {
  return contradictionsOf(papers.map((paper) => ({ paper, identifiers: [`id:${paper.id}`] })));
}

function contradictionsOf(
  identified: readonly { readonly paper: Paper; readonly identifiers: readonly string[] }[],
): Contradiction[] {
  const papersByIdentifier = new Map<string, Paper[]>();
  for (const { paper, identifiers } of identified) {
    for (const identifier of identifiers) {
      const earlier = papersByIdentifier.get(identifier) ?? [];
      papersByIdentifier.set(identifier, [...earlier, paper].slice(0, MOST_COMPARED));
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
