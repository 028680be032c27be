/**
 * Ranking by words: SQLite FTS5 over the token streams that `terms.ts` makes, ranked by its BM25
 * (Robertson & Zaragoza 2009; k1 = 1.2 and b = 0.75 are fixed in FTS5).
 */
import type Database from 'better-sqlite3';
import { byCodeUnits } from '../../maths/order.js';
import type { PaperId } from '../../paper.js';
import type { RankedId, Where } from '../index.js';
import { NearestRows } from '../neighbours/matrix.js';
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

/** A term's papers, by row in rising order, each with what the term adds to its score. */
interface Postings {
  readonly rows: Int32Array;
  readonly scores: Float64Array;
}

/** Postings kept in memory: those of the most frequent words, which cost most to read. */
const MOST_KEPT_BYTES = 64 << 20;
const BYTES_A_POSTING = 12;
/**
 * To read the postings of a query takes a third longer than to let FTS5 rank it, and a fortieth of that ever after
 * (`test/bench/growth.md`): a command leaves it to FTS5, a server reads what it is asked for again.
 */
const OFTEN_ENOUGH = 1;
/** Terms of fewer papers are read at once. */
const RARE = 1_000;
const MOST_TERMS_COUNTED = 100_000;

/**
 * Ranking by words. BM25 is a sum over the terms of a query, so what FTS5 says of each term by itself, kept and added up
 * in the same order, gives the same scores to the bit; a frequent term is then read once and not once a query.
 */
export class WordRanker {
  #generation = -1;
  #vocabulary: readonly TermCount[] | undefined;
  readonly #counts = new Map<string, number>();
  readonly #postings = new Map<string, Postings>();
  /** How often a term was asked for; of all states, as people ask for the same. */
  readonly #asked = new Map<string, number>();
  #bytes = 0;

  rank(database: Database.Database, terms: readonly string[], limit: number, where?: Where): RankedId[] {
    if (terms.length === 0) return [];
    this.#follow(database);
    const asked = Math.min(limit, MOST_ROWS);
    const ready = terms.every((term) => this.#isReady(term));
    for (const term of new Set(terms)) this.#asked.set(term, (this.#asked.get(term) ?? 0) + 1);
    if (this.#asked.size > MOST_TERMS_COUNTED) this.#asked.clear();
    if (ready) return this.#fromPostings(database, terms, asked, where);
    const best = conditionOf(where).sql === 'TRUE' ? bestOf(database, terms, asked) : undefined;
    return best ?? allOf(database, terms, asked, where);
  }

  #isReady(term: string): boolean {
    if (this.#postings.has(term)) return true;
    return (this.#counts.get(term) ?? Infinity) <= RARE || (this.#asked.get(term) ?? 0) >= OFTEN_ENOUGH;
  }

  paperCounts(database: Database.Database, terms: readonly string[]): Map<string, number> {
    this.#follow(database);
    const one = database.prepare('SELECT doc FROM vocabulary WHERE term = ?').pluck();
    for (const term of terms) if (!this.#counts.has(term)) this.#counts.set(term, (one.get(term) as number) ?? 0);
    const distinct = [...new Set(terms)].sort(byCodeUnits);
    return new Map(distinct.map((term) => [term, this.#counts.get(term)!] as const).filter(([, papers]) => papers > 0));
  }

  /** The vocabulary is kept, as FTS5 counts it by reading all of it: 30 ms at 10,000 papers. */
  termsOfLength(database: Database.Database, shortest: number, longest: number): Map<string, number> {
    this.#follow(database);
    this.#vocabulary ??= database
      .prepare('SELECT term, doc AS papers FROM vocabulary ORDER BY term')
      .all() as TermCount[];
    return new Map(
      this.#vocabulary
        .filter(({ term }) => term.length >= shortest && term.length <= longest)
        .map(({ term, papers }) => [term, papers]),
    );
  }

  /** What was kept of other papers is let go: every score hangs on all of them. */
  #follow(database: Database.Database): void {
    const generation = counterOf(database, 'generation');
    if (this.#generation === generation) return;
    this.#generation = generation;
    this.#vocabulary = undefined;
    this.#counts.clear();
    this.#postings.clear();
    this.#bytes = 0;
  }

  #fromPostings(database: Database.Database, terms: readonly string[], limit: number, where?: Where): RankedId[] {
    const greatest = (database.prepare('SELECT max(row) FROM heading').pluck().get() as number | null) ?? 0;
    const scores = new Float64Array(greatest + 1);
    for (const term of terms) {
      const { rows, scores: added } = this.#postingsOf(database, term);
      for (let i = 0; i < rows.length; i++) scores[rows[i]!]! += added[i]!;
    }
    const best = new NearestRows(limit);
    const take = (row: number) => {
      const similarity = scores[row]!;
      if (similarity > 0 && similarity >= best.least) best.add({ row, similarity });
    };
    if (conditionOf(where).sql === 'TRUE') for (let row = 0; row < scores.length; row++) take(row);
    else for (const row of rowsWhere(database, where)) take(row);
    return inOrder(
      database,
      best.rows().map(({ row, similarity }) => ({ row, score: similarity })),
      limit,
    );
  }

  #postingsOf(database: Database.Database, term: string): Postings {
    const known = this.#postings.get(term);
    this.#postings.delete(term); // the one asked for last stands last
    const postings = known ?? readPostings(database, term);
    if (known === undefined) this.#bytes += postings.rows.length * BYTES_A_POSTING;
    this.#postings.set(term, postings);
    for (const [other, { rows }] of this.#postings) {
      if (this.#bytes <= MOST_KEPT_BYTES || other === term) break;
      this.#postings.delete(other);
      this.#bytes -= rows.length * BYTES_A_POSTING;
    }
    return postings;
  }
}

function readPostings(database: Database.Database, term: string): Postings {
  const read = (what: string) =>
    database
      .prepare(`SELECT ${what} FROM words WHERE words MATCH ? ORDER BY rowid`)
      .pluck()
      .all(anyOf([term])) as number[];
  // one column at a time: an array a row costs more than to go through the index again
  return { rows: Int32Array.from(read('rowid')), scores: Float64Array.from(read(SCORE)) };
}

function rowsWhere(database: Database.Database, where: Where | undefined): number[] {
  const { sql, values } = conditionOf(where);
  return database
    .prepare(`SELECT row FROM heading WHERE ${sql}`)
    .pluck()
    .all(...values) as number[];
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
  return inOrder(
    database,
    rows.filter(({ score }) => score >= least),
    limit,
  );
}

function inOrder(
  database: Database.Database,
  rows: readonly { readonly row: number; readonly score: number }[],
  limit: number,
): RankedId[] {
  const idOf = database.prepare('SELECT id FROM heading WHERE row = ?').pluck();
  return rows
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
