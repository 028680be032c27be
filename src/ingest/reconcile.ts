/**
 * Reconciles parsed papers with the stored ones: which are new, which are updated, which are unchanged.
 *
 * Papers without an id of their own that share a key are one paper. If they share a key with papers that have ids of
 * their own, they belong to the one with the smallest id, whichever came first. An id that files give to papers that
 * cannot be one is none: a stored paper that has it gets one of its text. Writes nothing: the result is the change that
 * brings the store up to date.
 */
import { ambiguousKey, derivedId, isAmbiguousKey, isMergedKey, keysOf, mergedKey, paperOf } from '../identity.js';
import { join, overwrite, saysTheSame } from '../joining.js';
import type { Paper, PaperId, ParsedPaper } from '../paper.js';
import type { PaperReader, StoredPaper } from '../store/index.js';
import { type Contradiction, contradictionsIn, contradictoryIds } from './contradictions.js';
import { declaredAndObserved, type Part, paperOfParts } from './parts.js';

export interface ReconciledPaper {
  readonly paper: Paper;
  readonly given: boolean;
  readonly keys: readonly string[];
  readonly parts: NonNullable<StoredPaper['parts']>;
  readonly outcome: 'added' | 'updated' | 'unchanged';
  /** False if the store already contains exactly this, places included. */
  readonly toWrite: boolean;
  /** Whether the batch contains it; if not, it changes with others. */
  readonly isRead: boolean;
  /** Stored papers that this one replaces. */
  readonly remove: readonly PaperId[];
}

interface IncomingPaper extends Part {
  /** Whether its file gave the id. */
  readonly given: boolean;
  /** The keys that a paper has if this one was merged into it. */
  readonly mergedKeys: readonly string[];
}

interface PendingPart extends Part {
  /** The papers without an id of their own that the store keeps it as. */
  readonly storedAs: readonly PaperId[];
  readonly inBatch: boolean;
}

/**
 * @param declaredIds ids that earlier batches of the same `add` declared, updated here: declarations of one `add` are
 * joined, those of a later `add` overwrite
 */
export async function reconcile(
  store: Pick<PaperReader, 'withKeys'>,
  parsed: readonly ParsedPaper[],
  declaredIds: Set<string>,
  onContradiction?: (contradiction: Contradiction) => void,
): Promise<ReconciledPaper[]> {
  const asGiven = parsed.map(incomingPaper);
  const keys = asGiven.flatMap(({ paper, given, keys, mergedKeys }) => [
    ...keys,
    ...mergedKeys,
    ...(given ? [ambiguousKey(paper.id)] : []),
  ]);
  const stored = await store.withKeys([...new Set(keys)]);
  const papersWithIds = [...asGiven, ...stored].filter(({ given }) => given).map(({ paper }) => paper);
  const falseIds = contradictoryIds(papersWithIds, stored);
  const isFalse = new Set(falseIds.map(({ identifier }) => identifier));
  const isKnown = new Set(stored.flatMap(({ keys }) => keys.filter(isAmbiguousKey)));
  const incoming = asGiven.map((one, i) => {
    if (!one.given || !isFalse.has(`id:${one.paper.id}`)) return one;
    const ambiguous = ambiguousKey(one.paper.id);
    const { keys, ...derived } = incomingPaper({ ...parsed[i]!, givenId: null });
    return { ...derived, keys: isKnown.has(ambiguous) ? keys : new Set([...keys, ambiguous]) };
  });
  const contradictions = contradictionsIn([
    ...incoming,
    ...stored.map(({ paper, keys }) => ({ paper, keys: new Set(keys) })),
  ]);
  for (const contradiction of [...falseIds, ...contradictions]) onContradiction?.(contradiction);
  const falseKeys = new Set(contradictions.map(({ identifier }) => identifier));
  const reconciliation = new Reconciliation(stored, { isFalse, falseKeys, declaredIds });
  for (const paper of incoming) reconciliation.add(paper);
  return reconciliation.result();
}

