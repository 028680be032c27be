/** What every store of papers must do; run by each of them. */
import { beforeEach, describe, expect, test } from 'vitest';
import { quantize, toUnitLength } from '../../src/embedding.js';
import { collect } from '../../src/maths/batches.js';
import type { PaperId } from '../../src/paper.js';
import type { PageOrder, Reembedding, RowChanges, Store, StoredPaper, Where } from '../../src/store/index.js';
import { hashOfText } from '../../src/text/hash-of-text.js';
import { asking } from '../support/asking.js';
import { letterEmbedding } from '../support/letter-embedder.js';
import { aPaper, aSource } from '../support/papers.js';
import { seededRandom } from '../support/random.js';

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

export async function put(store: Store, ...papers: ReturnType<typeof stored>[]): Promise<void> {
  return store.write({
    papers,
    model: MODEL,
    embeddings: new Map(papers.map(({ textHash, text }) => [textHash, letterEmbedding(text)])),
  });
}

const ids = (...names: string[]) => names as PaperId[];
const day = (on: string, id: string) => new Map([[id as PaperId, on]]);

/** @param oneConnection why questions and writes cannot overlap, where they cannot */
export function storeContract(name: string, open: () => Promise<Store>, oneConnection?: string): void {
  describe(`a ${name} store`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
      return () => store.close();
    });

    test('gives papers back in order of id, whatever the order they came in', async () => {
      await put(store, stored('c'), stored('a'));
      await put(store, stored('b'));
      expect((await asking(store).allPapers()).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
      expect(await asking(store).papers(ids('b', 'zz'))).toEqual([aPaper('b')]);
    });

    test('gives back volume, issue, pages, type, publisher and keywords of the papers that have them', async () => {
      const paper = aPaper('a', {
        venue: 'Lamps',
        volume: '12',
        issue: '3',
        pages: '45-67',
        type: 'book',
        publisher: 'P',
        keywords: ['candles', 'Lamps'],
      });
      await put(store, { ...stored('a'), paper }, stored('b'));
      expect(await asking(store).allPapers()).toEqual([paper, aPaper('b')]);
    });

    test('gives the titles and dates of papers, of all or of those named', async () => {
      await put(store, stored('b'), stored('a'));
      const { title, published } = aPaper('a');
      expect((await asking(store).allHeadings()).map(({ id }) => id)).toEqual(['a', 'b']);
      expect(await asking(store).headings(ids('a', 'zz'))).toEqual([{ id: 'a', title, published }]);
    });

    test('knows when a paper came, whatever is said of it later', async () => {
      await put(store, stored('a'));
      const a = { ...stored('a'), paper: aPaper('a', { venue: 'A journal' }) };
      await store.write({ addedOn: day('2024-02-03', 'a'), papers: [a] });
      const b = stored('b', 'text of a');
      await store.write({ addedOn: day('2031-05-06', 'b'), papers: [b], remove: [] });
      await store.write({ addedOn: day('2031-05-07', 'b'), papers: [b], remove: ids('b') });
      const [first, second] = await asking(store).arrivals(ids('a', 'b', 'zz'));
      expect(first!.addedOn).toMatch(/^20\d\d-\d\d-\d\d$/);
      expect(second).toEqual({ id: 'b', addedOn: '2031-05-06' });
      expect(await asking(store).count({ addedSince: '2031-05-06' })).toBe(1);
      expect(await asking(store).count({ addedSince: '2031-05-08' })).toBe(0);
    });

    test('filters by date, comments, names and sources; what a paper does not say does not pass', async () => {
      const known = (id: string, said: Parameters<typeof aPaper>[1]) => ({ ...stored(id), paper: aPaper(id, said) });
      await put(
        store,
        known('a', { published: '2024', comments: 3, by: 'Zoë Åström', places: [aSource('pages/May.txt')] }),
        known('b', { published: '2024-05-06', authors: ['A. Noether', 'B. Curie'] }),
        known('c', { authors: ['Deniz Işık', 'Łucja Sørby'] }),
      );
      const count = (where: Where) => asking(store).count(where);
      expect(await count({})).toBe(3);
      expect(await count({ since: '2024-05-07' })).toBe(1);
      expect(await count({ since: '2024-05', until: '2024-05' })).toBe(2);
      expect(await count({ until: '2023' })).toBe(0);
      expect(await count({ minComments: 3 })).toBe(1);
      expect(await count({ by: 'astrom' })).toBe(1);
      for (const by of ['isik', 'IŞIK', 'ışık', 'lucja', 'Sørby']) expect(await count({ by })).toBe(1);
      expect(await count({ by: 'curie', since: '2024' })).toBe(1);
      expect(await count({ source: 'MAY' })).toBe(1);
      expect(await count({ ids: ids('a', 'c', 'zz') })).toBe(2);
      expect(await count({ notIds: ids('a', 'zz') })).toBe(2);
      const { headings } = await asking(store).page({ where: { since: '2024' }, limit: 9 });
      expect(headings.map(({ id }) => id)).toEqual(['a', 'b']);
      const found = await asking(store).rankByWords(['text'], 1, { where: { ids: ids('b', 'c'), notIds: ids('b') } });
      expect(found.map(({ id }) => id)).toEqual(['c']);
    });

    test('gives back the parts that a paper is made of', async () => {
      const parts = [
        { kind: 'declared' as const, paper: aPaper('a', { title: 'Declared' }), keys: ['id:a'] },
        { kind: 'observed' as const, paper: aPaper('a2'), keys: ['text:a'] },
      ];
      await put(store, { ...stored('a'), parts }, stored('b'));
      expect((await asking(store).withKeys(['id:a', 'id:b'])).map((one) => one.parts)).toEqual([parts, []]);
      await put(store, stored('a'));
      expect((await asking(store).withKeys(['id:a']))[0]!.parts).toEqual([]);
    });

    test('finds papers by any of their keys', async () => {
      await put(store, stored('a'), stored('b'));
      const found = await asking(store).withKeys(['text:b', 'id:b', 'id:nobody']);
      expect(found.map(({ paper, keys, given }) => [paper.id, keys, given])).toEqual([['b', ['id:b', 'text:b'], true]]);
    });

    test('lists the ids that begin as typed, and takes % and _ for letters', async () => {
      await put(store, stored('ab-1'), stored('ab-2'), stored('a%'), stored('b'));
      expect(await asking(store).idsBeginning('ab', 10)).toEqual(['ab-1', 'ab-2']);
      expect(await asking(store).idsBeginning('ab', 1)).toEqual(['ab-1']);
      expect(await asking(store).idsBeginning('%', 10)).toEqual([]);
    });

    test('ranks by phrases too: terms parted by spaces must stand side by side', async () => {
      const worded = (id: string, abstract: string) => ({ ...stored(id), words: { title: '', abstract } });
      await put(store, worded('a', 'group of relat polici'), worded('b', 'group relat polici'));
      expect((await asking(store).rankByWords(['group relat'], 10)).map(({ id }) => id)).toEqual(['b']);
      expect((await asking(store).rankByWords(['group relat', 'of'], 10)).map(({ id }) => id).sort()).toEqual([
        'a',
        'b',
      ]);
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
      expect(await asking(store).sentences(ids('a', 'b', 'zz'))).toEqual(new Map([['a', sentences]]));
      await store.write({ remove: ids('a') });
      await put(store, stored('a', 'rain falls. snow lies'));
      expect(await asking(store).sentences(ids('a'))).toEqual(new Map());
    });

    test('gives embeddings back to the last bit', async () => {
      await put(store, stored('a', 'rain'), stored('b', 'snow'));
      expect(await asking(store).allEmbeddings()).toEqual(
        new Map([
          ['a', letterEmbedding('rain')],
          ['b', letterEmbedding('snow')],
        ]),
      );
      expect([...(await asking(store).embeddings(ids('b'))).keys()]).toEqual(['b']);
    });

    test('keeps one embedding for papers of the same text, and lets it go with the last of them', async () => {
      await put(store, stored('a', 'rain'), stored('b', 'rain'));
      expect((await asking(store).status()).embeddings).toBe(1);
      await store.write({ remove: ids('a') });
      expect((await asking(store).status()).embeddings).toBe(1);
      await store.write({ remove: ids('b') });
      expect((await asking(store).status()).embeddings).toBe(0);
    });

    test('lets the old embedding go when a text changes', async () => {
      await put(store, stored('a', 'rain'));
      expect((await asking(store).embeddings(ids('a'))).get('a' as PaperId)).toEqual(letterEmbedding('rain'));
      await put(store, stored('a', 'snow'));
      expect((await asking(store).embeddings(ids('a'))).get('a' as PaperId)).toEqual(letterEmbedding('snow'));
      expect(await asking(store).embeddedTexts([hashOfText('rain'), hashOfText('snow')])).toEqual(
        new Set([hashOfText('snow')]),
      );
    });

    test('answers in the old space until every text has an embedding of the new model, across interruptions', async () => {
      const counted = (text: string) => toUnitLength([text.length, text.charCodeAt(0), 40]);
      const model = { name: 'counts', dimension: 3, sha256: 'counts' };
      const texts = { a: 'rain', b: 'rain', c: 'snow', d: 'oak' };
      await put(store, ...Object.entries(texts).map(([id, text]) => stored(id, text)));
      const embed = async (making: Reembedding, limit: number) => {
        const papers = await making.missing(limit);
        const embeddings = papers.map(({ paper, textHash }) => [textHash, counted(texts[paper.id as 'a'])] as const);
        await making.write({ embeddings: new Map(embeddings), sentences: new Map() });
        return papers.length;
      };
      const killed = await store.reembedding(model);
      expect(await embed(killed, 1)).toBe(1);
      await killed.close();
      expect((await asking(store).embeddings(ids('a'))).get('a' as PaperId)).toEqual(letterEmbedding('rain'));
      const making = await store.reembedding(model);
      expect(await making.progress()).toEqual({ texts: 3, embedded: 1 });
      await expect(making.finish()).rejects.toThrow('no embedding in the new space');
      while ((await embed(making, 2)) > 0);
      const before = await asking(store).versions();
      expect((await asking(store).status()).model).toEqual(MODEL);
      await making.finish();
      await making.close();
      expect(await asking(store).allEmbeddings()).toEqual(
        new Map(Object.entries(texts).map(([id, text]) => [id, counted(text)])),
      );
      expect((await asking(store).status()).model).toEqual(model);
      expect(await asking(store).changesSince(before.papersVersion)).toBeUndefined();
      expect(await store.check()).toEqual([]);
    });

    test('removes a paper from every place it can be found', async () => {
      await put(store, stored('a', 'rain'), stored('b', 'snow'));
      await store.write({ remove: ids('a') });
      expect(await asking(store).papers(ids('a'))).toEqual([]);
      expect(await asking(store).withKeys(['id:a', 'text:a'])).toEqual([]);
      expect(await asking(store).rankByWords(['rain'], 10)).toEqual([]);
      expect((await asking(store).nearest(letterEmbedding('rain'), 10)).map(({ id }) => id)).toEqual(['b']);
    });

    test('writes all of a change or nothing', async () => {
      await put(store, stored('a'));
      const change = { papers: [stored('b'), { ...stored('c'), textHash: null as never }], model: MODEL };
      await expect(store.write(change)).rejects.toThrow();
      expect((await asking(store).allPapers()).map(({ id }) => id)).toEqual(['a']);
    });

    test('writes decisions together with the papers that they belong to', async () => {
      await put(store, stored('a'), stored('b'));
      await store.write({ remove: ids('a'), decisions: new Map([['history', ['removed a']]]) });
      expect([await asking(store).ids(), await asking(store).decisions('history')]).toEqual([['b'], ['removed a']]);
      const other = { name: 'other', dimension: 27, sha256: 'other' };
      const refused = store.write({ remove: ids('b'), model: other, decisions: new Map([['history', []]]) });
      await expect(refused).rejects.toMatchObject({ code: 'MODEL_DIFFERS' });
      expect([await asking(store).ids(), await asking(store).decisions('history')]).toEqual([['b'], ['removed a']]);
      expect(await asking(store).decisionNames()).toEqual(['history']);
      expect(await store.check()).toEqual([]);
    });

    test('has another version after every write, and another one of its papers after those of papers', async () => {
      const seen = [await asking(store).versions()];
      await put(store, stored('a'));
      seen.push(await asking(store).versions());
      await put(store, stored('b'));
      seen.push(await asking(store).versions());
      expect(new Set(seen.map(({ version }) => version)).size).toBe(3);
      expect(new Set(seen.map(({ papersVersion }) => papersVersion)).size).toBe(3);
      await store.writeDecisions(new Map([['ignored', [['a', 'b']]]]));
      const last = await asking(store).versions();
      expect([last.version === seen[2]!.version, last.papersVersion]).toEqual([false, seen[2]!.papersVersion]);
      expect((await asking(store).status()).version).toBe(last.version);
    });

    test('shows a question one state from beginning to end, whatever is written meanwhile', async ({ skip }) => {
      skip(oneConnection !== undefined, oneConnection);
      await put(store, stored('a'));
      await store.read(async (view) => {
        await put(store, stored('b'));
        expect(await asking(store).ids()).toEqual(['a', 'b']);
        await store.write({ remove: ids('a') });
        expect((await view.papers(ids('a', 'b'))).map(({ id }) => id)).toEqual(['a']);
        expect((await view.nearest(letterEmbedding('a'), 5)).map(({ id }) => id)).toEqual(['a']);
        expect((await view.rankByWords(['text'], 5)).map(({ id }) => id)).toEqual(['a']);
      });
      expect(await asking(store).ids()).toEqual(['b']);
    });

    test('lists pages in an order, and goes on where the last one ended', async () => {
      const said = (id: string, fields: Parameters<typeof aPaper>[1]) => ({ ...stored(id), paper: aPaper(id, fields) });
      await put(
        store,
        said('a', { published: '2020' }),
        said('b', {}),
        said('c', { published: '2024-03', comments: 2 }),
      );
      await put(store, said('d', { published: '2020', comments: 7 }), said('e', {}));
      const pages = async (order: PageOrder, limit: number, where?: Where) => {
        const found: string[] = [];
        for (let after: string | null | undefined; after !== null; ) {
          const page = await asking(store).page({ order, limit, where, after });
          found.push(...page.headings.map(({ id }) => id));
          after = page.next;
        }
        return found;
      };
      for (const limit of [1, 2, 5, 9]) {
        expect(await pages('id', limit)).toEqual(['a', 'b', 'c', 'd', 'e']);
        expect(await pages('published', limit)).toEqual(['c', 'a', 'd', 'b', 'e']);
        expect(await pages('comments', limit)).toEqual(['d', 'c', 'a', 'b', 'e']);
        expect(await pages('added', limit)).toEqual(['d', 'e', 'a', 'b', 'c']);
        expect(await pages('published', limit, { until: '2023' })).toEqual(['a', 'd']);
      }
      for (const order of ['id', 'published', 'comments', 'added'] as const) {
        const whole = await pages(order, 9);
        const { next } = await asking(store).page({ order, limit: 2 });
        expect(await asking(store).listIds({ order })).toEqual(whole);
        expect(await asking(store).listIds({ order, after: next!, limit: 2 })).toEqual(whole.slice(2, 4));
        expect(await asking(store).listIds({ order, where: { until: '2023' } })).toEqual(
          whole.filter((id) => 'ad'.includes(id)),
        );
      }
    });

    test('lists papers that are written together by the day on which they came, the last first', async () => {
      const addedOn = new Map([...day('2026-03-01', 'a'), ...day('2026-01-01', 'b'), ...day('2026-02-01', 'd')]);
      const { papersVersion } = await asking(store).versions();
      await store.write({ addedOn, papers: ['d', 'c', 'b', 'a', 'e'].map((id) => stored(id)) });
      const first = await asking(store).page({ order: 'added', limit: 3 });
      const rest = await asking(store).page({ order: 'added', limit: 3, after: first.next! });
      expect([...first.headings, ...rest.headings].map(({ id }) => id)).toEqual(['c', 'e', 'a', 'd', 'b']);
      expect((await asking(store).changesSince(papersVersion))!.added).toEqual(['a', 'b', 'c', 'd', 'e']);
    });

    test('finds nothing by a character that no text can have', async () => {
      await put(store, stored('a'));
      for (const where of [{ by: 'a\0' }, { source: '\0' }]) expect(await asking(store).count(where)).toBe(0);
      expect(await asking(store).idsBeginning('a\0', 9)).toEqual([]);
      expect(await asking(store).withKeys(['id:a\0'])).toEqual([]);
      const after = Buffer.from(JSON.stringify(['', 'a\0'])).toString('base64url');
      expect((await asking(store).page({ limit: 9, after })).headings).toEqual([]);
    });

    test('applies a filter that was used before to what was written since', async () => {
      const dated = (id: string, published: string) => ({ ...stored(id), paper: aPaper(id, { published }) });
      const where = { since: '2024' };
      const asked = async () => ({
        count: await asking(store).count(where),
        but: await asking(store).count({ ...where, notIds: ids('b', 'zz') }),
        byWords: (await asking(store).rankByWords(['text'], 9, { where })).map(({ id }) => id),
        nearest: (await asking(store).nearest(letterEmbedding('a'), 9, { where })).map(({ id }) => id).sort(),
      });
      await put(store, dated('a', '2020'), dated('b', '2024'));
      expect(await asked()).toEqual({ count: 1, but: 0, byWords: ['b'], nearest: ['b'] });
      await put(store, dated('a', '2025'), dated('c', '2026'));
      expect(await asked()).toEqual({ count: 3, but: 2, byWords: ['a', 'b', 'c'], nearest: ['a', 'b', 'c'] });
      await store.write({ remove: ids('b') });
      expect(await asked()).toEqual({ count: 2, but: 2, byWords: ['a', 'c'], nearest: ['a', 'c'] });
    });

    test('counts papers by month, or year if no more is known', async () => {
      const dated = (id: string, published: string) => ({ ...stored(id), paper: aPaper(id, { published }) });
      await put(store, stored('a'), dated('b', '2024-03-07'), dated('c', '2024-03'), dated('d', '2024'), stored('e'));
      const counted = async (where?: Where) => Object.fromEntries(await store.read((view) => view.countByMonth(where)));
      expect(await counted()).toEqual({ '': 2, 2024: 1, '2024-03': 2 });
      expect(await counted({ since: '2024-03-05' })).toEqual({ 2024: 1, '2024-03': 2 });
      expect(await counted({ notIds: ids('a', 'b', 'e') })).toEqual({ 2024: 1, '2024-03': 1 });
      expect(await counted({ ids: [] })).toEqual({});
    });

    test('finds the nearest of those that pass a filter, as many as there are', async () => {
      await put(store, stored('a', 'rain'), stored('b', 'rains'), stored('c', 'snow'), stored('d', 'rain'));
      const nearest = async (k: number, where?: Where) =>
        (await asking(store).nearest(letterEmbedding('rain'), k, { where })).map(({ id }) => id);
      expect(await nearest(2)).toEqual(['a', 'd']);
      expect(await nearest(2, { notIds: ids('a') })).toEqual(['d', 'b']);
      expect(await nearest(9, { ids: ids('c', 'b') })).toEqual(['b', 'c']);
      expect(await nearest(9, { since: '2099' })).toEqual([]);
    });

    test('finds the nearest of many that pass a filter, beside others of the same texts that do not', async () => {
      const pair = (text: string, i: number) => [
        { ...stored(`a${i}`, text), paper: aPaper(`a${i}`, { published: '2020' }) },
        { ...stored(`b${i}`, text), paper: aPaper(`b${i}`, { published: '2024' }) },
      ];
      const texts = Array.from({ length: 450 }, (_, i) => `rain ${'snow '.repeat(i)}`);
      await put(store, ...texts.flatMap(pair));
      const nearest = async (k: number, where?: Where) =>
        (await asking(store).nearest(letterEmbedding('rain'), k, { where })).map(({ id }) => id);
      expect(await nearest(4)).toEqual(['a0', 'b0', 'a1', 'b1']);
      expect(await nearest(1, { since: '2024' })).toEqual(['b0']);
      expect(await nearest(3, { since: '2024' })).toEqual(['b0', 'b1', 'b2']);
      expect(await nearest(900, { since: '2024' })).toHaveLength(450);
    });

    test('filters by the day on which papers came, in whatever order the days were written', async () => {
      await store.write({ addedOn: day('2026-03-01', 'march'), papers: [stored('march')] });
      const addedOn = new Map([...day('2026-02-01', 'february'), ...day('2026-01-01', 'january')]);
      await store.write({ addedOn, papers: [stored('january'), stored('february')] });
      const since = async (addedSince: string) => {
        const where = { addedSince };
        const scan = await store.read((view) => collect(view.scanHeadings(where)));
        expect(await asking(store).count(where)).toBe(scan.length);
        return scan.map(({ id }) => id);
      };
      expect(await since('2026-01-02')).toEqual(['february', 'march']);
      expect(await since('2026-02-15')).toEqual(['march']);
      expect(await since('2026-03-02')).toEqual([]);
      expect(await asking(store).latestDay()).toBe('2026-03-01');
      await store.write({ remove: ids('march') });
      expect(await asking(store).latestDay()).toBe('2026-02-01');
      await store.write({ remove: ids('january', 'february') });
      expect(await asking(store).latestDay()).toBeNull();
    });

    test('refuses a cursor that no page of the order gave', async () => {
      await put(store, stored('a'), stored('b'));
      const [byId, byComments] = await Promise.all(
        (['id', 'comments'] as const).map((order) => asking(store).page({ order, limit: 1 })),
      );
      const cursors: [PageOrder, string][] = [
        ['id', 'garbage'],
        ['id', Buffer.from('{}').toString('base64url')],
        ['published', byComments!.next!],
        ['comments', byId!.next!],
      ];
      for (const [order, after] of cursors)
        await expect(asking(store).page({ order, limit: 1, after })).rejects.toMatchObject({ code: 'USAGE' });
    });

    test('scans all in order of id, or those that pass a filter', async () => {
      await put(store, stored('c', 'snow'), stored('a', 'rain'), stored('b', 'rain'));
      expect(await asking(store).allPapers()).toEqual(['a', 'b', 'c'].map((id) => aPaper(id)));
      expect([...(await asking(store).allEmbeddings())][2]).toEqual(['c', letterEmbedding('snow')]);
      const some = await store.read((view) => collect(view.scanHeadings({ notIds: ids('b') })));
      expect(some.map(({ id }) => id)).toEqual(['a', 'c']);
    });

    test('says what came, changed and went since a version', async () => {
      await put(store, stored('a'), stored('b'), stored('c'));
      const { papersVersion } = await asking(store).versions();
      expect(await asking(store).changesSince(papersVersion)).toEqual({ added: [], updated: [], removed: [] });
      await put(store, stored('b'), stored('d'), stored('e'));
      await store.write({ remove: ids('c', 'd'), papers: [stored('f')] });
      await store.write({ remove: ids('a'), papers: [stored('a'), stored('e')] });
      expect(await asking(store).changesSince(papersVersion)).toEqual({
        added: ['e', 'f'],
        updated: ['a', 'b'],
        removed: ['c'],
      });
      expect(await asking(store).changesSince('no version of this store')).toBeUndefined();
    });

    test('ranks by words, a word in the title above one in the abstract', async () => {
      await put(
        store,
        { ...stored('a'), words: { title: 'clouds', abstract: 'rain falls on many roofs' } },
        { ...stored('b'), words: { title: 'rain', abstract: 'clouds pass over many roofs' } },
        { ...stored('c'), words: { title: 'stone', abstract: 'nothing at all moves here' } },
      );
      expect((await asking(store).rankByWords(['rain'], 10)).map(({ id }) => id)).toEqual(['b', 'a']);
    });

    test('puts papers that say as much in order of id, however many they are', async () => {
      const alike = (id: string) => ({ ...stored(id), words: { title: '', abstract: 'rain on a roof' } });
      const many = Array.from({ length: 150 }, (_, i) => alike(`p${String(149 - i).padStart(3, '0')}`));
      await put(store, ...many, { ...stored('z'), words: { title: 'rain', abstract: 'rain' } });
      const found = async (limit: number, where = {}) =>
        (await asking(store).rankByWords(['rain'], limit, { where })).map(({ id }) => id);
      expect(await found(3)).toEqual(['z', 'p000', 'p001']);
      expect(await found(100)).toHaveLength(100);
      expect((await found(Number.MAX_SAFE_INTEGER)).slice(-2)).toEqual(['p148', 'p149']);
      expect(await found(2, { ids: ids('p007', 'p003', 'p005') })).toEqual(['p003', 'p005']);
    });

    test('gives the same scores to the bit however often it is asked, with a filter and without', async () => {
      const words = 'rain falls on the old roof and snow lies on a new one'.split(' ');
      const some = randomTexts(words, 4);
      await put(
        store,
        ...Array.from({ length: 120 }, (_, i) => ({
          ...stored(`p${i}`),
          paper: aPaper(`p${i}`, { comments: i % 7 }),
          words: { title: some(3), abstract: some(5 + (i % 40)) },
        })),
      );
      const asked = ['rain', 'roof', 'new', 'old roof', 'on', 'rain'];
      const [all, few] = [new Set<string>(), new Set<string>()];
      for (let i = 0; i < 4; i++) {
        all.add(JSON.stringify(await asking(store).rankByWords(asked, 40)));
        few.add(JSON.stringify(await asking(store).rankByWords(asked, 40, { where: { minComments: 5 } })));
      }
      expect([all.size, few.size]).toEqual([1, 1]);
      const found = (await asking(store).rankByWords(asked, 999)).map(({ id }) => id);
      const passing = JSON.parse([...few][0]!) as { id: PaperId }[];
      expect(passing.map(({ id }) => id)).toEqual(found.filter((id) => Number(id.slice(1)) % 7 >= 5).slice(0, 40));
    });

    test('has scores that do not depend on what was updated and removed before', async () => {
      const words = 'rain falls on the old roof and snow covers a new one'.split(' ');
      const some = randomTexts(words, 9);
      const worded = (i: number) => ({
        ...stored(`p${String(i).padStart(2, '0')}`),
        words: { title: some(1 + (i % 4)), abstract: some(3 + i) },
      });
      const papers = Array.from({ length: 40 }, (_, i) => worded(i));
      const ranked = () =>
        Promise.all(
          [['rain'], ['roof', 'snow', 'rain'], ['old roof', 'new']].map((terms) =>
            asking(store).rankByWords(terms, 99),
          ),
        );
      await put(store, ...papers);
      const before = await ranked();
      const counts = await asking(store).paperCounts(words);
      await put(store, ...papers.slice(0, 20).map((one, i) => ({ ...one, words: papers[39 - i]!.words })));
      await put(store, ...Array.from({ length: 9 }, (_, i) => worded(50 + i)));
      expect(await ranked()).not.toEqual(before);
      await store.write({ remove: ids('p50', 'p51', 'p52', 'p53', 'p54', 'p55', 'p56', 'p57', 'p58', 'p03') });
      await put(store, ...papers.slice(0, 20));
      expect(await ranked()).toEqual(before);
      expect(await asking(store).paperCounts(words)).toEqual(counts);
      expect(await store.check()).toEqual([]);
    });

    test('ranks by words the same however many writes the papers came in', async () => {
      const words = 'rain falls on the old roof and snow covers a new one'.split(' ');
      const some = randomTexts(words, 5);
      const papers = new Map<string, ReturnType<typeof stored>>();
      for (let i = 0; i < 30; i++) {
        const one = { ...stored(`p${i % 23}`), words: { title: some(1 + (i % 4)), abstract: some(3 + i) } };
        papers.set(one.paper.id, one);
        await put(store, one);
        if (i % 9 === 8) await store.write({ remove: ids(`p${i - 5}`) });
        if (i % 9 === 8) papers.delete(`p${i - 5}`);
      }
      const ranked = async () => [
        await Promise.all([...words, 'old roof'].map((term) => asking(store).rankByWords([term], 99))),
        await asking(store).paperCounts(words),
      ];
      const before = await ranked();
      await store.write({ remove: await asking(store).ids() });
      await put(store, ...papers.values());
      expect(await ranked()).toEqual(before);
    });

    test('answers beyond the first by words only the papers that are named, as it ranks them among all', async () => {
      const alike = (i: number) => ({
        ...stored(`p${String((i * 7) % 60).padStart(2, '0')}`),
        words: { title: '', abstract: `${'rain '.repeat(1 + (i % 4))} on a roof of ${i % 3 === 0 ? 'snow' : 'stone'}` },
      });
      await put(store, ...Array.from({ length: 60 }, (_, i) => alike(i)));
      const only = ids('p00', 'p07', 'p13', 'p29', 'p31', 'p44', 'p58', 'no paper');
      for (const terms of [['rain'], ['snow', 'rain'], ['roof'], ['hail']])
        for (const limit of [1, 9, 20, 31, 45, 60, 99]) {
          const all = await asking(store).rankByWords(terms, limit);
          for (const first of [0, 1, 8, 20, 60, 99]) {
            const expected = all.filter(({ id }, i) => i < first || only.includes(id));
            const found = await asking(store).rankByWords(terms, limit, { beyond: { first, only } });
            expect(found, `${terms.join()} ${limit} ${first}`).toEqual(expected);
          }
        }
    });

    test('ranks papers of more words than a length counts, and finds phrases in them', async () => {
      const long = (id: string, words: number) => ({
        ...stored(id),
        words: { title: 'snow', abstract: `rain falls ${'oak '.repeat(words)}` },
      });
      await put(store, long('a', 40_000), long('b', 70_000), {
        ...stored('c'),
        words: { title: '', abstract: 'rain' },
      });
      const ranked = await asking(store).rankByWords(['rain'], 9);
      expect(ranked.map(({ id }) => id)).toEqual(['c', 'a', 'b']);
      expect(ranked[1]!.score).toBe(ranked[2]!.score);
      expect(await asking(store).rankByWords(['rain falls'], 9)).toHaveLength(2);
      expect(await asking(store).rankByWords(['snow rain'], 9)).toEqual([]);
      expect(await store.check()).toEqual([]);
    });

    test('takes words of any length, by their beginning', async () => {
      const random = seededRandom(3);
      const word = Array.from({ length: 40_000 }, () => 'abcdefgh'[Math.floor(random() * 8)]).join('');
      await put(store, { ...stored('a'), words: { title: word, abstract: `rain ${word} Ä\ud800` } }, stored('b'));
      expect((await asking(store).rankByWords([word], 9)).map(({ id }) => id)).toEqual(['a']);
      expect((await asking(store).rankByWords([`rain ${word}`], 9)).map(({ id }) => id)).toEqual(['a']);
      expect(await store.check()).toEqual([]);
    });

    test('takes anything in a query for words, never for syntax', async () => {
      await put(store, stored('a'));
      expect(await asking(store).rankByWords(['"', 'AND', 'NEAR(', '*', "'; DROP TABLE paper"], 5)).toEqual([]);
    });

    test('knows how many papers hold a word', async () => {
      await put(store, stored('a', 'rain rain'), stored('b', 'rain snow'));
      expect(await asking(store).paperCounts(['rain', 'snow', 'hail'])).toEqual(
        new Map([
          ['rain', 2],
          ['snow', 1],
        ]),
      );
    });

    test('refuses embeddings of another model while it contains some', async () => {
      await put(store, stored('a'));
      await expect(store.write({ model: { ...MODEL, name: 'other', sha256: 'other' } })).rejects.toMatchObject({
        code: 'MODEL_DIFFERS',
      });
    });

    test('takes the new folder of its model', async () => {
      await put(store, stored('a'));
      await store.write({ model: { ...MODEL, name: 'moved', folder: '/models/moved' } });
      expect(await asking(store).status()).toMatchObject({ model: { name: 'moved', folder: '/models/moved' } });
    });

    test('keeps what follows from the papers with the version it is of, and nothing older after it', async () => {
      const { papersVersion: first } = await asking(store).versions();
      await put(store, stored('a'));
      const { papersVersion: second } = await asking(store).versions();
      const of = (version: string, k: number) => ({ of: version, program: '1.2.3', value: { k } });
      await store.saveDerived('themes', of(second, 5));
      await store.saveDerived('themes', of(first, 3));
      expect(await asking(store).derived('themes')).toEqual(of(second, 5));
      await store.saveDerived('themes', of(second, 6));
      expect(await asking(store).derived('themes')).toEqual(of(second, 6));
      expect(await asking(store).derived('nothing')).toBeUndefined();
    });

    test('keeps rows of what is derived: all replaced, or some put and removed', async () => {
      const { papersVersion: first } = await asking(store).versions();
      const save = (of: string, rows: RowChanges) => store.saveDerived('pairs', { of, program: '1', value: 1, rows });
      const many = Array.from({ length: 2_500 }, (_, i) => [`k${String(i).padStart(4, '0')}`, i] as const);
      await save(first, { replace: many });
      expect(await asking(store).rows('pairs')).toEqual(many);
      async function* three() {
        yield* [['c', { x: 3 }] as const, ['a', [1]] as const, ['b', null] as const];
      }
      await save(first, { replace: three() });
      const rows = [
        ['a', [1]],
        ['b', null],
        ['c', { x: 3 }],
      ];
      expect(await asking(store).rows('pairs')).toEqual(rows);
      await put(store, stored('a'));
      const { papersVersion: second } = await asking(store).versions();
      await save(second, { since: second, put: [['z', 1]], remove: [] });
      expect(await asking(store).rows('pairs')).toEqual(rows);
      await save(second, { since: first, put: [['b', 2]], remove: ['a', 'zz'] });
      expect(await asking(store).rows('pairs')).toEqual([['b', 2], rows[2]]);
      expect(await asking(store).rows('pairs', ['c', 'q', 'c'])).toEqual([rows[2]]);
      await save(second, { since: second, put: [['b', 3]], remove: ['b'] });
      expect(await asking(store).rows('pairs')).toEqual([['b', 3], rows[2]]);
      expect((await asking(store).derived('pairs'))!.of).toBe(second);
      await store.saveDerived('pairs', { of: second, program: '1', value: 2 });
      expect(await asking(store).rows('pairs')).toHaveLength(2);
      expect(await store.check()).toEqual([]);
    });

    test('keeps decisions', async () => {
      await store.writeDecisions(new Map([['ignored', [['a', 'b']]]]));
      expect(await asking(store).decisions('ignored')).toEqual([['a', 'b']]);
      expect(await asking(store).decisions('nothing')).toBeUndefined();
    });

    test('lets one writer in at a time', async () => {
      const first = await store.lock(0);
      await expect(store.lock(0)).rejects.toMatchObject({ code: 'CORPUS_BUSY' });
      await first.release();
      await (await store.lock(0)).release();
    });

    test('finds no fault in itself', async () => {
      await put(store, stored('a'), stored('b', 'Ärger mit (two-part) words. And 2.5 others'));
      await put(store, stored('b'), stored('c'));
      await store.write({ remove: ids('a') });
      expect(await store.check()).toEqual([]);
    });
  });
}

/** Texts of so many words, the first of which are the most frequent. */
function randomTexts(words: readonly string[], seed: number): (count: number) => string {
  const random = seededRandom(seed);
  return (count) => Array.from({ length: count }, () => words[Math.floor(random() ** 2 * words.length)]!).join(' ');
}
