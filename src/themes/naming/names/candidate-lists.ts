/**
 * The candidates of each group, and how close phrases are to it.
 *
 * A candidate is a phrase in a minimum share of the group's papers, found by class-based TF-IDF (Grootendorst 2022),
 * or a known subject: one near to the group's centre, or one that its papers vote for (`near-subjects.ts`).
 */
import type { Subjects } from '../../../embed/index.js';
import type { Embedding } from '../../../embedding.js';
import type { Rows } from '../../../maths/rows.js';
import { centroidsOf } from '../../clustering/membership.js';
import { byKey, type Candidate, findIn, type Group, type PhraseSupport } from '../phrases/candidates.js';
import type { Phrase } from '../phrases/phrase.js';
import { agreementWith, averageAgreement, votesOf } from './agreement.js';
import { type Closeness, closenessIn } from './closeness.js';
import { bestSubjects, groupedPapers, possibleSubjects, subjectsVotedFor } from './near-subjects.js';
import { groupsByPaper } from './retrieval.js';

/** A word in more papers than this share, and than the largest group has, does not describe a group. */
const COMMON_SHARE = 0.34;
/** Phrases embedded for each group, beside the names of up to 100 subjects. */
const CANDIDATES = 32;
/** At least this many, of which some may be no name: the terms of a group are chosen among them. */
const CANDIDATES_AT_LEAST = 8;
/** Subjects that are candidates of one group: the nearest, and those that agree most with the votes of its papers. */
const [NEAREST, AGREEING] = [12, 12];

export type EmbedPhrases = (texts: readonly string[]) => Promise<Embedding[]>;

/** What naming needs of the space of the embeddings. */
export interface NamingSpace {
  readonly embedPhrases: EmbedPhrases;
  readonly subjects?: Subjects | undefined;
}

/** @param rows embeddings of all papers */
export async function candidateLists(
  groups: readonly Group[],
  rows: Rows,
  phrases: readonly Phrase[],
  { embedPhrases, subjects }: NamingSpace,
): Promise<{ readonly lists: Omit<Candidate, 'score'>[][]; readonly closeness: Closeness }> {
  const evidence = groups.map((): PhraseSupport[] => []);
  const common = Math.max(COMMON_SHARE * rows.count, ...groups.map((group) => group.papers.length));
  const groupOf = groupsByPaper(groups, rows.count);
  const rare = phrases.filter(({ rarest, papers }) => rarest <= common && papers.length <= common);
  for (const phrase of rare) findIn(phrase, groups, groupOf, evidence);
  const ranked = evidence.map((all) => {
    const list = withFair(all);
    list.sort((a, b) => Number(b.fair) - Number(a.fair) || b.told - a.told || byKey(a, b));
    return list.slice(0, Math.max(CANDIDATES_AT_LEAST, Math.min(CANDIDATES, list.filter(({ fair }) => fair).length)));
  });
  const embeddings = new Map<string, Embedding>();
  await embedInto(embeddings, textsOf(ranked.flat()), embedPhrases);
  const centroids = centroidsOf(rows, groupOf, groups.length);
  const closeness = closenessIn(rows, centroids, [...embeddings.values()]);
  const votes = votesOf(groups, rows, centroids, subjects);
  const grouped = groupedPapers(groups, groupOf);
  const [possible, voted] = [possibleSubjects(rare, grouped), subjectsVotedFor(rare, votes, grouped)];
  const names = votes.flatMap((one) => [...one.names.values()].flat());
  await embedInto(embeddings, [...textsOf([...possible, ...voted]), ...names], embedPhrases);
  const embeddingOf = ({ text }: Phrase): Embedding => embeddings.get(text)!;
  const agreementIn = (phrase: Phrase, c: number) => agreementWith(votes[c]!, phrase, embeddings);
  const near = bestSubjects(possible, (phrase, c) => closeness.toCentre([embeddingOf(phrase)], c), NEAREST, grouped);
  const agreeing = bestSubjects(voted, (phrase, c) => averageAgreement([agreementIn(phrase, c)]), AGREEING, grouped);
  const lists = ranked.map((list, c) =>
    withSubjects(list, [...near[c]!, ...agreeing[c]!]).map(({ phrase, papers, about, fair, apart, told }) => {
      const agreement = agreementIn(phrase, c);
      return { phrase, papers, about, fair, apart, told, agreement, embedding: embeddingOf(phrase) };
    }),
  );
  return { lists, closeness };
}

/** In a group without a candidate, fewer papers are enough. */
function withFair(list: PhraseSupport[]): PhraseSupport[] {
  return list.some(({ fair }) => fair) ? list : list.map((one) => ({ ...one, fair: one.fairOfTitles }));
}

function textsOf(list: readonly { readonly phrase: Phrase }[]): string[] {
  return list.map(({ phrase }) => phrase.text);
}

/** Adds the embeddings of texts; those that are there are not computed again. */
async function embedInto(
  embeddings: Map<string, Embedding>,
  texts: readonly string[],
  embedPhrases: EmbedPhrases,
): Promise<void> {
  const missing = [...new Set(texts)].filter((text) => !embeddings.has(text)).sort();
  (await embedPhrases(missing)).forEach((embedding, i) => embeddings.set(missing[i]!, embedding));
}

/** A subject takes the place of the same phrase, unless that may be a name by itself. */
function withSubjects(list: readonly PhraseSupport[], subjects: readonly PhraseSupport[]): PhraseSupport[] {
  const fair = new Set(list.filter((one) => one.fair).map(({ phrase }) => phrase.key));
  const added = new Map(subjects.filter(({ phrase }) => !fair.has(phrase.key)).map((one) => [one.phrase.key, one]));
  return [...list.filter(({ phrase }) => !added.has(phrase.key)), ...added.values()];
}
