/** A snapshot: the questions of `StoreView`, answered over the connection that holds it. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import type { QuantizedEmbeddings } from '../../embedding.js';
import type { StoreStatus, StoreView } from '../contract.js';
import { headOf } from './database/head.js';
import { mapErrors, throwMapped } from './database/map-errors.js';
import { generationOf, modelOf, papersVersionIn } from './database/meta.js';
import { changesSince } from './papers/changes.js';
import { decisionNames, readDecisions } from './papers/decisions.js';
import { readDerived, readRows } from './papers/derived-values.js';
import type { Recent } from './papers/recent.js';
import {
  arrivalsOf,
  headingsOf,
  idsBeginning,
  latestDay,
  papersOf,
  storedWithKeys,
  unembedded,
} from './papers/rows.js';
import { embeddedTexts, type StoredEmbedding } from './papers/vectors.js';
import type { NeighbourFinder } from './queries/finder.js';
import { countByMonth, listIds, pageOf, scanEmbeddings, scanHeadings, scanPapers } from './queries/lists.js';
import { nearestWhere } from './queries/nearest-where.js';
import type { PassingPapers } from './queries/passing-papers.js';
import type { WordRanker } from './queries/words.js';

/** What is loaded once and used by every snapshot. */
export interface Loaded {
  readonly neighbours: NeighbourFinder;
  readonly passing: PassingPapers;
  readonly words: WordRanker;
  readonly embeddings: Recent<StoredEmbedding>;
  readonly sentences: Recent<QuantizedEmbeddings>;
}

/** Letters of the newest link in a version: together with its number they identify one state of one index. */
const LINK_LETTERS = 8;

/** @throws CorpusError INDEX_DAMAGED */
export function viewOf(folder: string, database: Database.Database, loaded: Loaded): StoreView {
  const { words, passing } = loaded;
  const ask = async <T>(question: (database: Database.Database) => T): Promise<T> =>
    mapErrors(folder, () => question(database));
  const stream = <T>(batches: AsyncIterable<T>) => mapped(folder, batches);
  return {
    ...mapErrors(folder, () => versionsOf(database)),
    status: () => ask(() => statusOf(database, folder)),
    model: () => ask(() => modelOf(database)),
    papers: (ids) => ask(() => papersOf(database, ids)),
    headings: (ids) => ask(() => headingsOf(database, ids)),
    embeddings: (ids) =>
      ask(() => new Map([...loaded.embeddings.of(database, ids)].map(([id, { embedding }]) => [id, embedding]))),
    sentences: (ids) => ask(() => loaded.sentences.of(database, ids)),
    arrivals: (ids) => ask(() => arrivalsOf(database, ids)),
    withKeys: (keys) => ask(() => storedWithKeys(database, keys)),
    idsBeginning: (beginning, limit) => ask(() => idsBeginning(database, beginning, limit)),
    embeddedTexts: (hashes) => ask(() => embeddedTexts(database, hashes)),
    unembedded: () => ask(() => unembedded(database)),
    page: (query) => ask(() => pageOf(database, query)),
    listIds: (query = {}) => ask(() => listIds(database, query)),
    count: (where) => ask(() => passing.count(database, where)),
    countByMonth: (where) => ask(() => countByMonth(database, where)),
    latestDay: () => ask(() => latestDay(database)),
    scanPapers: (where) => stream(scanPapers(database, where)),
    scanHeadings: (where) => stream(scanHeadings(database, where)),
    scanEmbeddings: (where) => stream(scanEmbeddings(database, where)),
    nearest: (query, k, { where } = {}) => ask(() => nearestWhere(database, loaded, query, { k, where })),
    rankByWords: (terms, limit, options) => ask(() => words.rank(database, terms, limit, options)),
    paperCounts: (terms) => ask(() => words.paperCounts(database, terms)),
    termsOfLength: (shortest, longest) => ask(() => words.termsOfLength(database, shortest, longest)),
    changesSince: (papersVersion) => ask(() => changesSince(database, generationOf(database, papersVersion))),
    decisions: (name) => ask(() => readDecisions(database, name)),
    decisionNames: () => ask(() => decisionNames(database)),
    derived: (name) => ask(() => readDerived(database, name)),
    derivedRows: (name, keys) => stream(readRows(database, folder, name, keys)),
  };
}

function versionsOf(database: Database.Database): Pick<StoreView, 'version' | 'papersVersion'> {
  const { version, chain } = headOf(database);
  return {
    version: `${version}.${chain.slice(0, LINK_LETTERS)}`,
    papersVersion: papersVersionIn(database),
  };
}

function statusOf(database: Database.Database, folder: string): StoreStatus {
  const count = (table: string) => database.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;
  return {
    version: versionsOf(database).version,
    papers: count('paper'),
    embeddings: count('embedding'),
    model: modelOf(database),
    sizeBytes: readdirSync(folder).reduce(
      (sum, name) => sum + (statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0),
      0,
    ),
  };
}

async function* mapped<T>(folder: string, batches: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* batches;
  } catch (error) {
    throwMapped(folder, error);
  }
}
