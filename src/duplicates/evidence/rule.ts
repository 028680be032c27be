/**
 * How likely are two abstracts of the same paper? A logistic rule over four signals, fitted on judged pairs.
 *
 * It decides pairs that identifiers, equal titles and large overlap leave open (see `judge.ts`):
 *   similarity   of the embeddings;
 *   stemPairs    shared bigrams of content words, as a square root: the first tenth of overlap says more than the last;
 *   numbers      shared figures: different papers of one group share words, but rarely results;
 *   titles       shared title words; neutral if a title is missing.
 *
 * Weights by `node test/bench/duplicates-fit.mjs FOLDER` on 514 pairs of the same paper among 6,184. Five-fold
 * cross-validation by pair, ten shuffles, all layers together: F1 0.993, precision 0.993, recall 0.994; without titles
 * F1 0.983. The weight of titles is limited on purpose: in the set, versions rarely have different titles, in practice
 * they often do, so the fit sees every pair a second time without titles.
 */
import type { Signals } from './signals.js';

const WEIGHTS = { bias: -31.87, similarity: 27.27, stemPairs: 16.2, titles: 5.24, numbers: 6.05 } as const;

/** Shares of title words and of figures that count neither for nor against. */
const NEUTRAL_TITLES = 0.7;
const NEUTRAL_NUMBERS = 0.7;
/** With two figures, the signal has half its weight. */
const FEW_NUMBERS = 2;

/** The signals, in the order of the weights. */
export function signalValues(
  signals: Signals,
): readonly [similarity: number, stemPairs: number, titles: number, numbers: number] {
  return [
    signals.similarity,
    Math.sqrt(signals.stemPairs),
    signals.titles === null ? 0 : signals.titles - NEUTRAL_TITLES,
    (signals.sharedNumbers - NEUTRAL_NUMBERS * signals.numbers) / (signals.numbers + FEW_NUMBERS),
  ];
}

/** Log-odds that both are the same paper. */
export function logOddsOf(signals: Signals): number {
  const [similarity, stemPairs, titles, numbers] = signalValues(signals);
  return (
    WEIGHTS.bias +
    WEIGHTS.similarity * similarity +
    WEIGHTS.stemPairs * stemPairs +
    WEIGHTS.titles * titles +
    WEIGHTS.numbers * numbers
  );
}

/**
 * The least share of bigrams with which a pair can have these log-odds, whatever its titles and figures say; above 1
 * if none can.
 */
export function leastStemPairs(logOdds: number, similarity: number): number {
  const others = WEIGHTS.titles * (1 - NEUTRAL_TITLES) + WEIGHTS.numbers * (1 - NEUTRAL_NUMBERS);
  const missing = logOdds - WEIGHTS.bias - WEIGHTS.similarity * similarity - others;
  return (Math.max(0, missing) / WEIGHTS.stemPairs) ** 2;
}

/** The logistic curve. */
export function probabilityOf(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}

/** Its inverse. */
export function logOddsAt(probability: number): number {
  return Math.log(probability / (1 - probability));
}
