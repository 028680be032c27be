/** The generation of the papers, and which tables that are derived from their words are of it. */
import type Database from 'better-sqlite3';
import { raise } from '../database/meta.js';
import { markLengthsWritten } from './lengths.js';
import { markSegmentsWritten, segmentsAreWritten } from './segments.js';

/** In a transaction that writes the words of the papers that it changes with a `paperWriter`. @returns it */
export function raiseGeneration(database: Database.Database): number {
  const hasSegments = segmentsAreWritten(database);
  const generation = raise(database, 'generation');
  markLengthsWritten(database);
  if (hasSegments) markSegmentsWritten(database);
  return generation;
}

/** In a new index, whose papers are all written with a `paperWriter`: records that both are of its generation. */
export function markWordsWritten(database: Database.Database): void {
  markLengthsWritten(database);
  markSegmentsWritten(database);
}
