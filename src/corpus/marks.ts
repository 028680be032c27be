/**
 * Marks: tags, reading state, notes.
 *
 * A mark is stored with every key of its paper, so it survives a merge, a new id, and removing and adding the paper
 * again. An id alone is not enough if other keys are known: rows of two files may both have the id `1`.
 */
import { isAmbiguousKey } from '../identity.js';
import { byCodeUnits } from '../maths/order.js';
import type { PaperId } from '../paper.js';
import type { Store, StoredPaper, StoreView } from '../store/index.js';
import { storedPapers } from './find-paper.js';

export interface PaperMarks {
  readonly paper: PaperId;
  /** In order of name. */
  readonly tags: readonly string[];
  readonly read: boolean;
  readonly note: string | null;
}

export interface StoredMark extends PaperMarks {
  readonly keys: readonly string[];
}

export interface Marks {
  /** Of papers in the index, in order of id. */
  readonly present: readonly StoredMark[];
  /** Of papers that are no longer in the index; they return with the paper. */
  readonly waiting: readonly StoredMark[];
}

const DECISIONS = 'marks';
/** Keys in one query. */
const KEYS_AT_ONCE = 5_000;

type Reading = Pick<StoreView, 'decisions' | 'withKeys'>;

export async function readMarks(view: Reading): Promise<Marks> {
  const { papers = [] } = ((await view.decisions(DECISIONS)) ?? {}) as { papers?: StoredMark[] };
  const holders = await holdersOf(
    view,
    papers.flatMap(({ keys }) => keys),
  );
  const present = new Map<PaperId, StoredMark>();
  const waiting: StoredMark[] = [];
  for (const mark of papers) {
    const paper = paperOfMark(mark, holders);
    if (paper === undefined) waiting.push(mark);
    else present.set(paper, joined(present.get(paper), { ...mark, paper }));
  }
  return { present: inOrder([...present.values()]), waiting: inOrder(waiting) };
}

/** Joins marks with the stored ones. Writes nothing if nothing changes. */
export async function addMarks(
  { store, view }: { readonly store: Pick<Store, 'writeDecisions'>; readonly view: Reading },
  more: readonly StoredMark[],
): Promise<void> {
  const before = await readMarks(view);
  const holders = await holdersOf(
    view,
    more.flatMap(({ keys }) => keys),
  );
  const present = new Map(before.present.map((one) => [one.paper, one]));
  let changed = false;
  for (const mark of more) {
    const paper = paperOfMark(mark, holders);
    if (paper === undefined) continue;
    const known = present.get(paper);
    const note = mark.note !== null && known?.note?.includes(mark.note) === true ? null : mark.note;
    if (known !== undefined && note === null && mark.tags.every((tag) => known.tags.includes(tag))) continue;
    present.set(paper, joined(known, { ...mark, paper, note }));
    changed = true;
  }
  if (changed) await writeMarks(store, { present: [...present.values()], waiting: before.waiting });
}

/** Writes the marks; empty ones are dropped. @param besides decisions that are written in the same transaction */
export async function writeMarks(
  store: Pick<Store, 'writeDecisions'>,
  { present, waiting }: Marks,
  besides: ReadonlyMap<string, unknown> = new Map(),
): Promise<void> {
  const papers = inOrder([...present, ...waiting]).filter(({ tags, read, note }) => tags.length > 0 || read || note);
  await store.writeDecisions(new Map<string, unknown>([[DECISIONS, { papers }], ...besides]));
}

/** The current keys of papers. */
export async function keysOfPapers(
  view: Pick<StoreView, 'withKeys'>,
  ids: readonly PaperId[],
): Promise<ReadonlyMap<PaperId, readonly string[]>> {
  return new Map((await storedPapers(view, ids)).map(({ paper, keys }) => [paper.id, keys]));
}

/** The papers that have each key. */
type Holders = ReadonlyMap<string, readonly PaperId[]>;

async function holdersOf(view: Pick<StoreView, 'withKeys'>, keys: readonly string[]): Promise<Holders> {
  const stored = new Map<PaperId, StoredPaper>();
  const unique = [...new Set(keys)];
  for (let at = 0; at < unique.length; at += KEYS_AT_ONCE)
    for (const one of await view.withKeys(unique.slice(at, at + KEYS_AT_ONCE))) stored.set(one.paper.id, one);
  const byKey = new Map<string, PaperId[]>();
  for (const { paper, keys: known } of stored.values())
    for (const key of known) byKey.set(key, [...(byKey.get(key) ?? []), paper.id]);
  return byKey;
}

/**
 * The paper that shares most with a mark: text and id count more than an identifier, which several papers may have.
 */
function paperOfMark({ paper, keys }: StoredMark, holders: Holders): PaperId | undefined {
  const onlyId = keys.every((key) => isIdKey(key) || isAmbiguousKey(key));
  const score = new Map<PaperId, number>();
  for (const key of keys)
    for (const id of holders.get(key) ?? []) score.set(id, (score.get(id) ?? 0) + weightOf(key, onlyId));
  const candidates = [...score].filter(([, shared]) => shared > 0);
  const rank = ([id, shared]: readonly [PaperId, number]) => shared + (id === paper ? 1 : 0);
  return candidates.sort((a, b) => rank(b) - rank(a) || byCodeUnits(a[0], b[0]))[0]?.[0];
}

function weightOf(key: string, onlyId: boolean): number {
  if (isAmbiguousKey(key)) return 0;
  if (isIdKey(key)) return onlyId ? 1 : 0;
  return key.startsWith('text:') ? 2 : 1;
}

const isIdKey = (key: string): boolean => key.startsWith('id:');

/** Joins the marks of two merged papers. */
function joined(a: StoredMark | undefined, b: StoredMark): StoredMark {
  if (a === undefined) return b;
  return {
    paper: b.paper,
    tags: sortedTags([...a.tags, ...b.tags]),
    read: a.read || b.read,
    note: [...new Set([a.note, b.note].filter((note) => note !== null))].join('\n') || null,
    keys: [...new Set([...a.keys, ...b.keys])].sort(),
  };
}

export function sortedTags(tags: readonly string[]): string[] {
  return [...new Set(tags)].sort(byCodeUnits);
}

function inOrder(marks: readonly StoredMark[]): StoredMark[] {
  return [...marks].sort((a, b) => byCodeUnits(a.paper, b.paper));
}
