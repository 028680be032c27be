/** Keeping up, as the library offers it: what a person marked, and what follows from it. */
import type { OpenIndex } from '../ingest/index.js';
import { locked } from './access.js';
import type { WriteOptions } from './index.js';
import type { PaperMarks } from './marks.js';
import type { RecommendAnswer, RecommendOptions } from './recommend.js';
import type { MarkChange, MarkReport, TagAnswer, TagSummary } from './tags.js';

export type { PaperMarks } from './marks.js';
export type { RecommendAnswer, RecommendedPaper, RecommendOptions } from './recommend.js';
export type { MarkChange, MarkReport, TagAnswer, TagSummary } from './tags.js';

export interface KeepingUp {
  /** Tags papers, marks them as read, notes something; or takes that back. @throws CorpusError */
  mark(change: MarkChange, options?: WriteOptions): Promise<MarkReport>;
  /** Every paper that is marked, in order of id. */
  marks(): Promise<PaperMarks[]>;
  /** All tags with the number of their papers, in order of name. */
  tags(): Promise<{ readonly tags: readonly TagSummary[] }>;
  /** The papers of a tag. @throws CorpusError TAG_UNKNOWN */
  tag(name: string): Promise<TagAnswer>;
  /** Papers not yet marked that belong with those liked, best first. @throws CorpusError */
  recommend(options: RecommendOptions): Promise<RecommendAnswer>;
}

const tags = () => import('./tags.js');

export function keepingUp(index: OpenIndex, ask: <T>(question: () => Promise<T>) => Promise<T>): KeepingUp {
  const { store } = index;
  return {
    mark: (change, given = {}) => locked(store, given, async () => (await tags()).mark(store, change)),
    marks: () => ask(async () => (await tags()).allMarks(store)),
    tags: () => ask(async () => (await tags()).tagsOf(store)),
    tag: (name) => ask(async () => (await tags()).tagOf(store, name)),
    recommend: (options) => ask(async () => (await import('./recommend.js')).recommendPapers(index, options)),
  };
}
