/** What exports of databases and programs look like in the wild, in words of our own. */
import { describe, expect, test } from 'vitest';
import { reading } from './reading.js';

const bib = (fields: string) => reading(`@article{key,\n  title = {A Lamp in the Fog},\n${fields}\n}\n`);
const doiOf = async (doi: string) => (await bib(`  doi = {${doi}}`)).papers[0]!.identifiers.doi;

describe('a DOI with a blank in it', () => {
  test.each([
    ['10.1659/0276-4741(2004)024 [ 0141:LITFOG]2.0.CO;2', '10.1659/0276-4741(2004)024[0141:litfog]2.0.co;2'],
    ['10.1007/978-3-319-00000-1 24', '10.1007/978-3-319-00000-1_24'],
    ['10.1016/j.lamp. 2019.01.001', '10.1016/j.lamp.2019.01.001'],
  ])('is closed: %s', async (written, doi) => {
    expect(await doiOf(written)).toBe(doi);
  });

  test.each(['10.1000/lamp (2020)', '10.1000/lamp and others', '10.1000/lamp 10.1000/fog', '10.1000/lamp [doi]'])(
    'but what follows a whole one is left out: %s',
    async (written) => {
      expect(await doiOf(written)).toBe('10.1000/lamp');
    },
  );
});

describe('BibTeX', () => {
  test('has field names of three words, and the date of early access where there is no other', async () => {
    const { papers, problems } = await bib('  Early Access Date = {{NOV 2021}},\n  Type = {{Article}}');
    expect(problems).toEqual([]);
    expect(papers[0]!.published).toBe('2021-11');
  });

  test('has quotation marks within values in quotation marks', async () => {
    const { papers, problems } = await reading(
      '@article{k,\n title = "On the "glow", and its "halo"",\n author = "Stone, Ada",\n year = "2020"\n}\n',
    );
    expect(problems).toEqual([]);
    expect(papers[0]).toMatchObject({
      title: 'On the "glow", and its "halo"',
      authors: ['Ada Stone'],
      published: '2020',
    });
  });
});

describe('tables', () => {
  test('have years with a fraction', async () => {
    expect((await reading('title,abstract,year\nA,b c,1999.0\n')).papers[0]!.published).toBe('1999');
  });

  test('have lists as Python writes them', async () => {
    const { papers } = await reading(`title,authors,abstract\nA,"['Ada Stone', ""Ben O'Hill""]",b c\n`);
    expect(papers[0]!.authors).toEqual(['Ada Stone', "Ben O'Hill"]);
  });

  test('of OpenAlex have their title, authors, venue and identifiers', async () => {
    const { papers } = await reading(
      '"id","abstract","authorships.author.display_name","display_name","doi","ids.pmid","primary_location.source.display_name","publication_date"\n' +
        '"https://openalex.org/W17","b c","Ada Stone|Ben Hill","A Lamp","https://doi.org/10.1000/lamp","https://pubmed.ncbi.nlm.nih.gov/5","Lamps","2020-02-01"\n',
    );
    expect(papers[0]).toMatchObject({
      title: 'A Lamp',
      authors: ['Ada Stone', 'Ben Hill'],
      venue: 'Lamps',
      published: '2020-02-01',
      identifiers: { doi: '10.1000/lamp', openalex: 'W17' },
    });
  });

  test('of SpringerLink have authors with nothing between them', async () => {
    const { papers } = await reading(
      'Item Title,Publication Title,Item DOI,Authors,Year,Content Type\nA Lamp,Lamps,10.1000/lamp,Ada StoneBen McHillCy al Deen,2026,Article\n',
    );
    expect(papers[0]).toMatchObject({
      title: 'A Lamp',
      authors: ['Ada Stone', 'Ben McHill', 'Cy al Deen'],
      venue: 'Lamps',
      published: '2026',
    });
  });
});

