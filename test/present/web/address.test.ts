import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Address,
  kindOf,
  NO_QUESTION,
  questionOf,
  readAddress,
  writeAddress,
} from '../../../src/present/web/page/address.js';
import {
  exportBody,
  exportPath,
  filterFault,
  goingOn,
  listPath,
  searchPath,
  timelinePath,
} from '../../../src/present/web/page/api/paths.js';

const text = fc.string({ unit: 'grapheme', maxLength: 40 });
const id = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).filter((one) => one !== '.' && one !== '..');
const question = fc.record({
  text,
  like: fc.array(id, { maxLength: 3 }),
  not: fc.array(id, { maxLength: 3 }),
  since: text,
  until: text,
  by: text,
  source: text,
  minComments: text,
  theme: text,
  addedSince: text,
  tag: text,
  reading: fc.constantFrom('', 'read', 'unread'),
  inNote: text,
  order: fc.constantFrom('', 'published', 'comments', 'added'),
  limit: fc.integer({ min: 1, max: 1000 }),
});
const preview = fc.record({ k: id, since: text, until: text });
const address: fc.Arbitrary<Address> = fc.oneof(
  fc.record({ view: fc.constant('search'), question }),
  fc.record(
    { view: fc.constant('themes'), show: fc.option(id), paper: fc.option(id), find: fc.option(id), preview },
    { requiredKeys: ['view', 'show', 'paper', 'find'] },
  ),
  fc.record({ view: fc.constant('theme'), id }),
  fc.record({ view: fc.constant('paper'), id }),
  fc.record({ view: fc.constant('duplicates') }),
  fc.record({ view: fc.constant('collected') }),
  fc.record({ view: fc.constant('history') }),
  fc.record({ view: fc.constant('new') }),
  fc.record({ view: fc.constant('tag'), name: id }),
  fc.record({ view: fc.constant('add') }),
) as fc.Arbitrary<Address>;

describe('an address', () => {
  test('leads back to the view it was written from, whatever is in it', () => {
    fc.assert(
      fc.property(address, (one) => {
        expect(readAddress(writeAddress(one))).toEqual(one);
      }),
    );
  });

  test('says only what differs from a plain search', () => {
    expect(writeAddress({ view: 'search', question: NO_QUESTION })).toBe('/search');
    expect(
      writeAddress({ view: 'search', question: { ...NO_QUESTION, text: 'latent reasoning', minComments: '3' } }),
    ).toBe('/search?q=latent+reasoning&min-comments=3');
  });

  test('of a saved search has its filters', () => {
    const question = questionOf('latent reasoning', { minComments: 3, theme: 't1', by: undefined });
    expect(question).toEqual({ ...NO_QUESTION, text: 'latent reasoning', minComments: '3', theme: 't1' });
  });

  test('has the reading state and a part of the note, or a star for any note', () => {
    const question = { ...NO_QUESTION, reading: 'unread', inNote: 'our baseline' } as const;
    expect(writeAddress({ view: 'search', question })).toBe('/search?reading=unread&in-note=our+baseline');
    expect(readAddress('/search?reading=soon')).toEqual({ view: 'search', question: NO_QUESTION });
    expect(listPath(question)).toBe('/api/papers?order=published&reading=unread&inNote=our+baseline&limit=20');
    const any = questionOf('robots', { inNote: '' });
    expect(writeAddress({ view: 'search', question: any })).toBe('/search?q=robots&in-note=*');
    expect(searchPath(any)).toBe('/api/search?q=robots&inNote=&limit=20');
  });

  test('of the front is the search', () => {
    expect(readAddress('/')).toEqual({ view: 'search', question: NO_QUESTION });
  });

  test.each(['/nowhere', '/papers', '/themes/t1/more', '/search/x', '/add/x'])('%s is nowhere', (path) => {
    expect(readAddress(path)).toEqual({ view: 'nowhere', path });
  });

  test('with a limit that makes no sense has the usual one, and none goes beyond what anybody reads', () => {
    for (const limit of ['0', '-1', '1.5', 'x', ''])
      expect(readAddress(`/search?q=a&limit=${limit}`)).toEqual({
        view: 'search',
        question: { ...NO_QUESTION, text: 'a' },
      });
    expect(readAddress('/search?q=a&limit=5000')).toMatchObject({ question: { limit: 1000 } });
  });

  test('lists papers if it has filters or an order but no text', () => {
    const kind = (path: string) => {
      const address = readAddress(path);
      return address.view === 'search' ? kindOf(address.question) : null;
    };
    expect(kind('/search')).toBe('nothing');
    expect(kind('/search?since=2025')).toBe('listed');
    expect(kind('/search?order=comments')).toBe('listed');
    expect(kind('/search?order=price')).toBe('nothing');
    expect(kind('/search?q=a&since=2025')).toBe('ranked');
    expect(kind('/search?like=a&order=added')).toBe('ranked');
  });

  test('with a broken escape stays unchanged', () => {
    expect(readAddress('/papers/%E0%A4%A')).toEqual({ view: 'paper', id: '%E0%A4%A' });
  });
});

