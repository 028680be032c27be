/**
 * "Why are these sources one paper?" Which identifier, which text or which id each of them shares with another; and
 * over a whole collection, the identifiers whose titles differ. Reads only what the store keeps, never the files.
 */
import { titlesDiffer } from '../identity.js';
import { byCodeUnits } from '../maths/order.js';
import type { Paper, PaperId, Source } from '../paper.js';
import type { PaperLists } from '../store/index.js';

/**
 * What sources can share: a public identifier, an id that their files give, what they are cited by (title, volume and
 * first page), or title and first words of the abstract.
 */
export type JoinKind = 'doi' | 'arxiv' | 'pubmed' | 'openalex' | 's2' | 's2corpus' | 'id' | 'cited' | 'text';

/** What joins several sources of a paper. */
export interface SourceJoin {
  readonly kind: JoinKind;
  /** The identifier; `null` for `cited` and `text`. */
  readonly value: string | null;
  /** Indices of the sources that share it, at least two, in order. */
  readonly sources: readonly number[];
  /** Whether it is an identifier of sources with different titles. */
  readonly suspicious: boolean;
}

export interface PaperSources {
  readonly paper: Paper;
  /** In order of file, then line. */
  readonly sources: readonly Omit<Source, 'keys'>[];
  readonly joinedBy: readonly SourceJoin[];
  /** Indices of sources that share nothing with any other: merged by a person. */
  readonly alone: readonly number[];
}

export interface SuspiciousJoin {
  /** `doi:10.1000/x`. */
  readonly identifier: string;
  readonly titles: readonly string[];
  /** One id if the sources are one paper, several if they are separate papers. */
  readonly papers: readonly PaperId[];
}

/** Keys that are no public identifiers, in the order of joins. */
const OWN_KINDS: readonly string[] = ['id', 'cited', 'text'];

/** Public identifiers first, then the others by kind; each kind in order of its value. */
export function sourcesOf(paper: Paper): PaperSources {
  const { places } = paper;
  const joinedBy = [...sharedKeys(places)]
    .map(([key, sources]): SourceJoin => {
      const kind = key.slice(0, key.indexOf(':')) as JoinKind;
      const suspicious = !OWN_KINDS.includes(kind) && haveDifferentTitles(sources.map((i) => places[i]!.title));
      return {
        kind,
        value: kind === 'cited' || kind === 'text' ? null : key.slice(kind.length + 1),
        sources,
        suspicious,
      };
    })
    .sort((a, b) => orderOf(a) - orderOf(b) || byCodeUnits(`${a.kind}:${a.value}`, `${b.kind}:${b.value}`));
  const joined = new Set(joinedBy.flatMap(({ sources }) => sources));
  return {
    paper,
    sources: places.map(({ file, line, title }) => ({ file, line, title })),
    joinedBy,
    alone: places.length === 1 ? [] : places.flatMap((_, i) => (joined.has(i) ? [] : [i])),
  };
}

function orderOf({ kind }: SourceJoin): number {
  return OWN_KINDS.indexOf(kind) + 1;
}

/** Keys that at least two of the sources have, with the indices of these sources. */
function sharedKeys(sources: readonly Source[]): Map<string, number[]> {
  const holders = new Map<string, number[]>();
  for (const [i, { keys }] of sources.entries())
    for (const key of keys) holders.set(key, [...(holders.get(key) ?? []), i]);
  return new Map([...holders].filter(([, indices]) => indices.length > 1));
}

/** Whether any two of the titles differ; an empty one says nothing. */
function haveDifferentTitles(titles: readonly string[]): boolean {
  const distinct = [...new Set(titles.filter((title) => title !== ''))];
  return distinct.some((title, i) => distinct.slice(i + 1).some((other) => titlesDiffer(title, other)));
}

/** All identifiers of a collection that occur with different titles, within one paper or on several, in order. */
export async function suspiciousJoins(view: Pick<PaperLists, 'scanPapers'>): Promise<SuspiciousJoin[]> {
  const holders = new Map<string, Map<PaperId, readonly string[]>>();
  for await (const batch of view.scanPapers())
    for (const paper of batch)
      for (const [identifier, titles] of titlesByIdentifier(paper))
        holders.set(identifier, (holders.get(identifier) ?? new Map()).set(paper.id, titles));
  return [...holders]
    .map(([identifier, byPaper]) => ({
      identifier,
      titles: [...new Set([...byPaper.values()].flat())].sort(),
      papers: [...byPaper.keys()],
    }))
    .filter(({ titles }) => haveDifferentTitles(titles))
    .sort((a, b) => byCodeUnits(a.identifier, b.identifier));
}

/**
 * The titles with which the sources of a paper have each identifier; the paper's own title if the sources have none.
 */
function titlesByIdentifier({ title, identifiers, places }: Paper): Map<string, string[]> {
  const titles = new Map(Object.entries(identifiers).map(([kind, value]) => [`${kind}:${value}`, [title]]));
  for (const place of places) {
    for (const key of place.keys)
      if (!OWN_KINDS.includes(key.slice(0, key.indexOf(':'))))
        titles.set(key, [...(titles.get(key) ?? []), place.title]);
  }
  return titles;
}
