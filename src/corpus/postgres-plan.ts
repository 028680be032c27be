/** The SQL that spreads an index over database servers, without asking any of them. */
import { type PlanOptions, planOf } from '../store/index.js';

export type { PlanOptions } from '../store/index.js';

/** @throws CorpusError USAGE */
export function postgresPlan(options: PlanOptions): Promise<string> {
  return planOf(options);
}
