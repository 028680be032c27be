import { describe, expect, test } from 'vitest';
import { toUnitLength } from '../../src/embedding.js';
import { reembedding } from '../../src/store/postgres/reembedding.js';
import type { Database, Session } from '../../src/store/postgres/server/session.js';
import type { StoredModel } from '../../src/store/shapes.js';
import { openPglite, pglite } from '../support/pglite.js';
import { put, stored } from './contract.js';

const MODEL = { name: 'tiny', dimension: 2, sha256: 'abc' } as StoredModel;

/** A database whose table of the change is there when it is looked for, and is dropped before it is read. */
function droppedBetweenStatements(times: number): { readonly database: Database; readonly made: string[] } {
  const made: string[] = [];
  let left = times;
  const session: Session = {
    rows: async <Row>(sql: string) => {
      if (sql.includes('to_regclass')) return [{ there: left > 0 || made.length > 0 }] as Row[];
      if (sql.startsWith('CREATE TABLE')) made.push(sql);
      if (sql.endsWith('FROM state')) return [{ model: null }] as Row[];
      if (!sql.startsWith('SELECT model FROM')) return [] as Row[];
      if (left-- > 0) throw Object.assign(new Error('relation "reembedding" does not exist'), { code: '42P01' });
      return [{ model: MODEL.sha256 }] as Row[];
    },
  };
  const within = <T>(work: (one: Session) => Promise<T>) => work(session);
  return { database: { location: 'here', spread: 0, read: within, keep: within } as unknown as Database, made };
}

describe('a change of the model that another process ends between two statements', () => {
  test('begins again', async () => {
    const { database, made } = droppedBetweenStatements(1);
    await expect(reembedding(database, MODEL)).resolves.toBeDefined();
    expect(made.length).toBeGreaterThan(0);
  });

  test('says that it has ended', async () => {
    const { database } = droppedBetweenStatements(0);
    const making = await reembedding(database, MODEL);
    const later = droppedBetweenStatements(1).database;
    Object.assign(database, { read: later.read });
    await expect(making.missing(1)).rejects.toMatchObject({ code: 'CORPUS_BUSY' });
  });
});

test('a change of the model that another process has made meanwhile leaves no tables', async () => {
  const store = await openPglite(2);
  await put(store, stored('a', 'rain'));
  const model = { name: 'tiny', dimension: 2, sha256: 'tiny' };
  const first = await store.reembedding(model);
  const [paper] = await first.missing(1);
  await first.write({ embeddings: new Map([[paper!.textHash, toUnitLength([1, 2])!]]), sentences: new Map() });
  await first.finish();
  const late = await store.reembedding(model);
  await expect(late.missing(1)).rejects.toMatchObject({ code: 'CORPUS_BUSY' });
  const { rows } = await (await pglite()).query(
    "SELECT relname FROM pg_class WHERE relname LIKE 'reembed%' AND relnamespace = $1::regnamespace",
    [store.location.replace('pglite:', '')],
  );
  expect(rows).toEqual([]);
  await store.close();
});
