/** What goes in and out of a store: papers with what identifies them, filters, and short answers. */
import type { Embedding, QuantizedEmbeddings } from '../embedding.js';
import type { Paper, PaperId } from '../paper.js';

/** The model whose embeddings a store holds. */
export interface StoredModel {
  readonly name: string;
  readonly dimension: number;
  readonly sha256: string;
  /** Its path on this machine; undefined for the built-in model. */
  readonly folder?: string;
}

/** A paper, and what the store needs to recognise it when another file contains it. */
export interface StoredPaper {
  readonly paper: Paper;
  /** Whether a file gave the id; two papers with ids from files are never joined. */
  readonly given: boolean;
  /** All keys under which the paper is known (see `identity.ts`). */
  readonly keys: readonly string[];
  /** The parts that the paper was joined from, if there is more than one. */
  readonly parts?: readonly StoredPart[];
  /** Hash of the embedded text; papers with equal texts share one embedding. */
  readonly textHash: string;
}

/** What a source declared under the paper's own id, or what was observed without one, with the keys of each. */
export interface StoredPart {
  readonly kind: 'declared' | 'observed';
  readonly paper: Paper;
  readonly keys: readonly string[];
}

/** A filter. A paper that lacks the field of a condition does not pass it. */
export interface Where {
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, inclusive. A paper that has only a year passes if any day of the year would. */
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  /** Part of the byline or of an author's name, in any case. */
  readonly by?: string | undefined;
  /** Part of the path of a source file, in any case. */
  readonly source?: string | undefined;
  readonly minComments?: number | undefined;
  readonly ids?: readonly PaperId[] | undefined;
  readonly notIds?: readonly PaperId[] | undefined;
  /** Added to the index on this day or later: `YYYY-MM-DD`, UTC. */
  readonly addedSince?: string | undefined;
}

export interface Filtered {
  readonly where?: Where | undefined;
}

export interface WordOptions extends Filtered {
  /** After the `first`, only these papers are answered: those of them that are among the first `limit`. */
  readonly beyond?: { readonly first: number; readonly only: readonly PaperId[] } | undefined;
}

/** The day on which a paper was added to the index: `YYYY-MM-DD`, UTC. */
export interface Arrival {
  readonly id: PaperId;
  readonly addedOn: string;
}

/** The token streams of a paper for ranking by words (see `terms.ts`). */
export interface PaperWords {
  readonly title: string;
  /** With the keywords. */
  readonly abstract: string;
}

/** One transaction: removals first, then papers; with the embedding of every text that is not stored yet. */
export interface StoreChange {
  readonly remove?: readonly PaperId[];
  readonly papers?: readonly (StoredPaper & { readonly words: PaperWords })[];
  readonly embeddings?: ReadonlyMap<string, Embedding>;
  /** By text hash: the embeddings of the sentences of the abstract, then of the title. */
  readonly sentences?: ReadonlyMap<string, QuantizedEmbeddings>;
  /**
   * Required with the first embeddings; a model that differs from the stored one is refused. The same model in another
   * folder replaces the stored folder.
   */
  readonly model?: StoredModel;
  /** When papers were added that are not in the store, `YYYY-MM-DD`; of others today (UTC). */
  readonly addedOn?: ReadonlyMap<PaperId, string>;
  /** Decisions of a person that belong to it, by name. */
  readonly decisions?: ReadonlyMap<string, unknown>;
}

/** What a list shows of a paper. */
export type Heading = Pick<Paper, 'id' | 'title' | 'published'>;

export interface RankedId {
  readonly id: PaperId;
  /** BM25, higher is better; not comparable between queries. */
  readonly score: number;
}

export interface Neighbour {
  readonly id: PaperId;
  /** Cosine, −1…1. */
  readonly similarity: number;
}
