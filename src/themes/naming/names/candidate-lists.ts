/**
 * The candidates of each group, and how close phrases are to it.
 *
 * A candidate is a phrase in a minimum share of the group's papers, found by class-based TF-IDF (Grootendorst 2022),
 * or a known subject that is near to the group's centre or whose papers are like its own (`near-subjects.ts`).
 */
import type { Subjects } from '../../../embed/index.js';
import type { Embedding } from '../../../embedding.js';
import type { Rows } from '../../../maths/rows.js';
import { centroidsOf } from '../../clustering/membership.js';
import { byKey, type Candidate, findIn, type Group, type PhraseSupport } from '../phrases/candidates.js';
import type { Phrase } from '../phrases/phrase.js';
import { type Closeness, closenessIn } from './closeness.js';
import { likenessIn } from './likeness.js';
import { alikeSubjects, groupedPapers, nearSubjects, possibleSubjects } from './near-subjects.js';
import { groupsByPaper } from './retrieval.js';

/** A word in more papers than this share, and than the largest group has, does not describe a group. */
const COMMON_SHARE = 0.34;
/** Phrases embedded for each group: some 250 for 250 papers, half a second. */
const CANDIDATES = 32;
/** At least this many, of which some may be no name: the terms of a group are chosen among them. */
const CANDIDATES_AT_LEAST = 8;

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
  await embedInto(embeddings, ranked.flat(), embedPhrases);
  const centroids = centroidsOf(rows, groupOf, groups.length);
  const closeness = closenessIn(rows, centroids, [...embeddings.values()]);
  const likenessOf = likenessIn(centroids, subjects);
  const grouped = groupedPapers(groups, groupOf);
  const possible = possibleSubjects(rare, grouped);
  const alike = alikeSubjects(rare, likenessOf, grouped);
  await embedInto(embeddings, [...possible, ...alike.flat()], embedPhrases);
  const near = nearSubjects(possible, embeddings, closeness.toCentre, grouped);
  const lists = ranked.map((list, c) =>
    withSubjects(list, [...near[c]!, ...alike[c]!]).map(({ phrase, papers, about, fair, apart, told }) => {
      const likeness = likenessOf(phrase, c);
      return { phrase, papers, about, fair, apart, told, likeness, embedding: embeddings.get(phrase.text)! };
    }),
  );
  return { lists, closeness };
}

/** In a group without a candidate, fewer papers are enough. */
function withFair(list: PhraseSupport[]): PhraseSupport[] {
  return list.some(({ fair }) => fair) ? list : list.map((one) => ({ ...one, fair: one.fairOfTitles }));
}

/** Adds the embeddings of phrases, by their texts; those that are there are not computed again. */
async function embedInto(
  embeddings: Map<string, Embedding>,
  list: readonly { readonly phrase: Phrase }[],
  embedPhrases: EmbedPhrases,
): Promise<void> {
  const texts = [...new Set(list.map(({ phrase }) => phrase.text))].filter((text) => !embeddings.has(text)).sort();
  (await embedPhrases(texts)).forEach((embedding, i) => embeddings.set(texts[i]!, embedding));
}

/** A subject takes the place of the same phrase, unless that may be a name by itself. */
function withSubjects(list: readonly PhraseSupport[], subjects: readonly PhraseSupport[]): PhraseSupport[] {
  const fair = new Set(list.filter((one) => one.fair).map(({ phrase }) => phrase.key));
  const added = new Map(subjects.filter(({ phrase }) => !fair.has(phrase.key)).map((one) => [one.phrase.key, one]));
  return [...list.filter(({ phrase }) => !added.has(phrase.key)), ...added.values()];
}
