/** What search is handed: the corpus as it stands, and a way to embed a text. Types only. */
import type { Embedding } from '../embedding.js';
import type { NeighbourIndex, PaperReader, Where, WordIndex } from '../store/index.js';
import type { CorpusStatistics } from './statistics.js';

export interface SearchSources {
  /** One embedding a text, in order. */
  embed(texts: readonly string[]): Promise<Embedding[]>;
  /** Embeddings of `EVERYDAY_PHRASES`. */
  everydayPhrases(): Promise<readonly Embedding[]>;
  /** Whether a word in lower case is one that the model knows: then it is typed as it was meant. */
  inVocabulary(word: string): Promise<boolean>;
  readonly neighbours: NeighbourIndex;
  readonly words: WordIndex;
  readonly papers: Pick<PaperReader, 'papers' | 'embeddings' | 'sentences'>;
  /** Of the papers as they stand. */
  readonly statistics: CorpusStatistics;
}

export type Mode = 'hybrid' | 'dense' | 'lexical';

export interface RankOptions {
  readonly mode?: Mode;
  readonly limit?: number;
  /** The papers that may be answered with; all where not given. */
  readonly where?: Where;
}
