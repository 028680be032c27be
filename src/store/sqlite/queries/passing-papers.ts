/**
 * Which papers pass a filter. The last filters are kept while the papers stay the same: people ask several questions
 * with one, and each question needs the papers three times: by words, by meaning, and counted.
 */
import type Database from 'better-sqlite3';
import { isFilter } from '../../listed.js';
import type { Where } from '../../shapes.js';
import { counterOf } from '../database/meta.js';
import { conditionOf } from './filter.js';

/** Filters that are kept: four bytes for each paper that passes, and a byte for each text of the index. */
const MOST_FILTERS = 4;

interface Passing {
  /** Rows of `heading`. */
  readonly rows: Int32Array;
  /** By row of the embedding: 1 if a paper with this text passes. Read when it is needed. */
  texts?: Uint8Array;
}

export class PassingPapers {
  #generation = -1;
  #all: number | undefined;
  readonly #known = new Map<string, Passing>();

  /** Without a filter, of all papers: SQLite counts row by row, so their number is kept too. */
  count(database: Database.Database, where: Where = {}): number {
    this.#refresh(database);
    const { notIds, ...others } = where;
    if (notIds !== undefined && others.ids === undefined)
      return this.count(database, others) - countWhere(database, { ...others, ids: notIds });
    if (where.ids !== undefined) return countWhere(database, where);
    if (isFilter(where)) return this.rows(database, where).length;
    this.#all ??= countWhere(database, where);
    return this.#all;
  }

  rows(database: Database.Database, where: Where): Int32Array {
    return this.#of(database, where).rows;
  }

  texts(database: Database.Database, where: Where): Uint8Array {
    const passing = this.#of(database, where);
    passing.texts ??= textsWhere(database, where);
    return passing.texts;
  }

  #of(database: Database.Database, where: Where): Passing {
    this.#refresh(database);
    const name = JSON.stringify(where);
    let passing = this.#known.get(name);
    if (passing === undefined) {
      passing = { rows: rowsWhere(database, where) };
      this.#known.set(name, passing);
      for (const [oldest] of this.#known) {
        if (this.#known.size <= MOST_FILTERS) break;
        this.#known.delete(oldest);
      }
    }
    return passing;
  }

  #refresh(database: Database.Database): void {
    const generation = counterOf(database, 'generation');
    if (this.#generation === generation) return;
    this.#generation = generation;
    this.#all = undefined;
    this.#known.clear();
  }
}

function countWhere(database: Database.Database, where: Where): number {
  const { sql, values } = conditionOf(where);
  return database
    .prepare(`SELECT count(*) FROM heading WHERE ${sql}`)
    .pluck()
    .get(...values) as number;
}

function rowsWhere(database: Database.Database, where: Where): Int32Array {
  const { sql, values } = conditionOf(where);
  const rows = database
    .prepare(`SELECT row FROM heading WHERE ${sql}`)
    .pluck()
    .all(...values) as number[];
  return Int32Array.from(rows);
}

function textsWhere(database: Database.Database, where: Where): Uint8Array {
  const { sql, values } = conditionOf(where);
  const rows = database
    .prepare(
      `SELECT embedding.row FROM heading JOIN paper ON paper.row = heading.row
       JOIN embedding ON embedding.text_hash = paper.text_hash WHERE ${sql}`,
    )
    .pluck()
    .all(...values) as number[];
  const texts = new Uint8Array(rows.reduce((last, row) => Math.max(last, row), 0) + 1);
  for (const row of rows) texts[row] = 1;
  return texts;
}
