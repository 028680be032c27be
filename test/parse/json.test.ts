import { describe, expect, it } from 'vitest';
import { reading } from './reading.js';

describe('JSON lines', () => {
  it('reads fields under their usual names and keeps a given id', async () => {
    const { format, papers, problems } =
      await reading(`{"id": "b17", "Title": "Lamps", "summary": "Bright.", "year": 2020, "authors": "Adler, Ann; Okafor, Chidi", "journal": "J", "arxiv_id": "2101.00001v2", "pmid": 5, "link": "https://x.test", "comments": "4", "unknown": {"a": 1}}

{"id": "b", "title": "", "text": "No title at all."}
`);
    expect(format).toBe('jsonl');
    expect(problems).toEqual([]);
    expect(papers).toMatchObject([
      {
        givenId: 'b17',
        title: 'Lamps',
        abstract: 'Bright.',
        published: '2020',
        by: 'Ann Adler, Chidi Okafor',
        authors: ['Ann Adler', 'Chidi Okafor'],
        venue: 'J',
        url: 'https://x.test',
        comments: 4,
        identifiers: { arxiv: '2101.00001', pubmed: '5' },
        place: { line: 1 },
      },
      { givenId: 'b', title: '', abstract: 'No title at all.', place: { line: 3 } },
    ]);
  });

  it('rejects each bad line with its reason and reads the rest', async () => {
    const { papers, rejected, incomplete } = await reading(`not json
{"title": "A"}
{"title": "cut
[1]
{"id": "x"}
{"title": [1]}
{"title": "B", "date": "2020-02-30"}
{"title": "C", "authors": 7}`);
    expect(papers.map(({ title }) => title)).toEqual(['A', 'B', 'C']);
    expect(rejected).toEqual([
      { line: 1, reason: 'the line is not JSON' },
      { line: 3, reason: 'the line is not JSON' },
      { line: 4, reason: 'the line is not a JSON object' },
      { line: 5, reason: 'there is neither a title nor an abstract; its keys are: id' },
      { line: 6, reason: 'the title is not text' },
    ]);
    expect(incomplete).toEqual([
      { line: 7, reason: '“2020-02-30” is not a date; the paper is read without one' },
      { line: 8, reason: '“authors” cannot be read; the paper is read without it' },
    ]);
  });

  it('keeps LaTeX and angle brackets as they are, and takes markup out, escaped or not', async () => {
    const { papers } = await reading(
      JSON.stringify({
        title: 'Of $x_{i}$ and \\alpha',
        abstract: 'p < 0.05 & <b>q</b> &amp;lt;i&amp;gt;r&amp;lt;/i&amp;gt;',
      }),
    );
    expect(papers[0]).toMatchObject({ title: 'Of $x_{i}$ and \\alpha', abstract: 'p < 0.05 & q r' });
  });

  it('decodes accents that are written in LaTeX, outside formulas', async () => {
    const { papers } = await reading(
      JSON.stringify({ title: "Poincar\\'e maps", abstract: "R\\'enyi's $\\'e$", authors: ['Erd\\H{o}s, P.'] }),
    );
    expect(papers[0]).toMatchObject({ title: 'Poincaré maps', abstract: "Rényi's $\\'e$", authors: ['P. Erdős'] });
  });

  it('names the keys of an object that wraps something else', async () => {
    const { papers, rejected } = await reading('{"status": "ok", "hours": [{"open": 8}]}');
    expect(papers).toEqual([]);
    expect(rejected).toEqual([{ line: 1, reason: 'no papers are found in this object; its keys are: status, hours' }]);
  });

  it('names the keys of an object whose title and abstract have unusual names', async () => {
    const { rejected } = await reading('{"headline": "Lamps", "body": "Bright."}\n{"title": "", "body": "Dim."}');
    expect(rejected).toEqual([
      { line: 1, reason: 'there is neither a title nor an abstract; its keys are: headline, body' },
      { line: 2, reason: 'there is neither a title nor an abstract; its keys are: title, body' },
    ]);
  });

  it('leaves what paperkin wrote as it is', async () => {
    const { papers } = await reading(
      JSON.stringify({ id: 'a', title: 'A &amp; <i>b</i>', abstract: '<p>c</p>', identifiers: {}, places: [] }),
    );
    expect(papers[0]).toMatchObject({ title: 'A &amp; <i>b</i>', abstract: '<p>c</p>' });
  });
});

describe('JSON lists', () => {
  it('reads a list, with the line of each title', async () => {
    const { format, papers, rejected } = await reading(
      '[\n  {\n    "id": "a",\n    "title": "A"\n  },\n  3,\n  {"title": "B"}\n]\n',
    );
    expect(format).toBe('json');
    expect(papers.map(({ title, place }) => [title, place.line])).toEqual([
      ['A', 4],
      ['B', 7],
    ]);
    expect(rejected).toEqual([{ line: 6, reason: 'a value that is not an object is skipped' }]);
  });

  it('enters a list that an object wraps, and passes over what stands around it', async () => {
    const { papers, problems } = await reading(
      '{"meta": {"count": 2, "results": []}, "results": [{"title": "A", "data": [1]}, {"title": "B"}], "group_by": [{"title": "no paper"}]}',
    );
    expect(papers.map(({ title }) => title)).toEqual(['A', 'B']);
    expect(problems).toEqual([]);
  });

  it('reads what paperkin itself answers', async () => {
    const { papers } = await reading(
      JSON.stringify(
        {
          query: 'x',
          papers: [{ rank: 1, similarity: 0.5, paper: { id: 'a', title: 'A', identifiers: { doi: '10.1234/A' } } }],
        },
        null,
        2,
      ),
    );
    expect(papers[0]).toMatchObject({ givenId: 'a', title: 'A', identifiers: { doi: '10.1234/a' } });
  });

  it('loses only the object whose quotation mark is never closed', async () => {
    const { papers, rejected } = await reading('[\n{"title": "A"},\n{"title": "B, "x": {}\n},\n{"title": "C"}\n]');
    expect(papers.map(({ title }) => title)).toEqual(['A', 'C']);
    expect(rejected).toEqual([{ line: 3, reason: 'this object is not JSON' }]);
  });

  it('rejects objects that have run together', async () => {
    const glued = '{"title": "A", "abstract": "a", "title": "B"}';
    expect((await reading(`[${glued}]`)).rejected).toEqual([
      { line: 1, reason: '“title” occurs twice in this object: two objects are not separated' },
    ]);
    expect((await reading(`{"title": "C"}\n${glued}\n`)).rejected).toEqual([
      { line: 2, reason: '“title” occurs twice in this object: two objects are not separated' },
    ]);
  });

  it('tells a file that ends too soon', async () => {
    expect((await reading('[{"title": "A"},\n{"title": "B"')).rejected).toEqual([
      { line: 2, reason: 'the file ends in the middle of this object' },
    ]);
    expect((await reading('[{"title": "A"},\n')).rejected).toEqual([
      { line: 2, reason: 'the file ends before its list does' },
    ]);
  });
});

