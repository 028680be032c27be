/** Papers that lie deeper in JSON than in one list, and objects in which none are found. */
import { describe, expect, test } from 'vitest';
import { reading } from './reading.js';

const result = (i: number) => ({ pmid: `100${i}`, title: `Lamps ${i}.`, authorString: 'Adler A.', pubYear: '2025' });
const page = (...numbers: number[]) => ({ hitCount: 9, resultList: { result: numbers.map(result) } });
const titles = async (text: string) => (await reading(text)).papers.map(({ title }) => title);

describe('answers of a service', () => {
  test('in a list, as programs save all pages of a search, are read page by page', async () => {
    expect(await titles(JSON.stringify([page(1, 2), page(3)], null, 1))).toEqual(['Lamps 1', 'Lamps 2', 'Lamps 3']);
  });

  test('on a line each are read', async () => {
    expect(await titles(`${JSON.stringify(page(1, 2))}\n${JSON.stringify(page(3))}\n`)).toEqual([
      'Lamps 1',
      'Lamps 2',
      'Lamps 3',
    ]);
  });

  test('in a list keep the line of each paper', async () => {
    const text = JSON.stringify([page(1), page(2)], null, 1);
    const { papers } = await reading(text);
    expect(papers.map(({ place }) => text.split('\n')[place.line - 1]!.trim())).toEqual([
      '"title": "Lamps 1.",',
      '"title": "Lamps 2.",',
    ]);
  });
});

test('a list whose objects begin at the left margin is one list, not an object a line', async () => {
  const works = [1, 2].map((i) => ({ id: `https://openalex.org/W${i}`, title: `Lamps ${i}`, publication_year: 2025 }));
  const text = `{"meta":{"count":2},"results":[${works.map((work) => JSON.stringify(work)).join(',\n')}]}`;
  const { format, papers, problems } = await reading(text);
  expect([format, problems]).toEqual(['openalex', []]);
  expect(papers.map(({ title, place }) => [title, place.line])).toEqual([
    ['Lamps 1', 1],
    ['Lamps 2', 2],
  ]);
});

test('a damaged first line that ends in a comma does not make a list of the lines', async () => {
  const line = (i: number) => JSON.stringify({ id: `p${i}`, title: `Lamps ${i}`, abstract: 'We look at lamps.' });
  const { papers, rejected } = await reading(`${line(1)}@article{x,\n${line(2)}\n${line(3)}\n`);
  expect(papers.map(({ title }) => title)).toEqual(['Lamps 2', 'Lamps 3']);
  expect(rejected.map(({ line }) => line)).toEqual([1]);
});

test('papers under their ids are read, each on the line of its id', async () => {
  const text = JSON.stringify({ a1: { title: 'Lamps', year: 2025 }, b2: { title: 'Candles', year: 2024 } }, null, 1);
  const { papers } = await reading(text);
  expect(papers).toMatchObject([
    { title: 'Lamps', place: { line: 2 } },
    { title: 'Candles', place: { line: 6 } },
  ]);
});

test('records of pygetpapers are read, alone and under their ids', async () => {
  const record = { downloaded: true, full: { ...result(1), pmcid: 'PMC1' } };
  expect(await titles(JSON.stringify(record))).toEqual(['Lamps 1']);
  expect(await titles(JSON.stringify({ PMC1: record, PMC2: record }))).toEqual(['Lamps 1', 'Lamps 1']);
});

test('papers of a crawler of OpenReview are read within their venues', async () => {
  const note = { id: 'n1', forum: 'n1', content: { title: 'Lamps' }, notes: [{ id: 'n2', replyto: 'n1' }] };
  expect(await titles(JSON.stringify([{ venue: 'X', submissions: [note] }]))).toEqual(['Lamps']);
});

test('a paper with a list of its own stays one paper', async () => {
  const paper = { id: 'a1', title: 'Lamps', references: [{ title: 'Candles' }] };
  expect(await titles(JSON.stringify([paper]))).toEqual(['Lamps']);
});

test('an object without papers is rejected with its keys in any format of JSON', async () => {
  const csl = [{ type: 'x', issued: { note: 'title' }, list: [{ a: 1 }], title: '' }];
  expect((await reading(JSON.stringify(csl))).rejected).toEqual([
    { line: 1, reason: 'no papers are found in this object; its keys are: type, issued, list, title' },
  ]);
});

test('an id that is no text costs the id, not the paper', async () => {
  const { papers, incomplete } = await reading(JSON.stringify([{ _id: { $oid: 'a' }, id: { x: 1 }, title: 'Lamps' }]));
  expect(papers).toMatchObject([{ title: 'Lamps', givenId: null }]);
  expect(incomplete).toMatchObject([{ reason: '“id” cannot be read; the paper is read without it' }]);
});

test('an object that is rejected is told of once, whatever its fields', async () => {
  const { papers, problems } = await reading(JSON.stringify([{ id: { x: 1 }, title: 'N/A', abstract: '' }]));
  expect([papers, problems]).toMatchObject([[], [{ kind: 'rejected' }]]);
});

test('notes of OpenReview without their thread are read, as its archives of publications hold them', async () => {
  const { format, papers } = await reading('{"id": "a1", "content": {"title": "Lamps", "abstract": "They shine."}}\n');
  expect([format, papers]).toMatchObject(['openreview', [{ title: 'Lamps', abstract: 'They shine.' }]]);
});

test('documents of zbMATH without a review are read', async () => {
  const { format, papers } = await reading(
    JSON.stringify({
      result: [{ contributors: { authors: [{ name: 'One, Ada' }] }, msc: [], title: { title: 'Lamps' }, year: '1992' }],
    }),
  );
  expect([format, papers]).toMatchObject(['zbmath', [{ title: 'Lamps', authors: ['Ada One'], published: '1992' }]]);
});

test('answers of HAL are read, with the ends that Solr puts to the names of fields', async () => {
  const text = JSON.stringify({
    response: { numFound: 1, docs: [{ title_s: ['Lamps'], abstract_s: ['They shine.'], authFullName_s: ['Ada One'] }] },
  });
  expect((await reading(text)).papers).toMatchObject([
    { title: 'Lamps', abstract: 'They shine.', authors: ['Ada One'] },
  ]);
});

test('a record that contains only the object of its fields is read by its format', async () => {
  const { papers } = await reading(
    JSON.stringify([{ bibjson: { title: 'Lamps', year: '2025', author: [{ name: 'Ada One' }] } }]),
    { format: 'doaj' },
  );
  expect(papers).toMatchObject([{ title: 'Lamps', authors: ['Ada One'] }]);
});
