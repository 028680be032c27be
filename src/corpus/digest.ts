/** The digest of the corpus: papers added since the last digest of a reader, arranged by the digest room. */
import { type DigestTheme, digestThemes, mostDiscussed, type NewPaper } from '../digest/index.js';
import { CorpusError } from '../errors.js';
import type { OpenView } from '../ingest/index.js';
import { byCodeUnits } from '../maths/order.js';
import { isDay, type Paper, type PaperId } from '../paper.js';
import type { StoreView } from '../store/index.js';
import { type Interruptible, limitOf } from './access.js';
import { findDuplicates } from './duplicates.js';
import { readMarks } from './marks.js';
import { addSentences, newPapers } from './new-papers.js';
import { DEFAULT_READER, readerName, readerPosition, writeReaderPosition } from './readers.js';
import { choiceOf, preferencesOf, recommendedIds } from './recommend.js';
import { type IdleSearch, idleSearch, savedSearches, searchAmong } from './saved-searches.js';
import { currentThemes } from './themes.js';

export interface DigestOptions extends Interruptible {
  /** `last` (default): since this reader's last digest; or a date, `YYYY-MM-DD`: added on that day or later. */
  readonly since?: string | undefined;
  /** Name of the reader, for `last`; default: `default`. */
  readonly reader?: string | undefined;
  /** Papers listed for each theme, tag and saved search; default: 5. */
  readonly limit?: number | undefined;
}

/** A new paper that is a near-duplicate, with the evidence as of `DuplicatePair`. */
export interface DigestRepeat {
  readonly paper: NewPaper;
  /** The earlier paper, or another new one. */
  readonly of: Pick<Paper, 'id' | 'title' | 'published'> & { readonly isNew: boolean };
  readonly kind: string;
  readonly evidence: string;
}

export interface Digest {
  readonly reader: string;
  /**
   * The first day that the digest covers; of `last`, the day of the last digest, after which its papers were added.
   * Null if the index was empty then.
   */
  readonly since: string | null;
  /** Whether it is this reader's first digest; then it covers the papers of the latest day. */
  readonly first: boolean;
  /** The latest day on which a paper was added. */
  readonly until: string | null;
  /** Identifies the state that was read; passed to `digestRead` once the digest is written completely. */
  readonly upTo: string;
  /** Number of new papers, and of all. */
  readonly added: number;
  readonly total: number;
  /** For each tag of three papers or more, the new papers that are recommended for it, best first. */
  readonly tags: readonly { readonly tag: string; readonly papers: readonly NewPaper[]; readonly more: number }[];
  /** For each saved search, the new papers that it finds, best first. */
  readonly searches: readonly {
    readonly name: string;
    readonly query: string;
    readonly papers: readonly NewPaper[];
    readonly more: number;
  }[];
  /** Saved searches that can find nothing now. */
  readonly idleSearches: readonly IdleSearch[];
  /** The themes with new papers: new ones, then risen ones, then by the number of new papers. */
  readonly themes: readonly DigestTheme[];
  /** New papers of no theme. */
  readonly unassigned: { readonly papers: readonly NewPaper[]; readonly more: number };
  /** The five new papers with the most comments; none without comments. */
  readonly discussed: readonly NewPaper[];
  /** New papers that are near-duplicates. */
  readonly repeats: readonly DigestRepeat[];
}

const LIMIT = 5;
/** Recommendations considered for each tag: more would be a list and not news. */
const MOST_RECOMMENDED = 50;
const MOST_DISCUSSED = 5;
/** A tag of fewer papers recommends nothing by itself: what two papers have in common is mostly chance. */
const LEAST_TAGGED = 3;

/** @throws CorpusError USAGE for a day that does not exist, or a limit that is no number of papers */
export async function digestOf(index: OpenView, options: DigestOptions): Promise<Digest> {
  const { view } = index;
  const { since = 'last' } = options;
  const limit = limitOf(options.limit ?? LIMIT);
  const reader = readerName(options.reader ?? DEFAULT_READER);
  const start = await startOf(view, since, reader);
  const recommended = await recommendedByTag(index, start.ids, options);
  const items = await newPapers(view, start.ids, recommended);
  const themes = items.size === 0 ? null : await currentThemes(index, options);
  const total = await view.count();
  const unassigned = (themes?.outliers ?? []).map(({ id }) => id).filter((id) => items.has(id));
  const listed = (ids: readonly PaperId[]) => ({
    papers: ids.slice(0, limit).map((id) => items.get(id)!),
    more: Math.max(0, ids.length - limit),
  });
  const searches = [];
  const idleSearches: IdleSearch[] = [];
  for (const saved of await savedSearches(view)) {
    const { name, query, filters } = saved;
    const idle = await idleSearch(index, saved, options);
    if (idle !== undefined) idleSearches.push(idle);
    if (idle !== undefined || items.size === 0) continue;
    const answers = await searchAmong(index, { query, filters, signal: options.signal }, start.ids);
    if (answers.length > 0) searches.push({ name, query, ...listed(answers) });
  }
  const digest: Digest = {
    reader,
    since: start.since,
    first: start.first,
    until: start.until,
    upTo: view.papersVersion,
    added: items.size,
    total,
    tags: [...recommended].map(([tag, ids]) => ({ tag, ...listed(ids) })),
    searches,
    idleSearches,
    themes: digestThemes({ themes: themes?.themes ?? [], papers: items, total, known: start.known, limit }),
    unassigned: listed(unassigned),
    discussed: mostDiscussed(items.values(), MOST_DISCUSSED),
    repeats: items.size === 0 ? [] : await repeatsOf(index, items, options),
  };
  await addSentences(view, listedIn(digest), items);
  return digest;
}

