/** Servers whose own settings for sessions would get in the way. */
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { openServer } from '../../src/store/postgres/store.js';
import { asking } from '../support/asking.js';
import { letterEmbedding } from '../support/letter-embedder.js';
import { NO_SERVER, newIndex, runSql, servers } from '../support/servers.js';
import { put, stored } from './contract.js';

const withSettings = (settings: string): string => newIndex(`options=${encodeURIComponent(`-c ${settings}`)}`);

describe.skipIf(servers.length === 0)(`a server (${NO_SERVER} where skipped)`, () => {
  test('makes the tables once and shares papers out, whatever isolation it has by default', async () => {
    const url = withSettings('default_transaction_isolation=serializable');
    const stores = await Promise.all(Array.from({ length: 4 }, () => openServer(url)));
    await put(stores[0]!, stored('a'));
    await Promise.all(stores.map((store) => store.close()));
  });

  test('takes a write of any length, and a pause within a question, whatever limits it has by default', async () => {
    const url = withSettings('statement_timeout=1 -c idle_in_transaction_session_timeout=50');
    const store = await openServer(url);
    await put(store, ...Array.from({ length: 50 }, (_, i) => stored(`p${i}`, `rain ${i}`)));
    let asked = 0;
    const count = await store.read(async (view) => {
      asked++;
      await pause(300);
      return view.count();
    });
    expect([asked, count]).toEqual([1, 50]);
    await store.close();
  });

  test('lets a writer embed for longer than a session may idle by default', async () => {
    const store = await openServer(withSettings('idle_session_timeout=50'));
    const lock = await store.lock(0);
    await pause(300);
    await put(store, stored('a'));
    await lock.release();
    await store.close();
  });

  /** The URL of an index in a database of its own. */
  async function inDatabase(sql: string, work: (url: string, database: string) => Promise<void>): Promise<void> {
    const name = `settings_${process.pid}`;
    await runSql(servers[0]!, `CREATE DATABASE ${name} ${sql}`);
    const database = new URL(servers[0]!);
    database.pathname = name;
    try {
      await work(`${database.href}?partitions=2`, database.href);
    } finally {
      await runSql(servers[0]!, `DROP DATABASE ${name} WITH (FORCE)`);
    }
  }

  test('uses pgvector in whatever schema a service installed it', () =>
    inDatabase('', async (url, database) => {
      await runSql(database, 'CREATE SCHEMA "Extra"; CREATE EXTENSION vector SCHEMA "Extra"');
      const store = await openServer(url);
      await put(store, stored('a', 'rain'));
      expect((await asking(store).nearest(letterEmbedding('rain'), 5)).map(({ id }) => id)).toEqual(['a']);
      await store.updateNeighbours({ rebuild: true });
      expect(await store.check()).toEqual([]);
      await store.close();
    }));

  test('refuses a database whose encoding lacks letters of papers, before it makes a table', () =>
    inDatabase("ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0", async (url) => {
      await expect(openServer(url)).rejects.toMatchObject({
        code: 'FAILED',
        message: expect.stringContaining('has the encoding LATIN1') as string,
        remedy: expect.stringContaining('UTF8') as string,
      });
      await expect(openServer(url, { create: false })).rejects.toMatchObject({ code: 'CORPUS_EMPTY' });
    }));
});
