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
import type { Phrase } from '../phrases/phrase.js';
import { agreementByName, averageAgreement, bestAgreements } from './agreement.js';
import { type Closeness, highestSimilarity } from './closeness.js';
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
  /** How much the phrases agree with the votes of the papers by meaning (`agreement.ts`), on average. */
  readonly agreement: number;
  /** The same of the phrase that suits a paper best, mean over the papers. */
  readonly covers: number;
  /** The same, lower quartile over the papers: a name that suits only some has little. */
  readonly throughout: number;
  /** How much they agree with the votes by name. */
  readonly called: number;
  /** 1 for several phrases. This and all that follows is 0 for one. */
  readonly several: number;
  /** 1 for three phrases. */
  readonly third: number;
  /** The highest similarity of two phrases. */
  readonly similar: number;
  /** Logarithms of the share that has the rarest phrase in the title, and that writes it. */
  readonly rarestInTitles: number;
  readonly rarestWritten: number;
}

/**
 * Chosen on marks and verdicts of readers, all together, from weights around those that `test/bench/theme-score.ts`
 * fits to the marks of its first 33 collections. Precision and more than one phrase are worth what they are to readers
 * who see the names of other groups too; for readers of single names precision is worth nothing.
 */
const WEIGHTS: readonly (readonly [feature: keyof Features, weight: number])[] = [
  ['toCentre', 0.5],
  ['toPapers', 0.55],
  ['precision', 0.3],
  ['inTitles', 0.02],
  ['about', 0.05],
  ['told', 0.02],
  ['subject', 0.05],
  ['singleWord', -0.07],
  ['agreement', 0.5],
  ['covers', 1],
  ['throughout', 0.75],
  ['called', 0.4],
  ['several', 0.15],
  ['third', -0.15],
  ['similar', -0.3],
  ['rarestInTitles', 0.03],
  ['rarestWritten', 0.01],
];

/** Added to a share, so that the logarithm of 0 is finite. */
const NO_SHARE = 0.05;

/** What the score needs of a candidate. */
export type NamePart = Pick<Candidate, 'phrase' | 'embedding' | 'about' | 'told' | 'agreement'>;

/** The features of one phrase or more, as the name of the group of the given number. */
export type FeaturesOf = (parts: readonly NamePart[], group: number) => Features;

/** Names of one group only were compared to choose the weights, so that the score has no zero; 0 without a phrase. */
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
    const best = bestAgreements(agreements);
    return {
      toCentre: closeness.toCentre(embeddings, group),
      toPapers: averageOf(supports.map(({ toPapers }) => toPapers)),
      precision: retrieval.byWords(phrases, group) + retrieval.byMeaning(phrases, group),
      inTitles: logOf(new Set(supports.flatMap(({ titled }) => titled)).size / size),
      about: Math.min(...parts.map(({ about }) => about.length)) / size,
      told: averageOf(parts.map(({ told }) => told)),
      subject: averageOf(phrases.map(({ isSubject }) => Number(isSubject))),
      agreement: averageAgreement(agreements),
      covers: averageOf(best),
      throughout: lowerQuartileOf(best),
      called: agreementByName(agreements),
      singleWord: averageOf(phrases.map(({ words, isSubject }) => Number(words.length === 1 && !isSubject))),
      several,
      third: Number(parts.length > 2),
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

/** Computed once for each phrase and group, though a phrase is part of many names. */
function supportIn(groups: readonly Group[], closeness: Closeness): (part: NamePart, group: number) => Support {
  const papersOf = groups.map(({ papers }) => new Set(papers));
  const supports = groups.map(() => new Map<Phrase, Support>());
  return ({ phrase, embedding }, group) => {
    const support = supports[group]!.get(phrase) ?? {
      toPapers: closeness.toPapers(embedding, group),
      titled: groups[group]!.papers.filter((paper) => phrase.titles.has(paper)),
      written: phrase.papers.filter((paper) => papersOf[group]!.has(paper)).length,
    };
    supports[group]!.set(phrase, support);
    return support;
  };
}

/** Of one number or more. */
function lowerQuartileOf(numbers: Float64Array): number {
  return Float64Array.from(numbers).sort()[numbers.length >> 2]!;
}

function logOf(share: number): number {
  return log(NO_SHARE + share);
}
