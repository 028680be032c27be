import { describe, expect, it } from 'vitest';
import { reading } from './reading.js';

describe('BibTeX', () => {
  it('reads an entry as Zotero writes it, with its LaTeX set', async () => {
    const { format, papers, problems } = await reading(`
@article{muller_gruen_2021,
	title = {Grünes {{Licht}} für \\textit{E. coli} \\& Co.: 50\\% of $x^{2}$},
	volume = {12},
	copyright = {All rights reserved},
	url = {https://doi.org/10.1234/ABC.5},
	doi = {10.1234/ABC.5},
	abstract = {We show that {\\"o} and \\'{e} --- and \`\`this'' --- hold.
  A second line.},
	journal = {Journal f{\\"u}r Pr{\\"u}fung},
	author = {M{\\"u}ller, J{\\"o}rg and {\\'A}lvarez, Jos{\\'e} and {The Lamp Consortium}},
	month = aug,
	year = {2021},
	note = {Publisher: Lamp House
PMID: 31978946
arXiv: 2101.00001 [cs]},
}
`);
    expect(format).toBe('bibtex');
    expect(problems).toEqual([]);
    expect(papers).toEqual([
      {
        givenId: null,
        title: 'Grünes Licht für E. coli & Co.: 50% of $x^{2}$',
        abstract: 'We show that ö and é — and “this” — hold. A second line.',
        published: '2021-08',
        by: 'Jörg Müller, José Álvarez, The Lamp Consortium',
        authors: ['Jörg Müller', 'José Álvarez', 'The Lamp Consortium'],
        venue: 'Journal für Prüfung',
        volume: '12',
        type: 'journal-article',
        url: 'https://doi.org/10.1234/ABC.5',
        comments: null,
        identifiers: { doi: '10.1234/abc.5', arxiv: '2101.00001', pubmed: '31978946' },
        place: { file: 'f', line: 3 },
      },
    ]);
  });

  it('parts names at “and” in capitals, too, as BibTeX does', async () => {
    const { papers } = await reading(
      '@article{a, title = {Lamps}, author = {Stone, Ada AND Hill, Ben And {Oil AND Wick} aNd Wood, Cy}}',
    );
    expect(papers[0]!.authors).toEqual(['Ada Stone', 'Ben Hill', 'Oil AND Wick', 'Cy Wood']);
  });

  it('resolves macros, quotation marks, joints and brackets', async () => {
    const { papers, problems } = await reading(`% made by hand
@string{jot = "Journal of " # "Things"}
@comment{not a paper}
@inproceedings(key, title = "A {"}quoted{"} title" , journal = jot, year = 1999, month = "15~" # oct)`);
    expect(problems).toEqual([]);
    expect(papers[0]).toMatchObject({
      title: 'A "quoted" title',
      venue: 'Journal of Things',
      published: '1999-10-15',
      place: { line: 4 },
    });
  });

  it('rejects an entry whose braces do not balance and reads the next', async () => {
    const { papers, rejected } = await reading(`@article{a,
  title = {Open {brace},
  year = 2020
}

@article{b,
  title = {Whole},
}`);
    expect(papers.map(({ title }) => title)).toEqual(['Whole']);
    expect(rejected).toEqual([{ line: 1, reason: 'this @article is not closed: its braces do not balance' }]);
  });

  it('reads Scopus’s field names with a blank in them, types with an underscore, and blocks without a key', async () => {
    const { papers, problems } = await reading(
      '@CONFERENCE{Adler20201,\nauthor={Adler, A.},\ntitle={A},\nfunding_text 1={The Lamp Fund}}\n@web_page{b, title={B}}\n@article{title={C}}\n@article(d, title="D (really)")',
    );
    expect(papers.map(({ title }) => title)).toEqual(['A', 'B', 'C', 'D (really)']);
    expect(problems).toEqual([]);
  });

  it('rejects an entry that names its title twice: two have run together', async () => {
    const { rejected } = await reading('@article{a,\n title={A},\n abstract={a},\n title={B}}');
    expect(rejected).toEqual([{ line: 1, reason: 'this @article cannot be read: “title” occurs twice in it' }]);
  });

  it('finds arXiv ids where bibliographies put them', async () => {
    const { papers } = await reading(`@misc{a, title={A}, eprint={2101.00001v3}, archivePrefix={arXiv}}
@article{b, title={B}, journal={arXiv preprint arXiv:2102.00002}}
@article{c, title={C}, eprint={astro-ph/9810376}, eprinttype={arxiv}}
@article{d, title={D}, doi={10.48550/arXiv.2103.00003}}`);
    expect(papers.map(({ identifiers }) => identifiers.arxiv)).toEqual([
      '2101.00001',
      '2102.00002',
      'astro-ph/9810376',
      '2103.00003',
    ]);
  });

  it('tells text between entries that no % marks as a comment', async () => {
    const { rejected } = await reading(`article{lost, title = {No at sign}}\n@article{a, title={A}}`, {
      format: 'bibtex',
    });
    expect(rejected).toEqual([{ line: 1, reason: 'this line belongs to no reference' }]);
  });
});

