/**
 * How likely is it that two abstracts are of one paper? A logistic rule over four signals, fitted on judged pairs.
 *
 * It judges what is left when identifiers, equal titles and a large overlap have spoken (see `judge.ts`):
 *   similarity   the embeddings lie near;
 *   stemPairs    the same carrying words stand side by side, whatever stands around them; as its square root, since the
 *                first tenth of overlap says more than the last;
 *   numbers      the same figures are reported: two papers of one group share words, hardly their results;
 *   titles       the titles name the same things. Where one is missing it speaks neither way.
 *
 * Weights by `node test/bench/duplicates-fit.mjs FOLDER` on 514 pairs of one paper among 6,184. Five-fold
 * cross-validation by pair, ten shuffles, all layers together: F1 0.993, precision 0.993, recall 0.994; with every
 * title taken away F1 0.983. The weight of titles is held down on purpose: in the set a version hardly ever has another
 * title, in life it often has, so the fit sees every pair once more as if it had.
 */
import type { Signals } from './signals.js';

const WEIGHTS = { bias: -31.87, similarity: 27.27, stemPairs: 16.2, titles: 5.24, numbers: 6.05 } as const;

/** Where a share of shared title words, and of shared figures, speaks neither for nor against. */
const NEUTRAL_TITLES = 0.7;
const NEUTRAL_NUMBERS = 0.7;
/** Two figures weigh half as much as many do. */
const FEW_NUMBERS = 2;

/** What the weights are multiplied with, in a fixed order. */
export function featuresOf(
  signals: Signals,
): readonly [similarity: number, stemPairs: number, titles: number, numbers: number] {
  return [
    signals.similarity,
    Math.sqrt(signals.stemPairs),
    signals.titles === null ? 0 : signals.titles - NEUTRAL_TITLES,
    (signals.sharedNumbers - NEUTRAL_NUMBERS * signals.numbers) / (signals.numbers + FEW_NUMBERS),
  ];
}

/** Log-odds that both are one paper. */
export function logOddsOf(signals: Signals): number {
  const [similarity, stemPairs, titles, numbers] = featuresOf(signals);
  return (
    WEIGHTS.bias +
    WEIGHTS.similarity * similarity +
    WEIGHTS.stemPairs * stemPairs +
    WEIGHTS.titles * titles +
    WEIGHTS.numbers * numbers
  );
}

/** The logistic curve. */
export function probabilityOf(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}
