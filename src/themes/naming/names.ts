/**
 * What each group of papers is called, and the terms that describe it.
 *
 * A candidate is a phrase that a fair share of the group's papers has. Two things speak for it, each between 0 and 1:
 * how well the words tell the group's papers from the others (F-measure of having the phrase, titles counted double),
 * and how well its meaning does (the phrase put as a query: of as many nearest papers as the group has, the share that
 * are the group's). Where the best phrase stands in few of the papers, a second one joins it. Candidates come from
 * class-based TF-IDF (Grootendorst 2022); terms are picked for relevance and difference (MMR, Carbonell & Goldstein
 * 1998). No two groups get the same name, or one inside the other.
 */
import { cosineSimilarity, type Embedding } from '../../embedding.js';
import { roundTo4 } from '../../maths/rounding.js';
import type { Rows } from '../../maths/rows.js';
import {
  type Candidate,
  ESTABLISHED,
  type Found,
  findIn,
  formWeight,
  type Group,
  papersAtLeast,
  queryPrecision,
} from './candidates.js';
import type { Phrase } from './phrases.js';
import { capitalised, nameOf, sharedWord, titleName } from './wording.js';

/** A word that more of the pile has than this share, and than the largest group is, says nothing of a group. */
const COMMON_SHARE = 0.34;
/** Phrases embedded for each group: some 200 in a pile of 250 papers, a third of a second. */
const CANDIDATES = 16;
const TERMS = 8;
/** What the words count beside the meaning. */
const WORDS_WEIGH = 1.5;
/** Two phrases whose embeddings are nearer than this say the same. */
const SAME_MEANING = 0.75;
/** … but "video reasoning" and "visual reasoning" are two, and make one name. */
const SAME_MEANING_IN_ONE_NAME = 0.9;
/** MMR: what relevance counts against difference. */
const RELEVANCE = 0.7;
/** A name that stands in less than this share of a group's papers takes a second phrase … */
const NAME_COVERS = 0.55;
/** … which must stand in this share of papers that have not the first, and score this share of the first's score. */
const SECOND_ADDS = 0.1;
const SECOND_SCORES = 0.4;
/** … of all papers that have it, this share must be the group's; and a word alone must stand in this share of them. */
const SECOND_PRECISE = 0.25;
const SECOND_WORD_COVERS = 0.4;
/** A first phrase of more words is long enough. */
const FIRST_WORDS = 3;
/** A name of the last run stays while its phrases are candidates still, and the best of them scores this share of the best. */
const STILL_TRUE = 0.7;

export type { Group } from './candidates.js';
export type EmbedPhrases = (texts: readonly string[]) => Promise<Embedding[]>;

export interface Name {
  readonly label: string;
  /** The share of the group's papers that have the label's words; 0 for a label that is kept or a title. */
  readonly coverage: number;
  readonly terms: readonly string[];
}

/** The label of the last run, and whether the theme has hardly changed since. */
export interface PreviousLabel {
  readonly label: string | null;
  readonly settled: boolean;
}

/**
 * A name and terms for each group.
 * @param rows the pile's embeddings
 * @param previous for each group the label that it had, if any; it stays while it is true of the group
 */
export async function nameGroups(
  groups: readonly Group[],
  rows: Rows,
  phrases: readonly Phrase[],
  embedPhrases: EmbedPhrases,
  previous: readonly (PreviousLabel | undefined)[] = [],
): Promise<Name[]> {
  const found = groups.map(() => [] as Found[]);
  const common = Math.max(COMMON_SHARE * rows.count, ...groups.map((group) => group.papers.length));
  for (const phrase of phrases)
    if (phrase.rarest <= common && phrase.papers.length <= common) findIn(phrase, groups, rows.count, found);
  const ranked = found.map((list) => {
    list.sort((a, b) => Number(b.fair) - Number(a.fair) || b.told - a.told || byKey(a, b));
    return list.slice(0, Math.max(TERMS, Math.min(CANDIDATES, list.filter(({ fair }) => fair).length)));
  });
  const texts = [...new Set(ranked.flat().map(({ phrase }) => phrase.text))].sort();
  const embeddings = new Map((await embedPhrases(texts)).map((embedding, i) => [texts[i]!, embedding]));
  const precision = queryPrecision(rows, embeddings, groups);
  const candidates = ranked.map((list, c) =>
    list
      .map(
        ({ phrase, papers, f, fair }): Candidate => ({
          fair,
          phrase,
          papers,
          embedding: embeddings.get(phrase.text)!,
          score: roundTo4(formWeight(phrase, papers.length) * (WORDS_WEIGH * f + precision(phrase.text, c))),
        }),
      )
      .sort((a, b) => Number(b.fair) - Number(a.fair) || b.score - a.score || byKey(a, b)),
  );
  const labels = labelsOf(candidates, groups, previous);
  return groups.map((_, c) => ({ ...labels[c]!, terms: termsOf(candidates[c]!) }));
}

/** Whether candidates make up all words of a name, one of them a good one. A group without candidates has no better name. */
function stillTrue(name: string, candidates: readonly Candidate[]): boolean {
  const fair = candidates.filter((candidate) => candidate.fair);
  const words = wordsOfName(name.replace(/ \([^)]*\)$/u, '').replace(' and ', ' '));
  const within = fair.filter(({ phrase }) => wordsOfName(phrase.plural).every((word) => words.includes(word)));
  const said = new Set(within.flatMap(({ phrase }) => wordsOfName(phrase.plural)));
  return (
    fair.length === 0 ||
    (words.every((word) => said.has(word)) && within.some(({ score }) => score >= STILL_TRUE * fair[0]!.score))
  );
}

