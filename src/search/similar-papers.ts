/** Papers like other papers of the corpus: ranked as for a text, by embedding and by the words of the examples. */
import { type Embedding, meanOf } from '../embedding.js';
import { DEFAULT_LIMIT, type Paper, type PaperId } from '../paper.js';
import { type Answer, answerOf, assess, matchesFirst, wholeBlocks } from './evidence/answer.js';
import { embeddedSentences, nearestPair } from './evidence/sentence-pairs.js';
import { type Query, readQuery } from './query/query.js';
import { rankPapers } from './ranking/rank.js';
import { rocchio } from './ranking/rocchio.js';
import { withSimilaritiesTo } from './similarity/similarity.js';
import type { RankOptions, SearchSources } from './sources.js';

/** Words of the examples that are highlighted in the answers: the rarest. */
const HIGHLIGHTED_TERMS = 30;

export interface SimilarPapers {
  readonly papers: readonly Answer[];
  /** The minimum similarity of a match. */
  readonly floor: number;
}

/**
 * Papers like those of `like` and unlike those of `unlike`, none of which is among the answers.
 * Similarities are to `like` alone.
 */
export async function similarPapers(
  like: readonly PaperId[],
  unlike: readonly PaperId[],
  sources: SearchSources,
  { limit = DEFAULT_LIMIT, where }: Omit<RankOptions, 'mode'> = {},
): Promise<SimilarPapers> {
  const embeddings = await sources.papers.embeddings([...like, ...unlike]);
  const wanted = like.map((id) => embeddings.get(id)!);
  const refused = unlike.map((id) => embeddings.get(id)!);
  const examples = await sources.papers.papers(like);
  const { terms, weights } = await readWords(
    examples.map(({ title, abstract }) => `${title}\n${abstract}`),
    sources,
  );

  const rankQuery = { embedding: rocchio(wanted, refused), terms, without: new Set([...like, ...unlike]) };
  const ranked = await rankPapers(rankQuery, sources, { limit: wholeBlocks(limit), where });

  const embedding = meanOf(wanted);
  const results = refused.length === 0 ? ranked : await withSimilaritiesTo(embedding, ranked, sources.papers);
  const titles = examples.map(({ title }) => title);
  // `weights` is in order of rarity.
  const highlightTerms = new Set([...weights.keys()].slice(0, HIGHLIGHTED_TERMS));
  const query = { ...(await readWords(titles, sources)), highlightTerms };
  const { floor } = sources.statistics;
  const judged = matchesFirst(await assess(results, { query, embedding, floor }, sources));
  const answers = judged.slice(0, limit).map(answerOf);
  return { papers: await withSentencePairs(answers, examples, sources), floor };
}

/** Words of papers need no corrections and no acronyms: the corpus contains them. */
function readWords(texts: readonly string[], sources: SearchSources): Promise<Query> {
  return readQuery(texts.join('\n'), sources, 'dense');
}

/** Replaces the evidence of each answer by its sentence nearest to one of the examples, together with that one. */
async function withSentencePairs(
  answers: readonly Answer[],
  examples: readonly Paper[],
  { papers }: SearchSources,
): Promise<Answer[]> {
  const ids = examples.map(({ id }) => id);
  const embeddings = await papers.sentences([...ids, ...answers.map(({ id }) => id)]);
  const dimension = dimensionOf(await papers.embeddings(ids));
  const sentencesOf = (paper: Paper) => embeddedSentences(paper, embeddings.get(paper.id), dimension);
  const exampleSentences = examples.flatMap(sentencesOf);
  return answers.map((answer) => {
    const pair = nearestPair(exampleSentences, sentencesOf(answer.paper));
    if (pair === null) return answer;
    const [{ id, sentence }, nearest] = pair;
    return { ...answer, evidence: { ...answer.evidence, sentence: nearest.sentence, like: { id, sentence } } };
  });
}

function dimensionOf(embeddings: ReadonlyMap<PaperId, Embedding>): number {
  return embeddings.values().next().value?.length ?? 0;
}
