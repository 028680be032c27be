/** Papers without a query: filters, orders and pages, on papers that a person can sort by hand. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Ask } from '../../src/corpus/access.js';
import { streamPapers } from '../../src/corpus/browse.js';
import { type Corpus, CorpusError, openCorpus } from '../../src/index.js';
import type { OpenView } from '../../src/ingest/index.js';
import type { PaperId } from '../../src/paper.js';
import type { StoreView } from '../../src/store/index.js';
import { newFolder } from '../support/folders.js';
import { aPaper } from '../support/papers.js';

const PAPERS = [
  { id: 'a', title: 'Tides in estuaries', published: '2026-01-20', comments: 3 },
  { id: 'b', title: 'Tides on a shelf', published: '2026', comments: 0 },
  { id: 'c', title: 'Waves on a beach', published: '2025-12-01', comments: 9 },
  { id: 'd', title: 'Sand on a beach' },
  { id: 'e', title: 'Sand in a river', published: '2026-01-20', comments: 3 },
].map((paper) => ({ ...paper, abstract: `We measure ${paper.title.toLowerCase()} for a year.` }));

let corpus: Corpus;
beforeAll(async () => {
  corpus = await openCorpus({ index: newFolder(), create: true, workers: 1 });
  const add = (papers: readonly object[]) =>
    corpus.add([{ name: 'p.jsonl', bytes: Buffer.from(papers.map((one) => JSON.stringify(one)).join('\n')) }]);
  await add(PAPERS.slice(0, 4));
  await add(PAPERS.slice(4));
});
afterAll(() => corpus.close());

const ids = async (options: Parameters<Corpus['browse']>[0]) =>
  (await corpus.browse(options)).papers.map(({ id }) => id).join('');

describe('papers without a query', () => {
  test.each([
    ['by id', {}, 'abcde'],
    ['newest first, a bare year after its days, no date last', { order: 'published' }, 'aebcd'],
    ['most discussed first, without a count last', { order: 'comments' }, 'caebd'],
    ['last added first', { order: 'added' }, 'eabcd'],
    ['those of a month', { since: '2026-01', until: '2026-01' }, 'abe'],
    ['those with comments', { minComments: 3, order: 'published' }, 'aec'],
  ] as const)('come %s', async (_what, options, expected) => {
    expect(await ids(options)).toBe(expected);
    expect((await corpus.browse(options)).total).toBe(expected.length);
  });

  test.each(['id', 'published', 'comments', 'added'] as const)('come one after the other, by %s', async (order) => {
    const streamed = async (options: Parameters<Corpus['papers']>[0]) => {
      let joined = '';
      for await (const { id } of corpus.papers(options)) joined += id;
      return joined;
    };
    const whole = await ids({ order });
    expect(await streamed({ order })).toBe(whole);
    expect(await streamed({ order, limit: 2 })).toBe(whole.slice(0, 2));
    expect(await streamed({ order, since: '2026' })).toBe(await ids({ order, since: '2026' }));
  });

  test.each(['id', 'published', 'comments', 'added'] as const)(
    'come in pages that join to the whole, by %s',
    async (order) => {
      const whole = await ids({ order });
      for (const limit of [1, 2, 3]) {
        let joined = '';
        let after: string | null = null;
        do {
          const page: Awaited<ReturnType<Corpus['browse']>> = await corpus.browse({
            order,
            limit,
            ...(after === null ? {} : { after }),
          });
          joined += page.papers.map(({ id }) => id).join('');
          after = page.next;
        } while (after !== null);
        expect(joined).toBe(whole);
      }
    },
  );

  test('are refused where the cursor comes from no answer', async () => {
    for (const after of ['x', Buffer.from('[1]').toString('base64url'), Buffer.from('{}').toString('base64url')])
      await expect(corpus.browse({ after })).rejects.toThrow(CorpusError);
  });

  test('spread over months, and years where no month is known', async () => {
    expect(await corpus.timeline()).toEqual({
      periods: [
        { period: '2025-12', papers: 1 },
        { period: '2026', papers: 1 },
        { period: '2026-01', papers: 2 },
      ],
      undated: 1,
    });
    expect((await corpus.timeline({ minComments: 9 })).periods).toEqual([{ period: '2025-12', papers: 1 }]);
  });

  test('that were added since a day are found, and none since tomorrow', async () => {
    const day = (from: number) => new Date(from).toISOString().slice(0, 10);
    expect(await ids({ addedSince: day(Date.now() - 86_400_000) })).toBe('abcde');
    expect(await ids({ addedSince: day(Date.now() + 86_400_000) })).toBe('');
  });

  describe('by what the reader marked', () => {
    beforeAll(async () => {
      await corpus.mark({ kind: 'read', papers: ['a', 'c'] });
      await corpus.mark({ kind: 'tag', name: 'coast', papers: ['a', 'b', 'c'] });
      await corpus.mark({ kind: 'note', paper: 'a', text: 'Compare with\nthe Güell gauges' });
      await corpus.mark({ kind: 'note', paper: 'd', text: 'Not for us' });
    });

    test.each([
      [{ reading: 'read' }, 'ac'],
      [{ reading: 'unread' }, 'bde'],
      [{ reading: 'unread', tag: 'coast' }, 'b'],
      [{ reading: 'read', tag: 'coast', since: '2026' }, 'a'],
      [{ inNote: '' }, 'ad'],
      [{ inNote: 'GUELL' }, 'a'],
      [{ inNote: 'with the' }, 'a'],
      [{ inNote: 'nowhere' }, ''],
      [{ inNote: '', reading: 'unread' }, 'd'],
      [{ inNote: '', reading: 'read', tag: 'coast' }, 'a'],
    ] as const)('%o', async (filters, expected) => {
      expect(await ids(filters)).toBe(expected);
      expect((await corpus.browse(filters)).total).toBe(expected.length);
    });

    const found = async (text: string, options: Parameters<Corpus['search']>[1]) => {
      const { papers, total } = await corpus.search(text, options);
      return [
        papers
          .map(({ paper }) => paper.id)
          .sort()
          .join(''),
        total,
      ];
    };

    test.each(['hybrid', 'dense'] as const)('in a search, %s', async (mode) => {
      expect(await found('sand and tides', { mode, reading: 'unread' })).toEqual(['bde', 3]);
      expect(await found('sand and tides', { mode, reading: 'read' })).toEqual(['ac', 2]);
      expect(await found('sand and tides', { mode, reading: 'unread', tag: 'coast' })).toEqual(['b', 1]);
      expect(await found('sand and tides', { mode, inNote: '' })).toEqual(['ad', 2]);
    });

    test('in a search by words', async () => {
      expect(await found('tides', { mode: 'lexical', reading: 'unread' })).toEqual(['b', 3]);
    });

    test('beside papers that are left out', async () => {
      expect(await found('sand and tides', { reading: 'unread', not: ['d'] })).toEqual(['be', 2]);
      expect(await found('tides', { mode: 'lexical', reading: 'unread', not: ['d'] })).toEqual(['b', 2]);
      const { papers, total } = await corpus.similar(['d'], { reading: 'unread', not: ['e'] });
      expect([papers.map(({ paper }) => paper.id), total]).toEqual([['b'], 1]);
    });

    test('in a count by month', async () => {
      expect((await corpus.timeline({ reading: 'unread' })).periods).toEqual([
        { period: '2026', papers: 1 },
        { period: '2026-01', papers: 1 },
      ]);
    });
  });
});

test('papers one after the other are those that passed at first, and the filter is evaluated once', async () => {
  const all = Array.from({ length: 2_500 }, (_, i) => `p${String(i).padStart(4, '0')}` as PaperId);
  const calls: string[] = [];
  const ask = counted(all, calls);
  const streamed: string[] = [];
  for await (const { id } of streamPapers(ask, { since: '2020', order: 'comments' })) streamed.push(id);
  expect(streamed).toEqual([...all].reverse().filter((id) => id !== 'p0007'));
  expect(calls).toEqual(['listIds', 'papers', 'papers', 'papers']);
});

/** Questions to a view that lists papers backwards, of which one is removed before it is read. */
function counted(all: readonly PaperId[], calls: string[]): Ask {
  const view: Partial<StoreView> = {
    listIds: async () => {
      calls.push('listIds');
      return [...all].reverse();
    },
    papers: async (ids) => {
      calls.push('papers');
      return [...ids].sort().flatMap((id) => (id === 'p0007' ? [] : [aPaper(id)]));
    },
  };
  return (question) => question({ view } as OpenView);
}
