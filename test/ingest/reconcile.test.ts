/** Which parsed papers become one paper, whatever the order in which files come. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { knownAlready, mergeDuplicates } from '../../src/corpus/duplicates.js';
import { type AddReport, addFiles } from '../../src/ingest/add.js';
import type { Paper } from '../../src/paper.js';
import { openTemporaryStore, type Store } from '../../src/store/index.js';
import { indexWords } from '../../src/text/terms.js';
import { asking } from '../support/asking.js';
import { newFolder } from '../support/folders.js';
import { letterEmbedder, letterEmbedding } from '../support/letter-embedder.js';

type Fields = Readonly<Record<string, unknown>>;
interface File {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A merge without an entry in the history. */
const unrecorded = async () => ({ decisions: new Map() });
const embedder = async () => letterEmbedder();
const fileOf = (name: string, ...papers: Fields[]): File => ({
  name,
  bytes: Buffer.from(papers.map((paper) => `${JSON.stringify(paper)}\n`).join('')),
});

async function adding(store: Store, ...files: File[]): Promise<AddReport> {
  return addFiles({ store, embedder }, files, {});
}

/** All that a store holds after adding files, one `add` each or all in one. */
async function heldAfter(files: readonly File[], inOne: boolean): Promise<string> {
  const store = await openTemporaryStore();
  if (inOne) await adding(store, ...files);
  else for (const file of files) await adding(store, file);
  const papers = await asking(store).allPapers();
  await store.close();
  return JSON.stringify(papers, null, 1);
}

async function reconciledTitles(papers: readonly Fields[]): Promise<string[]> {
  return (JSON.parse(await heldAfter([fileOf('0.jsonl', ...papers)], true)) as Paper[]).map(({ title }) => title);
}

function orders<T>(things: readonly T[]): T[][] {
  return things.length < 2
    ? [[...things]]
    : things.flatMap((one, i) => orders(things.filter((_, j) => j !== i)).map((rest) => [one, ...rest]));
}

/** What is held, the same in every order of the files, in one add and in several. */
async function heldInAnyOrder(
  files: readonly File[],
): Promise<{ id: string; title: string; abstract: string; identifiers: object; places: object[] }[]> {
  const seen = new Set<string>();
  for (const order of orders(files)) for (const inOne of [true, false]) seen.add(await heldAfter(order, inOne));
  expect([...seen]).toHaveLength(1);
  return JSON.parse([...seen][0]!);
}

const ROOFS = {
  title: 'Rain on roofs',
  abstract: 'Rain falls on roofs of slate and tin in three towns, and we count its drops for a year.',
};

