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
import { log, roundTo4 } from '../../maths/rounding.js';
import { dotProducts, pickRows, type Rows, rowsOf } from '../../maths/rows.js';
import { centre } from '../clustering/smooth.js';
import type { Phrase } from './phrases.js';
import { capitalised, nameOf, sharedWord, titleName } from './wording.js';

/** Of a group's papers, the share that must have a phrase for it to be a candidate; and how many at least. */
const COVERAGE_AT_LEAST = 0.12;
const PAPERS_AT_LEAST = 2;
/** In a group of a dozen papers or more, one paper more: two may come from one desk. */
const DOZEN = 12;
/** A word that more of the pile has than this share, and than the largest group is, says nothing of a group. */
const COMMON_SHARE = 0.34;
/** Phrases embedded for each group: some 200 in a pile of 250 papers, a third of a second. */
const CANDIDATES = 16;
const TERMS = 8;
/** A word alone is a poorer name than a phrase. */
const ONE_WORD = 0.5;
/** … but less so where few papers outside the group have it: by this much if none has. */
const ONE_WORD_PRECISE = 0.3;
/** A phrase that papers have an acronym for is an established name. */
const ESTABLISHED = 1.15;
const TITLE_BONUS = 1;
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
/** Papers that a phrase is put to as a query, where the pile has more. */
const PAPERS_ASKED = 3000;

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

/** Papers by their places in the collection. */
export interface Group {
  readonly papers: readonly number[];
  /** The title to fall back on where no phrase will do. */
  readonly title: string;
}

interface Candidate {
  /** Whether it may be a name; if not, it only makes up the number of terms. */
  readonly fair: boolean;
  readonly phrase: Phrase;
  /** Papers of the group that have it. */
  readonly papers: readonly number[];
  readonly embedding: Embedding;
  readonly score: number;
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

/** A phrase in a group, before it is embedded. */
interface Found {
  readonly fair: boolean;
  readonly phrase: Phrase;
  readonly papers: readonly number[];
  /** What the phrase tells about the group: the group's part of its TF-IDF. */
  readonly told: number;
  readonly f: number;
}

function findIn(phrase: Phrase, groups: readonly Group[], pileSize: number, found: Found[][]): void {
  const has = new Set(phrase.papers);
  groups.forEach((group, c) => {
    const papers = group.papers.filter((paper) => has.has(paper));
    const size = group.papers.length;
    if (papers.length === 0) return;
    const fair = papers.length >= Math.max(Math.min(papersAtLeast(size), size), COVERAGE_AT_LEAST * size);
    // A group that is the whole pile is told from nothing: what most papers have names it.
    const told = groups.length > 1 ? log(papers.length / size / (phrase.papers.length / pileSize)) : 1;
    if (told <= 0) return;
    const titles = papers.filter((paper) => phrase.titles.has(paper)).length;
    const recall = Math.min(1, (papers.length + TITLE_BONUS * titles) / size);
    const precise = papers.length / phrase.papers.length;
    found[c]!.push({
      fair,
      phrase,
      papers,
      told: (formWeight(phrase, papers.length) * told * (papers.length + titles)) / size,
      f: (2 * recall * precise) / (recall + precise),
    });
  });
}

/** What its form makes a phrase worth as a name. @param inGroup papers of the group that have it */
function formWeight(phrase: Phrase, inGroup: number): number {
  const words = phrase.words.length > 1 ? 1 : ONE_WORD + (ONE_WORD_PRECISE * inGroup) / phrase.papers.length;
  return words * (phrase.acronym === null ? 1 : ESTABLISHED);
}

function papersAtLeast(groupSize: number): number {
  return groupSize < DOZEN ? PAPERS_AT_LEAST : PAPERS_AT_LEAST + 1;
}

/** For a phrase put as a query: of as many nearest papers as a group has, the share that are the group's. */
function queryPrecision(
  rows: Rows,
  embeddings: ReadonlyMap<string, Embedding>,
  groups: readonly Group[],
): (text: string, group: number) => number {
  const groupOf = new Int32Array(rows.count).fill(-1);
  groups.forEach((group, c) => group.papers.forEach((paper) => (groupOf[paper] = c)));
  const step = Math.max(1, Math.ceil(rows.count / PAPERS_ASKED));
  const asked = Array.from({ length: Math.ceil(rows.count / step) }, (_, n) => n * step);
  const sizes = groups.map((_, c) => asked.filter((paper) => groupOf[paper] === c).length);
  const papers = centre(pickRows(rows, asked));
  const texts = [...embeddings.keys()];
  const queries = centre(rowsOf([...embeddings.values()]));
  const number = new Map(texts.map((text, t) => [text, t]));
  const nearest = new Map<number, number[]>();
  const products = new Float32Array(asked.length);
  return (text, c) => {
    const t = number.get(text)!;
    let order = nearest.get(t);
    if (order === undefined) {
      dotProducts(queries, t, 1, papers, products);
      const similarities = products.slice();
      order = asked.map((_, n) => n).sort((a, b) => similarities[b]! - similarities[a]! || a - b);
      nearest.set(t, order);
    }
    const size = sizes[c]!;
    return size === 0 ? 0 : order.slice(0, size).filter((n) => groupOf[asked[n]!] === c).length / size;
  };
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
