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

/** How far what was derived may be behind the papers. */
export interface Slack {
  /** Only of more papers than these; of fewer it is never behind. */
  readonly abovePapers: number;
  /** Share of the papers that may have come or gone since. */
  readonly share: number;
}

/** What was derived, from which papers, and by which version of the program. */
interface Derived {
  readonly generation: number;
  readonly version: string;
  readonly papers: number;
  /** The version of the index that it was made from. */
  readonly madeIn: number;
  readonly value: unknown;
}

/** What has been read back or made in this process: a note costs its parsing once, not once a question. */
const inMemory = new WeakMap<Store, Map<string, Derived>>();

/**
 * What follows from the papers: read back where this version made it from the papers as they stand, or as they nearly
 * stand where `slack` is given; else made and saved.
 */
export async function derived<T>(
  store: Store,
  name: string,
  make: (snapshot: Snapshot) => Promise<T>,
  slack?: Slack,
): Promise<T> {
  const { generation, version } = await store.age();
  const cache = inMemory.get(store) ?? new Map<string, Derived>();
  inMemory.set(store, cache);
  const cached = cache.get(name);
  if (cached?.generation === generation && cached.version === VERSION) return cached.value as T;
  const saved = (await store.readNote(name))?.value as Derived | null | undefined;
  if (saved?.version === VERSION && (saved.generation === generation || (await isNearEnough(store, saved, slack)))) {
    cache.set(name, { ...saved, generation });
    return saved.value as T;
  }
  const from = await snapshot(store);
  const value = await make(from);
  const made: Derived = {
    generation: from.generation,
    version: VERSION,
    papers: from.papers.length,
    madeIn: version,
    value,
  };
  cache.set(name, made);
  await store.writeNote(name, { generation: from.generation, value: made });
  return value;
}

async function isNearEnough(store: Store, { papers, madeIn }: Derived, slack: Slack | undefined): Promise<boolean> {
  if (slack === undefined || !(papers > slack.abovePapers)) return false;
  const now = await store.count({});
  if (now <= slack.abovePapers) return false;
  const came = await store.count({ addedAfter: madeIn });
  const gone = papers + came - now;
  return came + gone <= papers * slack.share;
}
