/** What every store can do. `sqlite/` and `postgres/` implement it; one contract test runs over both. */
import type { Embedding, QuantizedEmbeddings } from '../embedding.js';
import type { LongWork } from '../maths/progress.js';
import type { Paper, PaperId } from '../paper.js';
import type { Reembedding } from './reembedding.js';
import type {
  Arrival,
  Filtered,
  Heading,
  Neighbour,
  RankedId,
  StoreChange,
  StoredModel,
  StoredPaper,
  Where,
  WordOptions,
} from './shapes.js';
import type { WaitingBatch, WaitingPapers } from './waiting.js';

/** Papers by id. Unknown ids are left out; answers are in order of id. */
export interface PaperReader {
  papers(ids: readonly PaperId[]): Promise<Paper[]>;
  headings(ids: readonly PaperId[]): Promise<Heading[]>;
  embeddings(ids: readonly PaperId[]): Promise<Map<PaperId, Embedding>>;
  /**
   * By paper: the embeddings of the first sentences of its abstract in order, then of its title. Papers without any are
   * left out.
   */
  sentences(ids: readonly PaperId[]): Promise<Map<PaperId, QuantizedEmbeddings>>;
  /** When the papers were added; an update does not change it. */
  arrivals(ids: readonly PaperId[]): Promise<Arrival[]>;
  /** Papers known under any of the keys. */
  withKeys(keys: readonly string[]): Promise<StoredPaper[]>;
  /** Up to `limit` ids with the prefix `beginning`. */
  idsBeginning(beginning: string, limit: number): Promise<PaperId[]>;
  /** Those of the text hashes that already have an embedding. */
  embeddedTexts(hashes: readonly string[]): Promise<Set<string>>;
}

/**
 * By id, newest first, most commented first, or last added first. Papers without the value come last. Ties by id.
 */
export type PageOrder = 'id' | 'published' | 'comments' | 'added';

export interface PageQuery extends Filtered {
  readonly order?: PageOrder;
  /** `next` of the previous page. */
  readonly after?: string | undefined;
  readonly limit: number;
}

export type IdQuery = Omit<PageQuery, 'limit'> & Partial<Pick<PageQuery, 'limit'>>;

export interface Page {
  readonly headings: readonly Heading[];
  /** Cursor of the next page; `null` after the last. */
  readonly next: string | null;
}

/** Lists of papers. Scans return all that pass, in batches and in order of id. */
export interface PaperLists {
  page(query: PageQuery): Promise<Page>;
  /** The ids of that page, by default of all that pass; the filter is evaluated once. */
  listIds(query?: IdQuery): Promise<PaperId[]>;
  /** The number of papers that pass the filter; without a filter, of all. */
  count(where?: Where): Promise<number>;
  /** How many papers were published in each month, or year if no more is known; under '' those without a date. */
  countByMonth(where?: Where): Promise<ReadonlyMap<string, number>>;
  /** The latest day on which a paper of the index was added, `YYYY-MM-DD`; null in an empty index. */
  latestDay(): Promise<string | null>;
  scanPapers(where?: Where): AsyncIterable<readonly Paper[]>;
  scanHeadings(where?: Where): AsyncIterable<readonly Heading[]>;
  scanEmbeddings(where?: Where): AsyncIterable<readonly (readonly [PaperId, Embedding])[]>;
}

/** Nearest neighbours of an embedding. */
export interface NeighbourIndex {
  /**
   * The `k` nearest papers that pass the filter, nearest first, ties by id; fewer only if fewer pass. Builds nothing:
   * without a graph, every embedding is compared.
   */
  nearest(query: Embedding, k: number, options?: Filtered): Promise<Neighbour[]>;
}

