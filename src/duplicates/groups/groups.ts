/**
 * Judged pairs in, groups of near-duplicates out, for any threshold and without judging again.
 *
 * A group is a connected component of pairs above the threshold. If A ~ B and B ~ C but not A ~ C, `notLinked` lists
 * the pair, so that a chain is not mistaken for a clique.
 */

import { LEAST_SCORE } from '../../limits.js';
import { unionFind } from '../../maths/union-find.js';
import type { Paper, PaperId } from '../../paper.js';
import { byScore } from '../comparison.js';
import type { Comparison, DuplicatePair } from '../evidence/pairs.js';
import { representativeOf } from './representative.js';

/** The score at which the rule finds both answers equally likely. */
export const DEFAULT_THRESHOLD = 0.5;
/** Number of pairs in a borderline list. */
const BORDERLINE = 10;

/** Papers that near-duplicate pairs connect. */
export interface DuplicateGroup {
  /** The suggested paper to keep: `representative.ts`. */
  readonly representative: PaperId;
  /** All papers of the group in order of id, including the representative. */
  readonly papers: readonly PaperId[];
  /** The pairs that form the group, best score first; exact duplicates are each paired with the first. */
  readonly pairs: readonly DuplicatePair[];
  /** Pairs within the group that were judged and do not reach the threshold, or that a person ignored. */
  readonly notLinked: readonly (readonly [PaperId, PaperId])[];
}

export interface Duplicates {
  /** Largest first, then by the id of the representative. */
  readonly groups: readonly DuplicateGroup[];
  /** Ten pairs of each kind at most. */
  readonly borderline: {
    /** The weakest accepted pairs, weakest first, and the strongest rejected ones, strongest first. */
    readonly accepted: readonly DuplicatePair[];
    readonly refused: readonly DuplicatePair[];
    /** Pairs that would score without their veto reason, strongest first. */
    readonly vetoed: readonly DuplicatePair[];
  };
}

/** Decisions of a person. */
export interface Decisions {
  /** Pairs marked as not duplicates. */
  readonly ignored?: readonly (readonly [PaperId, PaperId])[];
}

export interface GroupOptions {
  /** Minimum score of a near-duplicate, 0.05…1; default: 0.5. */
  readonly threshold?: number | undefined;
  readonly decisions?: Decisions;
}

/** A group under construction. */
interface Growing {
  readonly papers: Set<PaperId>;
  readonly pairs: DuplicatePair[];
  readonly notLinked: [PaperId, PaperId][];
}

/**
 * Groups the pairs that reach a threshold, without those that a person ignored.
 * @param papers those of the comparison; pairs of others are left out
 */
export function groupsOf(papers: readonly Paper[], comparison: Comparison, options: GroupOptions = {}): Duplicates {
  const threshold = Math.max(options.threshold ?? DEFAULT_THRESHOLD, LEAST_SCORE);
  const ignored = new Set((options.decisions?.ignored ?? []).map(([a, b]) => pairKey(a, b)));
  const byId = new Map(papers.map((paper) => [paper.id, paper]));
  const pairs = comparison.pairs.filter((pair) => byId.has(pair.a) && byId.has(pair.b));
  const exactDuplicates = comparison.exactDuplicates.map((ids) => ids.filter((id) => byId.has(id)));
  const judged = [...pairs, ...exactPairs(exactDuplicates, pairs, ignored)];
  const open = judged.filter((pair) => !ignored.has(pairKey(pair.a, pair.b)));
  const accepted = open.filter((pair) => pair.score >= threshold).sort(byScore);
  const rootOf = unionFind(accepted.map(({ a, b }) => [a, b] as const));
  const groups = new Map<PaperId, Growing>();
  for (const pair of accepted) {
    const root = rootOf(pair.a);
    const group: Growing = groups.get(root) ?? { papers: new Set(), pairs: [], notLinked: [] };
    groups.set(root, group);
    group.papers.add(pair.a).add(pair.b);
    group.pairs.push(pair);
  }
  for (const pair of judged) {
    if (pair.score >= threshold && !ignored.has(pairKey(pair.a, pair.b))) continue;
    const root = rootOf(pair.a);
    if (root === rootOf(pair.b)) groups.get(root)?.notLinked.push([pair.a, pair.b]);
  }
  const refused = open.filter((pair) => pair.score < threshold).sort(byScore);
  return {
    groups: Array.from(groups.values(), (group) => finished(group, byId)).sort(bySize),
    borderline: {
      accepted: accepted
        .filter((pair) => pair.score < 1)
        .slice(-BORDERLINE)
        .reverse(),
      refused: refused.filter((pair) => pair.vetoReason === null && !hasNothingToJudge(pair)).slice(0, BORDERLINE),
      vetoed: refused.filter((pair) => pair.vetoReason !== null).slice(0, BORDERLINE),
    },
  };
}

