/**
 * Did a theme grow more than its share explains? One-sided Fisher's exact test: of all papers, those of the theme are
 * distributed at random over old and new (R. A. Fisher, "The Design of Experiments", 1935); with Bonferroni correction
 * for the number of themes.
 */
import { roundTo4 } from '../maths/rounding.js';

/** Significance level. */
const SIGNIFICANT = 0.05;
/** Minimum number of new papers for a trend. */
const LEAST_ADDED = 3;

export interface GrowthCounts {
  /** Papers of the theme: earlier and new. */
  readonly before: number;
  readonly added: number;
  /** All papers: earlier and new. */
  readonly allBefore: number;
  readonly allAdded: number;
}

/** Probability of at least this many new papers if the share had not changed, 0…1. */
export function chanceOfGrowth({ before, added, allBefore, allAdded }: GrowthCounts): number {
  const all = allBefore + allAdded;
  const ofTheme = before + added;
  const whole = logChoose(all, allAdded);
  let pValue = 0;
  for (let x = added; x <= Math.min(ofTheme, allAdded); x++)
    pValue += Math.exp(logChoose(ofTheme, x) + logChoose(all - ofTheme, allAdded - x) - whole);
  return Math.min(1, pValue);
}

/** The probability with Bonferroni correction, four decimals. */
export function correctedChance(counts: GrowthCounts, themes: number): number {
  return roundTo4(Math.min(1, chanceOfGrowth(counts) * themes));
}

/** Whether growth by so many papers is more than chance. @param pValue see `correctedChance` */
export function isSignificant(added: number, pValue: number): boolean {
  return pValue < SIGNIFICANT && added >= LEAST_ADDED;
}

function logChoose(n: number, k: number): number {
  return k < 0 || k > n ? -Infinity : logFactorial(n) - logFactorial(k) - logFactorial(n - k);
}

const EXACT_BELOW = 256;
const exact = [0];
for (let n = 1; n < EXACT_BELOW; n++) exact.push(exact[n - 1]! + Math.log(n));

/** Stirling series beyond the table, with an error below 1e-12. */
function logFactorial(n: number): number {
  if (n < EXACT_BELOW) return exact[n]!;
  return n * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI * n) + 1 / (12 * n) - 1 / (360 * n * n * n);
}
