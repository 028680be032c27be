/**
 * The score of phrases together as the name of a group.
 *
 * A linear model of the marks that readers gave to names beside the titles of the papers (a learnt score of labels, as
 * in Treeratpituk & Callan 2006, "Automatically labeling hierarchical clusters"). How its features were chosen:
 * `test/bench/theme-names.md`.
 */
import { cosineSimilarity } from '../../../embedding.js';
import { log, roundTo4 } from '../../../maths/rounding.js';
import type { Candidate, Group } from '../phrases/candidates.js';
import type { Closeness } from './closeness.js';
import type { Retrieval } from './retrieval.js';

/**
 * Fitted by `test/bench/theme-score.ts` but for that of precision, which readers of single names would have at 0, and
 * readers who see the names of other groups beside them higher.
 */
const WEIGHTS = {
  toCentre: 0.513,
  toPapers: 0.567,
  precision: 0.1,
  inTitles: 0.037,
  about: 0.064,
  told: 0.035,
  subject: 0.034,
  singleWord: -0.054,
  several: 0.225,
  similar: -0.129,
  rarestInTitles: 0.034,
  rarestWritten: 0.012,
} as const;

/** Added to a share, so that none has a logarithm too. */
const NO_SHARE = 0.05;

/** What the score knows of a name; shares are of the papers of the group, and none is a percentage. */
export interface Features extends Record<keyof typeof WEIGHTS, number> {
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
  /** Class-based TF-IDF, mean over the phrases. */
  readonly told: number;
  /** The part of the phrases that are known subjects; that are single words and no known subjects. */
  readonly subject: number;
  readonly singleWord: number;
  /** 1 for several phrases. All that follows is 0 for one. */
  readonly several: number;
  /** The highest similarity of two phrases. */
  readonly similar: number;
  /** Logarithms of the share that has the rarest phrase in the title, and that writes it. */
  readonly rarestInTitles: number;
  readonly rarestWritten: number;
}

/** What the score needs of a candidate. */
export type NamePart = Pick<Candidate, 'phrase' | 'embedding' | 'about' | 'told'>;

/** The features of one phrase or more, as the name of the group of the given number. */
export type FeaturesOf = (parts: readonly NamePart[], group: number) => Features;

/** About the mark of a reader, of 0 … 1, where 0.7 is a good name; 0 without a phrase. */
export type ScoreName = (parts: readonly NamePart[], group: number) => number;

export function scoreNamesIn(groups: readonly Group[], retrieval: Retrieval, closeness: Closeness): ScoreName {
  const featuresOf = nameFeaturesIn(groups, retrieval, closeness);
  return (parts, group) => {
    if (parts.length === 0) return 0;
    const features = featuresOf(parts, group);
    const names = Object.keys(WEIGHTS) as (keyof typeof WEIGHTS)[];
    return roundTo4(names.reduce((sum, name) => sum + WEIGHTS[name] * features[name], 0));
  };
}

export function nameFeaturesIn(groups: readonly Group[], retrieval: Retrieval, closeness: Closeness): FeaturesOf {
  return (parts, group) => {
    const { papers } = groups[group]!;
    const phrases = parts.map(({ phrase }) => phrase);
    const inGroup = new Set(papers);
    const titled = parts.map(({ phrase }) => papers.filter((paper) => phrase.titles.has(paper)));
    const written = parts.map(({ phrase }) => phrase.papers.filter((paper) => inGroup.has(paper)));
    const share = (some: { readonly length: number }): number => some.length / papers.length;
    const several = Number(parts.length > 1);
    return {
      toCentre: closeness.toCentre(
        parts.map(({ embedding }) => embedding),
        group,
      ),
      toPapers: mean(parts, ({ embedding }) => closeness.toPapers(embedding, group)),
      precision: retrieval.byWords(phrases, group) + retrieval.byMeaning(phrases, group),
      inTitles: logOf(share([...new Set(titled.flat())])),
      about: Math.min(...parts.map(({ about }) => share(about))),
      told: mean(parts, ({ told }) => told),
      subject: mean(parts, ({ phrase }) => Number(phrase.isSubject)),
      singleWord: mean(parts, ({ phrase }) => Number(phrase.words.length === 1 && !phrase.isSubject)),
      several,
      similar: several && highestSimilarity(parts),
      rarestInTitles: several && logOf(Math.min(...titled.map(share))),
      rarestWritten: several && logOf(Math.min(...written.map(share))),
    };
  };
}

function highestSimilarity(parts: readonly NamePart[]): number {
  return Math.max(
    ...parts.flatMap((one, i) => parts.slice(i + 1).map((other) => cosineSimilarity(one.embedding, other.embedding))),
  );
}

function logOf(share: number): number {
  return log(NO_SHARE + share);
}

function mean(parts: readonly NamePart[], of: (part: NamePart) => number): number {
  return parts.reduce((sum, part) => sum + of(part), 0) / parts.length;
}
