/** Keeping up with new papers: marks, recommendations, digests, saved searches and followed addresses. */
import type { OpenIndex, OpenView } from '../ingest/index.js';
import { type Ask, inTurn, type WriteOptions } from './access.js';
import type { Digest, DigestOptions } from './digest.js';
import type { FeedAnswer, FeedOptions } from './feed.js';
import type { Add, FetchedAddress, FetchingOptions, Followed, FollowReport, UpdateReport } from './follow.js';
import type { PaperMarks } from './marks.js';
import type { RecommendAnswer, RecommendOptions } from './recommend.js';
import type { SavedSearch } from './saved-searches.js';
import type { MarkChange, MarkReport, TagAnswer, TagSummary } from './tags.js';
import type { TrendingAnswer, TrendingOptions } from './trending.js';

export interface KeepingUp {
  /**
   * Tags papers, marks them as read, or writes a note; or undoes that.
   * @throws CorpusError USAGE for a name or a note that cannot be one; TAG_UNKNOWN; then nothing is changed
   */
  mark(change: MarkChange, options?: WriteOptions): Promise<MarkReport>;
  /** All marked papers, in order of id. */
  marks(): Promise<PaperMarks[]>;
  /** All tags with the number of their papers, in order of name. */
  tags(): Promise<{ readonly tags: readonly TagSummary[] }>;
  /** The papers of a tag. @throws CorpusError TAG_UNKNOWN */
  tag(name: string): Promise<TagAnswer>;
  /**
   * Papers similar to the liked ones, best first; none that is liked, disliked or, by default, read.
   * @throws CorpusError USAGE without a liked paper; TAG_UNKNOWN
   */
  recommend(options: RecommendOptions): Promise<RecommendAnswer>;
  /**
   * What is new: by tag, saved search and theme; near-duplicates; the most discussed papers. Stores nothing:
   * `digestRead` ends what is new for a reader.
   * @throws CorpusError USAGE for a date, a reader or a limit that is none
   */
  digest(options?: DigestOptions): Promise<Digest>;
  /** Stores that a reader has read a digest up to its `upTo`. @throws CorpusError USAGE for an `upTo` of no digest */
  digestRead(upTo: string, options?: WriteOptions & { readonly reader?: string | undefined }): Promise<void>;
  /**
   * The latest papers, last added first: all, or of a tag, a theme or a saved search.
   * @throws CorpusError USAGE for more than one of them; TAG_UNKNOWN, THEME_UNKNOWN, NAME_UNKNOWN
   */
  feed(options?: FeedOptions): Promise<FeedAnswer>;
  /** Recent papers that are discussed, and themes whose share grows. @throws CorpusError USAGE */
  trending(options?: TrendingOptions): Promise<TrendingAnswer>;
  /** Searches that every digest runs again, in order of name. */
  savedSearches(): Promise<readonly SavedSearch[]>;
  /** Saves a search; replaces one with the same name. @throws CorpusError USAGE, THEME_UNKNOWN, TAG_UNKNOWN */
  saveSearch(search: SavedSearch, options?: WriteOptions): Promise<SavedSearch>;
  /** Forgets a saved search. @throws CorpusError NAME_UNKNOWN */
  removeSearch(name: string, options?: WriteOptions): Promise<SavedSearch>;
  /** Fetches an http or https address and adds its papers. @throws CorpusError USAGE, INTERRUPTED */
  addUrl(url: string, options?: FetchingOptions): Promise<FetchedAddress>;
  /** Addresses that `update` fetches, in order of name. */
  followed(): Promise<readonly Followed[]>;
  /** Follows an address; replaces one with the same name. @throws CorpusError USAGE */
  follow(source: Followed, options?: WriteOptions): Promise<FollowReport>;
  /** Stops following an address; its papers stay. @throws CorpusError NAME_UNKNOWN */
  unfollow(name: string, options?: WriteOptions): Promise<Followed>;
  /**
   * Fetches the addresses with these names, or all; a failure does not stop the others.
   * @throws CorpusError USAGE, NAME_UNKNOWN
   */
  update(names?: readonly string[], options?: FetchingOptions): Promise<UpdateReport>;
}

const tags = () => import('./tags.js');
const digests = () => import('./digest.js');
const searches = () => import('./saved-searches.js');
const following = () => import('./follow.js');

export function keepingUp({ store }: OpenIndex, ask: Ask, add: Add): KeepingUp {
  /** Runs a change with the write lock, over one snapshot. */
  const change = <T>(options: WriteOptions, work: (index: OpenView) => Promise<T>) =>
    inTurn(store, options, () => ask(work));
  return {
    mark: (one, options = {}) =>
      change(options, async (index) => {
        const report = await (await tags()).mark(index, one);
        if (one.kind === 'rename') await (await searches()).renameTagInSearches(index, one.name, one.to);
        return report;
      }),
    marks: () => ask(async ({ view }) => (await tags()).allMarks(view)),
    tags: () => ask(async ({ view }) => (await tags()).tagsOf(view)),
    tag: (name) => ask(async ({ view }) => (await tags()).tagOf(view, name)),
    recommend: (options) => ask(async (index) => (await import('./recommend.js')).recommendPapers(index, options)),
    digest: (options = {}) => ask(async (index) => (await digests()).digestOf(index, options)),
    digestRead: (upTo, options = {}) =>
      change(options, async (index) => (await digests()).digestRead(index, options.reader, upTo)),
    feed: (options = {}) => ask(async (index) => (await import('./feed.js')).feedOf(index, options)),
    trending: (options = {}) => ask(async (index) => (await import('./trending.js')).trendingIn(index, options)),
    savedSearches: () => ask(async ({ view }) => (await searches()).savedSearches(view)),
    saveSearch: (search, options = {}) =>
      change(options, async (index) => (await searches()).saveSearch(index, search)),
    removeSearch: (name, options = {}) =>
      change(options, async (index) => (await searches()).removeSearch(index, name)),
    addUrl: async (url, options = {}) => {
      const { validators: _, ...report } = await (await following()).fetchInto(url, add, options);
      return report;
    },
    followed: () => ask(async ({ view }) => (await following()).followed(view)),
    follow: (source, options = {}) => change(options, async (index) => (await following()).follow(index, source)),
    unfollow: (name, options = {}) => change(options, async (index) => (await following()).unfollow(index, name)),
    update: async (names = [], options = {}) => {
      const { rememberSource, sourcesToUpdate, updateSources } = await following();
      const sources = await ask(({ view }) => sourcesToUpdate(view, names));
      const remember: Parameters<typeof updateSources>[2] = (source) =>
        change(options, (index) => rememberSource(index, source));
      const reports = await updateSources(sources, add, remember, options);
      return { sources: reports, papers: await ask(({ view }) => view.count()) };
    },
  };
}
