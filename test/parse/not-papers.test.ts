/** JSON and tables that describe something else: a package, a schema, settings. */
import { describe, expect, test } from 'vitest';
import { reading } from './reading.js';

const titlesAndReasons = async (object: unknown, indent = 2) => {
  const { papers, rejected } = await reading(JSON.stringify(object, null, indent));
  return { titles: papers.map(({ title }) => title), reasons: rejected.map(({ reason }) => reason) };
};

const PACKAGE = {
  name: 'lamps',
  version: '1.0.0',
  description: 'Lamps for the night.',
  author: 'Ann Adler <ann@lamps.test>',
  keywords: ['lamp'],
  type: 'module',
  source: 'lamps.ts',
  dependencies: { candle: '1.0.0' },
};
const SCHEMA = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Settings of lamps',
  description: 'How bright each lamp is.',
  type: 'object',
  properties: { brightness: { type: 'number' } },
};
const DASHBOARD = { title: 'Lamps', description: 'All lamps.', time: { from: 'now' }, templating: { list: [] } };

describe('an object without a sign of a paper is refused with its keys', () => {
  test.each([2, 0])('a package, indented by %d', async (indent) => {
    expect(await titlesAndReasons(PACKAGE, indent)).toEqual({
      titles: [],
      reasons: [
        'no papers are found in this object; its keys are: ' +
          'name, version, description, author, keywords, type, source, dependencies',
      ],
    });
  });

  test('a description and other text', async () => {
    expect(await titlesAndReasons({ name: 'lamps', description: 'Lamps.' })).toEqual({
      titles: [],
      reasons: ['a description without a title is no paper; its keys are: name, description'],
    });
  });

  test.each([
    ['a JSON Schema', SCHEMA],
    ['a dashboard', DASHBOARD],
    ['rules in a list', [{ description: 'Lamps must shine.', tests: [{ data: {} }] }]],
  ])('%s', async (_, object) => {
    const { titles, reasons } = await titlesAndReasons(object);
    expect([titles, reasons.length]).toEqual([[], 1]);
  });
});

describe('a sparse record of a paper is read', () => {
  test.each([
    ['a title', { title: 'Lamps' }],
    ['a title and a label', { title: 'Lamps', label: 3, scores: { light: 1 } }],
    ['a title and a description', { name: 'x', title: 'Lamps', description: 'They shine.' }],
    ['a title and objects of a database', { _id: { $oid: 'a' }, title: 'Lamps', text: 'They shine.', a: {}, b: {} }],
    ['a schema beside authors', { $schema: 'hep.json', title: 'Lamps', authors: ['Ann Adler'], a: {}, b: {} }],
    ['a title with a date', { title: 'Lamps', year: 2020, a: {}, b: {} }],
  ])('%s', async (_, object) => {
    expect(await titlesAndReasons([object])).toEqual({ titles: ['Lamps'], reasons: [] });
  });

  test.each([
    ['a text', { id: 'a', text: 'They shine.' }],
    ['an abstract', { abstract: 'They shine.', data: {}, more: {} }],
    ['a description with a date', { name: 'Lamps', description: 'They shine.', published_at: '2020-02-03' }],
    ['a description whose title is empty', { title: '', description: 'They shine.' }],
  ])('%s without a title', async (_, object) => {
    const { papers } = await reading(JSON.stringify([object]));
    expect(papers.map(({ abstract }) => abstract)).toEqual(['They shine.']);
  });
});

test('a table with descriptions of other things is not recognised', async () => {
  await expect(reading('name,description,url\nlamp,Lamps for the night.,https://lamps.test\n')).rejects.toThrow();
  const { papers } = await reading('authors,description,year\nAnn Adler,They shine.,2020\n');
  expect(papers.map(({ abstract }) => abstract)).toEqual(['They shine.']);
});
