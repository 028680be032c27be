/** Searches the corpus for a text, and says so if nothing in it matches. */
import type { GlossaryEntry } from '../embed/index.js';
import { cosineSimilarity, type Embedding, meanOf } from '../embedding.js';
import { bySimilarity } from '../maths/order.js';
import { DEFAULT_LIMIT, type Paper, type PaperId } from '../paper.js';
import { type Answer, type AssessedPaper, answerOf, assess, matchesFirst, wholeBlocks } from './evidence/answer.js';
import { everydaySimilarity } from './query/everyday.js';
import { type Query, readQuery, restOf } from './query/query.js';
import { type Unreadable, whyUnreadable } from './query/readable.js';
import { type RelatedTerms, relatedTerms } from './query/related-terms.js';
import { floorFor, vocabularyReliability } from './ranking/floor.js';
import { type RankedPaper, type RankQuery, rankPapers } from './ranking/rank.js';
import { aboveChance, FIRST_PAPERS, isLikelyRelevant, withoutEachWord } from './ranking/relevance.js';
import { rocchio } from './ranking/rocchio.js';
import { excludesSubjects, goesWithout, inAllForms, isInTitle, paperUses, type Use } from './ranking/uses.js';
import { POOL, similarityTo, withSimilaritiesTo } from './similarity/similarity.js';
import type { RankOptions, SearchSources } from './sources.js';

/** The number of papers that decide whether anything matches, whatever the limit. */
const DECIDING_PAPERS = 10;

/** The number of papers that decide whether a query is ranked by what it excludes too. */
const DECIDING_EXCLUSION = 20;

export interface SearchResult {
  readonly query: Query;
  /** Terms of research that the query describes; papers that use them rank higher. */
  readonly relatedTerms: readonly GlossaryEntry[];
  /** Why the model cannot read the text, or null if it can. */
  readonly unreadable: Unreadable | null;
  readonly papers: readonly Answer[];
  /** The minimum similarity of a match to this query in this corpus. */
  readonly floor: number;
  /**
   * Set if nothing in the corpus matches, with the most similar paper, if there is one. Otherwise `null`, also if there
   * is no match but the nearest paper is likely on the subject: then all papers are weak matches.
   */
  readonly nothing: { readonly nearest: { readonly paper: Paper; readonly similarity: number } | null } | null;
}

export interface SearchPapersOptions extends RankOptions {
  /** Papers that the answers should resemble too; they are not among the answers. */
  readonly like?: readonly PaperId[];
  /** Papers that the answers should not resemble; they are not among the answers. */
  readonly unlike?: readonly PaperId[];
}

/** Papers about a text: a sentence, keywords, an acronym, a pasted abstract. Similarities are to the text alone. */
export async function searchPapers(
  text: string,
  sources: SearchSources,
  options: SearchPapersOptions = {},
): Promise<SearchResult> {
  const { limit = DEFAULT_LIMIT, like = [] } = options;
  const unreadable = whyUnreadable(text);
  const inBlocks = wholeBlocks(Math.max(limit, DECIDING_PAPERS));
  const { query, embedding, related, ranked, usesIn, byRest } = await readAndRank(text, sources, {
    ...options,
    limit: Math.max(inBlocks, POOL),
  });
  const floor = floorFor(query, sources.statistics);

  const depth = byRest ? Math.max(inBlocks, POOL) : inBlocks;
  const judged = await assess(ranked.slice(0, depth), { query, related, embedding, floor }, sources);
  const pool = ranked.slice(0, POOL);
  const matches =
    like.length > 0 ||
    judged.slice(0, DECIDING_PAPERS).some(({ about }) => about) ||
    (unreadable !== 'no-words' && (await isLikelyOnSubject(pool, query, embedding, sources)));
  const users = new Set(judged.filter(({ paper }) => usesIn(paper).includes('plain')));
  const isUser = (one: AssessedPaper) => users.has(one);
  const inOrder = byRest ? usersLast(judged, isUser) : judged;
  return {
    query,
    relatedTerms: matches ? related.terms : [],
    unreadable,
    papers: matchesFirst(inOrder, isUser).slice(0, limit).map(answerOf),
    floor,
    nothing: matches ? null : { nearest: await mostSimilar(pool, sources) },
  };
}

interface RankedQuery {
  readonly query: Query;
  readonly embedding: Embedding;
  readonly related: RelatedTerms;
  readonly ranked: readonly RankedPaper[];
  /** How a paper uses each of what the query excludes. */
  readonly usesIn: (paper: Paper) => readonly Use[];
  /** Whether what the query excludes had no part in the ranking; then papers that use it come last in the pool. */
  readonly byRest: boolean;
}

/**
 * Ranks by the whole text, or if what it excludes is a subject of papers, by the rest of it. Of the first papers for
 * the whole text, those stay first whose title has its words, and those on the rest that say they go without it.
 */