describe('an identifier on papers with other titles', () => {
  const stamped = (title: string, doi: string) => ({ title, doi, arxiv: '1011.01669', pmid: '25246403' });
  const FALSE_STAMP = [
    stamped('Rain falling on roofs of slate', '10.1000/rain'),
    stamped('Salt crystals beneath winter roads', '10.1000/salt'),
    stamped('Bees counting petals by touch', '10.1000/bees'),
  ];

  test('joins none of them, in any order, and is reported', async () => {
    const files = FALSE_STAMP.map((paper, i) => fileOf(`${i}.jsonl`, paper));
    expect((await heldInAnyOrder(files)).map(({ title }) => title).sort()).toEqual(
      FALSE_STAMP.map(({ title }) => title).sort(),
    );
    const store = await openTemporaryStore();
    const { contradictions, added } = await adding(store, ...files);
    await store.close();
    expect(added).toBe(3);
    expect(contradictions).toEqual(
      ['arxiv:1011.01669', 'pubmed:25246403'].map((identifier) => ({
        identifier,
        titles: FALSE_STAMP.map(({ title }) => title).sort(),
      })),
    );
  });

  describe('joins none of them if it is an id that their files give', () => {
    const TITLES = FALSE_STAMP.map(({ title }) => title).sort();
    const files = TITLES.map((title, i) => fileOf(`${i}.jsonl`, { id: 'p1', title }));
    const fillers = (name: string) =>
      fileOf(name, ...Array.from({ length: 64 }, (_, i) => ({ id: `${name} ${i}`, title: `Wind ${i} and ${name}` })));
    const withFillers = ([first, ...others]: readonly File[]) => [
      first!,
      ...others.flatMap((file, i) => [fillers(`between ${i}`), file]),
    ];

    test.each([
      ['one batch', (order: readonly File[]) => order],
      ['several batches', withFillers],
    ])('in %s, in any order, added again, and after an interruption', async (_, input) => {
      const seen = new Set<string>();
      for (const order of orders(files)) {
        const store = await openTemporaryStore();
        const stop = new AbortController();
        const interrupted = addFiles({ store, embedder }, input(order), {
          signal: stop.signal,
          onProgress: ({ papers }) => papers > 0 && stop.abort(),
        });
        await interrupted.catch(() => undefined);
        for (let run = 0; run < 2; run++) {
          const { contradictions, added, unchanged, repeated } = await adding(store, ...input(order));
          expect(contradictions).toEqual([{ identifier: 'id:p1', titles: TITLES }]);
          expect(repeated).toBe(0);
          if (run === 1)
            expect({ added, unchanged }).toEqual({ added: 0, unchanged: 3 + 64 * (input(order).length - 3) });
        }
        const held = (await asking(store).allPapers()).filter(({ title }) => TITLES.includes(title));
        expect(held.map(({ id }) => id)).not.toContain('p1');
        seen.add(JSON.stringify(held));
        await store.close();
      }
      expect([...seen]).toHaveLength(1);
      expect(JSON.parse([...seen][0]!)).toHaveLength(3);
    });

    test('in one add and in several, which replace no paper by another', async () => {
      const papers = await heldInAnyOrder(files);
      expect(papers.map(({ title }) => title).sort()).toEqual(TITLES);
      expect(papers.map(({ id }) => id)).not.toContain('p1');
    });

    test('though many others have it, whether it comes first or last', async () => {
      const many = Array.from({ length: 30 }, (_, i) => ({ id: 'p1', title: `Rain falling on roofs of slate ${i}` }));
      const other = { id: 'p1', title: TITLES[0] };
      expect(await reconciledTitles([...many, other])).toHaveLength(31);
      expect(await reconciledTitles([other, ...many])).toHaveLength(31);
    });

    test('nor after one of them was merged into another paper', async () => {
      const store = await openTemporaryStore();
      await adding(store, fileOf('own.jsonl', { id: 'X', ...ROOFS }), ...files);
      const [first] = (await asking(store).allPapers()).filter(({ id }) => id !== 'X');
      await store.read((view) => mergeDuplicates({ store, embedder, view }, ['X', first!.id], unrecorded));
      await adding(store, ...files);
      expect(await asking(store).allPapers()).toHaveLength(3);
      await store.close();
    });

    test('but joins those whose titles differ little', async () => {
      const same = (title: string) => ({ id: 'p1', title });
      expect(await reconciledTitles([same('Rain on roofs of slate'), same('Rain on the roofs of slate')])).toHaveLength(
        1,
      );
    });
  });

  test('joins no third paper that has no DOI, whichever comes first', async () => {
    const without = { title: 'Wind turning old weather vanes', arxiv: '1011.01669', pmid: '25246403' };
    for (const third of [
      { ...without, authors: ['Uma Roy'] },
      { ...without, abstract: 'Vanes on towers turn with every wind.' },
    ]) {
      const others = FALSE_STAMP.slice(0, 2).map((paper, i) => ({
        ...paper,
        authors: ['Ann Lee'],
        abstract: ['Slate sheds water of every storm.', 'Salt grows in the cold under wheels.'][i],
      }));
      const files = [third, ...others].map((paper, i) => fileOf(`${i}.jsonl`, paper));
      expect(await heldInAnyOrder(files)).toHaveLength(3);
    }
  });

  test('joins a paper that was renamed and has an author in common', async () => {
    const renamed = [
      { title: 'Rain falling on roofs of slate', authors: ['Ann Lee'], arxiv: '2101.00001' },
      { title: 'What drops tell about slopes', authors: ['Lee, A.', 'Bo Ek'], arxiv: '2101.00001' },
    ];
    expect(await heldInAnyOrder(renamed.map((paper, i) => fileOf(`${i}.jsonl`, paper)))).toHaveLength(1);
  });

  test('is a container’s where it is a DOI: chapters of a book are papers of their own', async () => {
    const chapter = (title: string) => ({ title, doi: '10.1000/book', booktitle: 'A Book of Weather' });
    const chapters = [
      chapter('Rain falling on roofs'),
      chapter('Hail in the hills'),
      chapter('Snow and its many names'),
    ];
    expect(await heldInAnyOrder([fileOf('book.jsonl', ...chapters)])).toHaveLength(3);
  });

  test('joins papers whose titles differ but whose abstracts do not, or that have the same DOI', async () => {
    const translated = { ...ROOFS, title: 'La pluie qui tombe sur les toits', doi: '10.1000/rain' };
    expect(
      await heldInAnyOrder([fileOf('a.jsonl', { ...ROOFS, doi: '10.1000/rain' }), fileOf('b.jsonl', translated)]),
    ).toHaveLength(1);
    const renamed = [
      { title: 'Rain falling on roofs of slate', doi: '10.1000/rain', arxiv: '2101.00001' },
      { title: 'Rain falling on slate: a study of roofs', doi: '10.1000/rain', arxiv: '2101.00001' },
    ];
    expect(await heldInAnyOrder(renamed.map((paper, i) => fileOf(`${i}.jsonl`, paper)))).toHaveLength(1);
  });
});

