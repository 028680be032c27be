/** Points on the map. */
import type { PaperId } from '../paper.js';

/** Between −1 and 1 in both directions. */
export interface Position {
  readonly x: number;
  readonly y: number;
}

/** The place of a paper on the map. */
export interface PaperPoint extends Position {
  readonly id: PaperId;
}

/** Decimal digits: enough for any screen, and few enough to hide rounding differences. */
const DIGITS = 4;

export function rounded(value: number): number {
  return Number(value.toFixed(DIGITS)) + 0; // + 0 makes −0 plain
}
