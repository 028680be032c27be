/**
 * The score of phrases together as the name of a group.
 *
 * A linear score of what tells a good name, learnt from groups that people named (as in Treeratpituk & Callan 2006,
 * "Automatically labeling hierarchical clusters"): how close it is to the centre of the group (as in KeyBERT,
 * Grootendorst 2020), how many of the group's titles have one of its phrases, and how well it retrieves the group's
 * papers and no others as a query (Carmel, Roitman & Zwerdling 2009). Weights and figures:
 * `test/bench/theme-names.md`.
 */
import { roundTo4 } from '../../../maths/rounding.js';
import type { Candidate, Group } from '../phrases/candidates.js';
import { isEstablished, type Phrase } from '../phrases/phrase.js';
import type { Closeness } from './closeness.js';
import type { Retrieval } from './retrieval.js';

/** Weights of titles, precision and form relative to similarity. */
const IN_TITLES = 0.2;
const PRECISION = 0.3;
const FORM = 0.05;
/** Minimum gain of a second phrase: if one is sufficient, another is noise. */
const SECOND = 0.05;
/** Deducted for a third phrase, beside what each further phrase costs. */
const THIRD = 0.02;
/** Deducted where hardly a paper is about the rarest of several phrases; nothing from this share of the papers on. */
const RARE = 0.1;
const RARE_BELOW = 0.25;

/** A phrase, its embedding, and the papers of the group that are about it. */
export type NamePart = Pick<Candidate, 'phrase' | 'embedding' | 'about'>;

/** The score of a name for the group of the given number; embeddings of one model give scores that can be compared. */
export type ScoreName = (parts: readonly NamePart[], group: number) => number;

export function scoreNamesIn(groups: readonly Group[], retrieval: Retrieval, closeness: Closeness): ScoreName {
  return (parts, group) => {
    if (parts.length === 0) return 0;
    const { papers } = groups[group]!;
    const phrases = parts.map(({ phrase }) => phrase);
    const close = closeness(
      parts.map(({ embedding }) => embedding),
      group,
    );
    const inTitles = papers.filter((paper) => phrases.some(({ titles }) => titles.has(paper))).length / papers.length;
    const precision = retrieval.byWords(phrases, group) + retrieval.byMeaning(phrases, group);
    const form = phrases.reduce((sum, phrase) => sum + formOf(phrase), 0) / phrases.length;
    const joining =
      (parts.length - 1) * (SECOND + RARE * rarity(parts, papers.length)) + (parts.length > 2 ? THIRD : 0);
    return roundTo4(close + IN_TITLES * inTitles + PRECISION * precision + FORM * form - joining);
  };
}

/** 0 … 1: how few of the group's papers are about the rarest phrase of a name. */
function rarity(parts: readonly NamePart[], size: number): number {
  return Math.max(0, 1 - Math.min(...parts.map(({ about }) => about.length)) / size / RARE_BELOW);
}

/** 1 for an established name, -1 for a single word that is not a known subject. */
function formOf(phrase: Phrase): number {
  if (isEstablished(phrase)) return 1;
  return phrase.words.length > 1 || phrase.isSubject ? 0 : -1;
}
