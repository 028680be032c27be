/** Questions answered: ranked papers, each with its evidence, and whether any of them is about what was asked. */

import { type Embedding, toUnitLength } from '../embedding.js';
import type { Paper, PaperId } from '../paper.js';
import { everydaySimilarity } from './everyday.js';
import { type Evidence, evidenceFor } from './evidence.js';
import { usesExcluded } from './negation.js';
import { type Query, readQuery } from './query.js';
import { type RankedPaper, rankPapers } from './rank.js';
import { isLikelyRelevant } from './relevance.js';
import { embeddedSentences, nearestPair } from './sentence-pairs.js';
import { mostSimilarFirst, POOL, similaritiesToPapers } from './similarity.js';
import type { RankOptions, SearchSources } from './sources.js';

/**
 * A paper that says so much of a query, by weight, in its title or in one sentence is about it however low its
 * similarity: what makes `GRPO` or a name findable. Said all over the abstract ("quantum … error … correction"), it is
 * not.
 */
const ENOUGH_SAID = 0.8;

/**
 * The more of a query's weight lies on words that no paper holds, the nearer a paper must be: at most so many times the
 * distance of the floor from chance above the floor. What "train a puppy with rewards" is about is the puppy. Five
 * corpora, 274 queries on their subjects and 496 on others, many in the corpus's own words: 1.2 refused 6 and answered
 * 16 (1: 6 and 19, 1.3: 8 and 16); without it 4 and 40.
 */
const OUT_OF_VOCABULARY_RISE = 1.2;
/** Few papers hold few words, on their own subjects too: the full rise is for a corpus of so many. */
const WORDS_ENOUGH = 1000;

/** Papers that are looked at before a query is said to be about nothing, whatever the limit. */
const LOOKED_AT = 10;

/** Papers that stand together before the next so many: a longer answer begins with the shorter. */
const BLOCK = 20;

/** Words of the papers named that are marked in those like them: the rarest. */
const MARKED_TERMS = 30;

/**
 * How much of what is not wanted is taken away from what is (Rocchio 1971). Two papers wanted of one group and one of
 * the nearest other refused: 0.25 left 0.112 / 0.036 of the refused group in the first ten (two judged sets), 0.4 0.100
 * / 0.021 at the nDCG@10 of no refusal at all, 0.6 cost 0.04 of it.
 */
const ROCCHIO_GAMMA = 0.4;

export interface Answer extends RankedPaper {
  readonly paper: Paper;
  readonly evidence: Evidence;
  /** Whether its similarity is above the floor, or its words cover the query. */
  readonly about: boolean;
}

export interface SearchResult {
  readonly query: Query;
  readonly papers: readonly Answer[];
  /** Below it a similarity says nothing to this query in this corpus. */
  readonly floor: number;
  /**
   * Set where nothing in the corpus is about the query, whatever the limit: the most similar paper, if there is any.
   * `null` also where no paper is a sure match and one is likely on the subject: all are then weak matches.
   */
  readonly nothing: { readonly nearest: { readonly paper: Paper; readonly similarity: number } | null } | null;
}

/**
 * Papers about a text: a sentence, keywords, an acronym, a pasted abstract.
 * @param like papers that the answers should also be like, and @param unlike those they should be unlike; neither are
 * among the answers. Similarities are to the text all the same
 */