describe('papers without an abstract', () => {
  test('of one title are as many as their DOIs, by whoever and whenever they were written', async () => {
    const editorial = (doi: string) => ({ title: 'Editorial', doi, authors: ['Ann Lee'], year: 2001 });
    expect(
      await heldInAnyOrder([
        fileOf('a', editorial('10.1000/1')),
        fileOf('b', editorial('10.1000/2')),
        fileOf('c', editorial('10.1000/1')),
      ]),
    ).toHaveLength(2);
  });

  test('of one title are several where years or first authors differ, and one where they are the same', async () => {
    const editorial = (year: number, author: string) => ({ title: 'Editorial', authors: [author], year });
    expect(
      await heldInAnyOrder([
        fileOf('a', editorial(2001, 'Ann Lee'), editorial(2001, 'Bo Ek')),
        fileOf('b', editorial(2002, 'Ann Lee'), editorial(2001, 'Lee, A.'), editorial(2001, 'Lee A.')),
      ]),
    ).toHaveLength(3);
  });

  test('are so too where a database writes that there is none', async () => {
    const editorial = (doi: string) => ({ title: 'Editorial', abstract: '[No abstract available]', doi });
    expect(
      await heldInAnyOrder([fileOf('a', editorial('10.1000/1')), fileOf('b', editorial('10.1000/2'))]),
    ).toHaveLength(2);
  });
});

test('one title and abstract under two DOIs is one paper, known by the publisher’s', async () => {
  const held = await heldInAnyOrder([
    fileOf('a', { ...ROOFS, doi: '10.48550/arXiv.2101.00001' }),
    fileOf('b', { ...ROOFS, doi: '10.52202/075280-1234' }),
    fileOf('c', ROOFS),
  ]);
  expect(held).toMatchObject([{ identifiers: { doi: '10.52202/075280-1234', arxiv: '2101.00001' } }]);
});

describe('given ids', () => {
  test('on one text share nothing; what is met without an id belongs to the smaller, whichever came first', async () => {
    const held = await heldInAnyOrder([
      fileOf('x', { id: 'X', ...ROOFS }),
      fileOf('y', { id: 'Y', ...ROOFS, venue: 'Roofs' }),
      fileOf('n', { ...ROOFS, doi: '10.1000/r' }),
    ]);
    expect(held.map(({ id, identifiers, places }) => [id, identifiers, places.length])).toEqual([
      ['X', { doi: '10.1000/r' }, 2],
      ['Y', {}, 1],
    ]);
  });

  test('bring together what was met without an id, and leave it apart where it belongs to two', async () => {
    const [one, other] = [
      { title: 'Drops', abstract: 'Drops fall on tin in one town and are counted by hand.', doi: '10.1000/d' },
      { ...ROOFS, pmid: '123456' },
    ];
    const files = [
      fileOf('n1', one),
      fileOf('n2', other),
      fileOf('x', { id: 'X', ...ROOFS, doi: '10.1000/d' }),
      fileOf('w', { id: 'W', title: 'Drops again', doi: '10.1000/d' }),
    ];
    expect((await heldInAnyOrder(files)).map(({ id, identifiers }) => [id, identifiers])).toEqual([
      ['W', { doi: '10.1000/d' }],
      ['X', { doi: '10.1000/d', pubmed: '123456' }],
    ]);
  });

  test('count no paper that a file does not contain, though it gives up what was met without an id', async () => {
    const store = await openTemporaryStore();
    await adding(store, fileOf('z', { id: 'Z', ...ROOFS }), fileOf('n', { ...ROOFS, doi: '10.1000/r' }));
    expect(await adding(store, fileOf('a', { id: 'A', ...ROOFS }))).toMatchObject({
      read: 1,
      added: 1,
      updated: 0,
      repeated: 0,
    });
    await store.close();
  });

  test('leave a paper the day on which it was added without one', async () => {
    const store = await openTemporaryStore();
    await adding(store, fileOf('n', ROOFS));
    const [{ id }] = (await asking(store).allPapers()) as [Paper];
    const stored = (await store.read((view) => view.withKeys([`id:${id}`]))).map((one) => ({
      ...one,
      words: indexWords(one.paper),
    }));
    const embeddings = new Map([[stored[0]!.textHash, letterEmbedding('rain')]]);
    await store.write({ remove: [id] });
    await store.write({ papers: stored, embeddings, addedOn: new Map([[id, '2026-01-05']]) });
    await adding(store, fileOf('x', { id: 'X', ...ROOFS }));
    expect(await asking(store).arrivals(['X' as Paper['id']])).toEqual([{ id: 'X', addedOn: '2026-01-05' }]);
    await store.close();
  });

  test('take a newer statement, and give it back when it is unsaid no more', async () => {
    const store = await openTemporaryStore();
    await adding(store, fileOf('n', { ...ROOFS, doi: '10.1000/r' }));
    await adding(store, fileOf('x', { id: 'X', ...ROOFS, venue: 'Roofs' }));
    await adding(store, fileOf('x2', { id: 'X', ...ROOFS, venue: 'Slate' }));
    expect(await asking(store).allPapers()).toMatchObject([
      { id: 'X', venue: 'Slate', identifiers: { doi: '10.1000/r' } },
    ]);
    expect(
      await adding(
        store,
        fileOf('n', { ...ROOFS, doi: '10.1000/r' }),
        fileOf('x2', { id: 'X', ...ROOFS, venue: 'Slate' }),
      ),
    ).toMatchObject({ added: 0, updated: 0, unchanged: 1 });
    await store.close();
  });
});

