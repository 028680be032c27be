/** What a corpus answers and changes: one method for each thing that a person can ask of it. */
import type { Duplicates, PaperDifference } from '../duplicates/index.js';
import type { Embedding } from '../embedding.js';
import type { AddOptions, AddReport, AddSource } from '../ingest/index.js';
import type { Paper, PaperId } from '../paper.js';
import type { ParseOptions } from '../parse/index.js';
import type { LongWork } from '../store/index.js';
import type { ThemesDiff } from '../themes/index.js';
import type { Interruptible, WriteOptions } from './access.js';
import type { BrowseAnswer, BrowseOptions, Timeline } from './browse.js';
import type { Diagnosis } from './doctor.js';
import type { DuplicatesOptions, KnownAlready } from './duplicates.js';
import type { HistoryEntry } from './history.js';
import type { KeepingUp } from './keeping-up.js';
import type { MapAnswer } from './map.js';
import type { PaperSources } from './paper-sources.js';
import type { SearchAnswer, SearchOptions, SimilarOptions } from './search.js';
import type { SplitPreview } from './split-theme.js';
import type { Status } from './status.js';
import type {
  BelongingAnswer,
  ThemeAnswer,
  ThemeDecision,
  ThemeOptions,
  ThemesAnswer,
  ThemesOptions,
} from './themes.js';
import type { Filters } from './where.js';
import type { WorkOptions } from './work.js';

export interface Corpus extends KeepingUp {
  /** Adds the papers of files. Papers already written stay if a later file fails. @throws CorpusError */
  add(files: readonly AddSource[], options?: AddOptions): Promise<AddReport>;
  /** Removes papers and what was derived from them. @throws CorpusError PAPER_UNKNOWN; then none is removed */
  remove(ids: readonly string[], options?: WriteOptions): Promise<{ removed: PaperId[]; papers: number }>;
  /** The papers nearest to a text. */
  search(text: string, options?: SearchOptions): Promise<SearchAnswer>;
  /** The papers nearest to papers of the corpus. */
  similar(ids: readonly string[], options?: SimilarOptions): Promise<SearchAnswer>;
  /** The themes of the papers; computed once for each version of the papers. */
  themes(options?: ThemesOptions): Promise<ThemesAnswer>;
  /** One theme; a large one with its subthemes. @throws CorpusError THEME_UNKNOWN */
  theme(id: string, options?: ThemeOptions): Promise<ThemeAnswer>;
  /** What changed in the themes since the papers last changed, and the decisions without effect. */
  themesDiff(options?: Interruptible): Promise<ThemesDiff>;
  /** The themes most similar to a text, or to a paper given by its whole id or an identifier. */
  themesOfText(text: string, options?: Interruptible): Promise<BelongingAnswer>;
  /**
   * Renames, merges, splits or pins, or undoes that. Decisions survive every later run.
   * @returns the decision as applied: a split with its new themes @throws CorpusError
   */
  decideThemes(decision: ThemeDecision, options?: WriteOptions & Interruptible): Promise<ThemeDecision>;
  /**
   * The parts that a split would give; nothing is stored. @param parts default: 2
   * @throws CorpusError THEME_UNKNOWN; USAGE if the theme cannot be split
   */
  previewSplit(theme: string, options?: Interruptible & { readonly parts?: number | undefined }): Promise<SplitPreview>;
  /** Map positions: similar papers are close to each other. The same papers give the same positions. */
  map(options?: LongWork): Promise<MapAnswer>;
  /** Near-duplicates in groups, each pair with its evidence. @throws CorpusError USAGE for a threshold that is none */
  duplicates(options?: DuplicatesOptions): Promise<Duplicates>;
  /** What differs between two papers, word by word. */
  difference(a: string, b: string): Promise<PaperDifference>;
  /** Merges papers into the first. If a file contains one of the others again, it is recognised as the first. */
  mergeDuplicates(
    ids: readonly string[],
    options?: WriteOptions,
  ): Promise<{ representative: PaperId; removed: readonly PaperId[] }>;
  /** Marks two papers as not duplicates. */
  ignoreDuplicate(a: string, b: string, options?: WriteOptions): Promise<{ ignored: readonly [PaperId, PaperId] }>;
  /**
   * What was removed, merged, ignored, renamed, split or moved, and tags that were renamed or removed from several
   * papers; latest first.
   */
  history(): Promise<HistoryEntry[]>;
  /** Undoes a change: the latest, or the one with the id. @throws CorpusError NAME_UNKNOWN; USAGE if it cannot be */
  undo(id?: string, options?: WriteOptions): Promise<{ readonly undone: HistoryEntry }>;
  /** The papers of files that the corpus already contains; adds nothing. */
  knownAlready(files: readonly AddSource[], options?: ParseOptions & DuplicatesOptions): Promise<KnownAlready>;
  /**
   * One paper by its id, a unique prefix, or an identifier such as a DOI.
   * @throws CorpusError PAPER_UNKNOWN, PAPER_AMBIGUOUS
   */
  show(id: string): Promise<Paper>;
  /** The sources of one paper, and what joins them. @throws CorpusError as `show` */
  sources(id: string): Promise<PaperSources>;
  /** All papers that pass the filters, in order of id. */
  list(filters?: Filters): Promise<Paper[]>;
  /** The papers that pass the filters, in an order, a page at a time. @throws CorpusError as `timeline` */
  browse(options?: BrowseOptions): Promise<BrowseAnswer>;
  /** The papers of `browse` as a stream; one page at a time is in memory. @throws CorpusError as `browse` */
  papers(options?: BrowseOptions): AsyncIterable<Paper>;
  /**
   * The number of papers that pass the filters, by month of publication.
   * @throws CorpusError USAGE, THEME_UNKNOWN, TAG_UNKNOWN
   */
  timeline(filters?: Filters & Interruptible): Promise<Timeline>;
  /** The embedding of every paper, in order of id: unit length, `dimension` numbers. */
  embeddings(): Promise<ReadonlyMap<PaperId, Embedding>>;
  /** How many papers the index contains, its model and its size. */
  status(): Promise<Status>;
  /**
   * Embeds papers that were added with `embedLater`, together with other workers; databases only.
   * @returns how many @throws CorpusError USAGE
   */
  work(options?: WorkOptions): Promise<{ embedded: number }>;
  /** Changes with every write that can change an answer; cheap. */
  revision(): Promise<string>;
  /** Writes a complete copy of the index to a file and verifies it; others may read and write meanwhile. */
  backup(file: string, options?: LongWork): Promise<void>;
  /** Checks the model, the index and versions. Reports faults and does not throw for them. */
  doctor(options?: LongWork): Promise<Diagnosis>;
  /** Waits for the calls that run, and closes the index; later calls throw a CorpusError. */
  close(): Promise<void>;
}
