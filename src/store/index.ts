/**
 * "Here is a paper id: give me the paper, its embedding, its neighbours."
 *
 * One folder holds everything. SQLite is the truth: papers, embeddings, words, and notes (the last themes, a person's
 * decisions). The neighbour index is derived from it and made anew whenever it is missing, stale or damaged.
 * Every write is one transaction: after a crash at any moment, all that was acknowledged is there and nothing by half.
 * Does not parse, embed or judge; what it is handed it keeps.
 */
import type { Embedding, QuantizedEmbeddings } from '../embedding.js';
import type { Paper, PaperId } from '../paper.js';

/** The model whose embeddings a store holds. */
export interface StoredModel {
  readonly name: string;
  readonly dimension: number;
  readonly sha256: string;
  /** Where it was on this machine; not given for the model that comes with paperkin. */
  readonly folder?: string;
}

export interface StoreStatus {
  /** Rises with every write; what is derived from the papers carries the generation it was derived from. */
  readonly generation: number;
  readonly papers: number;
  /** Distinct embedded texts: papers of the same text share one embedding. */
  readonly embeddings: number;
  readonly model: StoredModel | null;
  readonly sizeBytes: number;
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
  /** Came to the index after this version of it. */
  readonly addedAfter?: number | undefined;
  /** Came to the index on this day or later: `YYYY-MM-DD`, UTC. */
  readonly addedSince?: string | undefined;
}

/** When a paper came to the index: the version of the index, and the day (`YYYY-MM-DD`, UTC). */
export interface Arrival {
  readonly id: PaperId;
  readonly addedIn: number;
  readonly addedOn: string;
}

/** A paper that cannot be read any more, as far as it is known. */
export interface LostPaper {
  readonly id: PaperId | null;
  readonly title: string | null;
  /** The files in which it was met: added again, they bring it back. */
  readonly files: readonly string[];
}

