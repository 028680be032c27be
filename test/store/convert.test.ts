/** An index of format 2, as version 0.1.0 wrote it, becomes one of format 3 when it is opened. */
import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bytesOfEmbedding, quantize } from '../../src/embedding.js';
import type { PaperId } from '../../src/paper.js';
import { openStore, type Store } from '../../src/store/index.js';
import { asking } from '../support/asking.js';
import { inCheckout, newFolder } from '../support/folders.js';
import { letterEmbedding } from '../support/letter-embedder.js';
import { aPaper } from '../support/papers.js';
import { Database } from '../support/sqlite.js';
import { put, stored } from './contract.js';

const TABLES = readFileSync(inCheckout('test/support/format-2.sql'), 'utf8');
const ids = (...names: string[]) => names as PaperId[];

/** Papers a, b and c; b is made of two parts. */
function oldIndex(): string {
  const folder = newFolder();
  const database = new Database(join(folder, 'papers.sqlite'));
  database.pragma('journal_mode = WAL');
  database.exec(TABLES);
  const meta = {
    format: '2',
    generation: '7',
    decisions: '1',
    model: '{"name":"letters","dimension":27,"sha256":"letters"}',
  };
  for (const [name, value] of Object.entries(meta)) database.prepare('INSERT INTO meta VALUES (?, ?)').run(name, value);
  ['a', 'b', 'c'].forEach((id, i) => {
    const { id: _, ...fields } = aPaper(id, { published: '2024' });
    database.prepare('INSERT INTO paper VALUES (?, ?, 1, ?, ?)').run(i + 1, id, `text-${id}`, JSON.stringify(fields));
    for (const key of [`id:${id}`, `text:${id}`])
      database.prepare('INSERT INTO paper_key VALUES (?, ?)').run(key, i + 1);
    const embedding = letterEmbedding(id);
    database.prepare('INSERT INTO embedding VALUES (?, ?)').run(`text-${id}`, bytesOfEmbedding(embedding));
    database.prepare('INSERT INTO sentences VALUES (?, ?)').run(`text-${id}`, quantize([embedding]));
  });
  const part = (name: string) => JSON.stringify({ paper: aPaper(name), keys: [`id:${name}`] });
  for (const key of [`stated:${part('b')}`, `met:${part('b2')}`])
    database.prepare('INSERT INTO paper_key VALUES (?, 2)').run(key);
  database.exec(`INSERT INTO note VALUES ('themes', 7, '{"k":3}')`);
  database.exec(`INSERT INTO decision VALUES ('ignored', '[["a","b"]]')`);
  database.close();
  return folder;
}

async function expectAll(store: Store): Promise<void> {
  expect((await asking(store).allPapers()).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  expect(await asking(store).embeddings(ids('a'))).toEqual(new Map([['a', letterEmbedding('a')]]));
  expect(await asking(store).sentences(ids('a'))).toEqual(new Map([['a', quantize([letterEmbedding('a')])]]));
  const [b] = await asking(store).withKeys(['id:b']);
  expect([b!.keys, b!.parts?.map(({ kind, keys }) => [kind, keys])]).toEqual([
    ['id:b', 'text:b'],
    [
      ['declared', ['id:b']],
      ['observed', ['id:b2']],
    ],
  ]);
  const { papersVersion } = await asking(store).versions();
  expect(papersVersion).toMatch(/-7$/);
  expect([await asking(store).derived('themes'), await asking(store).decisions('ignored')]).toEqual([
    { of: papersVersion, program: '', value: { k: 3 } },
    [['a', 'b']],
  ]);
  expect((await asking(store).rankByWords(['abstract'], 5)).length).toBe(3);
  expect(await asking(store).count({ since: '2024-05' })).toBe(3);
  expect(await store.check()).toEqual([]);
}

describe('an index of format 2', () => {
  test('is converted completely when it is opened, and the old file stays', async () => {
    const folder = oldIndex();
    const store = await openStore(folder);
    await expectAll(store);
    await put(store, stored('d'));
    await store.close();
    const old = new Database(join(folder, 'papers.format-2.sqlite'), { readonly: true });
    expect(old.prepare('SELECT count(*) FROM paper').pluck().get()).toBe(3);
    old.close();
  });

  test('goes on where its conversion was stopped', async () => {
    const folder = oldIndex();
    await (await openStore(folder)).close();
    const half = new Database(join(folder, 'papers.sqlite'));
    half.pragma('foreign_keys = ON');
    half.exec(
      `DELETE FROM words WHERE rowid > 1; DELETE FROM paper WHERE row > 1; DELETE FROM embedding WHERE row > 1;
       DELETE FROM posting; DELETE FROM segment; DELETE FROM meta WHERE name = 'segments'`,
    );
    half.close();
    renameSync(join(folder, 'papers.sqlite'), join(folder, 'papers.converting.sqlite'));
    renameSync(join(folder, 'papers.format-2.sqlite'), join(folder, 'papers.sqlite'));
    const store = await openStore(folder);
    await expectAll(store);
    await store.close();
    expect(existsSync(join(folder, 'papers.converting.sqlite'))).toBe(false);
  });

  test('starts its conversion again where the old index was written since', async () => {
    const folder = oldIndex();
    await (await openStore(folder)).close();
    renameSync(join(folder, 'papers.sqlite'), join(folder, 'papers.converting.sqlite'));
    renameSync(join(folder, 'papers.format-2.sqlite'), join(folder, 'papers.sqlite'));
    const old = new Database(join(folder, 'papers.sqlite'));
    old.exec(
      "DELETE FROM paper_key WHERE row = 1; DELETE FROM paper WHERE row = 1; UPDATE meta SET value = '8' WHERE name = 'generation'",
    );
    old.close();
    const store = await openStore(folder);
    expect((await asking(store).allPapers()).map(({ id }) => id)).toEqual(['b', 'c']);
    await store.close();
  });

  test('waits for nobody who has it open: that is told', async () => {
    const folder = oldIndex();
    const other = new Database(join(folder, 'papers.sqlite'));
    other.prepare('SELECT count(*) FROM paper').get();
    await expect(openStore(folder)).rejects.toMatchObject({ code: 'CORPUS_BUSY' });
    other.close();
    await (await openStore(folder)).close();
  });
});
