/** Filters as conditions on derived columns, so that no JSON is parsed to filter. */
import { firstDay, lastDay, type PaperId } from '../../../paper.js';
import { fold } from '../../../text/words.js';
import { plainName, plainNames } from '../../listed.js';
import type { Where } from '../../shapes.js';

export interface Condition {
  /** A condition on `heading`; `TRUE` without a filter. */
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

/** Each part of a filter that is set, as SQL on `heading`. */
const CONDITIONS: Readonly<Record<keyof Where, (value: never, row: string) => readonly [string, string | number]>> = {
  since: (day: string) => ['last_day >= ?', firstDay(day)],
  until: (day: string) => ['first_day <= ?', lastDay(day)],
  by: (name: string) => [`instr(${plainNames('names')}, ?) > 0`, plainName(name)],
  source: (file: string, row) => [
    `${row} IN (
      SELECT row FROM paper_source JOIN source ON number = paper_source.source WHERE instr(folded, ?) > 0)`,
    fold(file),
  ],
  minComments: (count: number) => ['comments >= ?', count],
  ids: (ids: readonly PaperId[]) => ['heading.id IN (SELECT value FROM json_each(?))', JSON.stringify(ids)],
  notIds: (ids: readonly PaperId[]) => ['heading.id NOT IN (SELECT value FROM json_each(?))', JSON.stringify(ids)],
  addedSince: (day: string, row) => [
    `${row} IN (
      SELECT row FROM paper WHERE added_in IN (SELECT version FROM batch WHERE day >= ?))`,
    day,
  ],
};

/**
 * The row, to be compared with a list of rows. If a filter names papers, they are looked up by id, and the plus keeps
 * SQLite from looking up each id with each row of the list.
 */
export function rowColumn({ ids }: Where = {}): string {
  return ids === undefined ? 'heading.row' : '+heading.row';
}

export function conditionOf(where: Where = {}): Condition {
  const parts = Object.entries(where)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => CONDITIONS[name as keyof Where](value as never, rowColumn(where)));
  return { sql: parts.map(([sql]) => sql).join(' AND ') || 'TRUE', values: parts.map(([, value]) => value) };
}