function incomingPaper(parsed: ParsedPaper): IncomingPaper {
  const paper = paperOf(parsed);
  const { givenId, place: _, ...fields } = parsed;
  const ids = [...new Set([paper.id, derivedId(fields)])];
  return {
    paper,
    given: givenId !== null,
    keys: new Set([...keysOf(paper, paper.id), ...ids.map((id) => `id:${id}`)]),
    mergedKeys: ids.map(mergedKey),
  };
}

interface Identified {
  /** False ids, as `id:x`. */
  readonly isFalse: ReadonlySet<string>;
  readonly falseKeys: ReadonlySet<string>;
  readonly declaredIds: Set<string>;
}

class Reconciliation {
  readonly falseKeys: ReadonlySet<string>;
  readonly declaredIds: Set<string>;
  readonly #stored: ReadonlyMap<PaperId, StoredPaper>;
  readonly #storedKeys: ReadonlySet<string>;
  readonly #declared = new Map<PaperId, PendingPart>();
  readonly #observed = new Set<PendingPart>();
  readonly #observedByKey = new Map<string, Set<PendingPart>>();

  constructor(stored: readonly StoredPaper[], { isFalse, falseKeys, declaredIds }: Identified) {
    this.falseKeys = falseKeys;
    this.declaredIds = declaredIds;
    this.#stored = new Map(stored.map((one) => [one.paper.id, one]));
    this.#storedKeys = new Set(stored.flatMap(({ keys }) => keys));
    const losesItsId = ({ given, paper }: StoredPaper) => given && isFalse.has(`id:${paper.id}`);
    for (const one of stored.filter((one) => !losesItsId(one))) {
      const { declared, observed } = declaredAndObserved(one);
      const storedAs = one.given ? [] : [one.paper.id];
      if (declared !== undefined) this.#declared.set(one.paper.id, { ...declared, storedAs: [], inBatch: false });
      for (const part of observed) this.#keepObserved({ ...part, storedAs, inBatch: false });
    }
    for (const one of stored.filter(losesItsId)) {
      const { declared, observed } = declaredAndObserved(one);
      for (const { paper, keys } of [withoutId(declared!), ...observed])
        this.#observe(paper, keys, { storedAs: [one.paper.id], inBatch: false });
    }
  }

