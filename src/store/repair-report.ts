/** What a repair kept, and what was lost. */
import type { PaperId } from '../paper.js';

/** A paper that can no longer be read, as far as it is known. */
export interface LostPaper {
  readonly id: PaperId | null;
  readonly title: string | null;
  /** Its source files; add them again to restore it. */
  readonly files: readonly string[];
}

export interface RepairReport {
  /** Papers in the index after the repair. */
  readonly papers: number;
  readonly lost: readonly LostPaper[];
  /** Names of decisions that can no longer be read. */
  readonly lostDecisions: readonly string[];
  /** Papers that were embedded again. */
  readonly embedded: number;
  /** Name of the damaged file, which stays in the folder. */
  readonly copy: string;
}
