/**
 * The corpus: one folder of papers, and one method for each thing a person can ask of it.
 *
 * The only room that joins the others. In: files, texts, ids. Out: plain data, the same bytes for the same papers
 * whatever the order they came in. Holds no rules of its own about parsing, ranking, themes or duplicates.
 */
import { availableParallelism } from 'node:os';
import type { Duplicates, PaperDifference } from '../duplicates/index.js';
import type { Embedder } from '../embed/index.js';
import type { Embedding } from '../embedding.js';
import type { AddOptions, AddReport, AddSource, OpenIndex, OpenView } from '../ingest/index.js';
import type { Paper, PaperId } from '../paper.js';
import type { ParseOptions } from '../parse/index.js';
import { locate, openStore, openTemporaryStore } from '../store/index.js';
import type { ThemesDiff } from '../themes/index.js';
import { existingIndex } from './access.js';
import type { BrowseAnswer, BrowseOptions, Timeline } from './browse.js';
import { changes } from './changes.js';
import type { Diagnosis } from './doctor.js';
import type { DuplicatesOptions, KnownAlready } from './duplicates.js';
import type { Evaluation } from './evaluate.js';
import type { HistoryEntry } from './history.js';
import { type KeepingUp, keepingUp } from './keeping-up.js';
import type { LongWorkOptions, MapAnswer } from './map.js';
import { openModel, openModelOf, SHIPPED_MODEL } from './model.js';
import type { PaperSources } from './paper-sources.js';
import { questions } from './questions.js';
import type { SearchAnswer, SearchOptions, SimilarOptions } from './search.js';
import type { Status } from './status.js';
import type { BelongingAnswer, ThemeAnswer, ThemeDecision, ThemesAnswer, ThemesOptions } from './themes.js';
import type { Filters } from './where.js';
import type { WorkOptions } from './work.js';

export type { Duplicates, PaperDifference } from '../duplicates/index.js';
export type { AddOptions, AddProgress, AddReport, AddSource, FileReport } from '../ingest/index.js';
export type { ThemesDiff } from '../themes/index.js';
export type { BrowseAnswer, BrowseOptions, Order, Timeline } from './browse.js';
export { type CareOptions, compactIndex, repairIndex, restoreIndex } from './care.js';
export { type CopyOptions, type CopyReport, copyIndex } from './copy.js';
export type { Diagnosis } from './doctor.js';
export type { DuplicatesOptions, KnownAlready } from './duplicates.js';
export type { Evaluation } from './evaluate.js';
export type { HistoryEntry } from './history.js';
export type * from './keeping-up.js';
export type { LongWorkOptions, MapAnswer } from './map.js';
export type { PaperSources, SourceJoin } from './paper-sources.js';
export { type PlanOptions, postgresPlan } from './postgres-plan.js';
export { type ReembedOptions, type ReembedReport, reembedIndex } from './reembed.js';
export type { PaperResult, SearchAnswer, SearchOptions, SimilarOptions } from './search.js';
export type { Status } from './status.js';
export type {
  BelongingAnswer,
  ThemeAnswer,
  ThemeDecision,
  ThemesAnswer,
  ThemesOptions,
  TitledTheme,
} from './themes.js';
export type { Filters } from './where.js';
export type { WorkOptions } from './work.js';

export interface CorpusOptions {
  /** Folder of the index, or URL of a PostgreSQL database. */
  readonly index: string;
  /** URL of a replica of that database, to read from. */
  readonly readFrom?: string;
  /** Folder of a sentence-transformer; that of the index, or the shipped one, where not given. */
  readonly model?: string;
  /** Make the index where there is none; otherwise that is an error. */
  readonly create?: boolean;
  /** Threads that embed; as many as the machine has cores where not given. */
  readonly workers?: number;
}

/** How long to wait for another writer, and what to do when there is one. */
export type WriteOptions = Pick<AddOptions, 'waitMs' | 'onWait'>;

