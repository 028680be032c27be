/** Derived values: cached beside the papers, and derived again when the papers have changed. */
import { type Embedding, EmbeddingBlock } from '../embedding.js';
import { CorpusError } from '../errors.js';
import type { OpenView } from '../ingest/index.js';
import { collect } from '../maths/batches.js';
import type { Rows } from '../maths/rows.js';
import type { Paper, PaperId } from '../paper.js';
import type { DerivedRow, Heading, RowChanges, Store, StoreView, Where } from '../store/index.js';
import { VERSION } from '../version.js';

/** The embeddings of all papers that have one. */
export async function allEmbeddings(view: StoreView): Promise<ReadonlyMap<PaperId, Embedding>> {
  const block = new EmbeddingBlock(await view.count());
  const embeddings = new Map<PaperId, Embedding>();
  for await (const batch of view.scanEmbeddings())
    for (const [id, embedding] of batch) embeddings.set(id, block.add(embedding));
  return embeddings;
}

/** All papers with an embedding, without their abstracts: some 1.8 KB a paper. */
export interface AllHeadings {
  readonly headings: readonly Heading[];
  /** One for each, in the same order. */
  readonly embeddings: Rows;
}

export async function allHeadings(view: StoreView, where?: Where): Promise<AllHeadings> {
  const all = await collect(view.scanHeadings(where));
  const places = new Map(all.map(({ id }, place) => [id, place]));
  const headings: Heading[] = [];
  let [data, dimension] = [new Float32Array(0), 0];
  for await (const batch of view.scanEmbeddings(where))
    for (const [id, embedding] of batch) {
      const place = places.get(id);
      if (place === undefined) continue;
      if (headings.length === 0) {
        dimension = embedding.length;
        data = new Float32Array(all.length * dimension);
      }
      data.set(embedding, headings.length * dimension);
      headings.push(all[place]!);
    }
  return { headings, embeddings: { data, count: headings.length, dimension } };
}

/** All papers with their embeddings, in batches; papers that are not embedded yet are left out. */
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

/** How a derived value is stored: what grows with the papers goes into rows. */
export interface DerivedKind<T> {
  readonly name: string;
  toStored(value: T): StoredValue;
  /** @param stored by this version of the program or an earlier one; rows in order of key */
  fromStored(stored: StoredValue): T;
}

export interface StoredValue {
  readonly rows: readonly DerivedRow[];
  /** The rest, in JSON. */
  readonly rest: Readonly<Record<string, unknown>>;
}

/** A value of another format is derived again. */
const FORMAT = 'rows';

/** A value, and the version of the papers that it was derived from. */
interface Cached {
  readonly of: string;
  readonly value: unknown;
}

/** Values that this process read or derived, by name: each is parsed once and not for every question. */
const inMemory = new WeakMap<Store, Map<string, Cached>>();

/** The value of this process for the papers of the snapshot; undefined if there is none. */
export function fromMemory<T>({ store, view }: Pick<OpenView, 'store' | 'view'>, name: string): T | undefined {
  const cached = inMemory.get(store)?.get(name);
  return cached?.of === view.papersVersion ? (cached.value as T) : undefined;
}

/** @param of the version of the papers that the value was derived from */
export function keepInMemory(store: Store, name: string, { of, value }: Cached): void {
  const cache = inMemory.get(store) ?? new Map<string, Cached>();
  inMemory.set(store, cache);
  cache.set(name, { of, value });
}

/**
 * The value for the papers of the snapshot, from memory or else from `read`.
 * @param name one for each kind of value
 */
export async function cached<T extends object>(
  { store, view }: Pick<OpenView, 'store' | 'view'>,
  name: string,
  read: () => Promise<T>,
): Promise<T> {
  const known = fromMemory<T>({ store, view }, name);
  if (known !== undefined) return known;
  const of = view.papersVersion;
  const value = await read();
  keepInMemory(store, name, { of, value });
  return value;
}

/**
 * The derived value: read if this version of the program derived it from the current papers; otherwise derived and
 * saved. Only changed rows are written.
 * @param make gets the last value, whichever papers it is of
 */
export function derived<T extends object>(
  index: Pick<OpenView, 'store' | 'view'>,
  kind: DerivedKind<T>,
  make: (last: T | undefined) => Promise<T>,
): Promise<T> {
  return cached(index, kind.name, () => readOrMake(index, kind, make));
}

async function readOrMake<T extends object>(
  { store, view }: Pick<OpenView, 'store' | 'view'>,
  kind: DerivedKind<T>,
  make: (last: T | undefined) => Promise<T>,
): Promise<T> {
  const of = view.papersVersion;
  const saved = await view.derived(kind.name);
  const { format, ...rest } = (saved?.value ?? {}) as Readonly<Record<string, unknown>>;
  const before = format === FORMAT ? await soundRows(view, kind.name) : undefined;
  const last = before && kind.fromStored({ rows: before, rest });
  if (last !== undefined && saved?.program === VERSION && saved.of === of) return last;
  const value = await make(last);
  const now = kind.toStored(value);
  await store.saveDerived(kind.name, {
    of,
    program: VERSION,
    value: { format: FORMAT, ...now.rest },
    rows: before === undefined ? { replace: now.rows } : rowChanges(saved!.of, before, now.rows),
  });
  return value;
}

/** @returns undefined if they are damaged: the value is then derived again */
export async function soundRows(
  view: StoreView,
  name: string,
  keys?: readonly string[],
): Promise<DerivedRow[] | undefined> {
  try {
    return await collect(view.derivedRows(name, keys));
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
