import { describe, expect, test } from 'vitest';
import { between } from '../../../src/present/web/page/collect/selection.js';
import { sharedSpans } from '../../../src/present/web/page/duplicates/shared.js';
import { citationOf } from '../../../src/present/web/page/papers/citation.js';

describe('a range of papers', () => {
  test('goes from the last one ticked to this one, in either direction', () => {
    expect(between(['a', 'b', 'c', 'd'], 'b', 'd')).toEqual(['b', 'c', 'd']);
    expect(between(['a', 'b', 'c', 'd'], 'c', 'a')).toEqual(['a', 'b', 'c']);
  });

  test('is only the one if the last one is not in the list', () => {
    expect(between(['a', 'b'], 'z', 'b')).toEqual(['b']);
    expect(between(['a', 'b'], null, 'a')).toEqual(['a']);
  });
});

describe('a citation', () => {
  const paper = {
    id: 'p',
    title: 'Tides in estuaries',
    abstract: '',
    published: '2026-03-09',
    by: null,
    authors: ['Ada Example', 'Ben Sample'],
    venue: 'Journal of Tides',
    url: 'https://example.org/tides',
    comments: null,
    identifiers: { doi: '10.1/tides', arxiv: '2603.00001' },
    places: [],
  };

  test('names authors, year, title, venue and link', () => {
    expect(citationOf(paper)).toBe(
      'Ada Example and Ben Sample (2026). Tides in estuaries. Journal of Tides. doi:10.1/tides.',
    );
    expect(citationOf({ ...paper, volume: '12', issue: '3', pages: '45-67' })).toBe(
      'Ada Example and Ben Sample (2026). Tides in estuaries. Journal of Tides 12(3), 45–67. doi:10.1/tides.',
    );
    expect(citationOf({ ...paper, identifiers: { arxiv: '2603.00001' }, venue: null })).toBe(
      'Ada Example and Ben Sample (2026). Tides in estuaries. arXiv:2603.00001.',
    );
  });

  test('leaves out what is not known, and shortens a long list of authors', () => {
    expect(citationOf({ ...paper, authors: [], published: null, venue: null, identifiers: {} })).toBe(
      'Tides in estuaries. https://example.org/tides',
    );
    const many = ['A One', 'B Two', 'C Three', 'D Four', 'E Five', 'F Six', 'G Seven'];
    expect(citationOf({ ...paper, authors: many })).toMatch(/^A One et al\. \(2026\)\./);
    expect(citationOf({ ...paper, authors: ['A One', 'et al.'] })).toMatch(/^A One et al\. \(2026\)\./);
  });
});

describe('what two texts share', () => {
  const shared = (text: string, other: string) =>
    sharedSpans(text, other).map(({ start, end }) => text.slice(start, end));

  test('is runs of four words and numbers, not the words of the subject', () => {
    expect(
      shared(
        'On 12 data sets the model reads 93.5 % of all long questions well.',
        'The answers of the model to long questions: 93.5 % right, on 12 sets.',
      ),
    ).toEqual(['12', '93.5']);
    expect(shared('We show that graphs help in this task a lot.', 'Here too, graphs help in this task.')).toEqual([
      'graphs help in this task',
    ]);
    expect(shared('', 'x')).toEqual([]);
    expect(shared('one two three', 'one two three')).toEqual([]);
  });
});
