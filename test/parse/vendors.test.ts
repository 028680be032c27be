/** Exports of databases and search engines that differ from what their format says. */
import { expect, test } from 'vitest';
import { reading } from './reading.js';

test('references of bepress have their type behind the title or none, and end at blank lines', async () => {
  const { papers, problems } = await reading(
    [
      ...['%T Lamps that sleep', '%0 Journal Article', '%A Stone, Ada', '%D 2021', '%X They sleep.', '', ''],
      ...['%T Contents of Lamps', '%B Lamps', '%D 2021', '', ''],
      ...['%T Lamps that wake', '%0 Journal Article', '%A Hill, Cy', '%D 2020', '%X They wake.', ''],
    ].join('\n'),
  );
  expect(problems).toEqual([]);
  expect(papers.map(({ title, abstract, authors, type }) => [title, abstract, authors, type])).toEqual([
    ['Lamps that sleep', 'They sleep.', ['Ada Stone'], 'journal-article'],
    ['Contents of Lamps', '', [], undefined],
    ['Lamps that wake', 'They wake.', ['Cy Hill'], 'journal-article'],
  ]);
  const typed =
    '%0 Journal Article\n%T Lamps\n%X One part.\n\nAnother part.\n%D 2020\n\n%0 Book\n%T Candles\n%D 2019\n';
  expect((await reading(typed)).papers.map(({ abstract, type }) => [abstract, type])).toEqual([
    ['One part. Another part.', 'journal-article'],
    ['', 'book'],
  ]);
});

test('RIS of JSTOR, ProQuest and the American Psychological Association has lines about its database, and a PMID', async () => {
  const frame = [
    'Provider: Lamp Association',
    'Database: LampINFO',
    'Content: application/x-research-info-systems',
    '',
  ];
  const reference = ['TY  - JOUR', 'PMID  - 33355555', 'T1  - Lamps', 'N2  - They shine.', 'ER  - ', ''];
  const { papers, problems } = await reading([...frame, ...reference, ...frame, ...reference].join('\n'));
  expect(problems).toEqual([]);
  expect(papers[0]).toMatchObject({ title: 'Lamps', type: 'journal-article', identifiers: { pubmed: '33355555' } });
});

test('Publish or Perish writes 0 where nothing is known, a site for a publisher, and dots where authors are cut', async () => {
  const found = {
    title: 'Lamps in the dark',
    source: 'Lamps',
    publisher: 'lamps.example.org',
    year: 2020,
    abstract: 'A.',
  };
  const numbers = { volume: 0, issue: 0, startpage: 0, endpage: 0, authors: ['A Stone', 'C Hill', '...'] };
  const { papers } = await reading(JSON.stringify([{ ...found, ...numbers }]));
  expect(papers[0]).toMatchObject({ venue: 'Lamps', authors: ['A Stone', 'C Hill', 'et al.'] });
  for (const field of ['volume', 'issue', 'pages', 'publisher']) expect(papers[0]).not.toHaveProperty(field);
});

test('answers of PLOS have names of their own for title and authors, and the DOI for an id', async () => {
  const paper = {
    id: '10.1371/journal.lamp.0012345',
    journal: 'PLOS Lamps',
    article_type: 'Research Article',
    author_display: ['Ada Stone'],
    title_display: 'Lamps in the dark',
    abstract: ['They shine.'],
  };
  const { papers, problems } = await reading(JSON.stringify({ response: { numFound: 1, docs: [paper] } }));
  expect(problems).toEqual([]);
  expect(papers[0]).toMatchObject({
    title: 'Lamps in the dark',
    authors: ['Ada Stone'],
    type: 'journal-article',
    identifiers: { doi: '10.1371/journal.lamp.0012345' },
  });
});

test('answers of ERIC have the year in a field of its own', async () => {
  const paper = { id: 'EJ1', title: 'Lamps at school', author: ['Çelik, Ada'], publicationdateyear: 2021 };
  const { papers } = await reading(
    JSON.stringify({ response: { docs: [{ ...paper, publicationtype: ['Journal Articles'] }] } }),
  );
  expect(papers[0]).toMatchObject({ authors: ['Ada Çelik'], published: '2021', type: 'journal-article' });
});
