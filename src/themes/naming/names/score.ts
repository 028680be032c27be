/**
 * The score of phrases together as the name of a group.
 *
 * A linear model of the marks that language models, as readers, gave to names beside the titles of the papers
 * (a learnt score of labels, as in Treeratpituk & Callan 2006, "Automatically labeling hierarchical clusters").
 * Figures: `test/bench/theme-names.md`.
 */
import { averageOf } from '../../../maths/average.js';
import { log, roundTo4 } from '../../../maths/rounding.js';
import type { Candidate, Group } from '../phrases/candidates.js';
import { agreementByMeaning, agreementByName } from './agreement.js';
import { type Closeness, highestSimilarity } from './closeness.js';
import { oncePerGroup } from './once.js';
import type { Retrieval } from './retrieval.js';

/** What the score knows of a name; shares are of the papers of the group, 0 … 1. */
export interface Features {
  /** Similarity of the phrases together to what the papers have in common and others have not. */
  readonly toCentre: number;
  /** Similarity to the papers, mean over the phrases. */
  readonly toPapers: number;
  /** Average precision as a query, by words and by meaning, summed. */
  readonly precision: number;
  /** Logarithm of the share that has one of the phrases in the title. */
  readonly inTitles: number;
  /** The share that is about the phrase that the fewest are about. */
  readonly about: number;
  /** How well the phrases describe the group (`PhraseSupport.told`), mean; 0 for subjects of `near-subjects.ts`. */
  readonly told: number;
  /** The part of the phrases that are known subjects; that are single words and no known subjects. */
  readonly subject: number;
  readonly singleWord: number;
  /** How much the phrases agree with what readers called similar papers, by meaning and by name (`agreement.ts`). */
  readonly agreement: number;
  readonly called: number;
  /** 1 for several phrases. All that follows is 0 for one. */
  readonly several: number;
  /** The highest similarity of two phrases. */
  readonly similar: number;
  /** Logarithms of the share that has the rarest phrase in the title, and that writes it. */
  readonly rarestInTitles: number;
  readonly rarestWritten: number;
}

/**
 * Fitted by `test/bench/theme-score.ts` to its first 33 collections, but for four. That of precision is 0 by the marks
 * for single names, and more by those of readers who also see the names of other groups; those of agreement, of called
 * and of similar are chosen together, on the collections whose sheets have names chosen by agreement.
 */
const WEIGHTS: readonly (readonly [feature: keyof Features, weight: number])[] = [
  ['toCentre', 0.513],
  ['toPapers', 0.567],
  ['precision', 0.1],
  ['inTitles', 0.037],
  ['about', 0.064],
  ['told', 0.035],
  ['subject', 0.034],
  ['singleWord', -0.054],
  ['agreement', 1],
  ['called', 0.15],
  ['several', 0.225],
  ['similar', -0.25],
  ['rarestInTitles', 0.034],
  ['rarestWritten', 0.012],
];

/** Added to a share, so that the logarithm of 0 is finite. */
const NO_SHARE = 0.05;

/** What the score needs of a candidate. */
export type NamePart = Pick<Candidate, 'phrase' | 'embedding' | 'about' | 'told' | 'agreement'>;

/** The features of one phrase or more, as the name of the group of the given number. */
export type FeaturesOf = (parts: readonly NamePart[], group: number) => Features;

/**
 * A difference of 0.1 is one of ten marks of a reader. Only names of one group are compared in the fit, so that the
 * score has no zero. 0 without a phrase.
 */
export type ScoreName = (parts: readonly NamePart[], group: number) => number;

export function scoreNamesIn(groups: readonly Group[], retrieval: Retrieval, closeness: Closeness): ScoreName {
  const featuresOf = nameFeaturesIn(groups, retrieval, closeness);
  return (parts, group) => {
    if (parts.length === 0) return 0;
    const features = featuresOf(parts, group);
    return roundTo4(WEIGHTS.reduce((sum, [feature, weight]) => sum + weight * features[feature], 0));
  };
}

export function nameFeaturesIn(groups: readonly Group[], retrieval: Retrieval, closeness: Closeness): FeaturesOf {
  const supportOf = supportIn(groups, closeness);
  return (parts, group) => {
    const size = groups[group]!.papers.length;
    const phrases = parts.map(({ phrase }) => phrase);
    const embeddings = parts.map(({ embedding }) => embedding);
    const supports = parts.map((part) => supportOf(part, group));
    const several = Number(parts.length > 1);
    const agreements = parts.map(({ agreement }) => agreement);
    return {
      toCentre: closeness.toCentre(embeddings, group),
      toPapers: averageOf(supports.map(({ toPapers }) => toPapers)),
      precision: retrieval.byWords(phrases, group) + retrieval.byMeaning(phrases, group),
      inTitles: logOf(new Set(supports.flatMap(({ titled }) => titled)).size / size),
      about: Math.min(...parts.map(({ about }) => about.length)) / size,
      told: averageOf(parts.map(({ told }) => told)),
      subject: averageOf(phrases.map(({ isSubject }) => Number(isSubject))),
      agreement: agreementByMeaning(agreements),
      called: agreementByName(agreements),
      singleWord: averageOf(phrases.map(({ words, isSubject }) => Number(words.length === 1 && !isSubject))),
      several,
      similar: several && highestSimilarity(embeddings),
      rarestInTitles: several && logOf(Math.min(...supports.map(({ titled }) => titled.length)) / size),
      rarestWritten: several && logOf(Math.min(...supports.map(({ written }) => written)) / size),
    };
  };
}

/** A phrase in a group. */
interface Support {
  readonly toPapers: number;
  /** The papers that have it in their title, and how many write it. */
  readonly titled: readonly number[];
  readonly written: number;
}

function supportIn(groups: readonly Group[], closeness: Closeness): (part: NamePart, group: number) => Support {
  const papersOf = groups.map(({ papers }) => new Set(papers));
  return oncePerGroup(({ phrase, embedding }, group) => ({
    toPapers: closeness.toPapers(embedding, group),
    titled: groups[group]!.papers.filter((paper) => phrase.titles.has(paper)),
    written: phrase.papers.filter((paper) => papersOf[group]!.has(paper)).length,
  }));
}

function logOf(share: number): number {
  return log(NO_SHARE + share);
}
