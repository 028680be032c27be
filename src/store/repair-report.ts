/** What a repair kept, and what it could not. */
import type { PaperId } from '../paper.js';

/** A paper that cannot be read any more, as far as it is known. */
export interface LostPaper {
  readonly id: PaperId | null;
  readonly title: string | null;
  /** The files in which it was met: added again, they bring it back. */
  readonly files: readonly string[];
}

export interface RepairReport {
  /** Papers that are there now. */
  readonly papers: number;
  readonly lost: readonly LostPaper[];
  /** Names of decisions that cannot be read any more. */
  readonly lostDecisions: readonly string[];
  /** Papers that were embedded again. */
  readonly embedded: number;
  /** The damaged file, kept in the folder under this name. */
  readonly copy: string;
}
