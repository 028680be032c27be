/**
 * Recommends unmarked papers that are similar to the liked ones: selects candidates, and converts the answer.
 */
import { CorpusError, yieldToEventLoop } from '../errors.js';
import type { OpenView } from '../ingest/index.js';
import { evenly } from '../maths/batches.js';
import { byCodeUnits } from '../maths/order.js';
import { DEFAULT_LIMIT, type Paper, type PaperId } from '../paper.js';
import {
  type CandidatePaper,
  type HeldOut,
  type Preferences,
  type Recommendation,
  rank,
  recommend,
  type WordReason,
} from '../recommend/index.js';
import { type Interruptible, limitOf, notEmbedded } from './access.js';
import { embeddedPapersOf } from './embedded-papers.js';
import { findIds } from './find-paper.js';
import { type Marks, readMarks } from './marks.js';
import { knownTag } from './tags.js';

export interface RecommendOptions extends Interruptible {
  /** The papers of this tag are liked. */
  readonly tag?: string | undefined;
  /** Papers that are liked or disliked beside those of the tags, by id. At least one paper must be liked. */
  readonly like?: readonly string[] | undefined;
  readonly unlike?: readonly string[] | undefined;
  /** The papers of this tag are disliked. */
  readonly unlikeTag?: string | undefined;
  /** How many papers at most; default: 10. */
  readonly limit?: number | undefined;
  /** Only papers added on this day or later: `YYYY-MM-DD`, UTC. */
  readonly addedSince?: string | undefined;
  /** Also papers that are marked as read; default: without them. */
  readonly withRead?: boolean | undefined;
}

export interface RecommendedPaper extends Omit<Recommendation, 'id'> {
  readonly rank: number;
  readonly paper: Paper;
}

export interface RecommendAnswer {
  readonly tag: string | null;
  /** Numbers of liked and of disliked papers. */
  readonly liked: number;
  readonly disliked: number;
  /** Number of papers to choose from. */
  readonly candidates: number;
  readonly papers: readonly RecommendedPaper[];
  /** Words that distinguish the liked papers from others, heaviest first. */
  readonly words: readonly WordReason[];
  readonly heldOut: HeldOut;
}

/**
 * Candidates near liked papers, and a sample of all papers that represents the rest of the collection. Tokenising and
 * training on both takes some tenths of a second.
 */
const NEAREST = 600;
const SPREAD = 600;
/** Liked papers whose neighbours are candidates; more add time and hardly a candidate. */
const MOST_ASKED = 50;
/** Up to this number of eligible papers, all are candidates; beyond that, those near liked papers. */
const MOST_CHOSEN = 2_000;

export interface MarkedPapers {
  readonly tag: string | null;
  readonly liked: readonly PaperId[];
  readonly disliked: readonly PaperId[];
  /** Never recommended: what is liked, disliked, or read already. */
  readonly leftOut: ReadonlySet<PaperId>;
}

type Candidate = CandidatePaper & { readonly paper: Paper };

/** What to choose from, whatever is liked. */
export interface Choice {
  /** The papers that may be recommended; undefined: all. */
  readonly only: ReadonlySet<PaperId> | undefined;
  /** Candidates that need not be near liked papers: these if they are few, and a sample of all papers. */
  readonly candidates: ReadonlyMap<PaperId, Candidate>;
}

/** @throws CorpusError as `preferencesOf`; TAG_UNKNOWN, PAPER_UNKNOWN, PAPER_AMBIGUOUS, INTERRUPTED */
export async function recommendPapers(index: OpenView, options: RecommendOptions): Promise<RecommendAnswer> {
  const marked = await preferencesOf(index, options);
  const { addedSince, signal } = options;
  const limit = limitOf(options.limit ?? DEFAULT_LIMIT);
  const only = addedSince === undefined ? undefined : await index.view.listIds({ where: { addedSince } });
  const choice = await choiceOf(index, only);
  const { liked, disliked, candidates } = await readMarked(index, marked, choice, signal);
  const answer = recommend({ liked, disliked, candidates }, { limit, only: choice.only });
  const papers = new Map(candidates.map(({ id, paper }) => [id, paper]));
  return {
    tag: marked.tag,
    liked: marked.liked.length,
    disliked: marked.disliked.length,
    candidates: candidates.filter(({ id }) => choice.only?.has(id) !== false).length,
    papers: answer.papers.map(({ id, ...rest }, i) => ({ rank: i + 1, paper: papers.get(id)!, ...rest })),
    words: answer.words,
    heldOut: answer.heldOut,
  };
}

