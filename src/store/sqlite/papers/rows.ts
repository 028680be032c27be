/** Reads papers: every row is checked against its checksum first. */
import type Database from 'better-sqlite3';
import type { Paper, PaperId } from '../../../paper.js';
import { paperOf } from '../../listed.js';
import type { Arrival, Heading, StoredPaper, StoredPart } from '../../shapes.js';
import { checksumOf, verify } from '../database/checksum.js';
import { dayOf, type Link } from '../database/links.js';
import { prepared } from '../database/prepared.js';
import { verifyComplete } from '../database/whole-scan.js';

export interface PaperRow {
  readonly row: number;
  readonly id: PaperId;
  readonly given: number;
  readonly text_hash: string;
  readonly fields: string;
  readonly added_in: number;
  readonly sum: number;
  readonly keys_sum: number;
}

/** Prefix of the key that every paper has. It is looked up by id too, so that damage to it is detected. */
const ID_KEY = 'id:';

interface PartRow {
  readonly kind: StoredPart['kind'];
  readonly paper: string;
  readonly keys: string;
}

export function paperSum({
  id,
  given,
  text_hash,
  fields,
  added_in,
}: Omit<PaperRow, 'row' | 'sum' | 'keys_sum'>): number {
  return checksumOf(id, given, text_hash, fields, added_in);
}

/** Of the keys in order, then of the parts in order. */
export function keysSum(keys: readonly string[], parts: readonly PartRow[]): number {
  return checksumOf(...[...keys].sort(), ...parts.flatMap((part) => [part.kind, part.paper, part.keys]));
}

/** @throws Damage */
export function paperOfRow(row: PaperRow): Paper {
  verify(`the paper ${row.id}`, paperSum(row), row.sum);
  return paperOf(row.id, row.fields);
}

/** Papers in order of id. @throws Damage */
export function papersOf(database: Database.Database, ids: readonly PaperId[]): Paper[] {
  const rows = prepared(database, 'SELECT * FROM paper WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id').all(
    JSON.stringify(ids),
  ) as PaperRow[];
  verifyComplete(database, 'paper', ids, rows);
  return rows.map(paperOfRow);
}

/** @throws Damage */
export function headingsOf(database: Database.Database, ids: readonly PaperId[]): Heading[] {
  const rows = prepared(
    database,
    'SELECT id, title, published, sum FROM heading WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id',
  ).all(JSON.stringify(ids)) as HeadingRow[];
  verifyComplete(database, 'heading', ids, rows);
  return rows.map(headingOfRow);
}

export type HeadingRow = Heading & { readonly sum: number };

/** @throws Damage */
export function headingOfRow({ id, title, published, sum }: HeadingRow): Heading {
  verify(`the heading of ${id}`, checksumOf(id, title, published), sum);
  return { id, title, published };
}

/** @throws Damage */
export function storedWithKeys(database: Database.Database, keys: readonly string[]): StoredPaper[] {
  const ids = keys.filter((key) => key.startsWith(ID_KEY)).map((key) => key.slice(ID_KEY.length));
  const rows = database
    .prepare(
      `SELECT * FROM paper WHERE row IN (SELECT row FROM paper_key WHERE key IN (SELECT value FROM json_each(?)))
       OR id IN (SELECT value FROM json_each(?)) ORDER BY id`,
    )
    .all(JSON.stringify(keys), JSON.stringify(ids)) as PaperRow[];
  return rows.map(storedReader(database));
}

/** Papers whose text has no embedding, in order of id. @throws Damage */
export function unembedded(database: Database.Database): StoredPaper[] {
  const rows = database
    .prepare('SELECT * FROM paper WHERE text_hash NOT IN (SELECT text_hash FROM embedding) ORDER BY id')
    .all() as PaperRow[];
  return rows.map(storedReader(database));
}

/** @returns a function from rows to papers with their keys and parts @throws Damage */
export function storedReader(database: Database.Database): (row: PaperRow) => StoredPaper {
  const keysOfRow = database.prepare('SELECT key FROM paper_key WHERE row = ? ORDER BY key').pluck();
  const partsOfRow = database.prepare('SELECT kind, paper, keys FROM part WHERE row = ? ORDER BY place');
  return (row) => {
    const paper = paperOfRow(row);
    const keys = keysOfRow.all(row.row) as string[];
    const parts = partsOfRow.all(row.row) as PartRow[];
    verify(`the keys of ${row.id}`, keysSum(keys, parts), row.keys_sum);
    return { paper, given: row.given === 1, keys: keys.sort(), parts: parts.map(partOf), textHash: row.text_hash };
  };
}

function partOf({ kind, paper, keys }: PartRow): StoredPart {
  return { kind, paper: JSON.parse(paper) as Paper, keys: JSON.parse(keys) as string[] };
}

export function partRowOf({ kind, paper, keys }: StoredPart): PartRow {
  return { kind, paper: JSON.stringify(paper), keys: JSON.stringify([...keys].sort()) };
}

export function idsBeginning(database: Database.Database, beginning: string, limit: number): PaperId[] {
  return database
    .prepare(
      `SELECT id FROM heading WHERE id >= @beginning AND substr(id, 1, length(@beginning)) = @beginning
       ORDER BY id LIMIT @limit`,
    )
    .pluck()
    .all({ beginning, limit }) as PaperId[];
}

/** Not that of the newest version: papers that are brought back have the day on which they were first added. */
export function latestDay(database: Database.Database): string | null {
  const link = database
    .prepare(
      `SELECT * FROM batch WHERE EXISTS (SELECT 1 FROM paper WHERE added_in = version)
       ORDER BY day DESC, version LIMIT 1`,
    )
    .get() as Link | undefined;
  return link === undefined ? null : dayOf(link);
}

/** When papers were added, in order of id. @throws Damage */
export function arrivalsOf(database: Database.Database, ids: readonly PaperId[]): Arrival[] {
  const rows = database
    .prepare(
      `SELECT id, batch.* FROM paper JOIN batch ON version = added_in
       WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id`,
    )
    .all(JSON.stringify(ids)) as (Link & { id: PaperId })[];
  return rows.map(({ id, ...link }) => ({ id, addedOn: dayOf(link) }));
}
