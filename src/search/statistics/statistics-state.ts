/** The state that statistics are updated from, and what an update reads. */
import { crc32 } from 'node:zlib';
import { bytesOfEmbedding, type Embedding } from '../../embedding.js';
import type { Paper, PaperId } from '../../paper.js';
import type { PaperReader, WordIndex } from '../../store/index.js';
import type { Definition } from '../../text/acronyms.js';
import type { QueryAcronym } from './acronyms.js';
import { type CorpusStatistics, floorAbove } from './statistics.js';

/** Sums count in units of 2^-30: below the precision of a float32, and exact in a double up to 8 million papers. */
export const UNITS = 2 ** 30;

export type EmbeddedPaper = readonly [Paper, Embedding];

export interface StatisticsSources extends Pick<PaperReader, 'papers' | 'sentences'>, Pick<WordIndex, 'rankByWords'> {
  embed(texts: readonly string[]): Promise<Embedding[]>;
  /** Of all papers. */
  scanEmbeddings(): AsyncIterable<readonly (readonly [PaperId, Embedding])[]>;
}

/** The current rows by key; missing rows are left out. */
export type ReadRows = (keys: readonly string[]) => Promise<ReadonlyMap<string, unknown>>;

/** The state that statistics are updated from. `acronyms` are by folded short form, in order of it. */
export interface StatisticsState {
  readonly papers: number;
  /** Of each number of all embeddings, in `UNITS`. */
  readonly sums: readonly number[];
  readonly noise: { readonly noiseMean: number; readonly floor: number };
  readonly acronyms: ReadonlyMap<string, QueryAcronym>;
}

/** Of no papers. */
export const NONE: StatisticsState = { papers: 0, sums: [], noise: floorAbove([]), acronyms: new Map() };

/** What a paper contributed: the checksum of text and embedding, definitions, and acronyms that it uses as words. */
export type Contribution = readonly [checksum: number, definitions: readonly Definition[], words: readonly string[]];

/** The statistics that a search needs, from their state. */
export function statisticsIn({ papers, sums, noise, acronyms }: StatisticsState): CorpusStatistics {
  return { papers, ...noise, mean: sums.map((sum) => sum / UNITS / papers), acronyms: [...acronyms.values()] };
}

/** With the text: beyond 256 tokens it changes the embeddings of sentences, but not that of the paper. */
export function checksumOf({ title, abstract }: Paper, embedding: Embedding): number {
  return crc32(bytesOfEmbedding(embedding), crc32(`${title}\0${abstract}`));
}
