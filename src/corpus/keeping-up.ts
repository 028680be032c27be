/** Keeping up, as the library offers it: what a person marked, and what follows from it. */
import type { OpenIndex, OpenView } from '../ingest/index.js';
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

export function keepingUp(
  { store }: OpenIndex,
  ask: <T>(question: (index: OpenView) => Promise<T>) => Promise<T>,
): KeepingUp {
  return {
    mark: (change, given = {}) => locked(store, given, () => ask(async (index) => (await tags()).mark(index, change))),
    marks: () => ask(async ({ view }) => (await tags()).allMarks(view)),
    tags: () => ask(async ({ view }) => (await tags()).tagsOf(view)),
    tag: (name) => ask(async ({ view }) => (await tags()).tagOf(view, name)),
    recommend: (options) => ask(async (index) => (await import('./recommend.js')).recommendPapers(index, options)),
  };
}