test.each([
  ['an id of our own', ROOFS],
  ['a given id', { id: 'X', ...ROOFS }],
])('a file added again fills in volume, issue and pages that an index lacks, with %s', async (_, paper) => {
  const store = await openTemporaryStore();
  await adding(store, fileOf('f', { ...paper, venue: 'Roofs' }));
  const [before] = await asking(store).allPapers();
  const whole = fileOf('f', { ...paper, venue: 'Roofs', volume: 12, issue: '3', pages: '45-67' });
  expect(await adding(store, whole)).toMatchObject({ added: 0, updated: 1 });
  const [after] = await asking(store).allPapers();
  expect(after).toEqual({ ...before!, volume: '12', issue: '3', pages: '45-67' });
  expect(await adding(store, whole)).toMatchObject({ updated: 0, unchanged: 1 });
  expect(await adding(store, fileOf('f', { ...paper, venue: 'Roofs' }))).toMatchObject({ updated: 0, unchanged: 1 });
  await store.close();
});

describe('a merge', () => {
  const SECOND = {
    title: 'On rain that falls upon roofs',
    abstract: `${ROOFS.abstract.slice(0, -1)} and a day, with a small device of our own.`,
    doi: '10.1000/two',
  };
  const merged = async (first: Fields, second: Fields) => {
    const store = await openTemporaryStore();
    const file = fileOf('m', first, second);
    await adding(store, file);
    const papers = await asking(store).allPapers();
    const kept = papers.find(({ title }) => title === ROOFS.title)!;
    const gone = papers.find(({ id }) => id !== kept.id)!;
    await store.read((view) => mergeDuplicates({ store, embedder, view }, [kept.id, gone.id], unrecorded));
    return { store, file, kept };
  };

  test.each([
    ['ids that files gave', { id: 'alpha', ...ROOFS }, { id: 'beta', ...SECOND }],
    ['ids of our own', ROOFS, SECOND],
    ['a given id kept', { id: 'alpha', ...ROOFS }, SECOND],
    ['a given id gone', ROOFS, { id: 'beta', ...SECOND }],
  ])('is remembered when the same file comes again, with %s', async (_, first, second) => {
    const { store, file } = await merged(first, second);
    const before = await asking(store).allPapers();
    expect(before).toMatchObject([
      { ...ROOFS, identifiers: { doi: '10.1000/two' }, places: [{ line: 1 }, { line: 2 }] },
    ]);
    for (let i = 0; i < 2; i++)
      expect(await adding(store, file)).toMatchObject({ added: 0, updated: 0, unchanged: 1, papers: 1 });
    expect(await asking(store).allPapers()).toEqual(before);
    await store.close();
  });

  test('leaves the kept paper what it says when the other is met elsewhere, and lets it gain places and identifiers', async () => {
    const { store } = await merged({ id: 'alpha', ...ROOFS }, { id: 'beta', ...SECOND });
    await adding(
      store,
      fileOf('later', { id: 'beta', ...SECOND, abstract: `${SECOND.abstract} And more.`, pmid: '123456' }),
    );
    expect(await asking(store).allPapers()).toMatchObject([
      {
        id: 'alpha',
        ...ROOFS,
        identifiers: { doi: '10.1000/two', pubmed: '123456' },
        places: [{ file: 'later' }, {}, {}],
      },
    ]);
    await store.close();
  });

  test('stays after another merge', async () => {
    const { store, file } = await merged({ id: 'alpha', ...ROOFS }, { id: 'beta', ...SECOND });
    const other = {
      id: 'gamma',
      title: 'Gamma',
      abstract: 'Something else is said here of snow on fields in one town.',
    };
    await adding(store, fileOf('g', other));
    await store.read((view) => mergeDuplicates({ store, embedder, view }, ['gamma', 'alpha'], unrecorded));
    expect(await adding(store, file)).toMatchObject({ added: 0, papers: 1 });
    expect(await asking(store).allPapers()).toMatchObject([other]);
    await store.close();
  });
});

