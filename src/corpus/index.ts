/**
 * The corpus: an index of papers, with one method for each question.
 *
 * The only room that joins the others. In: files, texts, ids. Out: plain data, the same bytes for the same papers in
 * any order of adding. Contains no rules about parsing, ranking, themes or duplicates.
 */
import { availableParallelism } from 'node:os';
import type { OnProgress, OpenIndex } from '../ingest/index.js';
import { part } from '../maths/progress.js';
import { type LongWork, locate, openStore, openTemporaryStore } from '../store/index.js';
import { type Ask, closing, existingIndex } from './access.js';
import { asCalls, runningCalls } from './calls.js';
import { changes } from './changes.js';
import type { Corpus } from './contract.js';
import type { Evaluation } from './evaluate.js';
import { keepingUp } from './keeping-up.js';
import { withProgress } from './long-work.js';
import { indexModel, openModel, SHIPPED_MODEL } from './model.js';
import { questions } from './questions.js';

export type { DigestTheme, NewPaper, TrendingPaper, TrendingTheme } from '../digest/index.js';
export type {
  DifferenceSegment,
  DuplicateGroup,
  DuplicateKind,
  DuplicatePair,
  Duplicates,
  PaperDifference,
} from '../duplicates/index.js';
export type { ClusterFigures, Figure, IdPair, JudgedPair, PairFigures, RankingFigures } from '../evaluate/index.js';
export type { Limits } from '../fetch/index.js';
export type {
  AddOptions,
  AddProgress,
  AddReport,
  AddSource,
  Contradiction,
  FileReport,
  OnProgress,
  Work,
} from '../ingest/index.js';
export type { PaperPoint } from '../map/index.js';
export type { HeldOut, SentenceReason, Strength, WordReason } from '../recommend/index.js';
export type { Mode, RankAndScore, Span, Unreadable } from '../search/index.js';
export {
  type LongWork,
  type LostPaper,
  type PageOrder as Order,
  type PlanOptions,
  postgresPlan,
  type RepairReport,
  type WaitingPapers,
} from '../store/index.js';
export type {
  Area,
  CurvePoint,
  IdleDecision,
  PinnedMembers,
  ThemeChange,
  ThemePeriod,
  ThemesDiff,
  Why,
} from '../themes/index.js';
export type { Interruptible, WriteOptions } from './access.js';
export type { BrowseAnswer, BrowseOptions, Timeline } from './browse.js';
export { type CareOptions, type CompactOptions, compactIndex, repairIndex, restoreIndex } from './care.js';
export type { Corpus } from './contract.js';
export { type CopyOptions, type CopyReport, copyIndex } from './copy.js';
export type { Digest, DigestOptions, DigestRepeat } from './digest.js';
export type { Check, Diagnosis } from './doctor.js';
export type { DuplicatesOptions, KnownAlready } from './duplicates.js';
export type { Evaluation, Measured } from './evaluate.js';
export type { FeedAnswer, FeedOptions } from './feed.js';
export type { FetchedAddress, FetchingOptions, Followed, FollowReport, UpdateReport } from './follow.js';
export type { ChangeKind, HistoryEntry } from './history.js';
export type { KeepingUp } from './keeping-up.js';
export type { MapAnswer } from './map.js';
export type { PaperMarks } from './marks.js';
export type { JoinKind, PaperSources, SourceJoin } from './paper-sources.js';
export type { RecommendAnswer, RecommendedPaper, RecommendOptions } from './recommend.js';
export { type ReembedOptions, type ReembedReport, reembedIndex } from './reembed.js';
export type { IdleSearch, SavedSearch } from './saved-searches.js';
export type { PaperResult, SearchAnswer, SearchOptions, SimilarOptions } from './search.js';
export type { SplitPreview } from './split-theme.js';
export type { Status } from './status.js';
export type { MarkChange, MarkReport, TagAnswer, TagSummary } from './tags.js';
export type {
  BelongingAnswer,
  ThemeAnswer,
  ThemeDecision,
  ThemeOptions,
  ThemesAnswer,
  ThemesOptions,
  TitledTheme,
} from './themes.js';
export type { TrendingAnswer, TrendingOptions } from './trending.js';
export type { Filters } from './where.js';
export type { WorkOptions } from './work.js';