describe('a reference whose crossref names its book', () => {
  const chapter = '@incollection{a, title = {Lamps}, author = {Adler, Ann}, pages = {1--9}, crossref = {Lamp:2020}}\n';
  const book =
    '@book{lamp:2020, title = {The Book of Lamps}, editor = {Okafor, Chidi}, year = 2020, volume = 2, ' +
    'publisher = {Press}}\n';
  const expected = { title: 'Lamps', venue: 'The Book of Lamps', published: '2020', volume: '2', publisher: 'Press' };
  const papersOf = async (text: string, pieceBytes?: number) => {
    const { papers, problems } = await reading(text, pieceBytes === undefined ? {} : { pieceBytes });
    expect(problems).toEqual([]);
    return papers;
  };

  it.each([
    ['behind it', chapter + book],
    ['before it', book + chapter],
  ])('has its title, date and volume if the book stands %s', async (_, text) => {
    for (const pieceBytes of [7, text.length]) {
      const papers = await papersOf(text, pieceBytes);
      expect(papers).toHaveLength(2);
      expect(papers.find(({ title }) => title === 'Lamps')).toMatchObject({ ...expected, authors: ['Ann Adler'] });
      expect(papers.find(({ title }) => title !== 'Lamps')).toMatchObject({ venue: null, authors: ['Chidi Okafor'] });
    }
  });

  it('keeps what it says itself, a date as a whole', async () => {
    const own = chapter.replace('pages', 'booktitle = {Lamps of the World}, date = {2021-03}, pages');
    const dated = book.replace('year = 2020', 'year = 2020, month = jun');
    expect((await papersOf(own + dated)).find(({ title }) => title === 'Lamps')).toMatchObject({
      ...expected,
      venue: 'Lamps of the World',
      published: '2021-03',
    });
  });

  it('is read without a book that is missing, and at the line of its title', async () => {
    const papers = await papersOf(`${chapter}@article{b, title = {Candles}, year = 2019}\n`);
    expect(papers.map(({ title, venue, place }) => [title, venue, place.line])).toEqual([
      ['Candles', null, 2],
      ['Lamps', null, 1],
    ]);
  });
});

it('takes a title that is written twice, with other braces, once', async () => {
  const { papers, problems } = await reading(
    '@book{a, title = {The {Lamp} Book}, year = 2020, title = {The Lamp Book}}',
  );
  expect(problems).toEqual([]);
  expect(papers.map(({ title }) => title)).toEqual(['The Lamp Book']);
  const two = await reading('@book{a, title = {The Lamp Book}, year = 2020, title = {The Candle Book}}');
  expect(two.rejected).toHaveLength(1);
});