  add({ paper, given, keys, mergedKeys }: IncomingPaper): void {
    const mergedInto = mergedKeys.filter((key) => this.#storedKeys.has(key));
    const isMerged = mergedInto.includes(mergedKey(paper.id)) && !this.#declared.has(paper.id);
    if (given && !isMerged) this.#declare(paper, keys);
    else this.#observe(paper, new Set([...keys, ...mergedInto]), { storedAs: [], inBatch: true });
  }

  #declare(paper: Paper, keys: ReadonlySet<string>): void {
    const earlier = this.#declared.get(paper.id);
    const combine = this.declaredIds.has(paper.id) ? join : overwrite;
    this.#declared.set(paper.id, {
      paper: earlier === undefined ? paper : combine(earlier.paper, paper),
      keys: new Set([...(earlier?.keys ?? []), ...keys]),
      storedAs: [],
      inBatch: true,
    });
    this.declaredIds.add(paper.id);
  }

  /** Joins the paper with all observed parts that share a key with it. */
  #observe(paper: Paper, keys: ReadonlySet<string>, { storedAs, inBatch }: Omit<PendingPart, keyof Part>): void {
    const trueKeys = [...keys].filter((key) => this.#joins(key));
    const same = [...new Set(trueKeys.flatMap((key) => [...(this.#observedByKey.get(key) ?? [])]))];
    for (const part of same) this.#forgetObserved(part);
    this.#keepObserved({
      paper: same.reduce((joined, part) => join(joined, part.paper), paper),
      keys: new Set([...keys, ...same.flatMap((part) => [...part.keys])]),
      storedAs: [...storedAs, ...same.flatMap((part) => part.storedAs)],
      inBatch: inBatch || same.some((part) => part.inBatch),
    });
  }

  #joins(key: string): boolean {
    return !this.falseKeys.has(key) && !isAmbiguousKey(key);
  }

  #keepObserved(part: PendingPart): void {
    this.#observed.add(part);
    for (const key of part.keys) this.#observedByKey.set(key, (this.#observedByKey.get(key) ?? new Set()).add(part));
  }

  #forgetObserved(part: PendingPart): void {
    this.#observed.delete(part);
    for (const key of part.keys) this.#observedByKey.get(key)!.delete(part);
  }

  /** In order of id. */
  result(): ReconciledPaper[] {
    const declared = [...this.#declared].sort(([a], [b]) => (a < b ? -1 : 1));
    const ownerOf = this.#ownersByKey(declared);
    const observedByOwner = new Map<PaperId, PendingPart[]>();
    const papers: ReconciledPaper[] = [];
    for (const part of [...this.#observed].sort((a, b) => (a.paper.id < b.paper.id ? -1 : 1))) {
      const keys = [...part.keys].sort();
      const owner = smallestOwner(keys.filter(isMergedKey), ownerOf) ?? smallestOwner(keys, ownerOf);
      if (owner === undefined) papers.push(...this.#compared({ paper: part.paper, given: false, keys }, [part]));
      else observedByOwner.set(owner, [...(observedByOwner.get(owner) ?? []), part]);
    }
    for (const [id, part] of declared) {
      const observed = observedByOwner.get(id) ?? [];
      papers.push(...this.#compared({ ...paperOfParts(part, observed), given: true }, [part, ...observed]));
    }
    return papers.sort((a, b) => (a.paper.id < b.paper.id ? -1 : 1));
  }

  /** The smallest id that each key is declared with. @param declared in order of id */
  #ownersByKey(declared: readonly (readonly [PaperId, PendingPart])[]): ReadonlyMap<string, PaperId> {
    const owners = new Map<string, PaperId>();
    for (const [id, { keys }] of declared)
      for (const key of keys) if (!owners.has(key) && this.#joins(key)) owners.set(key, id);
    return owners;
  }

  /** Compares a paper with the stored one; empty if the batch does not contain it and it stays the same. */
  #compared(now: Omit<StoredPaper, 'textHash'>, parts: readonly PendingPart[]): ReconciledPaper[] {
    const storedAs = parts.flatMap((part) => part.storedAs);
    const itself = this.#stored.get(now.paper.id);
    const before = itself ?? storedAs.map((id) => this.#stored.get(id)!)[0];
    const others = storedAs.filter((id) => id !== now.paper.id);
    const unchanged = before !== undefined && others.length === 0 && saysTheSame(before.paper, now.paper);
    const identical =
      unchanged &&
      JSON.stringify(before.paper.places) === JSON.stringify(now.paper.places) &&
      before.given === now.given &&
      JSON.stringify([before.keys, before.parts ?? []]) === JSON.stringify([now.keys, now.parts ?? []]);
    const isRead = parts.some(({ inBatch }) => inBatch);
    if (identical && !isRead) return [];
    // The store only adds keys: a paper that lost some is removed and written again.
    const keys = new Set(now.keys);
    const lostKeys = itself?.keys.some((key) => !keys.has(key)) === true;
    const known = unchanged ? 'unchanged' : 'updated';
    return [
      {
        ...now,
        parts: now.parts ?? [],
        outcome: before === undefined ? 'added' : known,
        toWrite: !identical,
        isRead,
        remove: lostKeys ? [...others, now.paper.id] : others,
      },
    ];
  }
}

/** What a file declared under an id that turned out to be false, as if it had given none. */
function withoutId({ paper, keys }: Part): Part {
  const own = `id:${paper.id}`;
  const places = paper.places.map((place) => ({ ...place, keys: place.keys.filter((key) => key !== own) }));
  const id = derivedId(paper);
  return {
    paper: { ...paper, id, places },
    keys: new Set([...[...keys].filter((key) => key !== own), `id:${id}`, ambiguousKey(paper.id)]),
  };
}

function smallestOwner(keys: readonly string[], ownerOf: ReadonlyMap<string, PaperId>): PaperId | undefined {
  return keys.flatMap((key) => ownerOf.get(key) ?? []).sort()[0];
}
