import { describe, expect, test } from 'vitest';
import { type Filter, passes } from '../../src/search/index.js';
import { aPaper } from '../support/papers.js';

const paper = aPaper('p', {
  published: '2025-04-08',
  by: 'tencent Tencent',
  authors: ['Zoë Ng', 'A. Rossi'],
  comments: 3,
  places: [
    { file: 'saved/april.txt', line: 1 },
    { file: 'may.txt', line: 9 },
  ],
});

describe('a filter', () => {
  test('that is not set lets every paper pass', () => {
    expect(passes(aPaper('q'), {})).toBe(true);
  });

  test.each<[Filter, boolean]>([
    [{ since: '2025-04-08', until: '2025-04-08' }, true],
    [{ since: '2025-04-09' }, false],
    [{ until: '2025-04-07' }, false],
    [{ since: '2025-04', until: '2025' }, true],
    [{ since: '2026' }, false],
    [{ until: '2025-03' }, false],
    [{ by: 'TENCENT' }, true],
    [{ by: 'zoe' }, true],
    [{ by: 'tencent rossi' }, false],
    [{ source: 'may' }, true],
    [{ source: 'saved/' }, true],
    [{ source: 'june' }, false],
    [{ minComments: 3 }, true],
    [{ minComments: 4 }, false],
    [{ by: 'rossi', minComments: 4 }, false],
  ])('%j lets the paper pass: %s', (filter, expected) => {
    expect(passes(paper, filter)).toBe(expected);
  });

  test('takes a paper known by its year alone where part of the year would do', () => {
    expect(passes({ ...paper, published: '2025' }, { since: '2025-06' })).toBe(true);
    expect(passes({ ...paper, published: '2025' }, { until: '2025-06' })).toBe(true);
    expect(passes({ ...paper, published: '2025' }, { since: '2026-01' })).toBe(false);
  });

  test('does not let a paper pass that does not say', () => {
    const silent = aPaper('silent');
    for (const filter of [{ since: '1900' }, { until: '2100' }, { by: 'a' }, { minComments: 0 }])
      expect(passes(silent, filter)).toBe(false);
  });
});
