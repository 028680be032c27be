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
import { prepared, preparedColumn } from './prepared.js';

interface TermCount {
  readonly term: string;
  readonly papers: number;
}

interface CachedPostings {
  readonly postings: Postings;
  /** Papers up to this row are among them; papers that came later have later rows. */
  readonly upToRow: number;
}

/** Postings kept in memory, at little more than a byte each: a million papers have some 80 million. */
const MOST_KEPT_BYTES = 64 << 20;
/** Ids kept in memory, some 100 bytes each. */
const MOST_IDS = 200_000;

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
  readonly #ids = new Map<number, PaperId>();
  #bytes = 0;
  #scores = new Float64Array(0);

  rank(database: Database.Database, terms: readonly string[], limit: number, where?: Where): RankedId[] {
    this.#follow(database);
    const tokenLists = terms.map(tokensOf).filter((tokens) => tokens.length > 0);
    if (tokenLists.length === 0 || limit <= 0) return [];
    this.#lengths ??= lengthStatistics(database);
    const scores = this.#emptyScores(this.#lengths.lengths.length);
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

  /** The same memory for each question: some 8 MB for a million papers. */
  #emptyScores(rows: number): Float64Array {
    if (this.#scores.length === rows) this.#scores.fill(0);
    else this.#scores = new Float64Array(rows);
    return this.#scores;
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
    this.#ids.clear();
    this.#bytes = 0;
  }

  #inOrder(database: Database.Database, rows: readonly ScoredRow[], limit: number): RankedId[] {
    this.#readIds(database, rows);
    return rows
      .map(({ row, similarity }) => ({ id: this.#ids.get(row)!, score: similarity }))
      .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
      .slice(0, limit);
  }

  #readIds(database: Database.Database, rows: readonly ScoredRow[]): void {
    if (this.#ids.size > MOST_IDS) this.#ids.clear();
    const missing = rows.filter(({ row }) => !this.#ids.has(row)).map(({ row }) => row);
    const headings = prepared(
      database,
      'SELECT id, row FROM heading WHERE row IN (SELECT value FROM json_each(?))',
    ).all(JSON.stringify(missing)) as { id: PaperId; row: number }[];
    for (const { id, row } of headings) this.#ids.set(row, id);
  }

  #postingsOf(database: Database.Database, tokens: readonly string[]): Postings {
    const name = tokens.join(' ');
    const last = this.#postings.get(name);
    const lastRow = preparedColumn(database, 'SELECT coalesce(max(row), 0) FROM paper').get() as number;
    const isCurrent = last !== undefined && (last.upToRow === lastRow || !occursAfter(database, tokens, last.upToRow));
    const postings = isCurrent ? last.postings : readPostings(database, tokens);
    this.#postings.delete(name); // the most recently used is dropped last
    this.#postings.set(name, { postings, upToRow: lastRow });
    this.#bytes += postings.bytes.length - (last?.postings.bytes.length ?? 0);
    for (const [other, { postings: oldest }] of this.#postings) {
      if (this.#bytes <= MOST_KEPT_BYTES || other === name) break;
      this.#postings.delete(other);
      this.#bytes -= oldest.bytes.length;
    }
    return postings;
  }
}

function takeAll(scores: Float64Array, best: NearestRows): void {
  let least = Math.max(best.least, Number.MIN_VALUE);
  for (let row = 0; row < scores.length; row++) {
    if (scores[row]! < least) continue;
    take(scores, row, best);
    least = Math.max(best.least, Number.MIN_VALUE);
  }
}

function take(scores: Float64Array, row: number, best: NearestRows): void {
  const similarity = scores[row]!;
  if (similarity > 0) best.add({ row, similarity });
}

/** Reads the bytes in place: a call for each posting would take longer than the sum. */
function addScores(scores: Float64Array, postings: Postings, { lengths, papers, mean }: LengthStatistics): void {
  const { bytes } = postings;
  const weight = idfOf(postings.papers, papers) * (K1 + 1);
  const [always, byLength] = [K1 * (1 - B), (K1 * B) / Math.max(mean, Number.MIN_VALUE)];
  let row = 0;
  for (let at = 0; at < bytes.length; ) {
    let byte = bytes[at++]!;
    let number = byte & 0x7f;
    for (let shift = 7; byte >= 0x80; shift += 7) number |= ((byte = bytes[at++]!) & 0x7f) << shift;
    row += number >> 1;
    let frequency = 1;
    if ((number & 1) === 1) {
      frequency = (byte = bytes[at++]!) & 0x7f;
      for (let shift = 7; byte >= 0x80; shift += 7) frequency |= ((byte = bytes[at++]!) & 0x7f) << shift;
    }
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
