/** False identifiers: those on papers that cannot be one. */
import { ambiguousKey, contradict } from '../identity.js';
import type { Paper } from '../paper.js';
import type { StoredPaper } from '../store/index.js';
import type { Part } from './parts.js';

/** An identifier, or an id of a file, on papers with different titles. It joins none of them. */
export interface Contradiction {
  /** `doi:10.1000/x`; `id:x` for an id. */
  readonly identifier: string;
  readonly titles: readonly string[];
}

/** Keys that come from files; keys of ids and texts are derived. */
const IDENTIFIER = /^(?:doi|arxiv|pubmed|openalex|s2|s2corpus):/;
/** Papers compared for one identifier: all of a batch, and as many stored ones as show that it is false. */
const MOST_COMPARED = 100;
/** Titles reported for one identifier. */
const MOST_TITLES = 20;

/** Compares all papers of each identifier, so that their order does not matter. In order of identifier. */
export function contradictionsIn(papers: readonly Part[]): Contradiction[] {
  return contradictionsOf(
    papers.map(({ paper, keys }) => ({ paper, identifiers: [...keys].filter((key) => IDENTIFIER.test(key)) })),
  );
}

/**
 * Ids that files give to papers that cannot be one. In order of id.
 * @param papers with ids that files give
 * @param stored papers; those that lost one of these ids make it contradictory again
 */
export function contradictoryIds(
  papers: readonly Paper[],
  stored: readonly Pick<StoredPaper, 'paper' | 'keys'>[],
): Contradiction[] {
  const ids = new Map(papers.map(({ id }) => [ambiguousKey(id), `id:${id}`]));
  const ambiguous = stored.map(({ paper, keys }) => ({
    paper,
    identifiers: keys.flatMap((key) => ids.get(key) ?? []),
  }));
  const identified = papers.map((paper) => ({ paper, identifiers: [`id:${paper.id}`] }));
  const known = new Set(ambiguous.flatMap(({ identifiers }) => identifiers));
  return contradictionsOf([...ambiguous, ...identified], known);
}

/** The same of two batches. */
export function joinContradictions(a: Contradiction | undefined, b: Contradiction): Contradiction {
  return { identifier: b.identifier, titles: someOf([...(a?.titles ?? []), ...b.titles]) };
}

/** In order, each once; the first of very many. */
function someOf(titles: readonly string[]): string[] {
  return [...new Set(titles)].sort().slice(0, MOST_TITLES);
}

/** @param known identifiers that are contradictory in any case */
function contradictionsOf(
  identified: readonly { readonly paper: Paper; readonly identifiers: readonly string[] }[],
  known: ReadonlySet<string> = new Set(),
): Contradiction[] {
  const papersByIdentifier = new Map<string, Paper[]>();
  for (const { paper, identifiers } of identified) {
    for (const identifier of identifiers) {
      const earlier = papersByIdentifier.get(identifier) ?? [];
      papersByIdentifier.set(identifier, [...earlier, paper].slice(0, MOST_COMPARED));
    }
  }
  return [...papersByIdentifier]
    .filter(([identifier, papers]) => known.has(identifier) || anyContradict(papers, identifier))
    .map(([identifier, papers]) => ({ identifier, titles: someOf(papers.map(({ title }) => title)) }))
    .sort((a, b) => (a.identifier < b.identifier ? -1 : 1));
}

function anyContradict(papers: readonly Paper[], identifier: string): boolean {
  return papers.some((a, i) => papers.slice(i + 1).some((b) => contradict(a, b, identifier)));
}
