/** Searches the corpus: passes the sources to the search room, and converts its answer to the types of the library. */

import { CorpusError } from '../errors.js';
import type { OpenView } from '../ingest/index.js';
import { DEFAULT_LIMIT, type Paper, type PaperId } from '../paper.js';
import {
  type Answer,
  excluding,
  type Mode,
  type RankAndScore,
  type Span,
  searchPapers,
  similarPapers,
  type Unreadable,
} from '../search/index.js';
import type { StoreView, Where } from '../store/index.js';
import { withoutUndefined } from '../without-undefined.js';
import { type Interruptible, limitOf, notEmbedded } from './access.js';
import { checkOption } from './check-value.js';
import { findIds } from './find-paper.js';
import { asIdentified, withIdentifier } from './search-identifier.js';
import { searchSources } from './search-sources.js';
import { among, type Filters, whereOf } from './where.js';

export interface SearchOptions extends Filters, Interruptible {
  /** How many papers at most; default: 10. */
  readonly limit?: number | undefined;
  /** By meaning and words (`hybrid`, the default), by meaning (`dense`), or by words (`lexical`). */
  readonly mode?: Mode | undefined;
  /** Whether each answer carries its rank and score in each ranking. */
  readonly explain?: boolean | undefined;
  /** Papers that the answers should also be like: together they weigh as much as the text. None of them is answered. */
  readonly like?: readonly string[] | undefined;
  /** Papers that the answers should be unlike; none of them is among the answers. */
  readonly not?: readonly string[] | undefined;
}

export type SimilarOptions = Omit<SearchOptions, 'mode' | 'like'>;

/** A paper of an answer. */
export interface PaperResult {
  /** From 1. */
  readonly rank: number;
  /**
   * Half the cosine of the query and the paper as a whole, half that of the query and the nearest of its sentences,
   * its title or the whole; −1…1.
   */
  readonly similarity: number;
  /**
   * False if it is only among the nearest: its similarity is below the floor, and neither its title, a keyword nor one
   * of its sentences says the query.
   */
  readonly about: boolean;
  readonly paper: Paper;
  /** Set where the paper is not embedded yet, and so found by its words alone. */
  readonly waiting?: true;
  /** The sentence of the abstract that is nearest to the query, and the positions of the query's words in it. */
  readonly evidence: {
    readonly sentence: (Span & { readonly text: string }) | null;
    readonly title: readonly Span[];
    readonly abstract: readonly Span[];
    /** Keywords with a word of the query that neither title nor abstract has; not set if there are none. */
    readonly keywords?: readonly string[];
    /** Of `similar`: the example, and its sentence, to which `sentence` is nearest. */
    readonly like?: { readonly id: PaperId; readonly sentence: Span & { readonly text: string } };
  };
  /** With `explain`: by similarity, by BM25, and by both; null where a ranking lacks the paper. */
  readonly explain?: {
    readonly dense: RankAndScore | null;
    readonly lexical: RankAndScore | null;
    readonly hybrid: RankAndScore | null;
  };
}

export interface SearchAnswer {
  readonly query: string;
  readonly mode: Mode;
  /** How many papers pass the filters, without the examples; of the whole corpus where no filter is set. */
  readonly total: number;
  /** Similarity below which an answer to this query is noise in this corpus. */
  readonly floor: number;
  /** Words whose spelling was corrected. */
  readonly corrections: readonly { readonly from: string; readonly to: string }[];
  /** Acronyms or long forms of the corpus that were added to the query. */
  readonly expansions: readonly { readonly from: string; readonly to: string }[];
  /** What the query excludes ("without X"): papers that use it are listed after the others. */
  readonly exclusions: readonly { readonly from: string; readonly to: string }[];
  /** Terms of research that the query describes in everyday words; papers that use them rank higher. */
  readonly relatedTerms: readonly { readonly term: string; readonly description: string }[];
  /** Why the model cannot read the query: its script, its language, or no words; null if it can. */
  readonly unreadable: Unreadable | null;
  /** Set where no paper is about the query; `papers` is then empty. */
  readonly nothing: {
    /** How many papers pass the filters. */
    readonly papers: number;
    /** The most similar paper; null where none passes. */
    readonly nearest: { readonly id: PaperId; readonly title: string; readonly similarity: number } | null;
  } | null;
  /** Set where the query is an identifier, as `doi:10.1000/x` or `id:paper-1`; the answers are the papers with it. */
  readonly identifier?: string;
  /**
   * Set where no paper is a match: the number of papers with the query in the name of an author or an organisation,
   * which the filter `by` lists. Not set if there are none.
   */
  readonly byAuthor?: number;
  /**
   * Set where no paper is a match: the number of papers with the query in your note, which the filter `inNote` lists.
   * Not set if there are none.
   */
  readonly inNotes?: number;
  /** Best first: within each twenty, matches before weak matches. */
  readonly papers: readonly PaperResult[];
  /** Servers of the database that do not answer: their papers are missing. Not set where all answer. */
  readonly missingServers?: readonly string[];
}

