/**
 * Ranking by words: SQLite FTS5 over the token streams that `terms.ts` makes, ranked by its BM25
 * (Robertson & Zaragoza 2009; k1 = 1.2 and b = 0.75 are fixed in FTS5).
 */
import type Database from 'better-sqlite3';
import type { PaperId } from '../../paper.js';
import type { RankedId, Where } from '../index.js';
import { conditionOf } from './filter.js';
import { counterOf } from './meta.js';

/** How much more a word in the title weighs than one in the abstract: `test/bench/search` gives the measurement. */
const TITLE_WEIGHT = 2;
const ABSTRACT_WEIGHT = 1;
const SCORE = `-bm25(words, ${TITLE_WEIGHT}, ${ABSTRACT_WEIGHT})`;
/** Rows looked at beyond a limit, so that ties at its edge fall by id. */
const SPARE = 64;
/** A limit that is none; SQLite's own is larger. */
const MOST_ROWS = Number.MAX_SAFE_INTEGER - SPARE;

interface TermCount {
  readonly term: string;
  readonly papers: number;
}

export function rankByWords(
  database: Database.Database,
  terms: readonly string[],
  limit: number,
  where?: Where,
): RankedId[] {
  if (terms.length === 0) return [];
  const asked = Math.min(limit, MOST_ROWS);
  const best = conditionOf(where).sql === 'TRUE' ? bestOf(database, terms, asked) : undefined;
  return best ?? allOf(database, terms, asked, where);
}

export function paperCounts(database: Database.Database, terms: readonly string[]): Map<string, number> {
  const rows = database
    .prepare('SELECT term, doc AS papers FROM vocabulary WHERE term IN (SELECT value FROM json_each(?)) ORDER BY term')
    .all(JSON.stringify(terms)) as TermCount[];
  return new Map(rows.map(({ term, papers }) => [term, papers]));
}

/** The terms of the papers. Kept, as FTS5 counts a vocabulary by reading all of it: 30 ms at 10,000 papers. */
export class Vocabulary {
  #known: { readonly generation: number; readonly terms: readonly TermCount[] } | undefined;

  termsOfLength(database: Database.Database, shortest: number, longest: number): Map<string, number> {
    const generation = counterOf(database, 'generation');
    if (this.#known?.generation !== generation) {
      const terms = database.prepare('SELECT term, doc AS papers FROM vocabulary ORDER BY term').all() as TermCount[];
      this.#known = { generation, terms };
    }
    return new Map(
      this.#known.terms
        .filter(({ term }) => term.length >= shortest && term.length <= longest)
        .map(({ term, papers }) => [term, papers]),
    );
  }
}

/**
 * The best, ordered before their ids are looked up: two thirds of the time where a term is in every third paper.
 * @returns none where more papers tie at the edge than `SPARE`: their ids must then decide
 */
function bestOf(database: Database.Database, terms: readonly string[], limit: number): RankedId[] | undefined {
  const rows = database
    .prepare(`SELECT rowid AS row, ${SCORE} AS score FROM words WHERE words MATCH ? ORDER BY score DESC LIMIT ?`)
    .all(anyOf(terms), limit + SPARE) as { row: number; score: number }[];
  const least = rows[limit - 1]?.score ?? -Infinity;
  if (rows.length === limit + SPARE && rows.at(-1)!.score === least) return undefined;
  const idOf = database.prepare('SELECT id FROM heading WHERE row = ?').pluck();
  return rows
    .filter(({ score }) => score >= least)
    .map(({ row, score }) => ({ id: idOf.get(row) as PaperId, score }))
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .slice(0, limit);
}

function allOf(
  database: Database.Database,
  terms: readonly string[],
  limit: number,
  where: Where | undefined,
): RankedId[] {
  const { sql, values } = conditionOf(where);
  return database
    .prepare(
      `SELECT id, ${SCORE} AS score FROM words JOIN heading ON heading.row = words.rowid
       WHERE words MATCH ? AND ${sql} ORDER BY score DESC, id LIMIT ?`,
    )
    .all(anyOf(terms), ...values, limit) as RankedId[];
}

/** FTS5's "any of": each term or phrase a quoted string, so that nothing in a query is syntax. */
function anyOf(terms: readonly string[]): string {
  return terms.map((term) => `"${term.replaceAll('"', '""')}"`).join(' OR ');
}
