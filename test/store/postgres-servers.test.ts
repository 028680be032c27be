/** What only a real server can show: roles, lost connections, several processes, servers that are down. */
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { toUnitLength } from '../../src/embedding.js';
import { collect } from '../../src/maths/batches.js';
import type { PaperId } from '../../src/paper.js';
import { partitionName } from '../../src/store/postgres/server/tables.js';
import { openServer } from '../../src/store/postgres/store.js';
import { asking } from '../support/asking.js';
import { letterEmbedding } from '../support/letter-embedder.js';
import { NO_SERVER, NO_THREE, newIndex, OWN_NAME, runSql, servers, spreadIndex } from '../support/servers.js';
import { put, stored } from './contract.js';

const MODEL = { name: 'letters', dimension: 27, sha256: 'letters' };
const schemaOf = (url: string) => new URL(url).searchParams.get('schema')!;

describe.skipIf(servers.length === 0)(`a server (${NO_SERVER} where skipped)`, () => {
  test('makes the tables once, however many processes open a new index', async () => {
    const url = newIndex();
    const stores = await Promise.all(Array.from({ length: 4 }, () => openServer(url)));
    await put(stores[0]!, stored('a'));
    expect((await asking(stores[3]!).ids()).length).toBe(1);
    await Promise.all(stores.map((store) => store.close()));
  });

  test('has no index where none was made and none is to be made', async () => {
    await expect(openServer(newIndex(), { create: false })).rejects.toMatchObject({ code: 'CORPUS_EMPTY' });
  });

  test('answers a login that may only read, and refuses its writes', async () => {
    const url = newIndex();
    const store = await openServer(url);
    await put(store, stored('a', 'rain'));
    const [schema, role] = [schemaOf(url), `reader_${process.pid}`];
    await runSql(
      servers[0]!,
      `CREATE ROLE ${role} LOGIN; GRANT USAGE ON SCHEMA "${schema}" TO ${role};
      GRANT SELECT ON ALL TABLES IN SCHEMA "${schema}" TO ${role}`,
    );
    const reader = await openServer(url.replace('paperkin@', `${role}@`), { create: false });
    try {
      expect(reader.writable).toBe(false);
      expect((await asking(reader).rankByWords(['rain'], 5)).map(({ id }) => id)).toEqual(['a']);
      expect((await asking(reader).nearest(letterEmbedding('rain'), 5)).map(({ id }) => id)).toEqual(['a']);
      const { papersVersion } = await asking(reader).versions();
      await reader.saveDerived('themes', { of: papersVersion, program: '1', value: 1 });
      expect(await asking(reader).derived('themes')).toBeUndefined();
      await expect(put(reader, stored('b'))).rejects.toMatchObject({ code: 'READ_ONLY' });
      await expect(reader.lock(0)).rejects.toMatchObject({ code: 'READ_ONLY' });
    } finally {
      await Promise.all([reader.close(), store.close()]);
      await runSql(servers[0]!, `DROP OWNED BY ${role}; DROP ROLE ${role}`);
    }
  });

  const endConnections = () =>
    runSql(
      servers[0]!,
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '${OWN_NAME}' AND pid <> pg_backend_pid()`,
    );

  test('is asked again where the connection is lost in the middle of a question', async () => {
    const store = await openServer(newIndex());
    await put(store, stored('a', 'rain'));
    let asked = 0;
    const found = await store.read(async (view) => {
      if (++asked === 1) await endConnections();
      return view.rankByWords(['rain'], 5);
    });
    expect([asked, found.map(({ id }) => id)]).toEqual([2, ['a']]);
    await store.close();
  });

  test('writes nothing for a writer whose connection was lost, and lets the next one in', async () => {
    const url = newIndex();
    const [one, other] = [await openServer(url), await openServer(url)];
    await one.lock(0);
    await expect(other.lock(0)).rejects.toMatchObject({ code: 'CORPUS_BUSY' });
    await endConnections();
    await expect(put(one, stored('a'))).rejects.toMatchObject({
      code: 'DATABASE_DOWN',
      message: expect.stringContaining('was lost') as string,
    });
    const lock = await other.lock(5_000);
    await put(other, stored('b'));
    expect(await asking(one).ids()).toEqual(['b']);
    await lock.release();
    await Promise.all([one.close(), other.close()]);
  });

  test('lets the same process write again at once', async () => {
    const store = await openServer(newIndex());
    for (let i = 0; i < 20; i++) void (await store.lock(0)).release();
    await store.close();
  });

  test('lets another write as soon as a lock is released', async () => {
    const url = newIndex();
    const stores = [await openServer(url), await openServer(url)];
    for (let i = 0; i < 40; i++) await (await stores[i % 2]!.lock(0)).release();
    await Promise.all(stores.map((store) => store.close()));
  });

  test('shares waiting papers out among workers; none is embedded twice, and one that fails blocks nobody', async () => {
    const url = newIndex();
    const stores = [await openServer(url), await openServer(url), await openServer(url)];
    const papers = Array.from({ length: 60 }, (_, i) => stored(`p${i}`));
    await stores[0]!.write({ papers });
    const embedded: PaperId[] = [];
    const worker = async (store: (typeof stores)[number], name: string) => {
      for (let failures = 0; ; ) {
        try {
          const done = await store.embedWaiting!({
            most: 7,
            worker: name,
            embed: async (batch) => {
              await pause(5);
              if (name === 'b' && failures++ < 2) throw new Error('killed');
              embedded.push(...batch.map(({ paper }) => paper.id));
              return {
                model: MODEL,
                embeddings: new Map(batch.map(({ textHash, paper }) => [textHash, letterEmbedding(paper.id)])),
              };
            },
          });
          if (done === 0) return;
        } catch (error) {
          expect((error as Error).message).toBe('killed');
        }
      }
    };
    await Promise.all(stores.map((store, i) => worker(store, 'abc'[i]!)));
    expect(embedded.toSorted()).toEqual(papers.map(({ paper }) => paper.id).toSorted());
    expect((await asking(stores[0]!).status()).waiting?.papers).toBe(0);
    expect(await stores[0]!.check()).toEqual([]);
    await Promise.all(stores.map((store) => store.close()));
  });

  test('writes nothing of a batch that the server refuses in the middle, and the next one whole', async () => {
    const url = newIndex();
    const store = await openServer(url);
    const check = (change: string) => runSql(servers[0]!, `ALTER TABLE "${schemaOf(url)}".posting ${change}`);
    await check('ADD CONSTRAINT once CHECK (in_abstract < 2)');
    const lock = await store.lock(0);
    await expect(put(store, stored('a', 'snow'), stored('b', 'rain rain'))).rejects.toMatchObject({ code: 'FAILED' });
    expect(await asking(store).ids()).toEqual([]);
    await check('DROP CONSTRAINT once');
    await put(store, stored('a', 'snow'), stored('b', 'rain rain'));
    expect((await asking(store).rankByWords(['rain'], 5)).map(({ id }) => id)).toEqual(['b']);
    await lock.release();
    await store.close();
  });

  test('is reached through TLS where the URL says so, and only if its certificate is trusted', async ({ skip }) => {
    const [server] = await runSql<{ folder: string; ssl: string }>(
      servers[0]!,
      "SELECT current_setting('data_directory') AS folder, current_setting('ssl') AS ssl",
    );
    skip(server?.ssl !== 'on', 'this server has no TLS');
    const trusted = `sslmode=verify-full&sslrootcert=${encodeURIComponent(`${server!.folder}/server.crt`)}`;
    const url = newIndex(trusted);
    const store = await openServer(url);
    await put(store, stored('a', 'rain'));
    expect((await asking(store).rankByWords(['rain'], 5)).map(({ id }) => id)).toEqual(['a']);
    const connections = await runSql<{ ssl: boolean }>(
      servers[0]!,
      `SELECT DISTINCT ssl FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE application_name = '${OWN_NAME}'`,
    );
    expect(connections).toEqual([{ ssl: true }]);
    await store.close();
    const missing = openServer(url.replace(/sslrootcert=[^&]*/, 'sslrootcert=/nowhere.crt'));
    await expect(missing).rejects.toMatchObject({ code: 'FAILED', message: '/nowhere.crt cannot be read' });
    const unknown = url.replace(/&sslrootcert=[^&]*/, '');
    await expect(openServer(unknown)).rejects.toMatchObject({
      code: 'FAILED',
      message: expect.stringContaining('is not trusted') as string,
    });
  });

  test('gives up a statement that takes longer than the URL allows, in one sentence', async () => {
    const url = newIndex('statement_timeout=500');
    const store = await openServer(url);
    await put(store, stored('a', 'rain'));
    const { default: pg } = await import('pg');
    const holder = new pg.Client({ connectionString: servers[0]! });
    await holder.connect();
    await holder.query(`BEGIN; LOCK TABLE "${schemaOf(url)}".posting IN ACCESS EXCLUSIVE MODE`);
    await expect(store.read((view) => view.rankByWords(['rain'], 5))).rejects.toMatchObject({
      code: 'FAILED',
      message: expect.stringContaining('took too long') as string,
    });
    await holder.end();
    expect(await store.read((view) => view.rankByWords(['rain'], 5))).toHaveLength(1);
    await store.close();
  });
});

describe.skipIf(servers.length < 3)(`three servers (${NO_THREE} where skipped)`, () => {
  test('keep papers on each, and name one that cannot be reached', async () => {
    const url = await spreadIndex();
    const store = await openServer(url);
    await put(store, ...Array.from({ length: 40 }, (_, i) => stored(`p${i}`, `rain ${i}`)));
    const schema = schemaOf(url);
    const parts = await runSql<{ part: string }>(
      servers[0]!,
      `SELECT DISTINCT tableoid::regclass::text AS part FROM "${schema}".heading`,
    );
    expect(parts).toHaveLength(3);
    await runSql(servers[0]!, `ALTER SERVER ${schema}_1 OPTIONS (SET port '1')`);
    await expect(asking(store).rankByWords(['rain'], 5)).rejects.toMatchObject({
      code: 'DATABASE_DOWN',
      message: expect.stringContaining(`${schema}_1`) as string,
    });
    await runSql(servers[0]!, `ALTER SERVER ${schema}_1 OPTIONS (SET port '${new URL(servers[1]!).port}')`);
    expect(await asking(store).rankByWords(['rain'], 50)).toHaveLength(40);
    expect(await store.check()).toEqual([]);
    await store.close();
  });

  test('answer from the rest where the URL allows it, say which is missing, and keep nothing of that', async () => {
    const url = await spreadIndex();
    const [store, partial] = [await openServer(url), await openServer(`${url}&partial=true`)];
    await put(store, ...Array.from({ length: 40 }, (_, i) => stored(`p${i}`, `rain ${i}`)));
    const schema = schemaOf(url);
    const answers = () =>
      partial.read(async (view) => ({
        missing: view.missing,
        version: view.version,
        ranked: (await view.rankByWords(['rain'], 50)).map(({ id }) => id).sort(),
        nearest: (await view.nearest(letterEmbedding('rain'), 50)).map(({ id }) => id).sort(),
        page: (await view.page({ limit: 50 })).headings.map(({ id }) => id),
        count: await view.count({ since: undefined }),
      }));
    const whole = await answers();
    expect([whole.missing, whole.ranked.length]).toEqual([undefined, 40]);
    await runSql(servers[0]!, `ALTER SERVER ${schema}_1 OPTIONS (SET port '1')`);
    const away = await runSql<{ id: PaperId }>(
      servers[1]!,
      `SELECT id FROM "${schema}".${partitionName('heading', 1)}`,
    );
    expect(away.length).toBeGreaterThan(5);
    const rest = whole.page.filter((id) => !away.some((one) => one.id === id));
    const left = await answers();
    expect(left).toMatchObject({
      missing: [`${schema}_1`],
      ranked: rest.toSorted(),
      nearest: rest.toSorted(),
      page: rest,
    });
    expect(left.version).not.toBe(whole.version);
    await expect(partial.read((view) => collect(view.scanPapers()))).rejects.toMatchObject({
      code: 'DATABASE_DOWN',
      message: expect.stringContaining(`${schema}_1 does not answer`) as string,
    });
    expect(await partial.check()).toEqual([`${schema}_1 does not answer`]);
    await expect(asking(store).rankByWords(['rain'], 5)).rejects.toMatchObject({ code: 'DATABASE_DOWN' });
    await runSql(servers[0]!, `ALTER SERVER ${schema}_1 OPTIONS (SET port '${new URL(servers[1]!).port}')`);
    await expect.poll(answers, { timeout: 15_000, interval: 500 }).toEqual(whole);
    await Promise.all([store.close(), partial.close()]);
  }, 30_000);

  test('take a model of another dimension, unless a server has a graph of the old one, which is said at once', async () => {
    const url = await spreadIndex();
    const store = await openServer(url);
    await put(store, ...Array.from({ length: 40 }, (_, i) => stored(`p${i}`, `rain ${i}`)));
    const [schema, model] = [schemaOf(url), { name: 'angles', dimension: 2, sha256: 'angles' }];
    const nearest = async () => (await asking(store).nearest(letterEmbedding('rain 7'), 5)).map(({ id }) => id);
    const before = await nearest();
    const graph = `"${schema}".graph`;
    const table = `"${schema}".${partitionName('embedding', 1)}`;
    await runSql(servers[1]!, `CREATE INDEX graph ON ${table} USING hnsw ((numbers::vector(27)) vector_ip_ops)`);
    await expect(store.reembedding(model)).rejects.toMatchObject({
      code: 'FAILED',
      message: expect.stringContaining('graphs of another dimension') as string,
    });
    expect([await nearest(), await store.check()]).toEqual([before, []]);
    await (await store.reembedding({ ...MODEL, sha256: 'other letters' })).close();
    await runSql(servers[1]!, `DROP INDEX ${graph}`);
    const making = await store.reembedding(model);
    const angle = (id: string) => toUnitLength([1, Number(id.slice(1))]);
    for (let papers = await making.missing(9); papers.length > 0; papers = await making.missing(9)) {
      const embeddings = new Map(papers.map(({ textHash, paper }) => [textHash, angle(paper.id)]));
      await making.write({ embeddings, sentences: new Map() });
    }
    await making.finish();
    const found = await asking(store).nearest(toUnitLength([1, 100]), 3);
    expect(found.map(({ id }) => id)).toEqual(['p39', 'p38', 'p37']);
    expect(await store.check()).toEqual([]);
    await store.close();
  }, 30_000);
});