const MODES: Readonly<Record<Mode, true>> = { hybrid: true, dense: true, lexical: true };

/** One to five words; a single word of at least four letters, as fewer are in many names. */
const MAY_BE_NAME = /^(?=.{4})[\p{L}\p{M}.'’-]+(?: [\p{L}\p{M}.'’-]+){0,4}$/u;

/**
 * Papers about a text.
 * @throws CorpusError USAGE for an empty text, a mode or a limit; PAPER_UNKNOWN, PAPER_AMBIGUOUS; as `whereOf`
 */
export async function searchText(index: OpenView, text: string, options: SearchOptions): Promise<SearchAnswer> {
  if (text.trim() === '')
    throw new CorpusError('USAGE', 'the query is empty', 'Type a word, a sentence or an abstract.');
  const { mode = 'hybrid', explain = false } = options;
  checkOption('mode', mode, MODES);
  const limit = limitOf(options.limit ?? DEFAULT_LIMIT);
  const { like, unlike } = await examplesOf(index.view, options.like, options.not);
  const filters = await whereOf(index, options);
  const sources = await searchSources(index);
  const byIdentifier = await withIdentifier(index.view, text, excluding(filters, [...like, ...unlike]));
  const where = byIdentifier?.where ?? filters;
  const result = await searchPapers(text, sources, {
    mode: byIdentifier === undefined ? mode : 'hybrid', // by words alone, papers of an identifier would not be ranked
    limit: Math.max(1, limit),
    like,
    unlike,
    where,
  });
  const { query, relatedTerms, unreadable, papers, floor, nothing } =
    byIdentifier === undefined ? result : { ...result, ...asIdentified(result.papers, byIdentifier) };
  // Papers that could be answers: without the examples.
  const total = await index.view.count(excluding(nothing === null ? where : filters, [...like, ...unlike]));
  return {
    query: text,
    mode,
    total,
    floor,
    corrections: query.corrections,
    expansions: query.expansions,
    exclusions: query.exclusions,
    relatedTerms: relatedTerms.map(({ forms: [term], description }) => ({ term: term!, description })),
    unreadable,
    nothing: nothing && { papers: total, nearest: nothing.nearest && headingOf(nothing.nearest) },
    papers: nothing !== null ? [] : await foundPapers(index.view, papers.slice(0, limit), { explain, mode }),
    ...withoutUndefined({ identifier: byIdentifier?.identifier }),
    ...(nothing === null && papers.some(({ about }) => about) ? {} : await elsewhere(index, text, filters, options)),
    ...missingServersOf(index.view),
  };
}

/** Where else the query is, for an answer without a match. */
async function elsewhere(index: OpenView, text: string, filters: Where | undefined, options: Filters & Interruptible) {
  return { ...(await byAuthorOf(index.view, text, filters)), ...(await inNotesOf(index, text, filters, options)) };
}

/** The papers of an author or organisation, if the text may be the name of one and there are any. */
async function byAuthorOf(view: StoreView, text: string, filters: Where | undefined) {
  const by = text.trim();
  if (!MAY_BE_NAME.test(by) || filters?.by !== undefined) return {};
  const byAuthor = await view.count({ ...filters, by });
  return byAuthor === 0 ? {} : { byAuthor };
}

