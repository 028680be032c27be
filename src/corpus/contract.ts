/** What a corpus answers and changes: one method for each thing that a person can ask of it. */
import type { Duplicates, PaperDifference } from '../duplicates/index.js';
import type { Embedding } from '../embedding.js';
import type { AddOptions, AddReport, AddSource } from '../ingest/index.js';
import type { Paper, PaperId } from '../paper.js';
import type { ParseOptions } from '../parse/index.js';
import type { ThemesDiff } from '../themes/index.js';
import type { WriteOptions } from './access.js';
import type { BrowseAnswer, BrowseOptions, Timeline } from './browse.js';
import type { Diagnosis } from './doctor.js';
import type { DuplicatesOptions, KnownAlready } from './duplicates.js';
import type { HistoryEntry } from './history.js';
import type { KeepingUp } from './keeping-up.js';
import type { LongWorkOptions, MapAnswer } from './map.js';
import type { PaperSources } from './paper-sources.js';
import type { SearchAnswer, SearchOptions, SimilarOptions } from './search.js';
import type { Status } from './status.js';
import type { BelongingAnswer, ThemeAnswer, ThemeDecision, ThemesAnswer, ThemesOptions } from './themes.js';
import type { Filters } from './where.js';
import type { WorkOptions } from './work.js';

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
