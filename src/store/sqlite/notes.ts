/** JSON beside the papers: notes that follow from them, and decisions, which change the revision. */
import type Database from 'better-sqlite3';
import type { Note, Notes } from '../index.js';
import type { Connections } from './schema.js';

type Guard = <T>(work: () => T) => Promise<T>;

/** `live` reads and writes notes: the other connection may stand at an older state, and then it cannot write. */
export function notes({ database, live, writable }: Connections, guard: Guard): Notes {
  const read = (from: Database.Database, table: 'note' | 'decision', name: string) =>
    from.prepare(`SELECT * FROM ${table} WHERE name = ?`).get(name) as
      | { generation: number; value: string }
      | undefined;
  const meta = database.prepare('SELECT value FROM meta WHERE name = ?').pluck();
  return {
    age: () =>
      guard(() => {
        const generation = meta.get('generation') as string;
        return { generation: Number(generation), revision: `${generation}.${meta.get('decisions') as string}` };
      }),
    readNote: (name) =>
      guard((): Note | undefined => {
        const note = read(live, 'note', name);
        return note && { generation: note.generation, value: JSON.parse(note.value) as unknown };
      }),
    writeNote: (name, { generation, value }) =>
      guard(() => {
        if (!writable) return; // it follows from the papers, and is made again
        live
          .prepare(`
        INSERT INTO note VALUES (?, ?, ?)
        ON CONFLICT (name) DO UPDATE SET generation = excluded.generation, value = excluded.value WHERE excluded.generation >= generation`)
          .run(name, generation, JSON.stringify(value));
      }),
    readDecisions: (name) =>
      guard(() => {
        const decision = read(database, 'decision', name);
        return decision && (JSON.parse(decision.value) as unknown);
      }),
    writeDecisions: (name, value) =>
      guard(() => {
        database
          .transaction(() => {
            database.prepare('INSERT OR REPLACE INTO decision VALUES (?, ?)').run(name, JSON.stringify(value));
            database.exec("UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE name = 'decisions'");
          })
          .immediate();
      }),
  };
}
