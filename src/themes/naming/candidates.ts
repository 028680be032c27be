/**
 * Phrases that could name a group: which papers of the group have them, and how well they tell it from the others.
 *
 * Candidates come from class-based TF-IDF (Grootendorst 2022, BERTopic).
 */
import type { Embedding } from '../../embedding.js';
import { byCodeUnits } from '../../maths/order.js';
import { log, roundTo4 } from '../../maths/rounding.js';
import { dotProducts, pickRows, type Rows, rowsOf } from '../../maths/rows.js';
import { centre } from '../clustering/smooth.js';
import type { Phrase } from './phrases.js';

/** What words count beside meaning in how true a name is. */
export const WORDS_WEIGHT = 1.25;
/**
 * Of a group's papers, the share that must have a word, or a phrase of several words, for it to be a candidate; and how
 * many at least. "Natural language processing" stands in 6 % of the papers that it describes best.
 */
const WORD_COVERS = 0.12;
const PHRASE_COVERS = 0.05;
const PAPERS_AT_LEAST = 2;
/** In a group of a dozen papers or more, one paper more: two may come from one desk. */
const DOZEN = 12;
/**
 * A word alone is a poorer name than a phrase, unless it describes the group well: "superconductivity" does,
 * "amplitude" does not. The truth of a word (F-measure and query precision together) from which it counts like a
 * phrase, the one at which it counts least, and what it counts there.
 */
const WORD_COUNTS_FULLY = 1.2;
const WORD_COUNTS_LEAST = 0.4;
const ONE_WORD = 0.45;
/** A name whose phrases stand in less than this share of the group's papers is worth less, down to the floor. */
const COVERED_SHARE = 0.3;
const COVERED_FLOOR = 0.5;
/** A phrase that papers have an acronym for is an established name. */
const ESTABLISHED = 1.15;
/** What a word counts beside a phrase when the candidates are chosen that are looked at closer. */
const ONE_WORD_TOLD = 0.65;
const TITLE_BONUS = 1;
/**
 * Subjects stand in titles: a phrase that does so in less than this share of its papers is worth less, down to the
 * floor.
 */
const TITLE_SHARE = 0.2;
const TITLE_PRIOR = 3;
const TITLE_FLOOR = 0.5;
/** Papers that a phrase is put to as a query, where the pile has more. */
const PAPERS_ASKED = 3000;

/** Papers by their places in the collection. */
export interface Group {
  readonly papers: readonly number[];
  /** The title to fall back on where no phrase will do. */
  readonly title: string;
}

export interface Candidate {
  /** Whether it may be a name; if not, it only makes up the number of terms. */
  readonly fair: boolean;
  readonly phrase: Phrase;
  /** Papers of the group that have it, and that are about it: see `Phrase`. */
  readonly papers: readonly number[];
  readonly about: readonly number[];
  readonly embedding: Embedding;
  /** What its form makes it worth within a name: see `nameWeight`. */
  readonly form: number;
  /** What it is worth as a name by itself. */
  readonly score: number;
}

/** A phrase in a group, before it is embedded. */
export interface Evidence {
  readonly fair: boolean;
  readonly phrase: Phrase;
  readonly papers: readonly number[];
  /** Papers of the group that are about it: see `Phrase`. */
  readonly about: readonly number[];
  /** What the phrase tells about the group: the group's part of its TF-IDF. */
  readonly told: number;
  readonly f: number;
}

export function findIn(phrase: Phrase, groups: readonly Group[], pileSize: number, evidence: Evidence[][]): void {
  const has = new Set(phrase.papers);
  const isAbout = phrase.about === phrase.papers ? has : new Set(phrase.about);
  groups.forEach((group, c) => {
    const papers = group.papers.filter((paper) => has.has(paper));
    const size = group.papers.length;
    if (papers.length === 0) return;
    const several = phrase.words.length > 1;
    const about = phrase.about === phrase.papers ? papers : group.papers.filter((paper) => isAbout.has(paper));
    const fair =
      about.length >= Math.max(Math.min(papersAtLeast(size), size), (several ? PHRASE_COVERS : WORD_COVERS) * size) &&
      papers.length >= Math.min(PAPERS_AT_LEAST, size);
    // A group that is the whole pile is told from nothing: what most papers have names it.
    const told = groups.length > 1 ? log(papers.length / size / (phrase.papers.length / pileSize)) : 1;
    if (told <= 0) return;
    const titles = papers.filter((paper) => phrase.titles.has(paper)).length;
    evidence[c]!.push({
      fair,
      phrase,
      papers,
      about,
      told: (formWeight(phrase) * (several ? 1 : ONE_WORD_TOLD) * told * (about.length + titles)) / size,
      f: fMeasure(about.length, titles, phrase.about.length, size),
    });
  });
}

