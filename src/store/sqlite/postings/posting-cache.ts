/**
 * A cache of postings: those of tokens as the segments hold them, which stay as they are until they are joined; those
 * of phrases, while papers are only added and none of the new papers has the phrase. All are of the snapshot that a
 * question reads.
 */
import type Database from 'better-sqlite3';
import { preparedColumn } from '../database/prepared.js';
import { occursAfter, readPhrase } from './phrases.js';
import type { Postings } from './posting-bytes.js';
import { readSegments, type Segment, type SegmentPostings, segmentsOf, verifySegments } from './segments.js';

/** At little more than a byte each: a million papers have some 80 million postings. */
const MOST_BYTES = 64 << 20;
/** What an entry takes beside its postings. */
const ENTRY_BYTES = 200;

interface TokenEntry {
  /** The segments whose postings it has. */
  readonly segments: readonly Segment[];
  readonly postings: Postings;
  readonly bySegment: readonly SegmentPostings[];
}

interface PhraseEntry {
  readonly postings: Postings;
  /** Papers up to this row are among them; papers that came later have later rows. */
  readonly upToRow: number;
}

export class PostingCache {
  readonly #tokens = new Map<string, TokenEntry>();
  readonly #phrases = new Map<string, PhraseEntry>();
  #segments: readonly Segment[] = [];
  #bytes = 0;

  /**
   * Takes another version of the papers.
   * @param onlyAdditions whether it only has more papers than the last one
   * @throws Damage
   */
  refresh(database: Database.Database, onlyAdditions: boolean): void {
    verifySegments(database);
    this.#segments = sameSegments(this.#segments, segmentsOf(database));
    if (!onlyAdditions) this.#clearPhrases();
  }

  of(database: Database.Database, tokens: readonly string[]): Postings {
    const [token, ...others] = tokens;
    return token === undefined || others.length > 0 ? this.#ofPhrase(database, tokens) : this.#ofToken(database, token);
  }

  /** How many papers contain a token. */
  papers(database: Database.Database, token: string): number {
    return this.#ofToken(database, token).papers;
  }

  #ofToken(database: Database.Database, token: string): Postings {
    const segments = this.#segments;
    const last = this.#tokens.get(token);
    if (last?.segments === segments) return this.#touch(this.#tokens, token, last).postings;
    const before = new Set(last?.segments);
    const current = new Set(segments.map(({ segment }) => segment));
    const missing = segments.filter((segment) => !before.has(segment));
    const stale = new Set(missing.map(({ segment }) => segment));
    const bySegment = [
      ...(last?.bySegment ?? []).filter(({ segment }) => current.has(segment) && !stale.has(segment)),
      ...(missing.length === 0 ? [] : readSegments(database, token, missing)),
    ];
    const postings = {
      papers: bySegment.reduce((sum, { papers }) => sum + papers, 0),
      parts: bySegment.map(({ bytes }) => bytes),
    };
    this.#bytes += sizeOf(postings) - (last === undefined ? 0 : sizeOf(last.postings));
    this.#touch(this.#tokens, token, { segments, postings, bySegment });
    this.#drop(token);
    return postings;
  }

  #ofPhrase(database: Database.Database, tokens: readonly string[]): Postings {
    const name = tokens.join(' ');
    const last = this.#phrases.get(name);
    const lastRow = preparedColumn(database, 'SELECT coalesce(max(row), 0) FROM paper').get() as number;
    const isCurrent = last !== undefined && (last.upToRow === lastRow || !occursAfter(database, tokens, last.upToRow));
    const postings = isCurrent ? last.postings : readPhrase(database, tokens);
    this.#bytes += sizeOf(postings) - (last === undefined ? 0 : sizeOf(last.postings));
    this.#touch(this.#phrases, name, { postings, upToRow: lastRow });
    this.#drop(name);
    return postings;
  }

  /** The most recently used is dropped last. */
  #touch<T>(entries: Map<string, T>, name: string, entry: T): T {
    entries.delete(name);
    entries.set(name, entry);
    return entry;
  }

  #drop(but: string): void {
    for (const entries of [this.#phrases, this.#tokens])
      for (const [name, { postings }] of entries) {
        if (this.#bytes <= MOST_BYTES || name === but) break;
        entries.delete(name);
        this.#bytes -= sizeOf(postings);
      }
  }

  #clearPhrases(): void {
    for (const { postings } of this.#phrases.values()) this.#bytes -= sizeOf(postings);
    this.#phrases.clear();
  }
}

function sizeOf({ parts }: Postings): number {
  return parts.reduce((sum, { length }) => sum + length, ENTRY_BYTES);
}

/** The segments of a version, with the objects of the last one where they did not change: what was read stays. */
function sameSegments(last: readonly Segment[], next: readonly Segment[]): readonly Segment[] {
  const known = new Map(last.map((one) => [one.segment, one]));
  const segments = next.map((one) => {
    const before = known.get(one.segment);
    return before !== undefined && before.gone.size === one.gone.size ? before : one;
  });
  return segments.length === last.length && segments.every((one, i) => one === last[i]) ? last : segments;
}
