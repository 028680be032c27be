/** The embedded store: one SQLite file, and beside it the neighbour index derived from it. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { bytesOfEmbedding, type Embedding, embeddingFromBytes, type QuantizedEmbeddings } from '../../embedding.js';
import { CorpusError } from '../../errors.js';
import type { Paper, PaperId } from '../../paper.js';
import type { Heading, NeighbourIndex, Store, StoreChange, StoredModel, StoredPaper, StoreStatus } from '../index.js';
import { derivedNeighbours } from '../neighbours/derived.js';
import { checkDatabase } from './check.js';
import { acquireLock, lockWatch } from './lock.js';
import { mapErrors, unwritable } from './map-errors.js';
import { notes } from './notes.js';
import { openReadSnapshot } from './read-snapshot.js';
import { openConnections } from './schema.js';
import { wordIndex } from './words.js';

interface PaperRow {
  readonly row: number;
  readonly id: PaperId;
  readonly given: number;
  readonly text_hash: string;
  readonly fields: string;
}

/**
 * Opens the store of a folder; makes it where there is none, and only reads where nothing can be written.
 * @throws CorpusError INDEX_DAMAGED, INDEX_VERSION, FAILED (neither to be read nor to be made)
 */
export async function openStore(folder: string): Promise<Store> {
  const connections = await openConnections(folder);
  const { database, live, writable } = connections;
  const lock = await lockWatch(folder, writable);
  const reading = openReadSnapshot(database, live, lock.isLocked);
  const guard = async <T>(work: () => T): Promise<T> => mapErrors(folder, work);
  let neighbours: { generation: number; index: NeighbourIndex } | undefined;

  const store: Store = {
    folder,
    writable,
    status: () => guard(() => statusOf(database, folder)),
    papers: (ids) => guard(() => rowsOf(database, ids).map(paperOfRow)),
    headings: (ids) => guard(() => headingsOf(database, ids)),
    withKeys: (keys) => guard(() => storedWithKeys(database, keys)),
    idsBeginning: (beginning, limit) =>
      guard(() =>
        (
          database
            .prepare(
              'SELECT id FROM paper WHERE id >= @beginning AND substr(id, 1, length(@beginning)) = @beginning ORDER BY id LIMIT @limit',
            )
            .all({ beginning, limit }) as { id: PaperId }[]
        ).map(({ id }) => id),
      ),
    embeddings: (ids) => guard(() => embeddingsOf(database, ids)),
    sentences: (ids) => guard(() => sentencesOf(database, ids)),
    embeddedTexts: (hashes) =>
      guard(
        () =>
          new Set(
            (
              database
                .prepare('SELECT text_hash FROM embedding WHERE text_hash IN (SELECT value FROM json_each(?))')
                .all(JSON.stringify(hashes)) as { text_hash: string }[]
            ).map((row) => row.text_hash),
          ),
      ),
    write: (change) =>
      guard(() => {
        reading.release();
        return database.transaction(() => apply(database, folder, change)).immediate();
      }),
    ...wordIndex(database, guard),
    ...notes(connections, guard),
    neighbours: async () => {
      const { generation } = await store.age();
      if (neighbours?.generation !== generation)
        neighbours = { generation, index: await derivedNeighbours(store, database, live) };
      return neighbours.index;
    },
    lock: async (waitMs, onWait) => {
      if (!writable) throw unwritable(folder);
      const held = await acquireLock(folder, waitMs, onWait);
      const stopFollowing = reading.track();
      return {
        release: () => {
          stopFollowing();
          held.release();
        },
      };
    },
    isStale: () => guard(reading.isStale),
    refresh: () => guard(reading.refresh),
    check: () => guard(() => checkDatabase(database)),
    close: async () => {
      for (const one of [database, live, lock]) one.close();
    },
  };
  return store;
}