/** Of having a phrase, or any of some: papers of the group that do, in how many titles, all that do, and the group's size. */
function fMeasure(inGroup: number, titles: number, everywhere: number, size: number): number {
  const recall = Math.min(1, (inGroup + TITLE_BONUS * titles) / size);
  const precise = inGroup / everywhere;
  return (2 * recall * precise) / (recall + precise);
}

/** In order of key. */
export function byKey(a: { readonly phrase: Phrase }, b: { readonly phrase: Phrase }): number {
  return byCodeUnits(a.phrase.key, b.phrase.key);
}

/** What its form makes a phrase worth when candidates are chosen. */
export function formWeight(phrase: Phrase): number {
  return (phrase.acronym === null ? 1 : ESTABLISHED) * titleWeight(phrase);
}

/** What its form makes a phrase worth within a name. @param truth F-measure and query precision together */
export function nameWeight(phrase: Phrase, truth: number): number {
  return formWeight(phrase) * (phrase.words.length > 1 || phrase.acronym !== null ? 1 : wordWeight(truth));
}

function wordWeight(truth: number): number {
  const share = (truth - WORD_COUNTS_LEAST) / (WORD_COUNTS_FULLY - WORD_COUNTS_LEAST);
  return ONE_WORD + (1 - ONE_WORD) * Math.max(0, Math.min(1, share));
}

/** @param share of the group's papers that are about any of a name's phrases */
export function coveredWeight(share: number): number {
  return COVERED_FLOOR + (1 - COVERED_FLOOR) * Math.min(1, share / COVERED_SHARE);
}

function titleWeight({ titles, papers }: Phrase): number {
  const share = (titles.size + TITLE_PRIOR * TITLE_SHARE) / (papers.length + TITLE_PRIOR);
  return Math.min(1, TITLE_FLOOR + (1 - TITLE_FLOOR) * (share / TITLE_SHARE));
}

export function papersAtLeast(groupSize: number): number {
  return groupSize < DOZEN ? PAPERS_AT_LEAST : PAPERS_AT_LEAST + 1;
}

/** @returns 0 … 1 for the texts of phrases put together as one query */
export type QueryPrecision = (texts: readonly string[], group: number) => number;

/**
 * How true the phrases of a name are together, 0 … 1 + WORDS_WEIGHT: the F-measure of having any of them (a title
 * counts double), and their precision as one query.
 */
export function truthOf(parts: readonly Candidate[], group: Group, precision: QueryPrecision, number: number): number {
  if (parts.length === 0) return 0;
  const inside = new Set(parts.flatMap(({ about }) => about));
  const everywhere = new Set(parts.flatMap(({ phrase }) => phrase.about));
  const titles = [...inside].filter((paper) => parts.some(({ phrase }) => phrase.titles.has(paper))).length;
  const f = fMeasure(inside.size, titles, everywhere.size, group.papers.length);
  const texts = parts.map(({ phrase }) => phrase.text);
  const covers = inside.size / group.papers.length;
  return roundTo4((WORDS_WEIGHT * f + precision(texts, number)) * coveredWeight(covers));
}

/**
 * For phrases put together as one query: of as many nearest papers as a group has, the share that are the group's.
 * A query of several phrases is the sum of their embeddings, so its similarities are the sum of theirs.
 */
export function queryPrecision(
  rows: Rows,
  embeddings: ReadonlyMap<string, Embedding>,
  groups: readonly Group[],
): QueryPrecision {
  const groupOf = new Int32Array(rows.count).fill(-1);
  groups.forEach((group, c) => group.papers.forEach((paper) => (groupOf[paper] = c)));
  const step = Math.max(1, Math.ceil(rows.count / PAPERS_ASKED));
  const asked = Array.from({ length: Math.ceil(rows.count / step) }, (_, n) => n * step);
  const sizes = groups.map((_, c) => asked.filter((paper) => groupOf[paper] === c).length);
  const papers = centre(pickRows(rows, asked));
  const queries = centre(rowsOf([...embeddings.values()]));
  const number = new Map([...embeddings.keys()].map((text, t) => [text, t]));
  const products = new Map<string, Float32Array>();
  const similaritiesOf = (text: string): Float32Array => {
    let similarities = products.get(text);
    if (similarities === undefined) {
      similarities = new Float32Array(asked.length);
      dotProducts(queries, number.get(text)!, 1, papers, similarities);
      products.set(text, similarities);
    }
    return similarities;
  };
  return (texts, c) => {
    const size = sizes[c]!;
    if (size === 0) return 0;
    const sum = new Float32Array(asked.length);
    for (const text of texts) similaritiesOf(text).forEach((similarity, n) => (sum[n] = sum[n]! + similarity));
    const least = sum.slice().sort()[asked.length - size]!;
    let hits = 0;
    let all = 0;
    sum.forEach((similarity, n) => {
      if (similarity < least) return;
      all++;
      if (groupOf[asked[n]!] === c) hits++;
    });
    return hits / all;
  };
}
