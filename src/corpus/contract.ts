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

/**
 * An open index. A paper is named by its id, a unique prefix or an identifier, with the errors of `show`; a theme by
 * its id or label. Beside the errors that are stated, a method throws CorpusError INDEX_DAMAGED, INDEX_REPLACED or
 * DATABASE_DOWN; MODEL_MISSING, MODEL_DAMAGED or MODEL_DIFFERS if it embeds a text; CORPUS_BUSY, READ_ONLY or DISK_FULL
 * if it writes; INTERRUPTED if it takes a `signal`; and USAGE after `close`.
 */
export interface Corpus extends KeepingUp {
  /**
   * Adds the papers of files. A file that cannot be read is reported as its `failure`, and the others are added; papers
   * already written stay if a later file fails.
   * @throws CorpusError USAGE; INPUT_UNREADABLE, INPUT_INVALID with `strict` only
   */
  add(files: readonly AddSource[], options?: AddOptions): Promise<AddReport>;
  /** Removes papers and what was derived from them. @throws CorpusError PAPER_UNKNOWN; then none is removed */
  remove(ids: readonly string[], options?: WriteOptions): Promise<{ removed: PaperId[]; papers: number }>;
  /**
   * Papers about a text, best first; weak matches after matches, within each twenty.
   * @throws CorpusError USAGE for an empty text and options that exclude each other; THEME_UNKNOWN, TAG_UNKNOWN
   */
  search(text: string, options?: SearchOptions): Promise<SearchAnswer>;
  /**
   * Papers like papers of the corpus, which are not among the answers. Their similarity is to these papers.
   * @throws CorpusError USAGE without an id; THEME_UNKNOWN, TAG_UNKNOWN; FAILED for a paper that is not embedded yet
   */
  similar(ids: readonly string[], options?: SimilarOptions): Promise<SearchAnswer>;
  /**
   * The themes of the papers; computed once for each version of the papers.
   * @throws CorpusError USAGE for a number of themes or dates that are none
   */
  themes(options?: ThemesOptions): Promise<ThemesAnswer>;
  /** One theme; a large one with its subthemes. @throws CorpusError THEME_UNKNOWN */
  theme(id: string, options?: ThemeOptions): Promise<ThemeAnswer>;
  /** What changed in the themes since papers were last added or removed, and the decisions without effect. */
  themesDiff(options?: Interruptible): Promise<ThemesDiff>;
  /**
   * The three themes most similar to a text, or to a paper given by its whole id or an identifier.
   * @throws CorpusError USAGE for an empty text
   */
  themesOfText(text: string, options?: Interruptible): Promise<BelongingAnswer>;
  /**
   * Renames, merges, splits or pins, or undoes that. Decisions survive every later run.
   * @returns the decision as applied: with ids, and a split with its new themes
   * @throws CorpusError THEME_UNKNOWN; USAGE for a decision that makes no sense beside the current themes
   */
  decideThemes(decision: ThemeDecision, options?: WriteOptions & Interruptible): Promise<ThemeDecision>;
  /**
   * The parts that a split would give; nothing is stored. @param parts default: 2
   * @throws CorpusError THEME_UNKNOWN; USAGE if the theme cannot be split
   */
  previewSplit(theme: string, options?: Interruptible & { readonly parts?: number | undefined }): Promise<SplitPreview>;
  /**
   * Map positions by UMAP, −1…1: similar papers are close to each other. Papers keep their places while others come
   * and go; in a new index, the same papers give the same positions.
   */
  map(options?: LongWork): Promise<MapAnswer>;
  /** Near-duplicates in groups, each pair with its evidence. @throws CorpusError USAGE for a threshold that is none */
  duplicates(options?: DuplicatesOptions): Promise<Duplicates>;
  /** What differs between two papers, word by word, from the first to the second. */
  difference(a: string, b: string): Promise<PaperDifference>;
  /**
   * Merges papers into the first. If a file contains one of the others again, it is recognised as the first.
   * @throws CorpusError USAGE for fewer than two papers
   */
  mergeDuplicates(
    ids: readonly string[],
    options?: WriteOptions,
  ): Promise<{ representative: PaperId; removed: readonly PaperId[] }>;
  /** Marks two papers as not duplicates. @throws CorpusError USAGE for one paper twice */
  ignoreDuplicate(a: string, b: string, options?: WriteOptions): Promise<{ ignored: readonly [PaperId, PaperId] }>;
  /**
   * What was removed, merged, ignored, renamed, split or moved, and tags that were renamed or removed from several
   * papers; latest first.
   */
  history(): Promise<HistoryEntry[]>;
  /** Undoes a change: the latest, or the one with the id. @throws CorpusError NAME_UNKNOWN; USAGE if it cannot be */
  undo(id?: string, options?: WriteOptions): Promise<{ readonly undone: HistoryEntry }>;
  /**
   * Which papers of files the corpus already contains, as near-duplicates; adds nothing.
   * @throws CorpusError as `add` and `duplicates`
   */
  knownAlready(files: readonly AddSource[], options?: ParseOptions & DuplicatesOptions): Promise<KnownAlready>;
  /**
   * One paper by its id, a unique prefix, or an identifier such as a DOI.
   * @throws CorpusError PAPER_UNKNOWN, PAPER_AMBIGUOUS
   */
  show(id: string): Promise<Paper>;
  /** The sources of one paper, and what joins them. @throws CorpusError as `show` */
  sources(id: string): Promise<PaperSources>;
  /** All papers that pass the filters, in order of id. @throws CorpusError as `timeline` */
  list(filters?: Filters): Promise<Paper[]>;
  /**
   * The papers that pass the filters, in an order, a page at a time.
   * @throws CorpusError as `timeline`; USAGE for a limit or an `after` that no answer gave
   */
  browse(options?: BrowseOptions): Promise<BrowseAnswer>;
  /**
   * The papers of `browse` as a stream, a part of them in memory at a time: those that pass when it begins, without
   * those removed since. @throws CorpusError as `browse`
   */
  papers(options?: BrowseOptions): AsyncIterable<Paper>;
  /**
   * The number of papers that pass the filters, by month of publication.
   * @throws CorpusError USAGE for dates; THEME_UNKNOWN, TAG_UNKNOWN
   */
  timeline(filters?: Filters & Interruptible): Promise<Timeline>;
  /** The embedding of every paper, in order of id: unit length, `dimension` numbers of `status`. All are in memory. */
  embeddings(): Promise<ReadonlyMap<PaperId, Embedding>>;
  /** How many papers the index contains, its model and its size. */
  status(): Promise<Status>;
  /**
   * Embeds papers that were added with `embedLater`, together with other workers; databases only.
   * @returns how many @throws CorpusError USAGE
   */
  work(options?: WorkOptions): Promise<{ embedded: number }>;
  /** An opaque text that changes with every write that can change an answer; cheap. */
  revision(): Promise<string>;
  /**
   * Writes a complete copy of the index to a file and verifies it; others may read and write meanwhile.
   * @throws CorpusError USAGE for a database, a folder that does not exist, and an existing file that is no backup
   */
  backup(file: string, options?: LongWork): Promise<void>;
  /** Checks the model, the index and versions. Reports faults and does not throw for them. */
  doctor(options?: LongWork): Promise<Diagnosis>;
  /** Waits for the calls that run, and closes the index; later calls throw a CorpusError. */
  close(): Promise<void>;
}
