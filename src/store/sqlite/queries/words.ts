/** Ranking by words: BM25 over postings (`segments.ts`), for the token streams of `terms.ts`. */
import type Database from 'better-sqlite3';
import { byCodeUnits, byScore } from '../../../maths/order.js';
import { withoutOthers } from '../../beyond.js';
import { B, idfOf, K1 } from '../../bm25.js';
import { isFilter } from '../../listed.js';
import { NearestRows, type ScoredRow } from '../../neighbours/matrix.js';
import type { RankedId, WordOptions } from '../../shapes.js';
import { tokenLists } from '../../tokens.js';
import { counterOf } from '../database/meta.js';
import { changesSince } from '../papers/changes.js';
import type { PaperIds } from '../papers/paper-ids.js';
import { type LengthStatistics, lengthStatistics } from '../postings/lengths.js';
import type { PostingBytes, Postings } from '../postings/posting-bytes.js';
import { PostingCache } from '../postings/posting-cache.js';
import type { PassingPapers } from './passing-papers.js';

interface TermCount {
  readonly term: string;
  readonly papers: number;
}

/**
 * Caches what it has read. Every number is of the snapshot that a question reads, so the same papers have the same
 * scores after any updates and removals.
 */
export class WordRanker {
  #generation = -1;
  #vocabulary: readonly TermCount[] | undefined;
  #lengths: LengthStatistics | undefined;
  readonly #counts = new Map<string, number>();
  readonly #postings = new PostingCache();
  #scores = new Float64Array(0);

  constructor(
    readonly ids: PaperIds,
    readonly passing: PassingPapers,
  ) {}

  rank(
    database: Database.Database,
    terms: readonly string[],
    limit: number,
    { where = {}, beyond }: WordOptions = {},
  ): RankedId[] {
    this.#refresh(database);
    const tokensOfTerms = tokenLists(terms);
    if (tokensOfTerms.length === 0 || limit <= 0) return [];
    this.#lengths ??= lengthStatistics(database);
    const scores = this.#emptyScores(this.#lengths.lengths.length);
    for (const tokens of tokensOfTerms) addScores(scores, this.#postings.of(database, tokens), this.#lengths);
    const { notIds = [], ...filter } = where;
    for (const row of this.ids.rowsOf(database, notIds)) scores[row] = 0;
    const best = new NearestRows(Math.min(limit, scores.length));
    if (!isFilter(filter)) takeAll(scores, best);
    else for (const row of this.passing.rows(database, filter)) take(scores, row, best);
    return beyond === undefined
      ? this.#inOrder(database, best.rows()).slice(0, limit)
      : this.#inOrderBeyond(database, best.rows(), limit, beyond);
  }

  paperCounts(database: Database.Database, terms: readonly string[]): Map<string, number> {
    this.#refresh(database);
    for (const term of terms)
      if (!this.#counts.has(term)) this.#counts.set(term, this.#postings.papers(database, term));
    const distinct = [...new Set(terms)].sort(byCodeUnits);
    return new Map(distinct.map((term) => [term, this.#counts.get(term)!] as const).filter(([, papers]) => papers > 0));
  }

  /** The vocabulary is cached, because FTS5 counts it by reading all of it: 30 ms at 10,000 papers. */
  termsOfLength(database: Database.Database, shortest: number, longest: number): Map<string, number> {
    this.#refresh(database);
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
  #refresh(database: Database.Database): void {
    const generation = counterOf(database, 'generation');
    if (this.#generation === generation) return;
    const changes = changesSince(database, this.#generation);
    this.#generation = generation;
    this.#vocabulary = undefined;
    this.#lengths = undefined;
    this.#counts.clear();
    const onlyAdditions = changes !== undefined && changes.updated.length + changes.removed.length === 0;
    this.#postings.refresh(database, onlyAdditions);
  }

  #inOrder(database: Database.Database, rows: readonly ScoredRow[]): RankedId[] {
    const ids = this.ids.of(
      database,
      rows.map(({ row }) => row),
    );
    return rows.map(({ row, similarity }) => ({ id: ids.get(row)!, score: similarity })).sort(byScore);
  }

  /** Reads the ids of a few: those of the first, of the others that are asked for, and of ties with the last. */
  #inOrderBeyond(
    database: Database.Database,
    rows: ScoredRow[],
    limit: number,
    beyond: NonNullable<WordOptions['beyond']>,
  ): RankedId[] {
    rows.sort((a, b) => b.similarity - a.similarity);
    const scoreOf = (place: number) => rows[place - 1]?.similarity ?? -Infinity;
    const [least, last] = [scoreOf(Math.max(1, beyond.first)), scoreOf(limit)];
    const only = new Set(this.ids.rowsOf(database, beyond.only));
    const tied = rows.filter(({ similarity }) => similarity === last);
    const within = rows.length - tied.length; // rows has no more than those and the ties
    const lost = new Set(
      this.#inOrder(database, within + tied.length <= limit ? [] : tied)
        .slice(limit - within)
        .map(({ id }) => id),
    );
    const few = rows.filter(({ row, similarity }) => similarity >= least || only.has(row));
    return withoutOthers(
      this.#inOrder(database, few).filter(({ id }) => !lost.has(id)),
      beyond,
    );
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
function addScores(scores: Float64Array, postings: Postings, statistics: LengthStatistics): void {
  const weight = idfOf(postings.papers, statistics.papers) * (K1 + 1);
  for (const bytes of postings.parts) addPart(scores, bytes, weight, statistics);
}

function addPart(scores: Float64Array, bytes: PostingBytes, weight: number, { lengths, mean }: LengthStatistics): void {
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
