/**
 * A cache of which paper has which row: what is looked up by row needs no index of ids. While papers are only added,
 * rows stay as they are.
 */
import type Database from 'better-sqlite3';
import type { PaperId } from '../../../paper.js';
import { counterOf } from '../database/meta.js';
import { prepared } from '../database/prepared.js';
import { changesSince } from './changes.js';

/** Ids in memory, some 150 bytes each. */
const MOST_IDS = 200_000;

interface HeadingRow {
  readonly id: PaperId;
  readonly row: number;
}

export class PaperIds {
  #generation = -1;
  readonly #ids = new Map<number, PaperId>();
  readonly #rows = new Map<PaperId, number>();

  /** By row. */
  of(database: Database.Database, rows: readonly number[]): ReadonlyMap<number, PaperId> {
    this.#refresh(database);
    const missing = rows.filter((row) => !this.#ids.has(row));
    const headings = prepared(database, 'SELECT id, row FROM heading WHERE row IN (SELECT value FROM json_each(?))');
    this.#keep(headings.all(JSON.stringify(missing)) as HeadingRow[]);
    return this.#ids;
  }

  rowsOf(database: Database.Database, ids: readonly PaperId[]): number[] {
    this.#refresh(database);
    const missing = ids.filter((id) => !this.#rows.has(id));
    const headings = prepared(database, 'SELECT id, row FROM heading WHERE id IN (SELECT value FROM json_each(?))');
    this.#keep(headings.all(JSON.stringify(missing)) as HeadingRow[]);
    return ids.flatMap((id) => this.#rows.get(id) ?? []);
  }

  /** Without reading: undefined where it was not read before. */
  knownRowOf(database: Database.Database, id: PaperId): number | undefined {
    this.#refresh(database);
    return this.#rows.get(id);
  }

  /** Takes what was read otherwise, in the same snapshot. */
  add(database: Database.Database, papers: readonly HeadingRow[]): void {
    this.#refresh(database);
    this.#keep(papers);
  }

  #keep(papers: readonly HeadingRow[]): void {
    for (const { id, row } of papers) {
      this.#ids.set(row, id);
      this.#rows.set(id, row);
    }
  }

  #refresh(database: Database.Database): void {
    const generation = counterOf(database, 'generation');
    if (this.#generation !== generation) {
      const changes = changesSince(database, this.#generation);
      this.#generation = generation;
      if (changes === undefined || changes.updated.length + changes.removed.length > 0) this.#clear();
    }
    if (this.#ids.size > MOST_IDS) this.#clear();
  }

  #clear(): void {
    this.#ids.clear();
    this.#rows.clear();
  }
}