function wordsOfName(name: string): string[] {
  return name.toLowerCase().split(' ');
}

/** Best score first over all groups, each name once; then second phrases where the first covers little. */
function labelsOf(
  candidates: readonly Candidate[][],
  groups: readonly Group[],
  previous: readonly (PreviousLabel | undefined)[],
): Omit<Name, 'terms'>[] {
  const labels = groups.map((_, c) => {
    const { label = null, settled = false } = previous[c] ?? {};
    return label !== null && (settled || stillTrue(label, candidates[c]!)) ? label : undefined;
  });
  const usedNames = new Set(labels.flatMap((label) => label?.toLowerCase() ?? []));
  const used = candidates
    .flat()
    .filter(({ phrase }) => [...usedNames].some((name) => ` ${name} `.includes(` ${phrase.plural.toLowerCase()} `)));
  const firsts = groups.map((): Candidate | undefined => undefined);
  const offers = candidates.flatMap((list, c) =>
    list.filter(({ fair }) => fair).map((candidate) => ({ candidate, c })),
  );
  offers.sort((a, b) => b.candidate.score - a.candidate.score || byKey(a.candidate, b.candidate) || a.c - b.c);
  for (const { candidate, c } of offers) {
    const name = nameOf(candidate.phrase);
    if (
      labels[c] !== undefined ||
      firsts[c] !== undefined ||
      usedNames.has(name.toLowerCase()) ||
      used.some((other) => sameMeaning(other, candidate))
    )
      continue;
    firsts[c] = candidate;
    used.push(candidate);
    usedNames.add(name.toLowerCase());
  }
  return groups.map((group, c) => {
    const first = firsts[c];
    if (labels[c] !== undefined) return { label: labels[c], coverage: 0 };
    if (first === undefined) return { label: titleName(group.title, usedNames), coverage: 0 };
    const second = secondFor(first, candidates[c]!, group, used);
    if (second !== undefined) used.push(second);
    const label = second === undefined ? nameOf(first.phrase) : jointName(first, second);
    return { label, coverage: new Set([...first.papers, ...(second?.papers ?? [])]).size / group.papers.length };
  });
}

/** The best phrase for the papers that the first leaves out; none where the first covers enough. */
function secondFor(
  first: Candidate,
  list: readonly Candidate[],
  group: Group,
  used: readonly Candidate[],
): Candidate | undefined {
  const covered = new Set(first.papers);
  const size = group.papers.length;
  if (covered.size >= NAME_COVERS * size || first.phrase.words.length > FIRST_WORDS) return undefined;
  let best: Candidate | undefined;
  let bestWorth = 0;
  const plainScore = ({ phrase, score }: Candidate): number => (phrase.acronym === null ? score : score / ESTABLISHED);
  for (const candidate of list) {
    const { phrase, papers, fair } = candidate;
    const score = plainScore(candidate);
    const added = papers.filter((paper) => !covered.has(paper)).length;
    if (
      !fair ||
      score < SECOND_SCORES * plainScore(first) ||
      phrase.words.length > FIRST_WORDS ||
      added < Math.max(papersAtLeast(size), SECOND_ADDS * size)
    )
      continue;
    if (
      papers.length < SECOND_PRECISE * phrase.papers.length ||
      (phrase.words.length === 1 && papers.length < SECOND_WORD_COVERS * size)
    )
      continue;
    const worth = score * score * added;
    if (worth <= bestWorth || used.some((other) => sameMeaning(other, candidate, other === first))) continue;
    [best, bestWorth] = [candidate, worth];
  }
  return best;
}

/** "Video and visual reasoning", "reward models and signals": a word in common is said once. Of two alike in length the commoner comes first. */
function jointName(first: Candidate, second: Candidate): string {
  const turned = second.papers.length > first.papers.length && first.phrase.words.length === second.phrase.words.length;
  const [one, other] = turned ? [second.phrase, first.phrase] : [first.phrase, second.phrase];
  const [a, b] = [one.plural.split(' '), other.plural.split(' ')];
  const shared = sharedWord(one, other);
  if (shared === 'last') a.pop();
  if (shared === 'first') b.shift();
  return capitalised(`${a.join(' ')} and ${b.join(' ')}`);
}

/** @param inOneName whether the two are to stand in one name, where a word that both have is said once */
function sameMeaning(a: Candidate, b: Candidate, inOneName = false): boolean {
  const limit = inOneName && sharedWord(a.phrase, b.phrase) !== null ? SAME_MEANING_IN_ONE_NAME : SAME_MEANING;
  return inside(a.phrase, b.phrase) || inside(b.phrase, a.phrase) || cosineSimilarity(a.embedding, b.embedding) > limit;
}

function inside(a: Phrase, b: Phrase): boolean {
  return b.key.includes(a.key);
}

function termsOf(list: readonly Candidate[]): string[] {
  const open = [...list];
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

function byKey(a: { readonly phrase: Phrase }, b: { readonly phrase: Phrase }): number {
  return a.phrase.key < b.phrase.key ? -1 : a.phrase.key > b.phrase.key ? 1 : 0;
}
