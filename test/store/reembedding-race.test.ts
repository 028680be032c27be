import { describe, expect, test } from 'vitest';
import { reembedding } from '../../src/store/postgres/reembedding.js';
import type { Database, Session } from '../../src/store/postgres/server/session.js';
import type { StoredModel } from '../../src/store/shapes.js';

const MODEL = { name: 'tiny', dimension: 2, sha256: 'abc' } as StoredModel;

/** A database whose table of the change is there when it is looked for, and is dropped before it is read. */
function droppedBetweenStatements(times: number): { readonly database: Database; readonly made: string[] } {
  const made: string[] = [];
  let left = times;
  const session: Session = {
    rows: async <Row>(sql: string) => {
      if (sql.includes('to_regclass')) return [{ there: left > 0 || made.length > 0 }] as Row[];
      if (sql.startsWith('CREATE TABLE')) made.push(sql);
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