/** Two titles that differ, without abstracts. */
function hasNothingToJudge(pair: DuplicatePair): boolean {
  return pair.kind === 'same-title' && pair.score === 0;
}

function finished(group: Growing, byId: ReadonlyMap<PaperId, Paper>): DuplicateGroup {
  const papers = [...group.papers].sort();
  return {
    representative: representativeOf(papers.map((id) => byId.get(id)!)).id,
    papers,
    pairs: group.pairs,
    notLinked: group.notLinked.sort((x, y) => (pairKey(...x) < pairKey(...y) ? -1 : 1)),
  };
}

function bySize(x: DuplicateGroup, y: DuplicateGroup): number {
  return y.papers.length - x.papers.length || (x.representative < y.representative ? -1 : 1);
}

/**
 * Pairs of exact duplicates: each paper with the first of its list. If a person marked a paper as not a duplicate of
 * the first, it is also paired with the first other paper to which that does not apply, and gets the first one's pairs
 * with papers outside the list.
 */
function exactPairs(
  lists: readonly (readonly PaperId[])[],
  others: readonly DuplicatePair[],
  ignored: ReadonlySet<string>,
): DuplicatePair[] {
  const pairs = new Map<string, DuplicatePair>();
  const add = (pair: DuplicatePair) => pairs.set(pairKey(pair.a, pair.b), pair);
  for (const [first, ...exactDuplicates] of lists) {
    if (first === undefined) continue;
    for (const copy of exactDuplicates) {
      add(exactPair(first, copy));
      if (!ignored.has(pairKey(first, copy))) continue;
      const next = exactDuplicates.find((candidate) => candidate !== copy && !ignored.has(pairKey(candidate, copy)));
      if (next !== undefined) add(exactPair(next, copy));
      for (const pair of others) {
        if (pair.a === first || pair.b === first) add(between(pair, copy, pair.a === first ? pair.b : pair.a));
      }
    }
  }
  return [...pairs.values()];
}

const LETTER_FOR_LETTER = {
  similarity: 1,
  overlap: { jaccard: 1, containment: 1 },
  score: 1,
  kind: 'same-text',
  evidence: 'title and abstract are letter for letter the same',
  vetoReason: null,
} as const;

function exactPair(x: PaperId, y: PaperId): DuplicatePair {
  return between(LETTER_FOR_LETTER, x, y);
}

/** The same evidence for two papers, the smaller id first. */
function between(evidence: Omit<DuplicatePair, 'a' | 'b'>, x: PaperId, y: PaperId): DuplicatePair {
  const { similarity, overlap, score, kind, evidence: sentence, vetoReason } = evidence;
  return { a: x < y ? x : y, b: x < y ? y : x, similarity, overlap, score, kind, evidence: sentence, vetoReason };
}

function pairKey(a: PaperId, b: PaperId): string {
  return a < b ? `${a}\n${b}` : `${b}\n${a}`;
}