describe('Hugging Face API', () => {
  it('reads the daily list', async () => {
    const { format, papers } = await reading(
      JSON.stringify([
        {
          paper: {
            id: '2501.01234',
            authors: [{ _id: 'x', name: 'Ann Adler', hidden: false }],
            publishedAt: '2025-01-02T03:04:05.000Z',
            title: 'Lamps of Schr\\"odinger',
            summary: 'Bright\nlamps of Erd\\H{o}s.',
            upvotes: 7,
            discussionId: 'd',
          },
          publishedAt: '2025-01-05T00:00:00.000Z',
          title: 'Lamps',
          summary: 'Bright\nlamps.',
          numComments: 3,
          submittedBy: { name: 'someone' },
          organization: { name: 'lamp', fullname: 'Lamp House' },
        },
      ]),
    );
    expect(format).toBe('hf-api');
    expect(papers).toMatchObject([
      {
        title: 'Lamps of Schrödinger',
        abstract: 'Bright lamps of Erdős.',
        published: '2025-01-02',
        by: 'Lamp House',
        authors: ['Ann Adler'],
        comments: 3,
        url: 'https://huggingface.co/papers/2501.01234',
        identifiers: { arxiv: '2501.01234' },
      },
    ]);
  });
});

describe('OpenAlex', () => {
  it('puts the abstract together from its inverted index', async () => {
    const work = {
      id: 'https://openalex.org/W123',
      doi: 'https://doi.org/10.1234/OA',
      title: 'Lamps of <i>E. coli</i>',
      publication_year: 2020,
      publication_date: '2020-05-01',
      ids: { openalex: 'https://openalex.org/W123', pmid: 'https://pubmed.ncbi.nlm.nih.gov/31234567' },
      authorships: [{ author: { display_name: 'Ann Adler' } }],
      is_authors_truncated: true,
      primary_location: {
        landing_page_url: 'https://doi.org/10.1234/oa',
        source: { display_name: 'Journal of Lamps' },
      },
      locations: [{ landing_page_url: 'http://arxiv.org/abs/2005.00001', source: null }],
      abstract_inverted_index: { Lamps: [0, 3], are: [1], 'lamps.': [2], far: [4, 5_000_000] },
    };
    for (const content of [
      JSON.stringify({ meta: { count: 1 }, results: [work], group_by: [] }),
      `${JSON.stringify(work)}\n`,
      JSON.stringify([work], null, 1),
    ]) {
      const { format, papers, problems } = await reading(content);
      expect(format).toBe('openalex');
      expect(problems).toEqual([]);
      expect(papers).toMatchObject([
        {
          title: 'Lamps of E. coli',
          abstract: 'Lamps are lamps. Lamps far',
          published: '2020-05-01',
          by: 'Ann Adler et al.',
          venue: 'Journal of Lamps',
          identifiers: { doi: '10.1234/oa', arxiv: '2005.00001', pubmed: '31234567', openalex: 'W123' },
        },
      ]);
    }
  });
});

describe('Semantic Scholar', () => {
  it('reads search answers, citations and data sets', async () => {
    const paper = {
      paperId: 'a'.repeat(40),
      externalIds: { DOI: '10.1234/S2', ArXiv: '2001.00001', PubMed: '77' },
      title: 'Lamps',
      abstract: null,
      venue: '',
      journal: { name: 'J' },
      year: 2020,
      publicationDate: null,
      authors: [{ authorId: '1', name: 'Ann Adler' }],
    };
    const expected = {
      title: 'Lamps',
      abstract: '',
      published: '2020',
      venue: 'J',
      authors: ['Ann Adler'],
      identifiers: { doi: '10.1234/s2', arxiv: '2001.00001', pubmed: '77', s2: 'a'.repeat(40) },
    };
    for (const content of [
      { total: 1, offset: 0, data: [paper] },
      [paper],
      { data: [{ contexts: [], citedPaper: paper }] },
    ]) {
      const { format, papers } = await reading(JSON.stringify(content));
      expect(format).toBe('semantic-scholar');
      expect(papers).toMatchObject([expected]);
    }
    const { papers } = await reading(
      `${JSON.stringify({ corpusid: 12, externalids: { DOI: null }, title: 'Candles', year: 2019, publicationdate: '2019-02-03' })}\n`,
    );
    expect(papers).toMatchObject([{ title: 'Candles', published: '2019-02-03', identifiers: { s2corpus: '12' } }]);
  });
});
