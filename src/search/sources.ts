/** What search needs: a snapshot of the corpus, and a way to embed a text. Types only. */
import type { Glossary } from '../embed/index.js';
import type { Embedding } from '../embedding.js';
import type { NeighbourIndex, PaperReader, Where, WordIndex } from '../store/index.js';
import type { CorpusStatistics } from './statistics/statistics.js';

/** All are of one snapshot. */
export interface SearchSources {
  /** One embedding for each text, in order. */
  embed(texts: readonly string[]): Promise<Embedding[]>;
  /** Embeddings of `EVERYDAY_PHRASES`. */
  everydayPhrases(): Promise<readonly Embedding[]>;
  /** Undefined if the model has none. */
  glossary(): Promise<Glossary | undefined>;
  /** Whether a lower-case word is in the vocabulary of the model; then it is not a spelling mistake. */
  inVocabulary(word: string): Promise<boolean>;
  readonly neighbours: NeighbourIndex;
  readonly words: WordIndex;
  readonly papers: Pick<PaperReader, 'papers' | 'embeddings' | 'sentences'>;
  readonly statistics: CorpusStatistics;
}

/** How papers are ranked: by similarity and BM25 together, by similarity alone, or by BM25 alone. */
export type Mode = 'hybrid' | 'dense' | 'lexical';

export interface RankOptions {
  /** Default: hybrid. */
  readonly mode?: Mode | undefined;
  /** Maximum number of papers; default: 10. */
  readonly limit?: number | undefined;
  /** Filter; default: all papers. */
  readonly where?: Where | undefined;
}
