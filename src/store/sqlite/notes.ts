/** JSON beside the papers: notes that follow from them, and decisions, which are truth and a link of the chain. */
import type Database from 'better-sqlite3';
import type { Note, Notes } from '../index.js';
import { checksumOf, faultOf, verify } from './checksum.js';
import type { Connections } from './connections.js';
import { saysUnwritable } from './map-errors.js';
import { counterOf, raise } from './meta.js';
import { addLink } from './write.js';

type Guard = <T>(work: () => T) => Promise<T>;

interface NoteRow {
  readonly generation: number;
  readonly value: string;
  readonly sum: number;
}

/**
 * `live` reads and writes notes: the other connection may stand at an older state, and then it cannot write.
 * @param commit runs one transaction that is acknowledged when it returns
 */
export function notes({ database, live, writable }: Connections, guard: Guard, commit: <T>(work: () => T) => T): Notes {
  return {
    age: () =>
      guard(() => {
        const generation = counterOf(database, 'generation');
        const revision = `${generation}.${counterOf(database, 'decisions')}`;
        return { generation, revision, version: counterOf(database, 'version') };
      }),
    readNote: (name) => guard(() => readNote(live, name)),
    writeNote: (name, note) =>
      guard(() => {
        if (writable) writeNote(live, name, note);
      }),
    readDecisions: (name) => guard(() => readDecisions(database, name)),
    writeDecisions: (name, value) =>
      guard(() =>
        commit(() => {
          const text = JSON.stringify(value);
          database.prepare('INSERT OR REPLACE INTO decision VALUES (?, ?, ?)').run(name, text, checksumOf(name, text));
          raise(database, 'decisions');
          addLink(database, `${name} ${text}`);
        }),
      ),
  };
}

/** A note follows from the papers: one that is damaged counts as none, and is made again. */
function readNote(live: Database.Database, name: string): Note | undefined {
  const row = live.prepare('SELECT generation, value, sum FROM note WHERE name = ?').get(name) as NoteRow | undefined;
  if (row === undefined || checksumOf(name, row.generation, row.value) !== row.sum) return undefined;
  return { generation: row.generation, value: JSON.parse(row.value) as unknown };
}

function writeNote(live: Database.Database, name: string, { generation, value }: Note): void {
  const text = JSON.stringify(value);
  try {
    live
      .transaction(() => {
        const newest = readNote(live, name)?.generation ?? -1;
        if (newest > generation) return; // made from papers that have moved on since
        const sum = checksumOf(name, generation, text);
        live.prepare('INSERT OR REPLACE INTO note VALUES (?, ?, ?, ?)').run(name, generation, text, sum);
      })
      .immediate();
  } catch (error) {
    if (!saysUnwritable(error)) throw error; // the answer does not need it: on a full disk it is made again
  }
}

/** @throws Damage: a decision is truth, and cannot be made again */
function readDecisions(database: Database.Database, name: string): unknown {
  const row = database.prepare('SELECT value, sum FROM decision WHERE name = ?').get(name) as
    | Omit<NoteRow, 'generation'>
    | undefined;
  if (row === undefined) return undefined;
  verify(`the decisions "${name}"`, checksumOf(name, row.value), row.sum);
  return JSON.parse(row.value) as unknown;
}

/** @returns one sentence a fault */
export function noteFaults(database: Database.Database): string[] {
  const decisions = database.prepare('SELECT name FROM decision ORDER BY name').pluck().all() as string[];
  const faults = decisions.flatMap((name) => faultOf(() => void readDecisions(database, name)));
  for (const { name } of database.prepare('SELECT name FROM note ORDER BY name').all() as { name: string }[])
    if (readNote(database, name) === undefined)
      faults.push(`the note "${name}" is damaged; it is made again when needed`);
  return faults;
}