async function readAndRank(text: string, sources: SearchSources, options: SearchPapersOptions): Promise<RankedQuery> {
  const read = await readQuery(text, sources, options.mode);
  const excluded = inAllForms(read.exclusions, sources.statistics.acronyms);
  const usesIn = paperUses(excluded);
  const whole = { ...(await rankBy(read, sources, options)), usesIn, byRest: false };
  if (excluded.length === 0) return whole;
  const leading = whole.ranked.slice(0, DECIDING_EXCLUSION);
  const first = await sources.papers.papers(leading.map(({ id }) => id));
  if (!excludesSubjects(excluded, first.map(usesIn))) return whole;
  const query = await restOf(read, sources);
  const rest = query === read ? whole : await rankBy(query, sources, options);
  const pool = new Set(rest.ranked.slice(0, POOL).map(({ id }) => id));
  const stays = (paper: Paper) =>
    excluded.some((one) => isInTitle(one, paper)) || (goesWithout(usesIn(paper), excluded) && pool.has(paper.id));
  const staying = new Set(first.filter(stays).map(({ id }) => id));
  const stay = leading.filter(({ id }) => staying.has(id));
  const others = rest.ranked.filter(({ id }) => !staying.has(id));
  return {
    ...rest,
    usesIn,
    ranked: [...(await withSimilaritiesTo(rest.embedding, stay, sources.papers)), ...others],
    byRest: true,
  };
}

async function rankBy(
  query: Query,
  sources: SearchSources,
  options: SearchPapersOptions,
): Promise<Omit<RankedQuery, 'usesIn' | 'byRest'>> {
  const [embedding, ...sentences] = (await sources.embed([query.corrected, ...query.sentences])) as [
    Embedding,
    ...Embedding[],
  ];
  const related = await relatedTerms(query, embedding, sources, options);
  const ranked = await rank(query, { embedding, sentences, boosts: related.boosts }, sources, options);
  return { query, embedding, related, ranked };
}

/** The pool with users of what is excluded last, otherwise in the same order; then the rest. */
function usersLast(
  judged: readonly AssessedPaper[],
  isUser: (judged: AssessedPaper) => boolean,
): readonly AssessedPaper[] {
  const pool = judged.slice(0, POOL);
  return [...pool.filter((one) => !isUser(one)), ...pool.filter(isUser), ...judged.slice(POOL)];
}

/** Ranks by the text, and by examples if there are any; the text weighs as much as all of them together. */
async function rank(
  { terms, names, termsWeight }: Query,
  { embedding, sentences, boosts }: Required<Pick<RankQuery, 'embedding' | 'sentences' | 'boosts'>>,
  sources: SearchSources,
  options: SearchPapersOptions,
): Promise<RankedPaper[]> {
  const { like = [], unlike = [] } = options;
  const wanted = [...(await sources.papers.embeddings(like)).values()];
  const refused = [...(await sources.papers.embeddings(unlike)).values()];
  const examples = wanted.length === 0 ? [embedding] : [embedding, meanOf(wanted)];
  const without = new Set([...like, ...unlike]);
  const rankQuery = { embedding: rocchio(examples, refused), terms, names, termsWeight, boosts, without };
  if (wanted.length + refused.length === 0) return rankPapers({ ...rankQuery, sentences }, sources, options);
  return withSimilaritiesTo(embedding, await rankPapers(rankQuery, sources, options), sources.papers);
}

/** Whether the nearest papers are likely on the subject of the query, although no paper is a match. */
async function isLikelyOnSubject(
  ranked: readonly RankedPaper[],
  query: Query,
  embedding: Embedding,
  { papers, statistics, everydayPhrases, embed }: SearchSources,
): Promise<boolean> {
  if (ranked.length === 0) return false;
  const mostSimilar = [...ranked].sort(bySimilarity).slice(0, FIRST_PAPERS);
  const deciding = ranked.slice(0, DECIDING_PAPERS);
  const embeddings = await papers.embeddings([...mostSimilar, ...deciding].map(({ id }) => id));
  const nearest = mostSimilar.filter(({ id }) => embeddings.has(id)); // the others are not embedded yet
  if (nearest.length === 0) return false;
  const first = deciding.flatMap(({ id }) => embeddings.get(id) ?? []);
  const phrases = await everydayPhrases();
  const signals = {
    bestSimilarity: nearest[0]!.similarity,
    aboveChance: aboveChance(nearest, embeddings, phrases, statistics),
    everydaySimilarity: everydaySimilarity(embedding, phrases, first, statistics.floor),
    outOfVocabulary: query.outOfVocabularyShare * vocabularyReliability(statistics.papers),
    similarityWithoutWord: -Infinity,
  };
  if (!isLikelyRelevant(signals, statistics)) return false;
  const shorter = await embed(withoutEachWord(query));
  const sentences = await papers.sentences(nearest.map(({ id }) => id));
  const similarities = shorter.flatMap((one) =>
    nearest.map(({ id }) => similarityTo(one, cosineSimilarity(one, embeddings.get(id)!), sentences.get(id))),
  );
  return isLikelyRelevant({ ...signals, similarityWithoutWord: Math.max(-Infinity, ...similarities) }, statistics);
}

async function mostSimilar(
  ranked: readonly RankedPaper[],
  { papers }: SearchSources,
): Promise<{ paper: Paper; similarity: number } | null> {
  const [first] = [...ranked].sort(bySimilarity);
  if (first === undefined) return null;
  const [paper] = await papers.papers([first.id]);
  return { paper: paper!, similarity: first.similarity };
}