export interface CorpusOptions {
  /** Folder of the index, or URL of a PostgreSQL database. */
  readonly index: string;
  /** URL of a replica of that database, to read from. */
  readonly readFrom?: string | undefined;
  /** Folder of a sentence-transformer; default: that of the index, or the built-in one. */
  readonly model?: string | undefined;
  /** Creates the index if there is none; otherwise a missing index is an error. */
  readonly create?: boolean | undefined;
  /** Threads that embed; default: one for each core. */
  readonly workers?: number | undefined;
  /** Called while a method computes themes, near-duplicates or the map, checks or backs up, unless it has its own. */
  readonly onProgress?: OnProgress | undefined;
}

/**
 * Opens the corpus of an index. The model is loaded when a text is first embedded, and its errors are thrown then.
 * @throws CorpusError CORPUS_EMPTY if there is no index and `create` is not set; INDEX_DAMAGED, INDEX_VERSION,
 * DATABASE_DOWN, USAGE; FAILED for a folder that cannot be read or created
 */
export async function openCorpus(options: CorpusOptions): Promise<Corpus> {
  const { create = false, readFrom, onProgress } = options;
  const location = create ? locate(options.index).location : existingIndex(options.index);
  const store = await openStore(location, { create, readFrom });
  const model = indexModel(store, options.model, options.workers ?? availableParallelism());
  const opened: OpenIndex = { store, embedder: () => store.read(model.embedderOf), onProgress };
  const calls = runningCalls();
  const ask: Ask = (question) =>
    calls.run(() => store.read((view) => question({ ...opened, view, embedder: () => model.embedderOf(view) })));

  const writing = changes(opened, ask, options.model !== undefined);
  const { papers, ...asking } = questions(ask);
  const methods = {
    ...keepingUp(opened, ask, writing.add),
    ...asking,
    ...writing,
    doctor: ({ onProgress: own, ...work } = {}) =>
      withProgress(opened, 'check', own, async (report) =>
        (await import('./doctor.js')).diagnose(store, options.model, { ...work, onProgress: report }),
      ),
  } satisfies Omit<Corpus, 'papers' | 'close'>;
  return {
    ...asCalls<Omit<Corpus, 'papers' | 'close'>>(methods, calls),
    papers,
    close: () =>
      calls.close(async () => {
        await model.close();
        await store.close();
      }),
  };
}

/**
 * Measures paperkin on the judged set of a folder, over a temporary corpus.
 * @param models folders of models, `undefined` for the built-in one; default: that one alone
 * @returns an evaluation for each model, in their order
 * @throws CorpusError MODEL_MISSING, MODEL_DAMAGED before anything is measured; INPUT_UNREADABLE, INPUT_INVALID
 */
export async function evaluate(
  folder: string,
  {
    models = [undefined],
    workers = availableParallelism(),
    ...options
  }: LongWork & Pick<CorpusOptions, 'workers'> & { readonly models?: readonly (string | undefined)[] } = {},
): Promise<Evaluation[]> {
  const { evaluateFolder } = await import('./evaluate.js');
  for (const model of models.slice(1)) await (await openModel(model ?? SHIPPED_MODEL, 1)).close();
  const evaluations: Evaluation[] = [];
  for (const [i, model = SHIPPED_MODEL] of models.entries()) {
    const share = part(options, i / models.length, (i + 1) / models.length);
    const evaluation = await closing(await openModel(model, workers), async (embedder) =>
      closing(await openTemporaryStore(), (store) =>
        evaluateFolder({ store, embedder: async () => embedder }, folder, share),
      ),
    );
    evaluations.push(evaluation);
  }
  return evaluations;
}