/** Ranking by words. */
export interface WordIndex {
  /**
   * Papers that contain any of the terms or phrases (terms joined by spaces), best first, ties by id; at most `limit`.
   * A term given twice counts twice.
   */
  rankByWords(terms: readonly string[], limit: number, options?: WordOptions): Promise<RankedId[]>;
  /** The number of papers that contain each term; a term in no paper is left out. */
  paperCounts(terms: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** The terms of `shortest` to `longest` characters, each with its number of papers, in order of term. */
  termsOfLength(shortest: number, longest: number): Promise<ReadonlyMap<string, number>>;
}

/** Papers that were added, updated and removed between two versions; each id once, in order. */
export interface PaperChanges {
  readonly added: readonly PaperId[];
  readonly updated: readonly PaperId[];
  readonly removed: readonly PaperId[];
}

/** A value derived from one version of the papers, cached under a name. */
export interface Derived {
  /** The version of the papers it was derived from; it is stale once theirs differs. */
  readonly of: string;
  /** The version of the program that derived it. */
  readonly program: string;
  /** JSON of a few KB; what grows with the papers goes into rows. */
  readonly value: unknown;
}

/** A key and a JSON value. */
export type DerivedRow = readonly [key: string, value: unknown];

/** All rows of a derived value, or the changes since a version; ignored if the stored rows are of another version. */
export type RowChanges =
  | { readonly replace: Iterable<DerivedRow> | AsyncIterable<DerivedRow> }
  | { readonly since: string; readonly put: readonly DerivedRow[]; readonly remove: readonly string[] };

export type { LongWork };

export interface NeighbourUpdate extends LongWork {
  /** Rebuilds the index from the papers alone. */
  readonly rebuild?: boolean;
  /** Builds an HNSW graph too, which takes minutes; a database always has graphs. */
  readonly graph?: boolean;
}

/** What is stored beside the papers: derived values, and decisions of a person. */
export interface StoredValues {
  decisions(name: string): Promise<unknown>;
  /** In order. */
  decisionNames(): Promise<string[]>;
  derived(name: string): Promise<Derived | undefined>;
  /**
   * Rows of a derived value, in batches and in order of key; all, or those of the given keys.
   * @throws CorpusError INDEX_DAMAGED; `derived` then returns undefined, so that the value is derived again
   */
  derivedRows(name: string, keys?: readonly string[]): AsyncIterable<readonly DerivedRow[]>;
}

export interface StoreStatus {
  /** See `StoreView.version`. */
  readonly version: string;
  readonly papers: number;
  /** Distinct embedded texts: papers with equal texts share one embedding. */
  readonly embeddings: number;
  readonly model: StoredModel | null;
  readonly sizeBytes: number;
  /** Papers that workers have not embedded yet; until then they are found by words only. */
  readonly waiting?: WaitingPapers;
}

/** A snapshot of a store, valid until the call of `read` that it was passed to ends. */
export interface StoreView extends PaperReader, PaperLists, NeighbourIndex, WordIndex, StoredValues {
  /** Opaque; changes with every write that can change an answer: of papers or of decisions. */
  readonly version: string;
  /** Opaque; changes with every write of papers. */
  readonly papersVersion: string;
  /** Those of the papers that workers have not embedded yet; databases only. */
  waitingAmong?(ids: readonly PaperId[]): Promise<PaperId[]>;
  /** Servers that do not respond, if the others may answer without them; the view then excludes their papers. */
  readonly missing?: readonly string[];
  status(): Promise<StoreStatus>;
  /** That of `status`, which takes longer. */
  model(): Promise<StoredModel | null>;
  /** The changes from an earlier version to this one; undefined if they are no longer known. */
  changesSince(papersVersion: string): Promise<PaperChanges | undefined>;
  /** Papers without their embedding, as after a repair. */
  unembedded(): Promise<StoredPaper[]>;
}

/** Held by one process at a time; released when it is closed or the process ends, even by a crash. */
export interface WriteLock {
  /** Settles once another can have it. */
  release(): Promise<void>;
}

export interface Store {
  /** Folder, or URL without a password. */
  readonly location: string;
  /** If false, every question is answered, derived values are not saved, and a write is refused. */
  readonly writable: boolean;
  /**
   * Runs a question over a snapshot: the newest state when it begins, whatever is written meanwhile. The snapshot is
   * released when the question settles. Questions may overlap and may be nested.
   */
  read<T>(question: (view: StoreView) => Promise<T>): Promise<T>;
  /** Writes one transaction, durable when it resolves. Needs the lock. */
  write(change: StoreChange): Promise<void>;
  /** The same for decisions of a person, by name. */
  writeDecisions(decisions: ReadonlyMap<string, unknown>): Promise<void>;
  /** Saves a derived value, unless a newer one is stored, the store is read-only or its disk is full. */
  saveDerived(name: string, derived: Derived & { readonly rows?: RowChanges }): Promise<void>;
  /**
   * Prepares an empty index for a large load: drops what is faster to build afterwards, which `updateNeighbours` does.
   * Databases only. Needs the lock.
   */
  prepareLoad?(): Promise<void>;
  /** Updates the neighbour index where that pays. Needs the lock. */
  updateNeighbours(options?: NeighbourUpdate): Promise<void>;
  /**
   * The right to write.
   * @param onWait called once, if another process holds the lock
   * @throws CorpusError CORPUS_BUSY if that process still holds it after `waitMs`; READ_ONLY or DISK_FULL if nothing
   * can be written
   */
  lock(waitMs: number, onWait?: () => void): Promise<WriteLock>;
  /**
   * The right to embed all papers with another model; writers go on. Folders only: several processes share that work
   * in a database. @throws CorpusError as `lock`
   */
  lockModel?(waitMs: number, onWait?: () => void): Promise<WriteLock>;
  /** Starts or resumes embedding all papers with another model. */
  reembedding(model: StoredModel): Promise<Reembedding>;
  /**
   * Embeds and writes papers that no other worker has taken; databases only. If it fails, other workers can take them.
   * @returns how many; 0 if none are left
   */
  embedWaiting?(batch: WaitingBatch): Promise<number>;
  /** Reads and checks everything. @returns one sentence for each fault; empty if there is none */
  check(options?: LongWork): Promise<string[]>;
  /** Writes a complete copy to a file, which is verified before it gets its name; folders only. */
  backup?(file: string, options?: LongWork): Promise<void>;
  close(): Promise<void>;
}
