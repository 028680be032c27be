/**
 * Did a theme grow more than its share explains? Fisher's exact test, one-sided: of all papers, old and new, those of
 * the theme fall among the new ones at random (R. A. Fisher, "The Design of Experiments", 1935); then Bonferroni's
 * correction for looking at every theme.
 */
import { roundTo4 } from '../maths/rounding.js';

export interface GrowthCounts {
  /** Papers of the theme that were there before, and new ones. */
  readonly before: number;
  readonly added: number;
  /** The same of all papers. */
  readonly allBefore: number;
  readonly allAdded: number;
}

/** The chance of so many new papers in the theme, or more, if its share had stayed the same: 0…1. */
export function chanceOfGrowth({ before, added, allBefore, allAdded }: GrowthCounts): number {
  const all = allBefore + allAdded;
  const ofTheme = before + added;
  const whole = logChoose(all, allAdded);
  let chance = 0;
  for (let x = added; x <= Math.min(ofTheme, allAdded); x++)
    chance += Math.exp(logChoose(ofTheme, x) + logChoose(all - ofTheme, allAdded - x) - whole);
  return Math.min(1, chance);
}

/** The chance with Bonferroni's correction, four decimals. */
export function correctedChance(counts: GrowthCounts, themes: number): number {
  return roundTo4(Math.min(1, chanceOfGrowth(counts) * themes));
}

function logChoose(n: number, k: number): number {
  return k < 0 || k > n ? -Infinity : logFactorial(n) - logFactorial(k) - logFactorial(n - k);
}

const EXACT_BELOW = 256;
const exact = [0];
for (let n = 1; n < EXACT_BELOW; n++) exact.push(exact[n - 1]! + Math.log(n));

/** Stirling's series beyond the table; its error is below 1e-12 there. */
function logFactorial(n: number): number {
  if (n < EXACT_BELOW) return exact[n]!;
  return n * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI * n) + 1 / (12 * n) - 1 / (360 * n ** 3);
}