/** The ids of the papers that are recommended with more than weak strength, best first: for lists without evidence. */
export async function recommendedIds(
  index: OpenView,
  marked: MarkedPapers,
  { limit, choice, signal }: { readonly limit: number; readonly choice: Choice } & Interruptible,
): Promise<PaperId[]> {
  const ranked = rank(await readMarked(index, marked, choice, signal), { limit, only: choice.only });
  return ranked.filter(({ strength }) => strength !== 'weak').map(({ id }) => id);
}

/** @param only the papers that may be recommended; default: all */
export async function choiceOf(index: OpenView, only?: readonly PaperId[]): Promise<Choice> {
  const chosen = only === undefined || only.length > MOST_CHOSEN ? [] : only;
  const ids = [...new Set([...evenly(await index.view.listIds(), SPREAD), ...chosen])];
  return { only: only && new Set(only), candidates: await readCandidates(index, ids) };
}

/** The marked papers and the candidates near them. */
async function readMarked(
  index: OpenView,
  { liked, disliked, leftOut }: MarkedPapers,
  choice: Choice,
  signal: AbortSignal | undefined,
): Promise<{ readonly [K in keyof Preferences]: readonly Candidate[] }> {
  const near = await nearestTo(index, liked, signal);
  const unread = near.filter((id) => !choice.candidates.has(id) && !leftOut.has(id));
  const papers = new Map([...choice.candidates, ...(await readCandidates(index, unread))]);
  await yieldToEventLoop(signal);
  return {
    liked: [...(await readCandidates(index, liked)).values()],
    disliked: [...(await readCandidates(index, disliked)).values()],
    candidates: [...papers.values()].filter(({ id }) => !leftOut.has(id)),
  };
}

/**
 * @param known the marks, where they have been read
 * @throws CorpusError USAGE where nothing is liked, or a paper is both; FAILED where no liked paper is embedded
 */
export async function preferencesOf(index: OpenView, options: RecommendOptions, known?: Marks): Promise<MarkedPapers> {
  const marks = known ?? (await readMarks(index.view));
  const tagged = (name: string | undefined): PaperId[] => {
    if (name === undefined) return [];
    const tag = knownTag(name, marks);
    return marks.present.filter(({ tags }) => tags.includes(tag)).map(({ paper }) => paper);
  };
  const disliked = new Set([...tagged(options.unlikeTag), ...(await findIds(index.view, options.unlike ?? []))]);
  const byName = await findIds(index.view, options.like ?? []);
  const both = byName.find((id) => disliked.has(id));
  if (both !== undefined)
    throw new CorpusError('USAGE', `${both} is liked and disliked`, 'Leave it out of one of the two.');
  const liked = [...new Set([...tagged(options.tag), ...byName])].filter((id) => !disliked.has(id)).sort();
  if (liked.length === 0)
    throw new CorpusError('USAGE', 'no liked papers are given', 'Name a tag that papers have, or papers by their ids.');
  const waiting = new Set(await index.view.waitingAmong?.(liked));
  if (liked.every((id) => waiting.has(id))) throw notEmbedded(liked[0]!);
  const read = options.withRead === true ? [] : marks.present.filter((one) => one.read).map(({ paper }) => paper);
  return {
    tag: options.tag === undefined ? null : knownTag(options.tag, marks),
    liked,
    disliked: [...disliked].sort(),
    leftOut: new Set([...liked, ...disliked, ...read]),
  };
}

async function nearestTo(
  { view }: OpenView,
  liked: readonly PaperId[],
  signal: AbortSignal | undefined,
): Promise<PaperId[]> {
  const examples = evenly(liked, MOST_ASKED);
  const embeddings = await view.embeddings(examples);
  const each = Math.ceil((2 * NEAREST) / examples.length);
  const best = new Map<PaperId, number>();
  for (const embedding of embeddings.values()) {
    await yieldToEventLoop(signal);
    for (const { id, similarity } of await view.nearest(embedding, each))
      best.set(id, Math.max(best.get(id) ?? -1, similarity));
  }
  return [...best]
    .sort((a, b) => b[1] - a[1] || byCodeUnits(a[0], b[0]))
    .slice(0, NEAREST + liked.length)
    .map(([id]) => id);
}

/** Without papers that wait for their embedding. */
async function readCandidates({ view }: OpenView, ids: readonly PaperId[]): Promise<Map<PaperId, Candidate>> {
  return new Map(
    (await embeddedPapersOf(view, ids)).map(([paper, embedding]) => {
      const { id, title, abstract } = paper;
      return [id, { id, title, abstract, embedding, paper }];
    }),
  );
}
