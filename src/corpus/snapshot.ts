/** What follows from the papers: kept beside them, and made again where they have moved on. */
import type { Embedding } from '../embedding.js';
import type { OpenView } from '../ingest/index.js';
import { collect } from '../maths/batches.js';
import type { Paper, PaperId } from '../paper.js';
import type { Store, StoreView } from '../store/index.js';
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

/** What has been read back or made in this process: a note costs its parsing once, not once a question. */
const inMemory = new WeakMap<Store, Map<string, { readonly of: string; readonly value: unknown }>>();

/**
 * What follows from the papers: read back where this version made it from the papers as they stand; else made and saved.
 */
export async function derived<T>(
  { store, view }: Pick<OpenView, 'store' | 'view'>,
  name: string,
  make: (snapshot: Snapshot) => Promise<T>,
): Promise<T> {
  const of = view.papersVersion;
  const cache = inMemory.get(store) ?? new Map<string, { readonly of: string; readonly value: unknown }>();
  inMemory.set(store, cache);
  const cached = cache.get(name);
  if (cached?.of === of) return cached.value as T;
  const saved = await view.derived(name);
  if (saved?.program === VERSION && saved.value !== null && saved.of === of) {
    cache.set(name, { of, value: saved.value });
    return saved.value as T;
  }
  const value = await make(await snapshot(view));
  cache.set(name, { of, value });
  await store.saveDerived(name, { of, program: VERSION, value });
  return value;
}