export interface RepairReport {
  /** Papers that are there now. */
  readonly papers: number;
  readonly lost: readonly LostPaper[];
  /** Names of decisions that cannot be read any more. */
  readonly lostDecisions: readonly string[];
  /** Papers that were embedded again. */
  readonly embedded: number;
  /** The damaged file, kept in the folder under this name. */
  readonly copy: string;
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

export interface PaperStore {
  status(): Promise<StoreStatus>;
  /** Papers in order of id; all of them, or those named (unknown ids are left out). */
  papers(ids?: readonly PaperId[]): Promise<Paper[]>;
  /** Papers known under any of the keys, in order of id. */
  withKeys(keys: readonly string[]): Promise<StoredPaper[]>;
  /** Up to `limit` ids that begin with `beginning`, in order. */
  idsBeginning(beginning: string, limit: number): Promise<PaperId[]>;
  /** When papers came, in order of id. An update leaves it as it is. */
  arrivals(ids: readonly PaperId[]): Promise<Arrival[]>;
  /** The papers that pass a filter, in order of id. */
  idsWhere(where: Where): Promise<PaperId[]>;
  /** How many papers pass a filter. */
  count(where: Where): Promise<number>;
  /** Embeddings by paper, in order of id; all, or those of the papers named. */
  embeddings(ids?: readonly PaperId[]): Promise<Map<PaperId, Embedding>>;
  /** Which of the texts named have an embedding already. */
  embeddedTexts(hashes: readonly string[]): Promise<Set<string>>;
  /** Writes one transaction. @returns the new generation */
  write(change: StoreChange): Promise<number>;
  close(): Promise<void>;
}

/** Where the sentences of abstracts and the titles lie. */
export interface SentenceStore {
  /**
   * By paper, the directions of its abstract's first sentences in order, then of its title; a paper without either is
   * left out.
   */
  sentences(ids: readonly PaperId[]): Promise<Map<PaperId, QuantizedEmbeddings>>;
}

/** What a list shows of a paper. */
export type Heading = Pick<Paper, 'id' | 'title' | 'published'>;

/** Papers without the abstracts that make up most of them. */
export interface Headings {
  /** In order of id; of all papers, or of those named (unknown ids are left out). */
  headings(ids?: readonly PaperId[]): Promise<Heading[]>;
}

export interface RankedId {
  readonly id: PaperId;
  /** BM25, higher is nearer; not comparable between queries. */
  readonly score: number;
}

/** Ranking by words. */
export interface WordIndex {
  /**
   * Papers that hold any of the terms, or of the phrases of terms parted by spaces, best first, ties by id; at most
   * `limit`. One named twice counts twice.
   */
  rankByWords(terms: readonly string[], limit: number, where?: Where): Promise<RankedId[]>;
  /** How many papers hold each of the terms; a term that none holds is left out. */
  paperCounts(terms: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** The corpus's terms of a length in characters, each with the number of papers that hold it, in order of term. */
  termsOfLength(shortest: number, longest: number): Promise<ReadonlyMap<string, number>>;
}

/** A JSON value with the generation of the papers that it was made from; it is stale after that. */
export interface Note {
  readonly generation: number;
  readonly value: unknown;
}

/** Small named JSON values kept beside the papers: what follows from them, and what a person decided. */
export interface Notes {
  /** Cheap to ask. `revision` is another one after every write that can change an answer: of papers or of decisions. */
  age(): Promise<{ readonly generation: number; readonly revision: string; readonly version: number }>;
  readNote(name: string): Promise<Note | undefined>;
  writeNote(name: string, note: Note): Promise<void>;
  readDecisions(name: string): Promise<unknown>;
  writeDecisions(name: string, value: unknown): Promise<void>;
}

export interface Neighbour {
  readonly id: PaperId;
  /** Cosine, −1…1. */
  readonly similarity: number;
}

/** Nearest papers to a point. */
export interface NeighbourIndex {
  /** Papers that can be found. */
  readonly size: number;
  /** The `k` nearest papers (fewer where there are fewer), nearest first, ties by id. */
  nearest(query: Embedding, k: number): Neighbour[];
}

/** Held by one process at a time; given back when it is closed or the process ends, however it ends. */
export interface WriteLock {
  release(): void;
}

export interface Store extends PaperStore, Headings, SentenceStore, WordIndex, Notes {
  readonly folder: string;
  /**
   * False where the folder can only be read: every question is answered, what is derived is not kept, a write is
   * refused.
   */
  readonly writable: boolean;
  /** Nearest papers of the state that is read. Builds nothing: without a graph every embedding is looked at. */
  neighbours(): Promise<NeighbourIndex>;
  /** Brings the saved graph up to date where that pays; `anew` builds it from the papers alone. Needs the lock. */
  updateNeighbours(options?: { readonly anew?: boolean }): Promise<void>;
  /**
   * The right to write. @throws CorpusError CORPUS_BUSY where another process holds it for `waitMs`; FAILED where
   * nothing can be written
   * @param onWait called once, when there is something to wait for
   */
  lock(waitMs: number, onWait?: () => void): Promise<WriteLock>;
  /** Whether the papers have moved on from the state that is read, and nobody is writing: `refresh` would move too. */
  isStale(): Promise<boolean>;
  /**
   * From here on all is read as it stands now, whatever is written meanwhile; called between two questions. While
   * another process writes, the state stays what it was, so that nothing derived is made anew with every batch.
   * Whoever writes through this store sees what is written.
   */
  refresh(): Promise<void>;
  /** Papers of which the embedding is missing, as after a repair. */
  unembedded(): Promise<StoredPaper[]>;
  /** Writes a whole copy to a file, which is read and checked before it takes the name. */
  backup(file: string): Promise<void>;
  /** Reads everything once. @returns one sentence a fault found; none where all is well */
  check(): Promise<string[]>;
}

export { compactFolder, repairFolder, restoreFolder } from './sqlite/care.js';
export { indexExists } from './sqlite/connections.js';
export { hashOfText, openStore, openTemporaryStore } from './sqlite/store.js';
export { modelDiffers } from './sqlite/write.js';
