/**
 * Reading that stands still: what is asked sees one state of the papers from beginning to end, and stays at it for as
 * long as another writes, so that an `add` of an hour does not make everything derived from the papers anew each
 * second.
 *
 * A read transaction held open is such a state (sqlite.org/isolation.html, WAL). Whether there is a newer one is asked
 * over a second connection, which also writes what is derived, because a reader that stands cannot write.
 */
import type Database from 'better-sqlite3';

export interface ReadSnapshot {
  /** Whether there is a newer state to which `refresh` would move. */
  isStale(): boolean;
  /** Moves to the newest state; while another writes, stays where it stands. For the moment between two questions. */
  refresh(): void;
  /** Stands no longer: what is written is seen at once. For a single write. */
  release(): void;
  /** The same from now until what is returned is called. For whoever holds the writer's lock. */
  track(): () => void;
}

/** @param othersWrite whether somebody else holds the writer's lock now */
export function openReadSnapshot(
  database: Database.Database,
  live: Database.Database,
  othersWrite: () => boolean,
): ReadSnapshot {
  const STATE = "SELECT group_concat(value, '.') FROM meta WHERE name IN ('generation', 'decisions')";
  const newest = live.prepare(STATE).pluck();
  const stood = database.prepare(STATE).pluck();
  let state: unknown; // where it stands; undefined where it does not
  let following = 0;

  const moved = () => newest.get() !== state;
  const isStale = () => following === 0 && moved() && (state === undefined || !othersWrite());
  const release = () => {
    if (state !== undefined) database.exec('COMMIT');
    state = undefined;
  };
  return {
    isStale,
    release,
    track: () => {
      following++;
      release();
      return () => {
        following--;
      };
    },
    refresh: () => {
      if (!isStale()) return;
      release();
      database.exec('BEGIN');
      state = stood.get(); // the first read makes the state
    },
  };
}