export interface Corpus extends KeepingUp {
  /** Reads files into the corpus. What is written stays when a later file fails. @throws CorpusError */
  add(files: readonly AddSource[], options?: AddOptions): Promise<AddReport>;
  /**
   * Removes papers with all that was derived from them. @throws CorpusError PAPER_UNKNOWN before anything is removed
   */
  remove(ids: readonly string[], options?: WriteOptions): Promise<{ removed: PaperId[]; papers: number }>;
  /** The papers nearest to a text. */
  search(text: string, options?: SearchOptions): Promise<SearchAnswer>;
  /** The papers nearest to papers of the corpus. */
  similar(ids: readonly string[], options?: SimilarOptions): Promise<SearchAnswer>;
  /** The themes of the papers; found once for each state of them. */
  themes(options?: ThemesOptions): Promise<ThemesAnswer>;
  /** One theme, with the themes within it where it is big. @throws CorpusError THEME_UNKNOWN */
  theme(id: string): Promise<ThemeAnswer>;
  /** What changed in the themes since the papers last changed, and which decisions lie idle. */
  themesDiff(): Promise<ThemesDiff>;
  /** The themes that a text, or the paper of an id, lies nearest to; adds nothing. */
  themesOfText(text: string): Promise<BelongingAnswer>;
  /**
   * A person's own names, merges, splits and pins, and what takes them back; they survive every later run.
   * @returns the decision as it was taken: of a split with the new themes @throws CorpusError
   */
  decideThemes(decision: ThemeDecision, options?: WriteOptions): Promise<ThemeDecision>;
  /** The papers on a plane, near papers near, each with its theme; the same points for the same papers. */
  map(options?: LongWorkOptions): Promise<MapAnswer>;
  /** Near-duplicates in groups, each pair with its evidence. */
  duplicates(options?: DuplicatesOptions): Promise<Duplicates>;
  /** What differs between two papers, word by word. */
  difference(a: string, b: string): Promise<PaperDifference>;
  /** Makes papers one: the first named stays. Met again in a file, the others are recognised as it. */
  mergeDuplicates(
    ids: readonly string[],
    options?: WriteOptions,
  ): Promise<{ kept: PaperId; removed: readonly PaperId[] }>;
  /** Marks two papers as not duplicates. */
  ignoreDuplicate(a: string, b: string, options?: WriteOptions): Promise<{ ignored: readonly [PaperId, PaperId] }>;
  /** What was removed, merged, ignored, renamed, merged, split or moved; latest first. */
  history(): Promise<HistoryEntry[]>;
  /** Takes a change back: the one of the id, or the latest. @throws CorpusError USAGE where it cannot be */
  undo(id?: string, options?: WriteOptions): Promise<{ readonly undone: HistoryEntry }>;
  /** Which papers of files the corpus holds already; adds nothing. */
  knownAlready(files: readonly AddSource[], options?: ParseOptions & DuplicatesOptions): Promise<KnownAlready>;
  /**
   * One paper by its id or a beginning of it that no other paper shares. @throws CorpusError PAPER_UNKNOWN,
   * PAPER_AMBIGUOUS
   */
  show(id: string): Promise<Paper>;
  /** The sources of one paper, and what joins them. @throws CorpusError as `show` */
  sources(id: string): Promise<PaperSources>;
  /** All papers that pass the filters, in order of id. */
  list(filters?: Filters): Promise<Paper[]>;
  /** The papers that pass the filters, in an order, a page at a time. @throws CorpusError USAGE, THEME_UNKNOWN */
  browse(options?: BrowseOptions): Promise<BrowseAnswer>;
  /** The papers of `browse` one after the other, a page in memory at a time. @throws CorpusError as `browse` */
  papers(options?: BrowseOptions): AsyncIterable<Paper>;
  /** How many papers that pass the filters were published in each month. @throws CorpusError USAGE, THEME_UNKNOWN */
  timeline(filters?: Filters): Promise<Timeline>;
  /** The embedding of every paper, in order of id: unit length, `dimension` numbers. */
  embeddings(): Promise<ReadonlyMap<PaperId, Embedding>>;
  status(): Promise<Status>;
  /**
   * Embeds papers that wait for it, together with as many other workers as there are; databases only.
   * @returns how many @throws CorpusError USAGE
   */
  work(options?: WorkOptions): Promise<{ embedded: number }>;
  /** Another one after every write that can change an answer; costs next to nothing to ask. */
  revision(): Promise<string>;
  /** Writes a whole copy of the index to a file, read back and checked; others may read and write meanwhile. */
  backup(file: string): Promise<void>;
  /** Checks model, index and versions; never throws for what it finds. */
  doctor(): Promise<Diagnosis>;
  close(): Promise<void>;
}

/**
 * Opens the corpus in a folder.
 * @throws CorpusError CORPUS_EMPTY where there is no index and `create` is not set; INDEX_DAMAGED; INDEX_VERSION
 */
export async function openCorpus(options: CorpusOptions): Promise<Corpus> {
  const { create = false, readFrom } = options;
  const store = await openStore(create ? locate(options.index).location : existingIndex(options.index), {
    create,
    ...(readFrom === undefined ? {} : { readFrom }),
  });
  let opening: Promise<Embedder> | undefined;
  const embedder = () => (opening ??= openModelOf(store, options.model, options.workers ?? availableParallelism()));
  const opened: OpenIndex = { store, embedder };
  const ask = <T>(question: (index: OpenView) => Promise<T>): Promise<T> =>
    store.read((view) => question({ ...opened, view }));

  const writing = changes(opened, ask);
  return {
    ...keepingUp(opened, ask, writing.add),
    ...questions(ask),
    ...writing,
    doctor: () => ask(async () => (await import('./doctor.js')).diagnose(store, options.model)),
    close: async () => {
      await (await opening?.catch(() => undefined))?.close();
      await store.close();
    },
  };
}

/**
 * Measures paperkin on the judged set of a folder, over a corpus made for the occasion and gone after it.
 * @throws CorpusError INPUT_UNREADABLE, INPUT_INVALID
 */
export async function evaluate(
  folder: string,
  {
    model = SHIPPED_MODEL,
    workers = availableParallelism(),
    ...options
  }: LongWorkOptions & Pick<CorpusOptions, 'model' | 'workers'> = {},
): Promise<Evaluation> {
  const embedder = await openModel(model, workers);
  const store = await openTemporaryStore();
  try {
    return await (await import('./evaluate.js')).evaluateFolder(
      { store, embedder: async () => embedder },
      folder,
      options,
    );
  } finally {
    await embedder.close();
    await store.close();
  }
}
