/**
 * How well a name, used as a query, retrieves the papers of its group and no others: average precision, by words and by
 * embedding (Carmel, Roitman & Zwerdling 2009).
 */
import type { Embedding } from '../../../embedding.js';
import { dotProducts, pickRows, type Rows, rowsFrom, rowsOf } from '../../../maths/rows.js';
import { centre } from '../../clustering/smooth.js';
import type { Posting } from '../phrases/bm25.js';
import type { Phrase } from '../phrases/phrase.js';

/** Maximum number of papers that a name is tested on. */
const PAPERS_ASKED = 3000;
/** Phrases compared with the papers at once: in a third of the time of one by one. */
const QUERIES_AT_ONCE = 64;

/** Average precision, 0 … 1, of phrases combined into one query. */
export interface Retrieval {
  readonly byWords: (phrases: readonly Phrase[], group: number) => number;
  readonly byMeaning: (phrases: readonly Phrase[], group: number) => number;
}

/** @param groups papers by their places among the rows */
export function retrievalIn(
  rows: Rows,
  candidates: readonly { readonly phrase: Phrase; readonly embedding: Embedding }[],
  groups: readonly { readonly papers: readonly number[] }[],
): Retrieval {
  const embeddings = new Map(candidates.map(({ phrase, embedding }) => [phrase.text, embedding]));
  const groupOf = groupsByPaper(groups, rows.count);
  const step = Math.max(1, Math.ceil(rows.count / PAPERS_ASKED));
  const sample = Array.from({ length: Math.ceil(rows.count / step) }, (_, n) => n * step);
  const labels = Int32Array.from(sample, (paper) => groupOf[paper]!);
  const meaning = similaritiesOf(rows, sample, embeddings);
  const scores = new Float32Array(sample.length);
  return {
    byWords: (phrases, group) => {
      scores.fill(0);
      for (const posting of new Set(phrases.flatMap(({ postings }) => postings))) addWeights(posting, step, scores);
      return averagePrecision(scores, labels, group);
    },
    byMeaning: (phrases, group) => {
      scores.fill(0);
      // A query of several phrases is the sum of their embeddings, so its similarities are the sum of theirs.
      for (const { text } of phrases) addTo(scores, meaning(text));
      return averagePrecision(scores, labels, group, -Infinity);
    },
  };
}

function addTo(sums: Float32Array, numbers: Float32Array): void {
  for (let n = 0; n < sums.length; n++) sums[n]! += numbers[n]!;
}

/** For each of `count` papers the number of its group, or -1. */
export function groupsByPaper(groups: readonly { readonly papers: readonly number[] }[], count: number): Int32Array {
  const groupOf = new Int32Array(count).fill(-1);
  groups.forEach((group, c) => group.papers.forEach((paper) => (groupOf[paper] = c)));
  return groupOf;
}

function addWeights(posting: Posting, step: number, scores: Float32Array): void {
  for (const [paper, weight] of posting) if (paper % step === 0) scores[paper / step]! += weight;
}

function similaritiesOf(
  rows: Rows,
  sample: readonly number[],
  embeddings: ReadonlyMap<string, Embedding>,
): (text: string) => Float32Array {
  const papers = centre(pickRows(rows, sample));
  const queries = centre(rowsOf([...embeddings.values()]));
  const number = new Map([...embeddings.keys()].map((text, i) => [text, i]));
  const blocks = new Map<number, Float32Array>();
  return (text) => {
    const at = number.get(text)!;
    const first = at - (at % QUERIES_AT_ONCE);
    let similarities = blocks.get(first);
    if (similarities === undefined) {
      const count = Math.min(QUERIES_AT_ONCE, queries.count - first);
      similarities = new Float32Array(count * sample.length);
      dotProducts(rowsFrom(queries, first, count), papers, similarities);
      blocks.set(first, similarities);
    }
    return similarities.subarray((at - first) * sample.length, (at - first + 1) * sample.length);
  };
}

/**
 * Average precision of a ranking by score; in ties, papers of other groups come first. Papers of the group with a score
 * of at most `above` count as not found.
 */
export function averagePrecision(scores: Float32Array, labels: Int32Array, group: number, above = 0): number {
  const own = scoresOf(scores, labels, group);
  const size = own.length;
  // For each paper of the group, lowest first: how many others score at least as much as it, but less than the next.
  const others = new Int32Array(size);
  for (let n = 0; n < scores.length; n++) {
    const score = scores[n]!;
    if (labels[n] === group || size === 0 || score < own[0]!) continue;
    let low = 0;
    let high = size;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (own[middle]! <= score) low = middle;
      else high = middle;
    }
    others[low]!++;
  }
  let [sum, ahead] = [0, 0];
  for (let i = size - 1; i >= 0 && own[i]! > above; i--) {
    ahead += others[i]!;
    sum += (size - i) / (size - i + ahead);
  }
  return size === 0 ? 0 : sum / size;
}

/** Of the papers of a group, in rising order. */
function scoresOf(scores: Float32Array, labels: Int32Array, group: number): Float32Array {
  const own: number[] = [];
  for (let n = 0; n < scores.length; n++) if (labels[n] === group) own.push(scores[n]!);
  return Float32Array.from(own).sort();
}
