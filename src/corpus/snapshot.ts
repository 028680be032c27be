/** All papers with their embeddings as they stood at one generation, even while another process writes. */
import type { Embedding } from '../embedding.js';
import type { Paper, PaperId } from '../paper.js';
import type { Store } from '../store/index.js';
import { VERSION } from '../version.js';

export interface Snapshot {
  readonly generation: number;
  readonly papers: readonly Paper[];
  readonly embeddings: ReadonlyMap<PaperId, Embedding>;
}

export async function snapshot(store: Store): Promise<Snapshot> {
  for (;;) {
    const { generation } = await store.age();
    const [papers, embeddings] = [await store.papers(), await store.embeddings()];
    if ((await store.age()).generation === generation) return { generation, papers, embeddings };
  }
}

/** What was derived, from which papers, and by which version of the program. */
interface Derived {
  readonly generation: number;
  readonly version: string;
  readonly value: unknown;
}

/** What has been read back or made in this process: a note costs its parsing once, not once a question. */
const inMemory = new WeakMap<Store, Map<string, Derived>>();

/** What follows from the papers: read back where this version made it from the papers as they stand, else made and kept. */
export async function derived<T>(store: Store, name: string, make: (snapshot: Snapshot) => Promise<T>): Promise<T> {
  const { generation } = await store.age();
  const held = inMemory.get(store) ?? new Map<string, Derived>();
  inMemory.set(store, held);
  const fits = (one: Derived | undefined): one is Derived => one?.generation === generation && one.version === VERSION;
  const kept = fits(held.get(name)) ? held.get(name) : ((await store.readNote(name))?.value as Derived | undefined);
  if (fits(kept)) {
    held.set(name, kept);
    return kept.value as T;
  }
  const from = await snapshot(store);
  const made: Derived = { generation: from.generation, version: VERSION, value: await make(from) };
  held.set(name, made);
  await store.writeNote(name, { generation: from.generation, value: made });
  return made.value as T;
}