/** The papers with the text in their note, if there are any. */
async function inNotesOf(
  index: OpenView,
  text: string,
  filters: Where | undefined,
  { inNote, signal }: Filters & Interruptible,
) {
  if (inNote !== undefined) return {};
  const withNote = await whereOf(index, { inNote: text, signal });
  const inNotes = await index.view.count(among(filters, withNote?.ids ?? []));
  return inNotes === 0 ? {} : { inNotes };
}

/**
 * Papers like those named and unlike those refused; none of them is among the answers. @throws CorpusError
 * PAPER_UNKNOWN, PAPER_AMBIGUOUS
 */
export async function similarTo(
  index: OpenView,
  typed: readonly string[],
  options: SimilarOptions,
): Promise<SearchAnswer> {
  const { explain = false } = options;
  const limit = limitOf(options.limit ?? DEFAULT_LIMIT);
  if (typed.length === 0) throw new CorpusError('USAGE', 'there is no paper to be similar to', 'Name one by its id.');
  const { like, unlike } = await examplesOf(index.view, typed, options.not);
  const where = await whereOf(index, options);
  const sources = await searchSources(index);
  const { papers, floor } = await similarPapers(like, unlike, sources, { limit, where });
  return {
    query: [like.join(' '), ...(unlike.length === 0 ? [] : ['--not', unlike.join(' ')])].join(' '),
    mode: 'hybrid',
    total: await index.view.count(excluding(where, [...like, ...unlike])),
    floor,
    corrections: [],
    expansions: [],
    exclusions: [],
    relatedTerms: [],
    unreadable: null,
    nothing: null,
    papers: await foundPapers(index.view, papers, { explain, mode: 'hybrid' }),
    ...missingServersOf(index.view),
  };
}

/**
 * Papers to be like and unlike, by id.
 * @throws CorpusError PAPER_UNKNOWN, PAPER_AMBIGUOUS; USAGE for one in both; FAILED for one that is not embedded yet
 */
async function examplesOf(
  view: StoreView,
  liked: readonly string[] = [],
  not: readonly string[] = [],
): Promise<{ readonly like: readonly PaperId[]; readonly unlike: readonly PaperId[] }> {
  const like = await findIds(view, liked);
  const unlike = await findIds(view, not);
  const both = like.find((id) => unlike.includes(id));
  if (both !== undefined)
    throw new CorpusError('USAGE', `${both} is in both lists, like and unlike`, 'Leave it out of one of the two.');
  const [waiting] = (await view.waitingAmong?.([...like, ...unlike])) ?? [];
  if (waiting !== undefined) throw notEmbedded(waiting);
  return { like, unlike };
}

/** A paper of which only this is shown. */
function headingOf({ paper: { id, title }, similarity }: Pick<Answer, 'paper' | 'similarity'>) {
  return { id, title, similarity };
}

/** For an answer: the servers whose papers are missing. */
export function missingServersOf({ missing }: StoreView): { readonly missingServers?: readonly string[] } {
  return withoutUndefined({ missingServers: missing });
}

interface Showing {
  readonly explain: boolean;
  readonly mode: Mode;
}

async function foundPapers(view: StoreView, answers: readonly Answer[], showing: Showing): Promise<PaperResult[]> {
  const waiting = new Set(await view.waitingAmong?.(answers.map(({ paper }) => paper.id)));
  return answers.map((answer) => ({
    ...foundPaper(answer, showing),
    ...(waiting.has(answer.paper.id) ? { waiting: true as const } : {}),
  }));
}

function foundPaper(
  { rank, similarity, about, paper, evidence, dense, lexical, score }: Answer,
  { explain, mode }: Showing,
): PaperResult {
  return {
    rank,
    similarity,
    about,
    paper,
    evidence: {
      sentence: evidence.sentence,
      title: evidence.marks.title,
      abstract: evidence.marks.abstract,
      ...withoutUndefined({ keywords: evidence.keywords, like: evidence.like }),
    },
    ...(explain ? { explain: { dense, lexical, hybrid: mode === 'hybrid' ? { rank, score } : null } } : {}),
  };
}
