/**
 * From sightings to papers: which are new, which say more than before, which were known.
 *
 * A batch of sightings is folded over what the store knows of them. Nothing is written here: the answer is the one
 * change that brings the store up to date, or none where it is. Sightings without an id that share a key are one paper;
 * one that shares a key with papers of given ids belongs to the smallest of these ids, whichever came first.
 */

import { contradict, derivedId, join, keysOf, overwrite, paperOf, saysTheSame } from '../identity.js';
import type { Paper, PaperId, ParsedPaper } from '../paper.js';
import type { PaperReader, StoredPaper } from '../store/index.js';
import { isMergedKey, mergedKey, type Part, paperOfParts, partsOf } from './parts.js';

export interface ReconciledPaper {
  readonly paper: Paper;
  readonly given: boolean;
  readonly keys: readonly string[];
  readonly parts: NonNullable<StoredPaper['parts']>;
  readonly outcome: 'added' | 'updated' | 'unchanged';
  /** False where only the outcome matters: the store holds it just so, places included. */
  readonly toWrite: boolean;
  readonly remove: readonly PaperId[];
}

/** One identifier on papers that cannot be one; they stay apart. */
export interface Contradiction {
  /** `doi:10.1000/x`. */
  readonly identifier: string;
  readonly titles: readonly string[];
}

/**
 * A part being gathered; `rows` are the papers without a given id that it was stored as, `met` says whether this batch
 * met it.
 */
interface Gathered extends Part {
  readonly rows: readonly PaperId[];
  readonly met: boolean;
}

/** Keys that files state; those of ids and texts are our own. */
const IDENTIFIER = /^(?:doi|arxiv|pubmed|openalex|s2|s2corpus):/;
/** Papers compared for one identifier: a false one shows among a few. */
const MOST_HOLDERS = 20;

interface Met extends Part {
  readonly given: boolean;
  /** Keys by which a merge would be told, were there one. */
  readonly merged: readonly string[];
}

/**
 * Folds sightings over the store.
 * @param stated given ids met earlier in the same `add`: statements of one `add` are joined, later ones replace
 */
export async function reconcile(
  store: Pick<PaperReader, 'withKeys'>,
  sightings: readonly ParsedPaper[],
  stated: Set<string>,
  onContradiction?: (contradiction: Contradiction) => void,
): Promise<ReconciledPaper[]> {
  const met = sightings.map(metAs);
  const stored = await store.withKeys([...new Set(met.flatMap(({ keys, merged }) => [...keys, ...merged]))]);
  const contradictions = contradictionsIn([
    ...met,
    ...stored.map(({ paper, keys }) => ({ paper, keys: new Set(keys) })),
  ]);
  for (const one of contradictions) onContradiction?.(one);
  const gathering = new Gathering(stored, new Set(contradictions.map(({ identifier }) => identifier)));
  for (const sighting of met) gathering.take(sighting, stated);
  return gathering.papers();
}

function metAs(sighting: ParsedPaper): Met {
  const paper = paperOf(sighting);
  const { givenId, place: _, ...fields } = sighting;
  const ids = [...new Set([paper.id, derivedId(fields)])];
  return {
    paper,
    given: givenId !== null,
    keys: new Set([...keysOf(paper, paper.id), ...ids.map((id) => `id:${id}`)]),
    merged: ids.map(mergedKey),
  };
}

/**
 * Identifiers on papers that cannot be one: they join nobody. Found for each identifier over all papers that have it,
 * so that their order leaves no trace.
 */
function contradictionsIn(papers: readonly Part[]): Contradiction[] {
  const holders = new Map<string, Paper[]>();
  for (const { paper, keys } of papers)
    for (const key of keys)
      if (IDENTIFIER.test(key)) holders.set(key, [...(holders.get(key) ?? []), paper].slice(0, MOST_HOLDERS));
  return [...holders]
    .filter(([key, all]) => all.some((a, i) => all.slice(i + 1).some((b) => contradict(a, b, key))))
    .map(([identifier, all]) => ({ identifier, titles: [...new Set(all.map(({ title }) => title))].sort() }))
    .sort((a, b) => (a.identifier < b.identifier ? -1 : 1));
}

class Gathering {
  readonly #before: ReadonlyMap<PaperId, StoredPaper>;
  readonly #named = new Map<PaperId, Gathered>();
  readonly #unnamed = new Set<Gathered>();
  readonly #unnamedByKey = new Map<string, Set<Gathered>>();
  /** Keys by which merged papers are told, as far as the store holds them. */
  readonly #merged: ReadonlySet<string>;

