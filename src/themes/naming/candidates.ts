/**
 * Phrases that could name a group: which papers of the group have them, and how well they tell it from the others.
 *
 * Candidates come from class-based TF-IDF (Grootendorst 2022, BERTopic).
 */
import type { Embedding } from '../../embedding.js';
import { log } from '../../maths/rounding.js';
import { dotProducts, pickRows, type Rows, rowsOf } from '../../maths/rows.js';
import { centre } from '../clustering/smooth.js';
import type { Phrase } from './phrases.js';

/** Of a group's papers, the share that must have a phrase for it to be a candidate; and how many at least. */
const COVERAGE_AT_LEAST = 0.12;
const PAPERS_AT_LEAST = 2;
/** In a group of a dozen papers or more, one paper more: two may come from one desk. */
const DOZEN = 12;
/** A word alone is a poorer name than a phrase. */
const ONE_WORD = 0.5;
/** … but less so where few papers outside the group have it: by this much if none has. */
const ONE_WORD_PRECISE = 0.3;
/** A phrase that papers have an acronym for is an established name. */
export const ESTABLISHED = 1.15;
const TITLE_BONUS = 1;
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
  /** Papers of the group that have it. */
  readonly papers: readonly number[];
  readonly embedding: Embedding;
  readonly score: number;
}

/** A phrase in a group, before it is embedded. */
export interface Found {
  readonly fair: boolean;
  readonly phrase: Phrase;
  readonly papers: readonly number[];
  /** What the phrase tells about the group: the group's part of its TF-IDF. */
  readonly told: number;
  readonly f: number;
}

export function findIn(phrase: Phrase, groups: readonly Group[], pileSize: number, found: Found[][]): void {
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
export function formWeight(phrase: Phrase, inGroup: number): number {
  const words = phrase.words.length > 1 ? 1 : ONE_WORD + (ONE_WORD_PRECISE * inGroup) / phrase.papers.length;
  return words * (phrase.acronym === null ? 1 : ESTABLISHED);
}

export function papersAtLeast(groupSize: number): number {
  return groupSize < DOZEN ? PAPERS_AT_LEAST : PAPERS_AT_LEAST + 1;
}

/** For a phrase put as a query: of as many nearest papers as a group has, the share that are the group's. */
export function queryPrecision(
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
