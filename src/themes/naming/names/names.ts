/**
 * What each group of papers is called, and the terms that describe it.
 *
 * A candidate is a phrase in a minimum share of the group's papers, found by class-based TF-IDF (Grootendorst 2022),
 * or a known subject that is near to the group's centre (`near-subjects.ts`). A name is one candidate to three
 * (`name-parts.ts`), chosen by a linear score (`score.ts`). Terms are picked for relevance and difference (MMR,
 * Carbonell & Goldstein 1998).
 */
import { cosineSimilarity, type Embedding } from '../../../embedding.js';
import { roundTo4 } from '../../../maths/rounding.js';
import type { Rows } from '../../../maths/rows.js';
import { byKey, type Candidate, findIn, type Group, type PhraseSupport } from '../phrases/candidates.js';
import type { Phrase } from '../phrases/phrase.js';
import { joinedName, titleName } from '../phrases/wording.js';
import { closenessIn } from './closeness.js';
import { type NameParts, namePartsOf, type PreviousLabel } from './name-parts.js';
import { nearSubjects, possibleSubjects } from './near-subjects.js';
import { groupsByPaper, retrievalIn } from './retrieval.js';
import { scoreNamesIn } from './score.js';

/** A word in more papers than this share, and than the largest group has, does not describe a group. */
const COMMON_SHARE = 0.34;
/** Phrases embedded for each group: some 250 for 250 papers, half a second. */
const CANDIDATES = 32;
const TERMS = 8;
/** MMR: weight of relevance against difference. */
const RELEVANCE = 0.7;

export type EmbedPhrases = (texts: readonly string[]) => Promise<Embedding[]>;

export interface Name {
  readonly label: string;
  readonly terms: readonly string[];
}

/**
 * A name and terms for each group.
 * @param rows embeddings of all papers
 * @param previous for each group its earlier label, if any; it stays while it fits the group
 */
export async function nameGroups(
  groups: readonly Group[],
  rows: Rows,
  phrases: readonly Phrase[],
  { embedPhrases, most, previous = [] }: NamingOptions,
): Promise<Name[]> {
  const evidence = groups.map((): PhraseSupport[] => []);
  const common = Math.max(COMMON_SHARE * rows.count, ...groups.map((group) => group.papers.length));
  const groupOf = groupsByPaper(groups, rows.count);
  const rare = phrases.filter(({ rarest, papers }) => rarest <= common && papers.length <= common);
  for (const phrase of rare) findIn(phrase, groups, groupOf, evidence);
  const ranked = evidence.map((all) => {
    const list = withFair(all);
    list.sort((a, b) => Number(b.fair) - Number(a.fair) || b.told - a.told || byKey(a, b));
    return list.slice(0, Math.max(TERMS, Math.min(CANDIDATES, list.filter(({ fair }) => fair).length)));
  });
  const embeddings = new Map<string, Embedding>();
  await embedInto(embeddings, ranked.flat(), embedPhrases);
  const closeness = closenessIn(rows, groupOf, groups.length, [...embeddings.values()]);
  const possible = possibleSubjects(rare, { groups, groupOf });
  const withSubjects = new Map(embeddings);
  await embedInto(withSubjects, possible, embedPhrases);
  const near = nearSubjects(possible, withSubjects, closeness, { groups, groupOf });
  const lists = ranked.map((list, c) => withNear(list, near[c]!));
  for (const { phrase } of near.flat()) embeddings.set(phrase.text, withSubjects.get(phrase.text)!);
  const scoreName = scoreNamesIn(groups, retrievalIn(rows, embeddings, groups), closeness);
  const candidates = lists.map((list, c) =>
    list
      .map(({ phrase, papers, about, fair, apart }): Candidate => {
        const embedding = embeddings.get(phrase.text)!;
        const score = scoreName([{ phrase, embedding, about }], c);
        return { fair, phrase, papers, about, apart, embedding, score };
      })
      .sort((a, b) => Number(b.fair) - Number(a.fair) || b.score - a.score || byKey(a, b)),
  );
  return namesOf(namePartsOf(candidates, { scoreName, most, previous }), groups, candidates);
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

/** A near subject takes the place of the same phrase, unless that may be a name by itself. */
function withNear(list: readonly PhraseSupport[], near: readonly PhraseSupport[]): PhraseSupport[] {
  const fair = new Set(list.filter((one) => one.fair).map(({ phrase }) => phrase.key));
  const added = near.filter(({ phrase }) => !fair.has(phrase.key));
  const keys = new Set(added.map(({ phrase }) => phrase.key));
  return [...list.filter(({ phrase }) => !keys.has(phrase.key)), ...added];
}

export interface NamingOptions {
  readonly embedPhrases: EmbedPhrases;
  /** Maximum number of phrases of a name. */
  readonly most: number;
  readonly previous?: readonly (PreviousLabel | undefined)[];
}

/** A group without a phrase for a name gets the title of its most central paper that has one. */
function namesOf(all: readonly NameParts[], groups: readonly Group[], candidates: readonly Candidate[][]): Name[] {
  const named = all.map(({ label, parts }) => label ?? (parts.length > 0 ? joinedName(parts) : null));
  const used = new Set(named.flatMap((name) => name?.toLowerCase() ?? []));
  return all.map((_, c) => ({
    label: named[c] ?? titleName(groups[c]!.title, used),
    terms: termsOf(candidates[c]!),
  }));
}

/** Terms occur in the text of the papers. */
function termsOf(list: readonly Candidate[]): string[] {
  const open = list.filter(({ apart }) => !apart);
  const chosen: Candidate[] = [];
  while (chosen.length < TERMS && open.length > 0) {
    let best = 0;
    let bestValue = -Infinity;
    open.forEach((candidate, i) => {
      const nearest = chosen.reduce(
        (most, other) => Math.max(most, cosineSimilarity(candidate.embedding, other.embedding)),
        0,
      );
      const value = roundTo4(RELEVANCE * candidate.score - (1 - RELEVANCE) * nearest);
      if (value > bestValue) [best, bestValue] = [i, value];
    });
    const [next] = open.splice(best, 1);
    if (
      !chosen.some(
        (other) => other.phrase.key.includes(next!.phrase.key) || next!.phrase.key.includes(other.phrase.key),
      )
    )
      chosen.push(next!);
  }
  return chosen.map(({ phrase }) => phrase.acronym ?? phrase.text);
}