describe('what is asked of the server', () => {
  test('is nothing without a text or a paper', () => {
    expect(searchPath(NO_QUESTION)).toBeNull();
    expect(searchPath({ ...NO_QUESTION, text: '  ', theme: 't1' })).toBeNull();
  });

  test('is the text with its filters', () => {
    expect(searchPath({ ...NO_QUESTION, text: 'a & b', since: '2025' })).toBe(
      '/api/search?q=a+%26+b&since=2025&limit=20',
    );
  });

  test('is farness from papers beside a text too', () => {
    expect(searchPath({ ...NO_QUESTION, text: 'robots', not: ['a/b', 'c'], theme: 't1' })).toBe(
      '/api/search?q=robots&not=a%2Fb&not=c&theme=t1&limit=20',
    );
  });

  test('is a hundred papers at a time, and then what comes after', () => {
    expect(searchPath({ ...NO_QUESTION, text: 'a', limit: 240 })).toBe('/api/search?q=a&limit=100');
    expect(goingOn('/api/search?q=a&limit=100', { next: 'abc' })).toBe('/api/search?q=a&limit=100&cursor=abc');
    expect(goingOn('/api/papers', { next: 'abc' })).toBe('/api/papers?cursor=abc');
    expect(goingOn('/api/papers', { next: null })).toBeNull();
  });

  test('without a text is a list, newest first, and how it spreads over all time', () => {
    const listed = { ...NO_QUESTION, since: '2025', theme: 't1', limit: 140 };
    expect(listPath(listed)).toBe('/api/papers?order=published&since=2025&theme=t1&limit=100');
    const filters = { since: 'soon', minComments: '1000000', by: 'Ada' } as const;
    for (const [name, value] of Object.entries(filters) as ['since' | 'minComments' | 'by', string][]) {
      const isSent = listPath({ ...NO_QUESTION, [name]: value }).includes(`${name}=`);
      expect(filterFault(name, value) === null, name).toBe(isSent);
    }
    expect(filterFault('minComments', '1000000')).toBe('A whole number below 1,000,000');
    expect(timelinePath(listed)).toBe('/api/timeline?theme=t1');
    expect(exportPath({ question: { ...listed, order: 'comments' } }, 'ris')).toBe(
      '/api/export?format=ris&order=comments&since=2025&theme=t1&limit=140',
    );
    expect(exportPath({ question: { ...NO_QUESTION, since: '2025', limit: Infinity } }, 'ris')).toBe(
      '/api/export?format=ris&order=published&since=2025',
    );
    expect(exportPath({ papers: ['a', 'b/c'] }, 'ids')).toBe('/api/export?format=ids&papers=a&papers=b%2Fc');
  });

  test('in a file is what is listed', () => {
    expect(
      exportPath({ question: { ...NO_QUESTION, text: 'robots ', not: ['c'], since: '2025', limit: 40 } }, 'bibtex'),
    ).toBe('/api/export?format=bibtex&q=robots&not=c&since=2025&limit=40');
    expect(exportPath({ question: { ...NO_QUESTION, text: 'robots', like: ['a', 'b'], limit: 7 } }, 'ris')).toBe(
      '/api/export?format=ris&like=a&like=b&q=robots&limit=7',
    );
    expect([exportPath({ theme: 't 1' }, 'csv'), exportPath('all', 'json')]).toEqual([
      '/api/export?format=csv&theme=t+1',
      '/api/export?format=json',
    ]);
  });

  test('is a body where the ids of a selection are too many for a link', () => {
    const papers = Array.from({ length: 1000 }, (_, i) => `paper-${i}`);
    expect(exportBody({ papers }, 'ris')).toEqual({ format: 'ris', papers });
    expect(exportBody({ papers: ['a', 'b'] }, 'ris')).toBeNull();
    expect(exportBody('all', 'ris')).toBeNull();
  });

  test('is by positive and negative examples, if there are any', () => {
    expect(searchPath({ ...NO_QUESTION, like: ['a/b', 'c'], not: ['d'] })).toBe(
      '/api/similar/a%2Fb?and=c&not=d&limit=20',
    );
  });

  test('is by a text and examples together', () => {
    expect(searchPath({ ...NO_QUESTION, text: 'robots', like: ['a/b', 'c'], not: ['d'] })).toBe(
      '/api/search?q=robots&like=a%2Fb&like=c&not=d&limit=20',
    );
  });
});
