/**
 * A cache of what was read of single papers: questions read many of the same papers, and reading one verifies its
 * checksum. All entries are of one version of the papers; a later version drops those of the papers that it changed.
 */
import type Database from 'better-sqlite3';
import type { PaperId } from '../../../paper.js';
import { counterOf, metaOf } from '../database/meta.js';
import { changesSince } from './changes.js';

/** Maximum number of entries: embeddings and sentences of so many papers take some 65 MB at 384 dimensions. */
const MOST = 12_000;

type Read<T> = (database: Database.Database, ids: readonly PaperId[]) => Map<PaperId, T>;

export class Recent<T> {
  readonly #read: Read<T>;
  readonly #values = new Map<PaperId, T>();
  #generation = -1;
  #model = '';

  constructor(read: Read<T>) {
    this.#read = read;
  }

  /** By paper, in order of id, as they are read. @throws Damage */
  of(database: Database.Database, ids: readonly PaperId[]): Map<PaperId, T> {
    if (ids.length > MOST) return this.#read(database, ids);
    this.#refresh(database);
    const missing = ids.filter((id) => !this.#values.has(id));
    const fresh = missing.length === 0 ? new Map<PaperId, T>() : this.#read(database, missing);
    const values = new Map<PaperId, T>();
    for (const id of [...ids].sort()) {
      const value = fresh.get(id) ?? this.#values.get(id);
      if (value !== undefined) values.set(id, value);
    }
    this.#keep(fresh);
    return values;
  }

  /** Adds what was read otherwise, in the same snapshot. */
  add(database: Database.Database, read: Iterable<readonly [PaperId, T]>): void {
    this.#refresh(database);
    this.#keep(read);
  }

  #keep(read: Iterable<readonly [PaperId, T]>): void {
    for (const [id, value] of read) this.#values.set(id, value);
    // The oldest entry is dropped first.
    for (const [id] of this.#values) {
      if (this.#values.size <= MOST) break;
      this.#values.delete(id);
    }
  }

  #refresh(database: Database.Database): void {
    const [generation, model] = [counterOf(database, 'generation'), metaOf(database, 'model') ?? ''];
    if (generation === this.#generation && model === this.#model) return;
    const changes = model === this.#model ? changesSince(database, this.#generation) : undefined;
    if (changes === undefined) this.#values.clear();
    else for (const id of [...changes.added, ...changes.updated, ...changes.removed]) this.#values.delete(id);
    [this.#generation, this.#model] = [generation, model];
  }
}
