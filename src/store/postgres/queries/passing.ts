/** The papers that pass the filter of a question, looked up once for all of its statements. */
import { isFilter } from '../../listed.js';
import type { Where } from '../../shapes.js';
import { Parameters, type Session } from '../server/session.js';
import { conditionOf } from './where.js';

/** Up to so many papers are named in statements: their numbers are 400 KB. */
const FEW = 20_000;

export interface Passing {
  /** Their number; infinite if there are more than a statement names. */
  readonly count: number;
  /** Their numbers, as the text of an array. */
  readonly papers: string | undefined;
  readonly where: Where;
}

export type PassingPapers = (where: Where | undefined) => Promise<Passing | undefined>;

/** @returns a function for one snapshot, which returns none without a filter */
export function passingPapers(session: Session, few = FEW): PassingPapers {
  const known = new Map<string, Promise<Passing>>();
  return async (where) => {
    if (!isFilter(where)) return undefined;
    const name = JSON.stringify(where);
    const passing = known.get(name) ?? lookUp(session, where, few);
    known.set(name, passing);
    return passing;
  };
}

async function lookUp(session: Session, where: Where, few: number): Promise<Passing> {
  const parameters = new Parameters();
  const [row] = await session.rows<{ count: number; papers: string | null }>(
    `SELECT count(*)::int AS count, CASE WHEN count(*) <= ${few} THEN array_agg(paper)::text END AS papers
     FROM (SELECT paper FROM heading WHERE ${conditionOf(where, parameters)} LIMIT ${few + 1}) AS passing`,
    parameters.values,
  );
  const { count, papers } = row!;
  return count > few ? { count: Infinity, papers: undefined, where } : { count, papers: papers ?? '{}', where };
}

/**
 * A condition on a column with numbers of papers. The sum keeps the planner from looking up every paper with every
 * word: where that is fast, a statement does it itself.
 */
export function passes(column: string, passing: Passing | undefined, parameters: Parameters): string {
  if (passing === undefined) return 'TRUE';
  if (passing.papers !== undefined) return `${column} + 0 = ANY (${parameters.add(passing.papers)}::bigint[])`;
  return `${column} IN (SELECT paper FROM heading WHERE ${conditionOf(passing.where, parameters)})`;
}
