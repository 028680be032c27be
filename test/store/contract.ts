/** What every store of papers must do; run by each of them. */
import { beforeEach, describe, expect, test } from 'vitest';
import { quantize } from '../../src/embedding.js';
import type { PaperId } from '../../src/paper.js';
import { hashOfText, type Store, type StoredPaper, type Where } from '../../src/store/index.js';
import { letterEmbedding } from '../support/letter-embedder.js';
import { aPaper } from '../support/papers.js';

const MODEL = { name: 'letters', dimension: 27, sha256: 'letters' };

export function stored(
  id: string,
  text = `text of ${id}`,
): StoredPaper & { words: { title: string; abstract: string }; text: string } {
  return {
    paper: aPaper(id),
    given: true,
    keys: [`id:${id}`, `text:${id}`],
    textHash: hashOfText(text),
    words: { title: id, abstract: text },
    text,
  };
}

export async function put(store: Store, ...papers: ReturnType<typeof stored>[]): Promise<number> {
  return store.write({
    papers,
    model: MODEL,
    embeddings: new Map(papers.map(({ textHash, text }) => [textHash, letterEmbedding(text)])),
  });
}

const ids = (...names: string[]) => names as PaperId[];

export function storeContract(name: string, open: () => Promise<Store>): void {
  describe(`a ${name} store`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
      return () => store.close();
    });

    test('gives papers back in order of id, whatever the order they came in', async () => {
      await put(store, stored('c'), stored('a'));
      await put(store, stored('b'));
      expect((await store.papers()).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
      expect(await store.papers(ids('b', 'zz'))).toEqual([aPaper('b')]);
    });

    test('gives the titles and dates of papers, of all or of those named', async () => {
      await put(store, stored('b'), stored('a'));
      const { title, published } = aPaper('a');
      expect((await store.headings()).map(({ id }) => id)).toEqual(['a', 'b']);
      expect(await store.headings(ids('a', 'zz'))).toEqual([{ id: 'a', title, published }]);
    });

    test('knows when a paper came, whatever is said of it later', async () => {
      await put(store, stored('a'));
      await store.write({ on: '2024-02-03', papers: [{ ...stored('a'), paper: aPaper('a', { venue: 'A journal' }) }] });
      const b = stored('b', 'text of a');
      await store.write({ on: '2031-05-06', papers: [b], remove: [] });
      await store.write({ on: '2031-05-07', papers: [b], remove: ids('b') });
      const [first, second] = await store.arrivals(ids('a', 'b', 'zz'));
      expect(first!.addedOn).toMatch(/^20\d\d-\d\d-\d\d$/);
      expect(second).toEqual({ id: 'b', addedIn: first!.addedIn + 2, addedOn: '2031-05-06' });
      expect(await store.count({ addedSince: '2031-05-06' })).toBe(1);
      expect(await store.count({ addedSince: '2031-05-08' })).toBe(0);
    });

    test('filters by date, comments, names and sources; what a paper does not say does not pass', async () => {
      const known = (id: string, said: Parameters<typeof aPaper>[1]) => ({ ...stored(id), paper: aPaper(id, said) });
      await put(
        store,
        known('a', { published: '2024', comments: 3, by: 'Zoë Åström', places: [{ file: 'pages/May.txt', line: 1 }] }),
        known('b', { published: '2024-05-06', authors: ['A. Noether', 'B. Curie'] }),
        known('c', {}),
      );
      const count = (where: Where) => store.count(where);
      expect(await count({})).toBe(3);
      expect(await count({ since: '2024-05-07' })).toBe(1);
      expect(await count({ since: '2024-05', until: '2024-05' })).toBe(2);
      expect(await count({ until: '2023' })).toBe(0);
      expect(await count({ minComments: 3 })).toBe(1);
      expect(await count({ by: 'astrom' })).toBe(1);
      expect(await count({ by: 'curie', since: '2024' })).toBe(1);
      expect(await count({ source: 'MAY' })).toBe(1);
      expect(await count({ ids: ids('a', 'c', 'zz') })).toBe(2);
      expect(await count({ notIds: ids('a', 'zz') })).toBe(2);
      expect(await store.idsWhere({ since: '2024' })).toEqual(['a', 'b']);
      const { version } = await store.age();
      await put(store, stored('d'));
      expect(await store.idsWhere({ addedAfter: version })).toEqual(['d']);
      const found = await store.rankByWords(['text'], 1, { ids: ids('b', 'c'), notIds: ids('b') });
      expect(found.map(({ id }) => id)).toEqual(['c']);
    });

    test('gives back the parts that a paper is made of', async () => {
      const parts = [
        { kind: 'declared' as const, paper: aPaper('a', { title: 'Declared' }), keys: ['id:a'] },
        { kind: 'observed' as const, paper: aPaper('a2'), keys: ['text:a'] },
      ];
      await put(store, { ...stored('a'), parts }, stored('b'));
      expect((await store.withKeys(['id:a', 'id:b'])).map((one) => one.parts)).toEqual([parts, []]);
      await put(store, stored('a'));
      expect((await store.withKeys(['id:a']))[0]!.parts).toEqual([]);
    });

    test('finds papers by any of their keys', async () => {
      await put(store, stored('a'), stored('b'));
      const found = await store.withKeys(['text:b', 'id:b', 'id:nobody']);
      expect(found.map(({ paper, keys, given }) => [paper.id, keys, given])).toEqual([['b', ['id:b', 'text:b'], true]]);
    });

    test('lists the ids that begin as typed, and takes % and _ for letters', async () => {
      await put(store, stored('ab-1'), stored('ab-2'), stored('a%'), stored('b'));
      expect(await store.idsBeginning('ab', 10)).toEqual(['ab-1', 'ab-2']);
      expect(await store.idsBeginning('ab', 1)).toEqual(['ab-1']);
      expect(await store.idsBeginning('%', 10)).toEqual([]);
    });

    test('ranks by phrases too: terms parted by spaces must stand side by side', async () => {
      const worded = (id: string, abstract: string) => ({ ...stored(id), words: { title: '', abstract } });
      await put(store, worded('a', 'group of relat polici'), worded('b', 'group relat polici'));
      expect((await store.rankByWords(['group relat'], 10)).map(({ id }) => id)).toEqual(['b']);
      expect((await store.rankByWords(['group relat', 'of'], 10)).map(({ id }) => id).sort()).toEqual(['a', 'b']);
    });

    test('gives back where the sentences of a text lie, as long as a paper has that text', async () => {
      const sentences = quantize([letterEmbedding('rain falls'), letterEmbedding('snow lies')]);
      const [a, b] = [stored('a', 'rain falls. snow lies'), stored('b')];
      await store.write({
        papers: [a, b],
        model: MODEL,
        embeddings: new Map([a, b].map(({ textHash, text }) => [textHash, letterEmbedding(text)])),
        sentences: new Map([
          [a.textHash, sentences],
          [b.textHash, quantize([])],
        ]),
      });
      expect(await store.sentences(ids('a', 'b', 'zz'))).toEqual(new Map([['a', sentences]]));
      await store.write({ remove: ids('a') });
      await put(store, stored('a', 'rain falls. snow lies'));
      expect(await store.sentences(ids('a'))).toEqual(new Map());
    });

    test('gives embeddings back to the last bit', async () => {
      await put(store, stored('a', 'rain'), stored('b', 'snow'));
      expect(await store.embeddings()).toEqual(
        new Map([
          ['a', letterEmbedding('rain')],
          ['b', letterEmbedding('snow')],
        ]),
      );
      expect([...(await store.embeddings(ids('b'))).keys()]).toEqual(['b']);
    });

    test('keeps one embedding for papers of the same text, and lets it go with the last of them', async () => {
      await put(store, stored('a', 'rain'), stored('b', 'rain'));
      expect((await store.status()).embeddings).toBe(1);
      await store.write({ remove: ids('a') });
      expect((await store.status()).embeddings).toBe(1);
      await store.write({ remove: ids('b') });
      expect((await store.status()).embeddings).toBe(0);
    });

    test('lets the old embedding go when a text changes', async () => {
      await put(store, stored('a', 'rain'));
      await put(store, stored('a', 'snow'));
      expect(await store.embeddedTexts([hashOfText('rain'), hashOfText('snow')])).toEqual(
        new Set([hashOfText('snow')]),
      );
    });

    test('removes a paper from every place it can be found', async () => {
      await put(store, stored('a', 'rain'), stored('b', 'snow'));
      await store.write({ remove: ids('a') });
      expect(await store.papers(ids('a'))).toEqual([]);
      expect(await store.withKeys(['id:a', 'text:a'])).toEqual([]);
      expect(await store.rankByWords(['rain'], 10)).toEqual([]);
      expect((await store.neighbours()).nearest(letterEmbedding('rain'), 10).map(({ id }) => id)).toEqual(['b']);
    });

    test('writes all of a change or nothing', async () => {
      await put(store, stored('a'));
      const change = { papers: [stored('b'), { ...stored('c'), textHash: null as never }], model: MODEL };
      await expect(store.write(change)).rejects.toThrow();
      expect((await store.papers()).map(({ id }) => id)).toEqual(['a']);
    });

    test('counts a generation up with every write', async () => {
      const before = (await store.status()).generation;
      await put(store, stored('a'));
      await put(store, stored('b'));
      expect((await store.status()).generation).toBe(before + 2);
    });

    test('ranks by words, a word in the title above one in the abstract', async () => {
      await put(
        store,
        { ...stored('a'), words: { title: 'clouds', abstract: 'rain falls on many roofs' } },
        { ...stored('b'), words: { title: 'rain', abstract: 'clouds pass over many roofs' } },
        { ...stored('c'), words: { title: 'stone', abstract: 'nothing at all moves here' } },
      );
      expect((await store.rankByWords(['rain'], 10)).map(({ id }) => id)).toEqual(['b', 'a']);
    });

    test('puts papers that say as much in order of id, however many they are', async () => {
      const alike = (id: string) => ({ ...stored(id), words: { title: '', abstract: 'rain on a roof' } });
      const many = Array.from({ length: 150 }, (_, i) => alike(`p${String(149 - i).padStart(3, '0')}`));
      await put(store, ...many, { ...stored('z'), words: { title: 'rain', abstract: 'rain' } });
      const found = async (limit: number, where = {}) =>
        (await store.rankByWords(['rain'], limit, where)).map(({ id }) => id);
      expect(await found(3)).toEqual(['z', 'p000', 'p001']);
      expect(await found(100)).toHaveLength(100);
      expect((await found(Number.MAX_SAFE_INTEGER)).slice(-2)).toEqual(['p148', 'p149']);
      expect(await found(2, { ids: ids('p007', 'p003', 'p005') })).toEqual(['p003', 'p005']);
    });

    test('takes anything in a query for words, never for syntax', async () => {
      await put(store, stored('a'));
      expect(await store.rankByWords(['"', 'AND', 'NEAR(', '*', "'; DROP TABLE paper"], 5)).toEqual([]);
    });

    test('knows how many papers hold a word', async () => {
      await put(store, stored('a', 'rain rain'), stored('b', 'rain snow'));
      expect(await store.paperCounts(['rain', 'snow', 'hail'])).toEqual(
        new Map([
          ['rain', 2],
          ['snow', 1],
        ]),
      );
    });

    test('refuses embeddings of another model while it holds some', async () => {
      await put(store, stored('a'));
      await expect(store.write({ model: { ...MODEL, name: 'other', sha256: 'other' } })).rejects.toMatchObject({
        code: 'MODEL_DIFFERS',
      });
    });

    test('keeps notes with the generation they were made from, the newest of each name', async () => {
      await store.writeNote('themes', { generation: 3, value: { k: 3 } });
      await store.writeNote('themes', { generation: 4, value: { k: 5 } });
      expect(await store.readNote('themes')).toEqual({ generation: 4, value: { k: 5 } });
      expect(await store.readNote('nothing')).toBeUndefined();
    });

    test('keeps decisions, and has another revision after each', async () => {
      const { revision, generation } = await store.age();
      await store.writeDecisions('ignored', [['a', 'b']]);
      expect(await store.readDecisions('ignored')).toEqual([['a', 'b']]);
      const after = await store.age();
      expect(after.revision).not.toBe(revision);
      expect(after.generation).toBe(generation);
    });

    test('lets one writer in at a time', async () => {
      const first = await store.lock(0);
      await expect(store.lock(0)).rejects.toMatchObject({ code: 'CORPUS_BUSY' });
      first.release();
      (await store.lock(0)).release();
    });

    test('finds no fault in itself', async () => {
      await put(store, stored('a'), stored('b', 'Ärger mit (two-part) words. And 2.5 others'));
      await put(store, stored('b'), stored('c'));
      await store.write({ remove: ids('a') });
      expect(await store.check()).toEqual([]);
    });
  });
}