export async function searchPapers(
  text: string,
  sources: SearchSources,
  options: RankOptions & { readonly like?: readonly PaperId[]; readonly unlike?: readonly PaperId[] } = {},
): Promise<SearchResult> {
  const { limit = LOOKED_AT, mode, like = [], unlike = [] } = options;
  const query = await readQuery(text, sources, mode);
  const [embedding] = (await sources.embed([query.corrected])) as [Embedding];
  const wanted = [...(await sources.papers.embeddings(like)).values()];
  const refused = [...(await sources.papers.embeddings(unlike)).values()];
  const point = {
    // The text weighs as much as all papers together.
    embedding: rocchio(wanted.length === 0 ? [embedding] : [embedding, middleOf(wanted)], refused),
    terms: query.terms,
    names: query.names,
    termsWeight: query.termsWeight,
    without: new Set([...like, ...unlike]),
  };
  const ranked = await rankPapers(point, sources, { ...options, limit: Math.max(limit, POOL) });
  const standing = wanted.length + refused.length === 0 ? ranked : await withSimilaritiesTo(embedding, ranked, sources);
  const floor = floorFor(query, sources);
  const blocks = Math.ceil(Math.max(limit, LOOKED_AT) / BLOCK);
  const looked = await withEvidence(standing.slice(0, blocks * BLOCK), { query, embedding, floor }, sources);
  const pool = standing.slice(0, POOL);
  const answered =
    wanted.length > 0 ||
    looked.slice(0, LOOKED_AT).some(({ about }) => about) ||
    (await isNearEnough(pool, query, embedding, sources));
  const nothing = answered ? null : { nearest: await nearestOf(pool, sources) };
  return { query, papers: matchesFirst(looked, query).slice(0, limit), floor, nothing };
}

/**
 * Within each block, matches before papers that are merely nearest; of either, papers that use what the query rules out
 * after the others.
 */
function matchesFirst(looked: readonly Answer[], { exclusions }: Query): Answer[] {
  const inOrder: Answer[] = [];
  const groupOf = ({ about, paper }: Answer) =>
    (about ? 0 : 2) + (exclusions.some((exclusion) => usesExcluded(paper, exclusion)) ? 1 : 0);
  for (let from = 0; from < looked.length; from += BLOCK) {
    const block = looked.slice(from, from + BLOCK).map((answer) => ({ answer, group: groupOf(answer) }));
    inOrder.push(...block.sort((a, b) => a.group - b.group).map(({ answer }) => answer));
  }
  return inOrder.map((one, i) => ({ ...one, rank: i + 1 }));
}

/** Whether the nearest of some papers is likely on the query's subject, though none of them is a match. */
async function isNearEnough(
  ranked: readonly RankedPaper[],
  query: Query,
  embedding: Embedding,
  sources: SearchSources,
): Promise<boolean> {
  if (ranked.length === 0) return false;
  const { papers, statistics } = sources;
  const first = await papers.embeddings(ranked.slice(0, LOOKED_AT).map(({ id }) => id));
  const phrases = await sources.everydayPhrases();
  const signals = {
    bestSimilarity: Math.max(...ranked.map(({ similarity }) => similarity)),
    everydaySimilarity: everydaySimilarity(embedding, phrases, [...first.values()], statistics.floor),
    outOfVocabulary: query.outOfVocabularyShare * vocabularyReliability(statistics.papers),
  };
  return isLikelyRelevant(signals, statistics);
}

async function nearestOf(
  ranked: readonly RankedPaper[],
  { papers }: SearchSources,
): Promise<{ paper: Paper; similarity: number } | null> {
  const [first] = [...ranked].sort(mostSimilarFirst);
  return first === undefined ? null : { paper: (await papers.papers([first.id]))[0]!, similarity: first.similarity };
}

/**
 * Papers nearest to papers of the corpus, and away from others; none of those given is among the answers. Ranked as a
 * text is, by meaning and by the words of their titles and abstracts. Similarities are to those wanted.
 */
export async function similarPapers(
  like: readonly PaperId[],
  unlike: readonly PaperId[],
  sources: SearchSources,
  { mode = 'hybrid', limit = LOOKED_AT, where }: RankOptions = {},
): Promise<Pick<SearchResult, 'papers' | 'floor'>> {
  const embeddings = await sources.papers.embeddings([...like, ...unlike]);
  const of = (ids: readonly PaperId[]) => ids.map((id) => embeddings.get(id)!);
  const embedding = rocchio(of(like), of(unlike));
  const texts = (await sources.papers.papers(like)).map(({ title, abstract }) => `${title}\n${abstract}`);
  const { terms, weights } = await readQuery(texts.join('\n'), sources, 'dense');
  const point = { embedding, terms, without: new Set([...like, ...unlike]) };
  const ranked = await rankPapers(point, sources, {
    mode,
    limit,
    ...(where === undefined ? {} : { where }),
  });
  const wanted = middleOf(of(like));
  const standing = unlike.length === 0 ? ranked : await withSimilaritiesTo(wanted, ranked, sources);
  const { floor } = sources.statistics;
  // Weights are in order of rarity.
  const highlightTerms = new Set([...weights.keys()].slice(0, MARKED_TERMS));
  const query = { ...(await readTitles(like, sources)), highlightTerms };
  const papers = await withEvidence(standing, { query, embedding: wanted, floor }, sources);
  return { papers: await withSentencePairs(papers, like, sources), floor };
}

