/**
 * "Here is a paper id: give me the paper, its embedding, its neighbours."
 *
 * Interfaces only, fit for a folder on this machine and for a database server. Questions go through `read`, which shows
 * one state of the papers from beginning to end; every write is one transaction: after a crash at any moment, all that
 * was acknowledged is there and nothing by half. What follows from the papers is kept beside them with the version it
 * was made of, and may be made anew at any time. Does not parse, embed or judge.
 */
import type { Embedding, QuantizedEmbeddings } from '../embedding.js';
import type { Paper, PaperId } from '../paper.js';
import type { Reembedding } from './reembedding.js';
import type { WaitingBatch, WaitingPapers } from './waiting.js';

/** The model whose embeddings a store holds. */
export interface StoredModel {
  readonly name: string;
  readonly dimension: number;
  readonly sha256: string;
  /** Where it was on this machine; not given for the model that comes with paperkin. */
  readonly folder?: string;
}

export interface StoreStatus {
  /** See `StoreView.version`. */
  readonly version: string;
  readonly papers: number;
  /** Distinct embedded texts: papers of the same text share one embedding. */
  readonly embeddings: number;
  readonly model: StoredModel | null;
  readonly sizeBytes: number;
  /** Papers that are kept and not embedded yet, where workers embed them; found by their words until then. */
  readonly waiting?: WaitingPapers;
}

/** A paper with what the store must know to recognise it again. */
export interface StoredPaper {
  readonly paper: Paper;
  /** Whether a file gave the id; such ids are never joined with one another. */
  readonly given: boolean;
  /** All keys under which the paper has been met (see `identity.ts`). */
  readonly keys: readonly string[];
  /** What the paper is made of, where it is made of more than one. */
  readonly parts?: readonly StoredPart[];
  /** Names the text that was embedded; equal texts share an embedding. */
  readonly textHash: string;
}

/** What was declared under a paper's own id, or observed elsewhere without one, with the keys of each. */
export interface StoredPart {
  readonly kind: 'declared' | 'observed';
  readonly paper: Paper;
  readonly keys: readonly string[];
}

/** Which papers may be answered with. A paper that does not say what a filter asks for does not pass it. */
export interface Where {
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, inclusive. A paper known by its year alone passes where any day of it would. */
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  /** Part of the byline or of an author's name, in any case. */
  readonly by?: string | undefined;
  /** Part of the path of a file in which the paper was met, in any case. */
  readonly source?: string | undefined;
  readonly minComments?: number | undefined;
  readonly ids?: readonly PaperId[] | undefined;
  readonly notIds?: readonly PaperId[] | undefined;
  /** Came to the index on this day or later: `YYYY-MM-DD`, UTC. */
  readonly addedSince?: string | undefined;
}

/** The day on which a paper came to the index: `YYYY-MM-DD`, UTC. */
export interface Arrival {
  readonly id: PaperId;
  readonly addedOn: string;
}

/** The token streams of a paper for word ranking (see `terms.ts`). */
export interface PaperWords {
  readonly title: string;
  readonly abstract: string;
}

/** One transaction: removals first, then papers; embeddings of every text named that is not stored yet. */
export interface StoreChange {
  readonly remove?: readonly PaperId[];
  readonly papers?: readonly (StoredPaper & { readonly words: PaperWords })[];
  readonly embeddings?: ReadonlyMap<string, Embedding>;
  /** By text, with its embedding: where the sentences of its abstract and its title lie. */
  readonly sentences?: ReadonlyMap<string, QuantizedEmbeddings>;
  /** Needed with the first embeddings; refused where it differs from the model remembered. */
  readonly model?: StoredModel;
  /** The day on which it is written, `YYYY-MM-DD`; today (UTC) where not given. */
  readonly on?: string;
}

/** What a list shows of a paper. */
export type Heading = Pick<Paper, 'id' | 'title' | 'published'>;

export interface RankedId {
  readonly id: PaperId;
  /** BM25, higher is nearer; not comparable between queries. */
  readonly score: number;
}

export interface Neighbour {
  readonly id: PaperId;
  /** Cosine, −1…1. */
  readonly similarity: number;
}