describe('papers of a file that the corpus already contains', () => {
  const asked = async (lines: string) => {
    const store = await openTemporaryStore();
    await adding(store, fileOf('a', ROOFS));
    const path = join(newFolder(), 'new.jsonl');
    writeFileSync(path, lines);
    const answer = await store.read((view) => knownAlready({ store, embedder, view }, [path], {}));
    await store.close();
    return answer;
  };

  test('are named once each, by whatever they are known twice', async () => {
    const again = { ...ROOFS, doi: '10.1000/r' };
    const { known, fresh } = await asked(
      [ROOFS, again, { title: 'Rain on roofs (early view)', doi: '10.1000/r' }]
        .map((paper) => `${JSON.stringify(paper)}\n`)
        .join(''),
    );
    expect([known.length, fresh.length]).toEqual([1, 0]);
  });

  test('come with what could not be read of the file', async () => {
    const { files, known } = await asked(`${JSON.stringify(ROOFS)}\n{"title": \n`);
    expect(known).toHaveLength(1);
    expect(files).toMatchObject([
      { format: 'jsonl', read: 1, problems: [{ line: 2, reason: 'the line is not JSON' }], rejected: 1, failure: null },
    ]);
  });

  test('come with the reason where the file could not be read at all', async () => {
    expect((await asked('nothing of the kind')).files).toMatchObject([
      { format: null, failure: expect.stringContaining('not recognised') },
    ]);
  });
});

describe('what a paper is cited by', () => {
  const cited = { title: 'A made trial of walking for sore knees', volume: '12', pages: '145-7' };
  const withAbstract = { ...cited, venue: 'J Made Res', abstract: ROOFS.abstract, doi: '10.1000/a' };

  test('joins records with another name of the journal and nothing else in common', async () => {
    const scanned = { ...cited, pages: '145', venue: 'Journal of Made Results', pubmed: '31234567' };
    const papers = await heldInAnyOrder([
      fileOf('a.jsonl', withAbstract),
      fileOf('b.jsonl', scanned),
      fileOf('c.jsonl', {
        ...scanned,
        pubmed: undefined,
        abstract: 'Another beginning of the abstract, by a database.',
      }),
    ]);
    expect(papers).toMatchObject([{ identifiers: { doi: '10.1000/a', pubmed: '31234567' } }]);
    expect(papers[0]!.places).toHaveLength(3);
  });

  test('tells papers of one title apart by volume and page, and says nothing for short titles', async () => {
    const others = [{ volume: '13' }, { pages: '146-147' }, { volume: undefined }];
    const files = others.map((other, i) => fileOf(`${i}.jsonl`, { ...cited, ...other, pubmed: `3123456${i}` }));
    expect(await heldInAnyOrder([fileOf('a.jsonl', withAbstract), ...files])).toHaveLength(4);
    const editorials = ['10.1000/b', '10.1000/c'].map((doi) => ({ ...cited, title: 'Letters to the editor', doi }));
    const inFiles = editorials.map((editorial, i) => fileOf(`${i}.jsonl`, editorial));
    expect(await heldInAnyOrder(inFiles)).toHaveLength(2);
  });
});
