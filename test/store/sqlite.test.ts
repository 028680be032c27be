import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openStore } from '../../src/store/index.js';
import { newFolder } from '../support/folders.js';
import { letterEmbedding } from '../support/letter-embedder.js';
import { put, storeContract, stored } from './contract.js';

storeContract('SQLite', () => openStore(newFolder()));

describe('the neighbour index beside a SQLite store', () => {
  const query = letterEmbedding('rain');

  async function folderWithGraph(): Promise<{ folder: string; graph: string }> {
    const folder = newFolder();
    const store = await openStore(folder);
    await put(store, stored('a', 'rain'), stored('b', 'train'), stored('c', 'snow'));
    await store.neighbours();
    await store.close();
    return { folder, graph: join(folder, 'neighbours.hnsw') };
  }

  async function nearestIn(folder: string): Promise<string[]> {
    const store = await openStore(folder);
    const found = (await store.neighbours()).nearest(query, 3).map(({ id }) => id);
    await store.close();
    return found;
  }

  test('is saved, and serves the next process', async () => {
    const { folder, graph } = await folderWithGraph();
    expect(existsSync(graph)).toBe(true);
    expect(await nearestIn(folder)).toEqual(['a', 'b', 'c']);
  });

  test('is built again where its file is missing', async () => {
    const { folder, graph } = await folderWithGraph();
    rmSync(graph);
    expect(await nearestIn(folder)).toEqual(['a', 'b', 'c']);
    expect(existsSync(graph)).toBe(true);
  });

  test('is built again where a byte of its file has turned', async () => {
    const { folder, graph } = await folderWithGraph();
    const sound = readFileSync(graph);
    const bytes = Buffer.from(sound);
    bytes[bytes.length >> 1]! ^= 0xff;
    writeFileSync(graph, bytes);
    expect(await nearestIn(folder)).toEqual(['a', 'b', 'c']);
    expect(readFileSync(graph).equals(sound)).toBe(true);
  });

  test('is built again where its file was cut short', async () => {
    const { folder, graph } = await folderWithGraph();
    writeFileSync(graph, readFileSync(graph).subarray(0, 100));
    expect(await nearestIn(folder)).toEqual(['a', 'b', 'c']);
  });

  test('follows what another process writes', async () => {
    const { folder } = await folderWithGraph();
    const reader = await openStore(folder);
    await reader.neighbours();
    const writer = await openStore(folder);
    await put(writer, stored('d', 'rain in'));
    await writer.close();
    expect((await reader.neighbours()).nearest(query, 4).map(({ id }) => id)).toContain('d');
    await reader.close();
  });

  test('is the same file for the same papers in any order', async () => {
    const graphOf = async (order: readonly string[]) => {
      const folder = newFolder();
      const store = await openStore(folder);
      for (const id of order) await put(store, stored(id));
      await store.neighbours();
      await store.close();
      return readFileSync(join(folder, 'neighbours.hnsw'));
    };
    expect((await graphOf(['a', 'b', 'c', 'd'])).equals(await graphOf(['d', 'b', 'a', 'c']))).toBe(true);
  });

  test('leaves no unfinished file behind', async () => {
    const { folder } = await folderWithGraph();
    expect(readdirSync(folder).filter((name) => /hnsw\./.test(name))).toEqual([]);
  });
});

describe('a damaged database', () => {
  test('is named, with the way out, and never served', async () => {
    const folder = newFolder();
    writeFileSync(
      join(folder, 'papers.sqlite'),
      'this is no database, and it is long enough not to be taken for an empty one'.repeat(20),
    );
    await expect(openStore(folder)).rejects.toMatchObject({
      code: 'INDEX_DAMAGED',
      message: expect.stringContaining(folder),
    });
  });

  test('of a format to come is refused', async () => {
    const folder = newFolder();
    const store = await openStore(folder);
    await store.close();
    const { default: Database } = await import('better-sqlite3');
    const database = new Database(join(folder, 'papers.sqlite'));
    database.exec("UPDATE meta SET value = '99' WHERE name = 'format'");
    database.close();
    await expect(openStore(folder)).rejects.toMatchObject({ code: 'INDEX_VERSION' });
  });

  test('shows a paper without its embedding to a check', async () => {
    const folder = newFolder();
    const store = await openStore(folder);
    await put(store, stored('a'));
    const { default: Database } = await import('better-sqlite3');
    const database = new Database(join(folder, 'papers.sqlite'));
    database.exec('DELETE FROM embedding');
    database.close();
    expect(await store.check()).toEqual(['a has no embedding']);
    await store.close();
  });
});
