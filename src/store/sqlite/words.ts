/** Ranking by words: BM25 over the postings of FTS5, for the token streams of `terms.ts`. */
import type Database from 'better-sqlite3';
import { byCodeUnits } from '../../maths/order.js';
import type { PaperId } from '../../paper.js';
import { B, idfOf, K1 } from '../bm25.js';
import { NearestRows, type ScoredRow } from '../neighbours/matrix.js';
import type { RankedId, Where } from '../shapes.js';
import { tokensOf } from '../tokens.js';
import { changesSince } from './changes.js';
import { conditionOf } from './filter.js';
import { type LengthStatistics, lengthStatistics } from './lengths.js';
import { counterOf } from './meta.js';
import { occursAfter, type Postings, readPostings } from './postings.js';
import { preparedColumn } from './prepared.js';

interface TermCount {
  readonly term: string;
  readonly papers: number;
}

interface CachedPostings {
  readonly postings: Postings;
  /** Papers up to this row are among them; papers that came later have later rows. */
  readonly upToRow: number;
}

/** Postings kept in memory: those of the most frequent words, which cost most to read. */
const MOST_KEPT_BYTES = 64 << 20;
const BYTES_A_POSTING = 8;

/**
 * Caches the postings that it has read: while papers are only added, those of words that none of the new papers has.
 * Every number is of the snapshot that a question reads, so
 * the same papers have the same scores after any updates and removals.
 */
export class WordRanker {
  #generation = -1;
  #vocabulary: readonly TermCount[] | undefined;
  #lengths: LengthStatistics | undefined;
  readonly #counts = new Map<string, number>();
  readonly #postings = new Map<string, CachedPostings>();
  /** By row. */
  #ids: PaperId[] = [];
  #bytes = 0;

  rank(database: Database.Database, terms: readonly string[], limit: number, where?: Where): RankedId[] {
    this.#follow(database);
    const tokenLists = terms.map(tokensOf).filter((tokens) => tokens.length > 0);
    if (tokenLists.length === 0 || limit <= 0) return [];
    this.#lengths ??= lengthStatistics(database);
    const scores = new Float64Array(this.#lengths.lengths.length);
    for (const tokens of tokenLists) addScores(scores, this.#postingsOf(database, tokens), this.#lengths);
    const best = new NearestRows(Math.min(limit, scores.length));
    if (conditionOf(where).sql === 'TRUE') takeAll(scores, best);
    else for (const row of rowsWhere(database, where)) take(scores, row, best);
    return this.#inOrder(database, best.rows(), limit);
  }

  paperCounts(database: Database.Database, terms: readonly string[]): Map<string, number> {
    this.#follow(database);
    const one = preparedColumn(database, 'SELECT doc FROM vocabulary WHERE term = ?');
    for (const term of terms) if (!this.#counts.has(term)) this.#counts.set(term, (one.get(term) as number) ?? 0);
    const distinct = [...new Set(terms)].sort(byCodeUnits);
    return new Map(distinct.map((term) => [term, this.#counts.get(term)!] as const).filter(([, papers]) => papers > 0));
  }

  /** The vocabulary is cached, because FTS5 counts it by reading all of it: 30 ms at 10,000 papers. */
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

  /** Drops what was read of other versions of the papers. */
  #follow(database: Database.Database): void {
    const generation = counterOf(database, 'generation');
    if (this.#generation === generation) return;
    const changes = changesSince(database, String(this.#generation));
    this.#generation = generation;
    this.#vocabulary = undefined;
    this.#lengths = undefined;
    this.#counts.clear();
    if (changes !== undefined && changes.updated.length + changes.removed.length === 0) return;
    this.#postings.clear();
    this.#ids = [];
    this.#bytes = 0;
  }

  #inOrder(database: Database.Database, rows: readonly ScoredRow[], limit: number): RankedId[] {
    const idOf = preparedColumn(database, 'SELECT id FROM heading WHERE row = ?');
    const ids = this.#ids;
    return rows
      .map(({ row, similarity }) => ({ id: (ids[row] ??= idOf.get(row) as PaperId), score: similarity }))
      .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
      .slice(0, limit);
  }

  #postingsOf(database: Database.Database, tokens: readonly string[]): Postings {
    const name = tokens.join(' ');
    const last = this.#postings.get(name);
    const lastRow = preparedColumn(database, 'SELECT coalesce(max(row), 0) FROM paper').get() as number;
    const isCurrent = last !== undefined && (last.upToRow === lastRow || !occursAfter(database, tokens, last.upToRow));
    const postings = isCurrent ? last.postings : readPostings(database, tokens);
    this.#postings.delete(name); // the most recently used is dropped last
    this.#postings.set(name, { postings, upToRow: lastRow });
    this.#bytes += (postings.rows.length - (last?.postings.rows.length ?? 0)) * BYTES_A_POSTING;
    for (const [
      other,
      {
        postings: { rows },
      },
    ] of this.#postings) {
      if (this.#bytes <= MOST_KEPT_BYTES || other === name) break;
      this.#postings.delete(other);
      this.#bytes -= rows.length * BYTES_A_POSTING;
    }
    return postings;
  }
}

function takeAll(scores: Float64Array, best: NearestRows): void {
  for (let row = 0; row < scores.length; row++)
    if (scores[row]! > 0 && scores[row]! >= best.least) take(scores, row, best);
}

function take(scores: Float64Array, row: number, best: NearestRows): void {
  const similarity = scores[row]!;
  if (similarity > 0) best.add({ row, similarity });
}

function addScores(scores: Float64Array, { rows, frequencies }: Postings, { lengths, papers, mean }: LengthStatistics) {
  const weight = idfOf(rows.length, papers) * (K1 + 1);
  const [always, byLength] = [K1 * (1 - B), (K1 * B) / Math.max(mean, Number.MIN_VALUE)];
  for (let i = 0; i < rows.length; i++) {
    const [row, frequency] = [rows[i]!, frequencies[i]!];
    scores[row]! += (weight * frequency) / (frequency + always + byLength * (lengths[row]! - 1));
  }
}

function rowsWhere(database: Database.Database, where: Where | undefined): number[] {
  const { sql, values } = conditionOf(where);
  return database
    .prepare(`SELECT row FROM heading WHERE ${sql}`)
    .pluck()
    .all(...values) as number[];
}
