/** Derived values: cached beside the papers, and derived again when the papers have changed. */
import { CorpusError } from '../errors.js';
import type { OpenView } from '../ingest/index.js';
import { collect } from '../maths/batches.js';
import type { Derived, DerivedRow, RowChanges, Store, StoreView } from '../store/index.js';
import { VERSION } from '../version.js';

/** How a derived value is stored: what grows with the papers goes into rows. */
export interface DerivedKind<T> {
  readonly name: string;
  /** A value of another format is derived again. */
  readonly format: string | number;
  toStored(value: T): StoredValue;
  /** @param stored by this version of the program or an earlier one; rows in order of key */
  fromStored(stored: StoredValue): T;
}

export interface StoredValue {
  readonly rows: readonly DerivedRow[];
  /** The rest, in JSON. */
  readonly rest: Readonly<Record<string, unknown>>;
}

/** A value as it was read: of which papers, and by which version of the program. */
export interface Saved<T> extends Derived {
  readonly value: T;
}

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
 * @param make gets the last value, whichever papers and version of the program it is of
 */
export async function derived<T>(
  { store, view }: Pick<OpenView, 'store' | 'view'>,
  kind: DerivedKind<T>,
  make: (last: Saved<T> | undefined) => Promise<T>,
): Promise<T> {
  const of = view.papersVersion;
  const saved = await view.derived(kind.name);
  const { format, ...rest } = (saved?.value ?? {}) as Readonly<Record<string, unknown>>;
  const before = format === kind.format ? await soundRows(view, kind.name) : undefined;
  const last = before && { ...saved!, value: kind.fromStored({ rows: before, rest }) };
  if (last?.program === VERSION && last.of === of) return last.value;
  const value = await make(last);
  const now = kind.toStored(value);
  await store.saveDerived(kind.name, {
    of,
    program: VERSION,
    value: { format: kind.format, ...now.rest },
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

function rowChanges(since: string, before: readonly DerivedRow[], now: readonly DerivedRow[]): RowChanges {
  const texts = new Map(before.map(([key, value]) => [key, JSON.stringify(value)]));
  const keys = new Set(now.map(([key]) => key));
  return {
    since,
    put: now.filter(([key, value]) => texts.get(key) !== JSON.stringify(value)),
    remove: before.map(([key]) => key).filter((key) => !keys.has(key)),
  };
}
