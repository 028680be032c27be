/** Reading from a replica: what one has written one reads. */
import { expect, test } from 'vitest';
import { readingFrom } from '../../src/store/postgres/server/replica.js';
import type { Database, Session } from '../../src/store/postgres/server/session.js';

/** A database that only knows its name and how many writes it has seen. */
function fake(name: string, seen: () => number): Database {
  const session: Session = {
    rows: async <Row>(sql: string) =>
      (sql.includes('papers_version')
        ? [{ identity: 'i', papersVersion: seen(), decisionsVersion: 0, model: null }]
        : [{ name }]) as Row[],
  };
  return {
    location: name,
    spread: 0,
    read: (question) => question(session),
    write: (work) => work(session),
    keep: (work) => work(session),
    maintain: async () => undefined,
    tryLock: async () => undefined,
    close: async () => undefined,
  };
}

const asked = (database: Database) =>
  database.read(async (session) => (await session.rows<{ name: string }>('SELECT name'))[0]!.name);

test('the replica answers unless it is behind what this process wrote', async () => {
  let [written, replicated] = [3, 1];
  const database = readingFrom(
    fake('primary', () => written),
    fake('replica', () => replicated),
  );
  expect(await asked(database)).toBe('replica'); // this process has written nothing: an earlier state is one that was
  written++;
  await database.write(async () => undefined);
  expect(await asked(database)).toBe('primary');
  replicated = written;
  expect(await asked(database)).toBe('replica');
});

test('the primary answers where the replica does not, and a question that fails there is not asked again', async () => {
  const down: Database = { ...fake('replica', () => 9), read: () => Promise.reject(new Error('down')) };
  const database = readingFrom(
    fake('primary', () => 1),
    down,
  );
  expect(await asked(database)).toBe('primary');
  let times = 0;
  const fails = readingFrom(
    fake('primary', () => 1),
    fake('replica', () => 1),
  ).read(async () => {
    times++;
    throw new Error('no such theme');
  });
  await expect(fails).rejects.toThrow('no such theme');
  expect(times).toBe(1);
});