  /** @param contradicted keys that join nobody */
  constructor(
    stored: readonly StoredPaper[],
    readonly contradicted: ReadonlySet<string>,
  ) {
    this.#before = new Map(stored.map((one) => [one.paper.id, one]));
    this.#merged = new Set(stored.flatMap(({ keys }) => keys));
    for (const one of stored) {
      const { stated, met } = partsOf(one);
      if (stated !== undefined) this.#named.set(one.paper.id, { ...stated, rows: [], met: false });
      for (const part of met) this.#keep({ ...part, rows: one.given ? [] : [one.paper.id], met: false });
    }
  }

  take({ paper, given, keys, merged }: Met, stated: Set<string>): void {
    const mergedKeys = merged.filter((key) => this.#merged.has(key));
    if (given && (this.#named.has(paper.id) || !mergedKeys.includes(mergedKey(paper.id))))
      this.#state(paper, keys, stated);
    else this.#meet(paper, new Set([...keys, ...mergedKeys]));
  }

  #state(paper: Paper, keys: ReadonlySet<string>, stated: Set<string>): void {
    const known = this.#named.get(paper.id);
    const combine = stated.has(paper.id) ? join : overwrite;
    const combined = known === undefined ? paper : combine(known.paper, paper);
    this.#named.set(paper.id, {
      paper: combined,
      keys: new Set([...(known?.keys ?? []), ...keys]),
      rows: [],
      met: true,
    });
    stated.add(paper.id);
  }

  #meet(paper: Paper, keys: ReadonlySet<string>): void {
    const joining = [...keys].filter((key) => !this.contradicted.has(key));
    const known = [...new Set(joining.flatMap((key) => [...(this.#unnamedByKey.get(key) ?? [])]))];
    for (const one of known) {
      this.#unnamed.delete(one);
      for (const key of one.keys) this.#unnamedByKey.get(key)!.delete(one);
    }
    this.#keep({
      paper: known.reduce((sum, one) => join(sum, one.paper), paper),
      keys: new Set([...keys, ...known.flatMap((one) => [...one.keys])]),
      rows: known.flatMap(({ rows }) => rows),
      met: true,
    });
  }

  #keep(one: Gathered): void {
    this.#unnamed.add(one);
    for (const key of one.keys) this.#unnamedByKey.set(key, (this.#unnamedByKey.get(key) ?? new Set()).add(one));
  }

  papers(): ReconciledPaper[] {
    const named = [...this.#named].sort(([a], [b]) => (a < b ? -1 : 1));
    const homes = new Map<string, PaperId>();
    for (const [id, { keys }] of named)
      for (const key of keys) if (!homes.has(key) && !this.contradicted.has(key)) homes.set(key, id);
    const visitors = new Map<PaperId, Gathered[]>();
    const papers: ReconciledPaper[] = [];
    for (const one of [...this.#unnamed].sort((a, b) => (a.paper.id < b.paper.id ? -1 : 1))) {
      const keys = [...one.keys].sort();
      const home = homeOf(keys.filter(isMergedKey), homes) ?? homeOf(keys, homes);
      if (home === undefined) papers.push(...this.#outcome({ paper: one.paper, given: false, keys }, [one]));
      else visitors.set(home, [...(visitors.get(home) ?? []), one]);
    }
    for (const [id, stated] of named) {
      const met = visitors.get(id) ?? [];
      papers.push(...this.#outcome({ ...paperOfParts(stated, met), given: true }, [stated, ...met]));
    }
    return papers.sort((a, b) => (a.paper.id < b.paper.id ? -1 : 1));
  }

  /** None where nothing was met of a paper and it stays as it is stored. */
  #outcome(now: Omit<StoredPaper, 'textHash'>, parts: readonly Gathered[]): ReconciledPaper[] {
    const rows = parts.flatMap((part) => part.rows);
    const itself = this.#before.get(now.paper.id);
    const before = itself ?? rows.map((id) => this.#before.get(id)!)[0];
    const others = rows.filter((id) => id !== now.paper.id);
    const same = before !== undefined && others.length === 0 && saysTheSame(before.paper, now.paper);
    const untouched =
      same &&
      JSON.stringify(before.paper.places) === JSON.stringify(now.paper.places) &&
      before.given === now.given &&
      JSON.stringify([before.keys, before.parts ?? []]) === JSON.stringify([now.keys, now.parts ?? []]);
    if (untouched && !parts.some(({ met }) => met)) return [];
    // The store only adds keys: a paper that lost some is removed and written again.
    const currentKeys = new Set(now.keys);
    const remove = itself?.keys.some((key) => !currentKeys.has(key)) ? [...others, now.paper.id] : others;
    const known = same ? 'unchanged' : 'updated';
    const outcome = before === undefined ? 'added' : known;
    return [{ ...now, parts: now.parts ?? [], outcome, toWrite: !untouched, remove }];
  }
}

/** The smallest of the ids that hold any of the keys. */
function homeOf(keys: readonly string[], homes: ReadonlyMap<string, PaperId>): PaperId | undefined {
  return keys.flatMap((key) => homes.get(key) ?? []).sort()[0];
}
