/** Filters as conditions on derived columns, so that no JSON is parsed to filter. */
import { type Conditions, conditionsOf, plainNames } from '../../listed.js';
import type { Where } from '../../shapes.js';

export interface Condition {
  /** A condition on `heading`; `TRUE` without a filter. */
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

/** Conditions on `heading`, each with its value. @param row as `rowColumn` */
function conditionsOn(row: string): Conditions<readonly [sql: string, value: string | number]> {
  return {
    since: (day) => ['last_day >= ?', day],
    until: (day) => ['first_day <= ?', day],
    by: (name) => [`instr(${plainNames('names')}, ?) > 0`, name],
    source: (file) => [
      `${row} IN (
        SELECT row FROM paper_source JOIN source ON number = paper_source.source WHERE instr(folded, ?) > 0)`,
      file,
    ],
    minComments: (count) => ['comments >= ?', count],
    ids: (ids) => ['heading.id IN (SELECT value FROM json_each(?))', JSON.stringify(ids)],
    notIds: (ids) => ['heading.id NOT IN (SELECT value FROM json_each(?))', JSON.stringify(ids)],
    addedSince: (day) => [
      `${row} IN (SELECT row FROM paper WHERE added_in IN (SELECT version FROM batch WHERE day >= ?))`,
      day,
    ],
  };
}

/**
 * The row, to be compared with a list of rows. If a filter names papers, they are looked up by id, and the plus keeps
 * SQLite from looking up each id with each row of the list.
 */
export function rowColumn({ ids }: Where = {}): string {
  return ids === undefined ? 'heading.row' : '+heading.row';
}

export function conditionOf(where: Where = {}): Condition {
  const parts = conditionsOf(where, conditionsOn(rowColumn(where)));
  return { sql: parts.map(([sql]) => sql).join(' AND ') || 'TRUE', values: parts.map(([, value]) => value) };
}