export interface Filtered {
  readonly where?: Where | undefined;
}

/** Papers that are named. Unknown ids are left out; answers are in order of id. */
export interface PaperReader {
  papers(ids: readonly PaperId[]): Promise<Paper[]>;
  headings(ids: readonly PaperId[]): Promise<Heading[]>;
  embeddings(ids: readonly PaperId[]): Promise<Map<PaperId, Embedding>>;
  /**
   * By paper, the directions of its abstract's first sentences in order, then of its title; a paper without either is
   * left out.
   */
  sentences(ids: readonly PaperId[]): Promise<Map<PaperId, QuantizedEmbeddings>>;
  /** When papers came. An update leaves it as it is. */
  arrivals(ids: readonly PaperId[]): Promise<Arrival[]>;
  /** Papers known under any of the keys. */
  withKeys(keys: readonly string[]): Promise<StoredPaper[]>;
  /** Up to `limit` ids that begin with `beginning`. */
  idsBeginning(beginning: string, limit: number): Promise<PaperId[]>;
  /** Which of the texts named have an embedding already. */
  embeddedTexts(hashes: readonly string[]): Promise<Set<string>>;
}

/**
 * The order of a page: by id; newest first; most commented first; latest to come first. Papers that do not say come
 * last. Ties by id.
 */
export type PageOrder = 'id' | 'published' | 'comments' | 'added';

export interface PageQuery extends Filtered {
  readonly order?: PageOrder;
  /** The `next` of the page before. */
  readonly after?: string | undefined;
  readonly limit: number;
}

export interface Page {
  readonly headings: readonly Heading[];
  /** Where the next page begins; `null` after the last. */
  readonly next: string | null;
}

/** Lists of papers. The scans alone give all, in batches and in order of id. */
export interface PaperLists {
  page(query: PageQuery): Promise<Page>;
  /** How many papers pass a filter; all where none is given. */
  count(where?: Where): Promise<number>;
  scanPapers(where?: Where): AsyncIterable<readonly Paper[]>;
  scanHeadings(where?: Where): AsyncIterable<readonly Heading[]>;
  scanEmbeddings(where?: Where): AsyncIterable<readonly (readonly [PaperId, Embedding])[]>;
}

/** Nearest papers to a point. */
export interface NeighbourIndex {
  /**
   * The `k` nearest papers that pass the filter, nearest first, ties by id; fewer only where fewer pass. Builds
   * nothing: without a graph every embedding is looked at.
   */
  nearest(query: Embedding, k: number, options?: Filtered): Promise<Neighbour[]>;
}

