import { describe, expect, it } from 'vitest';
import { reading } from './reading.js';

describe('arXiv Atom', () => {
  it('reads papers, not the title of the feed', async () => {
    const { format, papers, rejected } = await reading(`<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <title type="html">ArXiv Query: search_query=lamps</title>
  <entry>
    <id>http://arxiv.org/abs/astro-ph/9810376v2</id>
    <updated>1999-01-02T00:00:00Z</updated>
    <published>1998-10-23T18:03:11Z</published>
    <title>Lamps in the
  sky &amp; below</title>
    <summary>  We look at lamps with $z &lt; 3$ &eacute; and R&D.
</summary>
    <author><name>Ann Adler</name><arxiv:affiliation xmlns:arxiv="http://arxiv.org/schemas/atom">Lamp House</arxiv:affiliation></author>
    <author><name>Chidi Okafor</name></author>
    <arxiv:doi xmlns:arxiv="http://arxiv.org/schemas/atom">10.1234/sky</arxiv:doi>
    <arxiv:journal_ref xmlns:arxiv="http://arxiv.org/schemas/atom">J. Lamps 1 (1999) 1</arxiv:journal_ref>
    <link href="http://arxiv.org/abs/astro-ph/9810376v2" rel="alternate" type="text/html"/>
    <link title="pdf" href="http://arxiv.org/pdf/astro-ph/9810376v2" rel="related"/>
  </entry>
  <entry><id>http://arxiv.org/api/errors#incorrect_id</id><title>Error</title><summary>incorrect id format for x</summary></entry>
</feed>`);
    expect(format).toBe('arxiv-atom');
    expect(papers).toMatchObject([
      {
        title: 'Lamps in the sky & below',
        abstract: 'We look at lamps with $z < 3$ é and R&D.',
        published: '1998-10-23',
        authors: ['Ann Adler', 'Chidi Okafor'],
        venue: 'J. Lamps',
        volume: '1',
        pages: '1',
        url: 'http://arxiv.org/abs/astro-ph/9810376v2',
        identifiers: { doi: '10.1234/sky', arxiv: 'astro-ph/9810376' },
        place: { line: 8 },
      },
    ]);
    expect(rejected).toEqual([{ line: 19, reason: 'arXiv answered with an error: incorrect id format for x' }]);
  });

  it('tells text of a paper that is in no entry', async () => {
    const { papers, rejected } = await reading(
      '<feed xmlns="http://www.w3.org/2005/Atom"><title>Query</title>\n<entry><title>A</title></entry>\n<entr><title>Lost</title><summary>All of it</summary>\n</feed>',
    );
    expect(papers).toHaveLength(1);
    expect(rejected).toEqual([{ line: 2, reason: 'from here to line 4, the text is outside all elements' }]);
  });

  it('rejects two papers that have run together', async () => {
    const { rejected } = await reading(
      '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>A</title><summary>a</summary><title>B</title></entry></feed>',
    );
    expect(rejected).toEqual([{ line: 1, reason: 'two papers are not separated here' }]);
  });
});

describe('OAI-PMH', () => {
  it('reads the DOI and the date of a paper among other identifiers and dates of a repository', async () => {
    const { papers, problems } = await reading(`<OAI-PMH><ListRecords><record><header/><metadata><dc>
<title>Lamps</title><date>2010-05-01T12:00:00Z</date><date>2010-05-02T08:00:00Z</date><date>2005-03</date>
<identifier>https://lamps.test/article/view/1</identifier><identifier>10.1234/lamps.v1i1.1</identifier>
</dc></metadata></record></ListRecords></OAI-PMH>`);
    expect(problems).toEqual([]);
    expect(papers).toMatchObject([
      { published: '2005-03', url: 'https://lamps.test/article/view/1', identifiers: { doi: '10.1234/lamps.v1i1.1' } },
    ]);
  });

  it('reads arXiv’s own metadata, Dublin Core, and tells a deleted paper', async () => {
    const { format, papers, rejected } = await reading(`<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords>
<record><header><identifier>oai:arXiv.org:0704.0001</identifier></header><metadata>
 <arXiv xmlns="http://arxiv.org/OAI/arXiv/"><id>0704.0001</id><created>2007-04-02</created><updated>2008-11-26</updated>
 <authors><author><keyname>Okafor</keyname><forenames>Chidi</forenames><suffix>Jr</suffix></author></authors>
 <title>Lamps</title><comments>37 pages</comments><abstract>  All about lamps.
 </abstract></arXiv></metadata></record>
<record><header status="deleted"><identifier>oai:x:1</identifier></header></record>
<record><header/><metadata><oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/">
 <dc:title>Candles</dc:title><dc:creator>Adler, Ann</dc:creator><dc:description>Candles are older than lamps.</dc:description>
 <dc:description>Comment: 3 pages</dc:description><dc:date>2009-01-01</dc:date><dc:date>2010-01-01</dc:date>
 <dc:identifier>http://arxiv.org/abs/0901.0001</dc:identifier><dc:identifier>doi:10.1234/C</dc:identifier></oai_dc:dc></metadata></record>
</ListRecords></OAI-PMH>`);
    expect(format).toBe('arxiv-oai');
    expect(papers).toMatchObject([
      {
        title: 'Lamps',
        abstract: 'All about lamps.',
        published: '2007-04-02',
        authors: ['Chidi Okafor Jr'],
        identifiers: { arxiv: '0704.0001' },
        place: { line: 6 },
      },
      {
        title: 'Candles',
        abstract: 'Candles are older than lamps.',
        published: '2009-01-01',
        authors: ['Ann Adler'],
        identifiers: { arxiv: '0901.0001', doi: '10.1234/c' },
      },
    ]);
    expect(rejected).toEqual([{ line: 8, reason: 'the archive has deleted this paper' }]);
  });
});

describe('arXiv metadata snapshot', () => {
  it('reads a line, whose comments are no count', async () => {
    const line = {
      id: 'math/0309136',
      submitter: 'Chidi Okafor',
      authors: "C. Okafor and A. Ad\\'er",
      title: 'Lamps in\n  space',
      comments: '12 pages',
      'journal-ref': null,
      doi: '10.1234/M',
      categories: 'math.GT',
      abstract: '  We look.\n',
      versions: [{ version: 'v1', created: 'Mon, 8 Sep 2003 19:18:42 GMT' }],
      update_date: '2008-11-26',
      authors_parsed: [
        ['Okafor', 'C.', ''],
        ['Adér', 'A.', 'Jr'],
      ],
    };
    const { format, papers } = await reading(`${JSON.stringify(line)}\n{"id": "broken\n`);
    expect(format).toBe('arxiv-snapshot');
    expect(papers).toMatchObject([
      {
        title: 'Lamps in space',
        abstract: 'We look.',
        published: '2003-09-08',
        authors: ['C. Okafor', 'A. Adér Jr'],
        comments: null,
        url: 'https://arxiv.org/abs/math/0309136',
        identifiers: { doi: '10.1234/m', arxiv: 'math/0309136' },
      },
    ]);
  });
});
