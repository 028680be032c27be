/**
 * Embeddings and sentences that queries have read, for the next ones: a search reads those of some 200 papers, which is
 * half a megabyte. They carry the version of the papers, so a write by any process makes them obsolete.
 */
import type { Embedding, QuantizedEmbeddings } from '../../../embedding.js';
import type { PaperId } from '../../../paper.js';

/** Of 10,000 to 15,000 papers with 384 numbers and 7 sentences each. */
const MOST_BYTES = 64 << 20;

/** What is known of one version of the papers. */
export interface KnownEmbeddings {
  readonly embeddings: Recent<Embedding>;
  /** `null` if a paper has none. */
  readonly sentences: Recent<QuantizedEmbeddings | null>;
}

/** By paper; empty again when it is full. */
export class Recent<T extends { readonly byteLength: number } | null> {
  readonly #values = new Map<PaperId, T>();
  #bytes = 0;

  get(id: PaperId): T | undefined {
    return this.#values.get(id);
  }

  set(id: PaperId, value: T): void {
    this.#bytes += value?.byteLength ?? 0;
    if (this.#bytes > MOST_BYTES / 2) {
      this.#values.clear();
      this.#bytes = value?.byteLength ?? 0;
    }
    this.#values.set(id, value);
  }
}

function nothing(): KnownEmbeddings {
  return { embeddings: new Recent(), sentences: new Recent() };
}

/** For one process and index. */
export class RecentEmbeddings {
  #version = -1;
  #known = nothing();

  /** A query about an older version than the last one starts again, too: it ends soon, and then there are no more. */
  of(papersVersion: number): KnownEmbeddings {
    if (papersVersion !== this.#version) this.#known = nothing();
    this.#version = papersVersion;
    return this.#known;
  }
}