describe('JSON', () => {
  test('of citation programs has dates in parts and names that are literal', async () => {
    const { papers } = await reading(
      JSON.stringify([
        {
          title: 'A Lamp',
          author: [{ family: 'Stone', given: 'Ada' }, { literal: 'The Lamp Group' }],
          issued: { 'date-parts': [[2020, 3, 1]] },
          'container-title': 'Lamps',
        },
      ]),
    );
    expect(papers[0]).toMatchObject({
      published: '2020-03-01',
      authors: ['Ada Stone', 'The Lamp Group'],
      venue: 'Lamps',
    });
  });

  test('of Crossref has its list in an envelope, and titles in lists', async () => {
    const item = (n: number) => ({
      indexed: { 'date-parts': [[2026, 1, 2]] },
      title: [`Lamp ${n}`],
      'container-title': ['Lamps'],
      DOI: `10.1000/lamp${n}`,
      author: [{ given: 'Ada', family: 'Stone' }],
      issued: { 'date-parts': [[2020]] },
    });
    const { papers, problems } = await reading(
      JSON.stringify(
        { status: 'ok', message: { facets: {}, items: [item(1), item(2)], 'items-per-page': 2 } },
        null,
        1,
      ),
    );
    expect(problems).toEqual([]);
    expect(
      papers.map(({ title, venue, published, identifiers }) => [title, venue, published, identifiers.doi]),
    ).toEqual([
      ['Lamp 1', 'Lamps', '2020', '10.1000/lamp1'],
      ['Lamp 2', 'Lamps', '2020', '10.1000/lamp2'],
    ]);
  });

  test('of a feed has papers in its items, and an address as an id is the address', async () => {
    const { papers } = await reading(
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1',
        title: 'All Lamps',
        home_page_url: 'https://lamps.test/',
        items: [
          {
            id: 'https://huggingface.co/papers/2501.00001',
            title: 'A Lamp',
            content_text: 'It glows.',
            date_published: '2025-01-02T00:00:00Z',
          },
        ],
      }),
    );
    expect(papers).toHaveLength(1);
    expect(papers[0]).toMatchObject({
      title: 'A Lamp',
      abstract: 'It glows.',
      givenId: null,
      published: '2025-01-02',
      identifiers: { arxiv: '2501.00001' },
    });
  });

  test('may begin with null', async () => {
    const { papers } = await reading('[null, {"paperId": null, "title": "A Lamp", "abstract": "It glows."}]');
    expect(papers.map(({ title }) => title)).toEqual(['A Lamp']);
  });

  test('has small numbers for ids, which are rows of their file, unless they are trusted', async () => {
    const line = '{"id": 1, "title": "A Lamp", "abstract": "It glows."}\n';
    const id = async (options: object) => (await reading(line, { format: 'jsonl', ...options })).papers[0]!.givenId;
    expect(await id({})).toMatch(/^[^/]+-1$/);
    expect(await id({ trustNumbers: true })).toBe('1');
  });
});

test('PubMed gives the title in its own language where there is no other', async () => {
  const { papers } = await reading('PMID- 1\nTI  - [Not Available].\nTT  - Une lampe.\nAB  - Elle luit.\n');
  expect(papers[0]!.title).toBe('Une lampe');
});

test('a surname with a particle before a comma is one author', async () => {
  const { papers } = await reading('{"title": "A Lamp", "authors": "de Jong, Dirk Johan"}', { format: 'jsonl' });
  expect(papers[0]!.authors).toEqual(['Dirk Johan de Jong']);
});

test.each([
  ['@article{a, title={Lamps}, date={Jan}, year={1937}}', '1937-01'],
  ['@article{a, title={Lamps}, date={2021-23}}', '2021'],
  ['@article{a, title={Lamps}, date={2021-03-00}}', '2021-03'],
])('%s is dated', async (text, published) => {
  const { papers, problems } = await reading(text);
  expect([papers[0]!.published, problems]).toEqual([published, []]);
});

test('EBSCO’s line on rights is no part of the abstract', async () => {
  const { papers } = await reading(
    'TY  - JOUR\nTI  - Lamps\nAB  - They shine.\nAB  - Copyright of Lamps is the property of Lamp House.\nER  - \n',
  );
  expect(papers[0]!.abstract).toBe('They shine.');
});

test('a cell of a tab-separated table may begin with a quotation mark of its own', async () => {
  const { papers, problems } = await reading(
    'Title\tAbstract\tYear\n"Lamps" in fog\tThey shine.\t2021\nMore\t"Quoted, whole"\t2020\n',
  );
  expect(problems).toEqual([]);
  expect(papers).toMatchObject([{ title: '"Lamps" in fog', published: '2021' }, { abstract: 'Quoted, whole' }]);
});

test('names of BibTeX may be parted by semicolons', async () => {
  const { papers } = await reading('@article{a, title={Lamps}, author={Stone, A.; Hill, B. C.}}');
  expect(papers[0]!.authors).toEqual(['A. Stone', 'B. C. Hill']);
});