/** Ranking by words. */
export interface WordIndex {
  /**
   * Papers that hold any of the terms, or of the phrases of terms parted by spaces, best first, ties by id; at most
   * `limit`. One named twice counts twice.
   */
  rankByWords(terms: readonly string[], limit: number, options?: Filtered): Promise<RankedId[]>;
  /** How many papers hold each of the terms; a term that none holds is left out. */
  paperCounts(terms: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** The corpus's terms of a length in characters, each with the number of papers that hold it, in order of term. */
  termsOfLength(shortest: number, longest: number): Promise<ReadonlyMap<string, number>>;
}

/** Papers that came, changed and went between two versions; each id once, in order. */
export interface PaperChanges {
  readonly added: readonly PaperId[];
  readonly updated: readonly PaperId[];
  readonly removed: readonly PaperId[];
}

/** What follows from the papers of a version, under a name. */
export interface Derived {
  /** The version of the papers that it was made of; stale where theirs is another. */
  readonly of: string;
  /** The version of the program that made it. */
  readonly program: string;
  /** JSON of some KB; what grows with the papers goes in rows. */
  readonly value: unknown;
}

/** A key and a JSON value. */
export type DerivedRow = readonly [key: string, value: unknown];

/** All rows of a derived thing, or what changed in those `since` a version; ignored where these are of another one. */
export type RowChanges =
  | { readonly replace: Iterable<DerivedRow> | AsyncIterable<DerivedRow> }
  | { readonly since: string; readonly put: readonly DerivedRow[]; readonly remove: readonly string[] };

/** What is kept beside the papers: what follows from them, and what a person decided. */
export interface KeptValues {
  decisions(name: string): Promise<unknown>;
  /** In order. */
  decisionNames(): Promise<string[]>;
  derived(name: string): Promise<Derived | undefined>;
  /**
   * Rows of a derived thing, in batches and in order of key; all, or those of the keys named.
   * @throws CorpusError INDEX_DAMAGED; `derived` then gives none, so that it is made anew
   */
  derivedRows(name: string, keys?: readonly string[]): AsyncIterable<readonly DerivedRow[]>;
}

/** One state of a store. Not to be used after its question has been answered. */
export interface StoreView extends PaperReader, PaperLists, NeighbourIndex, WordIndex, KeptValues {
  /** Opaque; another one after every write that can change an answer: of papers or of decisions. */
  readonly version: string;
  /** Opaque; another one after every write of papers. */
  readonly papersVersion: string;
  /** Which of some papers wait for their embedding; where workers embed them. */
  waitingAmong?(ids: readonly PaperId[]): Promise<PaperId[]>;
  /** Servers that do not answer, where the others may answer without them; the view is of the rest then. */
  readonly missing?: readonly string[];
  status(): Promise<StoreStatus>;
  /** Between an earlier version and this one; none where that is not known any more. */
  changesSince(papersVersion: string): Promise<PaperChanges | undefined>;
  /** Papers of which the embedding is missing, as after a repair. */
  unembedded(): Promise<StoredPaper[]>;
}

/** Held by one process at a time; given back when it is closed or the process ends, however it ends. */
export interface WriteLock {
  release(): void;
}

export interface Store {
  /** Folder, or URL without a password. */
  readonly location: string;
  /** False where it can only be read: every question is answered, what is derived is not kept, a write is refused. */
  readonly writable: boolean;
  /**
   * Asks of one state of the papers, the newest when it begins, whatever is written meanwhile; it is let go when the
   * question settles. Questions may overlap and stand within one another.
   */
  read<T>(question: (view: StoreView) => Promise<T>): Promise<T>;
  /** Writes one transaction, acknowledged when it resolves. Needs the lock. */
  write(change: StoreChange): Promise<void>;
  /** The same for what a person decided. */
  writeDecisions(name: string, value: unknown): Promise<void>;
  /** Keeps what follows from the papers. Ignored where something newer is kept, or nothing can be written. */
  saveDerived(name: string, derived: Derived & { readonly rows?: RowChanges }): Promise<void>;
  /** Brings what finds neighbours up to date where that pays; `anew` makes it from the papers alone. Needs the lock. */
  updateNeighbours(options?: { readonly anew?: boolean }): Promise<void>;
  /**
   * The right to write. @throws CorpusError CORPUS_BUSY where another process holds it for `waitMs`; FAILED where
   * nothing can be written
   * @param onWait called once, when there is something to wait for
   */
  lock(waitMs: number, onWait?: () => void): Promise<WriteLock>;
  /** Begins or continues to embed all papers with another model; folders only. */
  reembedding?(model: StoredModel): Promise<Reembedding>;
  /**
   * Embeds papers that wait and that no other worker has taken, and writes them; databases only. Whoever ends in the
   * middle gives them back. @returns how many; 0 where there are none
   */
  embedWaiting?(batch: WaitingBatch): Promise<number>;
  /** Reads everything once. @returns one sentence a fault found; none where all is well */
  check(): Promise<string[]>;
  /** Writes a whole copy to a file, which is read and checked before it takes the name; folders only. */
  backup?(file: string): Promise<void>;
  close(): Promise<void>;
}

export { modelDiffers } from './model-differs.js';
export { locate, openStore, openTemporaryStore, type PlanOptions, planOf } from './open.js';
export type { Reembedding } from './reembedding.js';
export type { LostPaper, RepairReport } from './repair-report.js';
export { compactFolder, repairFolder, restoreFolder } from './sqlite/care.js';
export type { WaitingBatch, WaitingPapers } from './waiting.js';
