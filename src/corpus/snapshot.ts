/** What follows from the papers: kept beside them, and made again where they have moved on. */
import type { Embedding } from '../embedding.js';
import { CorpusError } from '../errors.js';
import type { OpenView } from '../ingest/index.js';
import { collect } from '../maths/batches.js';
import type { Paper, PaperId } from '../paper.js';
import type { DerivedRow, RowChanges, Store, StoreView } from '../store/index.js';
import { VERSION } from '../version.js';

/** All papers that have their embedding, as one question sees them. */
export interface Snapshot {
  readonly papers: readonly Paper[];
  readonly embeddings: ReadonlyMap<PaperId, Embedding>;
}

export async function snapshot(view: StoreView): Promise<Snapshot> {
  const [papers, embeddings] = [await collect(view.scanPapers()), new Map(await collect(view.scanEmbeddings()))];
  return {
    papers: papers.length === embeddings.size ? papers : papers.filter(({ id }) => embeddings.has(id)),
    embeddings,
  };
}

/** All papers with their embeddings, a batch at a time; those that wait for their embedding are left out. */
export async function* embeddedPapers(view: StoreView): AsyncGenerator<readonly (readonly [Paper, Embedding])[]> {
  for await (const papers of view.scanPapers()) yield withEmbeddings(view, papers);
}

export async function embeddedPapersOf(
  view: StoreView,
  ids: readonly PaperId[],
): Promise<(readonly [Paper, Embedding])[]> {
  return withEmbeddings(view, await view.papers(ids));
}

async function withEmbeddings(view: StoreView, papers: readonly Paper[]): Promise<(readonly [Paper, Embedding])[]> {
  const embeddings = await view.embeddings(papers.map(({ id }) => id));
  return papers.flatMap((paper) => {
    const embedding = embeddings.get(paper.id);
    return embedding === undefined ? [] : [[paper, embedding] as const];
  });
}

/** How what is derived is kept: a row each for what grows with the papers. */
export interface DerivedKind<T> {
  readonly name: string;
  toRows(value: T): Iterable<DerivedRow>;
  /** @param rows in order of key */
  fromRows(rows: readonly DerivedRow[]): T;
}

/** Marks rows; earlier versions kept one JSON value. */
const IN_ROWS = { format: 'rows' };

/** What has been read back or made in this process: it is parsed once, and not once a question. */
const inMemory = new WeakMap<Store, Map<string, { readonly of: string; readonly value: unknown }>>();

/**
 * The value for the papers as they stand, from memory or else from `read`.
 * @param name one for each kind of value
 */
export async function remembered<T>(
  { store, view }: Pick<OpenView, 'store' | 'view'>,
  name: string,
  read: () => Promise<T>,
): Promise<T> {
  const of = view.papersVersion;
  const cache = inMemory.get(store) ?? new Map<string, { readonly of: string; readonly value: unknown }>();
  inMemory.set(store, cache);
  const cached = cache.get(name);
  if (cached?.of === of) return cached.value as T;
  const value = await read();
  cache.set(name, { of, value });
  return value;
}

/**
 * What follows from the papers: read back where this version made it from the papers as they stand; else made and
 * saved, of which only the rows that have changed are written.
 * @param make is given what was made last, of whatever papers
 */
export function derived<T>(
  index: Pick<OpenView, 'store' | 'view'>,
  kind: DerivedKind<T>,
  make: (snapshot: Snapshot, last: T | undefined) => Promise<T>,
): Promise<T> {
  return remembered(index, kind.name, () => readOrMake(index, kind, make));
}

async function readOrMake<T>(
  { store, view }: Pick<OpenView, 'store' | 'view'>,
  kind: DerivedKind<T>,
  make: (snapshot: Snapshot, last: T | undefined) => Promise<T>,
): Promise<T> {
  const of = view.papersVersion;
  const saved = await view.derived(kind.name);
  const inRows = JSON.stringify(saved?.value) === JSON.stringify(IN_ROWS);
  const rows = inRows ? await soundRows(view, kind.name) : undefined;
  const last = rows && kind.fromRows(rows);
  if (last !== undefined && saved?.program === VERSION && saved.of === of) return last;
  const value = await make(await snapshot(view), last);
  const now = [...kind.toRows(value)];
  await store.saveDerived(kind.name, {
    of,
    program: VERSION,
    value: IN_ROWS,
    rows: rows === undefined ? { replace: now } : rowChanges(saved!.of, rows, now),
  });
  return value;
}

/** @returns none where they are damaged: what is derived is made again then */
export async function soundRows(view: StoreView, name: string): Promise<DerivedRow[] | undefined> {
  try {
    return await collect(view.derivedRows(name));
  } catch (error) {
    if (error instanceof CorpusError && error.code === 'INDEX_DAMAGED') return undefined;
    throw error;
  }
}

export function rowChanges(since: string, before: readonly DerivedRow[], now: readonly DerivedRow[]): RowChanges {
  const texts = new Map(before.map(([key, value]) => [key, JSON.stringify(value)]));
  const keys = new Set(now.map(([key]) => key));
  return {
    since,
    put: now.filter(([key, value]) => texts.get(key) !== JSON.stringify(value)),
    remove: before.map(([key]) => key).filter((key) => !keys.has(key)),
  };
}