/** A store that is gone when it is closed. */
export async function openTemporaryStore(): Promise<Store> {
  const folder = mkdtempSync(join(tmpdir(), 'paperkin-'));
  const store = await openStore(folder);
  return {
    ...store,
    close: async () => {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function metaOf(database: Database.Database, name: string): string | undefined {
  return (database.prepare('SELECT value FROM meta WHERE name = ?').get(name) as { value: string } | undefined)?.value;
}

function statusOf(database: Database.Database, folder: string): StoreStatus {
  const count = (table: string) => (database.prepare(`SELECT count(*) AS n FROM ${table}`).get() as { n: number }).n;
  const model = metaOf(database, 'model');
  return {
    generation: Number(metaOf(database, 'generation')),
    papers: count('paper'),
    embeddings: count('embedding'),
    model: model === undefined ? null : (JSON.parse(model) as StoredModel),
    sizeBytes: readdirSync(folder).reduce(
      (sum, name) => sum + (statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0),
      0,
    ),
  };
}

function rowsOf(database: Database.Database, ids: readonly PaperId[] | undefined): PaperRow[] {
  return columnsOf(database, '*', ids) as PaperRow[];
}

function headingsOf(database: Database.Database, ids: readonly PaperId[] | undefined): Heading[] {
  return columnsOf(database, "id, fields ->> 'title' AS title, fields ->> 'published' AS published", ids) as Heading[];
}

function columnsOf(database: Database.Database, columns: string, ids: readonly PaperId[] | undefined): unknown[] {
  return ids === undefined
    ? database.prepare(`SELECT ${columns} FROM paper ORDER BY id`).all()
    : database
        .prepare(`SELECT ${columns} FROM paper WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id`)
        .all(JSON.stringify(ids));
}

function paperOfRow(row: PaperRow): Paper {
  return { id: row.id, ...(JSON.parse(row.fields) as Omit<Paper, 'id'>) };
}

function storedWithKeys(database: Database.Database, keys: readonly string[]): StoredPaper[] {
  const rows = database
    .prepare(`
    SELECT DISTINCT paper.* FROM paper_key JOIN paper USING (row)
    WHERE key IN (SELECT value FROM json_each(?)) ORDER BY id`)
    .all(JSON.stringify(keys)) as PaperRow[];
  const keysOfRow = database.prepare('SELECT key FROM paper_key WHERE row = ? ORDER BY key').pluck();
  return rows.map((row) => ({
    paper: paperOfRow(row),
    given: row.given === 1,
    keys: keysOfRow.all(row.row) as string[],
    textHash: row.text_hash,
  }));
}

function embeddingsOf(database: Database.Database, ids: readonly PaperId[] | undefined): Map<PaperId, Embedding> {
  const { dimension } = JSON.parse(metaOf(database, 'model') ?? '{"dimension":0}') as StoredModel;
  const where = ids === undefined ? '' : 'WHERE id IN (SELECT value FROM json_each(?))';
  const rows = database
    .prepare(`SELECT id, numbers FROM paper JOIN embedding USING (text_hash) ${where} ORDER BY id`)
    .iterate(...(ids === undefined ? [] : [JSON.stringify(ids)])) as Iterable<{ id: PaperId; numbers: Uint8Array }>;
  const embeddings = new Map<PaperId, Embedding>();
  for (const { id, numbers } of rows) {
    try {
      embeddings.set(id, embeddingFromBytes(numbers, dimension));
    } catch (cause) {
      throw new CorpusError(
        'INDEX_DAMAGED',
        `the embedding of ${id} is damaged: ${(cause as Error).message}`,
        `Run \`paperkin remove ${id}\` and add its file again.`,
        cause,
      );
    }
  }
  return embeddings;
}

function sentencesOf(database: Database.Database, ids: readonly PaperId[]): Map<PaperId, QuantizedEmbeddings> {
  const rows = database
    .prepare(
      'SELECT id, directions FROM paper JOIN sentences USING (text_hash) WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id',
    )
    .all(JSON.stringify(ids)) as { id: PaperId; directions: Uint8Array }[];
  return new Map(
    rows.map(({ id, directions }) => [
      id,
      new Int8Array(directions.buffer, directions.byteOffset, directions.byteLength),
    ]),
  );
}

/** The body of the one transaction that changes papers. */
function apply(database: Database.Database, folder: string, change: StoreChange): number {
  if (change.model !== undefined) rememberModel(database, folder, change.model);
  const known = database.prepare('SELECT row, text_hash FROM paper WHERE id = ?');
  const forgetWords = database.prepare('DELETE FROM words WHERE rowid = ?');
  const removePaper = database.prepare('DELETE FROM paper WHERE row = ?');
  const lettingGo = new Set<string>();
  for (const id of change.remove ?? []) {
    const found = known.get(id) as PaperRow | undefined;
    if (found === undefined) continue;
    lettingGo.add(found.text_hash);
    forgetWords.run(found.row);
    removePaper.run(found.row);
  }
  const addEmbedding = database.prepare('INSERT OR IGNORE INTO embedding VALUES (?, ?)');
  for (const [hash, embedding] of change.embeddings ?? []) addEmbedding.run(hash, bytesOfEmbedding(embedding));
  const addSentences = database.prepare('INSERT OR IGNORE INTO sentences VALUES (?, ?)');
  for (const [hash, directions] of change.sentences ?? [])
    if (directions.length > 0) addSentences.run(hash, directions);
  const upsert = database
    .prepare(`
    INSERT INTO paper (id, given, text_hash, fields) VALUES (?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET given = excluded.given, text_hash = excluded.text_hash, fields = excluded.fields RETURNING row`)
    .pluck();
  const addKey = database.prepare('INSERT OR IGNORE INTO paper_key VALUES (?, ?)');
  const addWords = database.prepare('INSERT INTO words (rowid, title, abstract) VALUES (?, ?, ?)');
  for (const { paper, given, keys, textHash, words } of change.papers ?? []) {
    const { id, ...fields } = paper;
    const found = known.get(id) as PaperRow | undefined;
    if (found !== undefined && found.text_hash !== textHash) lettingGo.add(found.text_hash);
    const row = upsert.get(id, given ? 1 : 0, textHash, JSON.stringify(fields)) as number;
    for (const key of keys) addKey.run(key, row);
    forgetWords.run(row);
    addWords.run(row, words.title, words.abstract);
  }
  const forgetEmbedding = database.prepare(
    'DELETE FROM embedding WHERE text_hash = ? AND NOT EXISTS (SELECT 1 FROM paper WHERE paper.text_hash = embedding.text_hash)',
  );
  for (const hash of lettingGo) forgetEmbedding.run(hash);
  database.exec("UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE name = 'generation'");
  return Number(metaOf(database, 'generation'));
}

function rememberModel(database: Database.Database, folder: string, model: StoredModel): void {
  const known = metaOf(database, 'model');
  const empty = (database.prepare('SELECT count(*) AS n FROM embedding').get() as { n: number }).n === 0;
  if (known === undefined || empty) {
    database.prepare('INSERT OR REPLACE INTO meta VALUES (?, ?)').run('model', JSON.stringify(model));
  } else {
    const stored = JSON.parse(known) as StoredModel;
    if (stored.sha256 !== model.sha256) throw modelDiffers(folder, stored, model);
  }
}

/** The refusal of another model, with the way out. */
export function modelDiffers(folder: string, stored: StoredModel, offered: StoredModel): CorpusError {
  return new CorpusError(
    'MODEL_DIFFERS',
    `the index in ${folder} was made with the model ${stored.name} (sha256 ${stored.sha256.slice(0, 12)}…), not ${offered.name} (${offered.sha256.slice(0, 12)}…)`,
    `Use that model with --model DIR, or make a new index for this one: \`paperkin export\` from the old, \`paperkin add --index DIR\` to the new.`,
  );
}

/** Names a text; the first 32 letters of its sha256 in hexadecimal. */
export function hashOfText(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