function listedIn({ tags, searches, themes, unassigned, discussed, repeats }: Digest): Set<PaperId> {
  const lists = [...tags, ...searches, ...themes, unassigned].flatMap(({ papers }) => papers);
  return new Set([...lists, ...discussed, ...repeats.map(({ paper }) => paper)].map(({ id }) => id));
}

/**
 * Stores that a reader has read a digest. Called once it is written completely.
 * @throws CorpusError USAGE where `upTo` does not come from a digest
 */
export async function digestRead(index: OpenView, typed: string | undefined, upTo: string): Promise<void> {
  const { view } = index;
  if (upTo !== view.papersVersion && (await view.changesSince(upTo)) === undefined)
    throw new CorpusError(
      'USAGE',
      `“${upTo.slice(0, 40)}” does not come from a digest`,
      'Give `upTo` as the digest gave it.',
    );
  const name = readerName(typed ?? DEFAULT_READER);
  const themes = (await currentThemes(index)).themes.map(({ id }) => id);
  await writeReaderPosition(index, { name, papersVersion: upTo, day: await view.latestDay(), themes });
}

interface Start {
  readonly since: string | null;
  readonly until: string | null;
  readonly first: boolean;
  /** The new papers, in order of id. */
  readonly ids: readonly PaperId[];
  readonly known: ReadonlySet<string> | null;
}

async function startOf(view: StoreView, since: string, reader: string): Promise<Start> {
  const until = await view.latestDay();
  const cameSince = async (day: string | null) => (day === null ? [] : view.listIds({ where: { addedSince: day } }));
  if (since !== 'last') {
    if (!isDay(since)) throw new CorpusError('USAGE', `"${since}" is not a date`, 'Use YYYY-MM-DD or `last`.');
    return { since, until, first: false, ids: await cameSince(since), known: null };
  }
  const last = await readerPosition(view, reader);
  if (last === undefined) return { since: until, until, first: true, ids: await cameSince(until), known: null };
  // If the changes are no longer known, as after a repair, the day decides: papers of that day come again.
  const ids = (await view.changesSince(last.papersVersion))?.added ?? (await cameSince(last.day));
  return { since: last.day, until, first: false, ids, known: new Set(last.themes) };
}

/** For every tag, in order of name, the new papers that are as near to it as its own papers are. */
async function recommendedByTag(
  index: OpenView,
  ids: readonly PaperId[],
  { signal }: Interruptible,
): Promise<ReadonlyMap<string, readonly PaperId[]>> {
  const idsByTag = new Map<string, readonly PaperId[]>();
  if (ids.length === 0) return idsByTag;
  const counts = new Map<string, number>();
  const marks = await readMarks(index.view);
  const waiting = new Set(await index.view.waitingAmong?.(marks.present.map(({ paper }) => paper)));
  for (const { tags } of marks.present.filter(({ paper }) => !waiting.has(paper)))
    for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  const tags = [...counts].filter(([, count]) => count >= LEAST_TAGGED).map(([tag]) => tag);
  if (tags.length === 0) return idsByTag;
  const choice = await choiceOf(index, ids);
  for (const tag of tags.sort(byCodeUnits)) {
    const preferences = await preferencesOf(index, { tag }, marks);
    const near = await recommendedIds(index, preferences, { limit: MOST_RECOMMENDED, choice, signal });
    if (near.length > 0) idsByTag.set(tag, near);
  }
  return idsByTag;
}

/** New papers that are near-duplicates or new versions of another paper. */
async function repeatsOf(
  index: OpenView,
  items: ReadonlyMap<PaperId, NewPaper>,
  { signal }: Interruptible,
): Promise<DigestRepeat[]> {
  const { groups } = await findDuplicates(index, { signal });
  const pairs = groups
    .flatMap(({ pairs }) => pairs)
    .filter(({ a, b }) => items.has(a) || items.has(b))
    .map((pair) => {
      const swap = !items.has(pair.a) || (items.has(pair.b) && pair.b > pair.a);
      return { pair, paper: swap ? pair.b : pair.a, of: swap ? pair.a : pair.b };
    });
  const others = new Map((await index.view.headings(pairs.map(({ of }) => of))).map((one) => [one.id, one]));
  return pairs
    .map(({ pair, paper, of }) => ({
      paper: items.get(paper)!,
      of: { ...others.get(of)!, isNew: items.has(of) },
      kind: pair.kind,
      evidence: pair.evidence,
    }))
    .sort((a, b) => byCodeUnits(a.paper.id, b.paper.id) || byCodeUnits(a.of.id, b.of.id));
}