/** Shows of each paper the sentence nearest to one of the papers named, with that one. */
async function withSentencePairs(
  answers: readonly Answer[],
  like: readonly PaperId[],
  { papers }: SearchSources,
): Promise<Answer[]> {
  const embeddings = await papers.sentences([...like, ...answers.map(({ id }) => id)]);
  const dimension = (await papers.embeddings(like)).values().next().value?.length ?? 0;
  const sentences = (paper: Paper) => embeddedSentences(paper, embeddings.get(paper.id), dimension);
  const exampleSentences = (await papers.papers(like)).flatMap(sentences);
  return answers.map((answer) => {
    const pair = nearestPair(exampleSentences, sentences(answer.paper));
    if (pair === null) return answer;
    const [{ id, sentence }, other] = pair;
    return { ...answer, evidence: { ...answer.evidence, sentence: other.sentence, like: { id, sentence } } };
  });
}

async function withSimilaritiesTo(
  query: Embedding,
  ranked: readonly RankedPaper[],
  { papers }: SearchSources,
): Promise<RankedPaper[]> {
  const similarities = await similaritiesToPapers(
    query,
    ranked.map(({ id }) => id),
    papers,
  );
  return ranked.map((one) => ({ ...one, similarity: similarities.get(one.id) ?? 0 }));
}

/** Near the middle of some embeddings and away from the middle of others. */
export function rocchio(wanted: readonly Embedding[], refused: readonly Embedding[]): Embedding {
  const middle = middleOf(wanted);
  if (refused.length === 0) return middle;
  const away = middleOf(refused);
  return toUnitLength(middle.map((x, i) => x - ROCCHIO_GAMMA * away[i]!));
}

function middleOf(embeddings: readonly Embedding[]): Embedding {
  const sums = new Array<number>(embeddings[0]!.length).fill(0);
  for (const embedding of embeddings) for (let i = 0; i < sums.length; i++) sums[i]! += embedding[i]!;
  return toUnitLength(sums);
}

function floorFor(
  { outOfVocabularyShare }: Query,
  { statistics: { noiseMean, floor, papers } }: SearchSources,
): number {
  return floor + OUT_OF_VOCABULARY_RISE * outOfVocabularyShare * vocabularyReliability(papers) * (floor - noiseMean);
}

/** How far a word that no paper says counts as off the subject, 0…1. */
function vocabularyReliability(papers: number): number {
  return Math.min(1, Math.log(papers + 1) / Math.log(WORDS_ENOUGH));
}

/** The corpus holds the titles' words: there is nothing to mend, and no acronym to say otherwise. */
async function readTitles(ids: readonly PaperId[], sources: SearchSources): Promise<Query> {
  const titles = (await sources.papers.papers(ids)).map(({ title }) => title);
  return readQuery(titles.join('\n'), sources, 'dense');
}

async function withEvidence(
  ranked: readonly RankedPaper[],
  { query, embedding, floor }: { readonly query: Query; readonly embedding: Embedding; readonly floor: number },
  { papers }: SearchSources,
): Promise<Answer[]> {
  const ids = ranked.map(({ id }) => id);
  const byId = new Map((await papers.papers(ids)).map((paper) => [paper.id, paper]));
  const directions = await papers.sentences(ids);
  return ranked.map((one) => {
    const paper = byId.get(one.id)!;
    const evidence = evidenceFor(paper, query, embedding, directions.get(one.id));
    return { ...one, paper, evidence, about: one.similarity >= floor || evidence.coverage >= ENOUGH_SAID };
  });
}
