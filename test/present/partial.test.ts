/** An answer without the papers of some servers says so wherever it is shown, and so does a paper that waits. */
import { expect, test } from 'vitest';
import type { SearchAnswer } from '../../src/index.js';
import { withPartial } from '../../src/present/cli/partial-index.js';
import { describeRanked, type RankingOptions } from '../../src/present/cli/ranked-papers.js';
import { shapes } from '../../src/present/mcp/shapes.js';
import { rankedText } from '../../src/present/mcp/summary.js';
import { cutRanked } from '../../src/present/mcp/truncate.js';
import { wire } from '../../src/present/wire.js';
import { aPaper } from '../support/papers.js';

const ANSWER: SearchAnswer = {
  query: 'kelp',
  mode: 'hybrid',
  total: 1,
  floor: 0.2,
  corrections: [],
  expansions: [],
  exclusions: [],
  relatedTerms: [],
  unreadable: null,
  nothing: null,
  papers: [
    {
      rank: 1,
      similarity: 0,
      about: true,
      paper: aPaper('a', { title: 'Kelp after storms' }),
      waiting: true,
      evidence: { sentence: null, title: [], abstract: [] },
    },
  ],
  missingServers: ['paperkin_1'],
};

test('on a terminal', () => {
  const text = describeRanked(ANSWER, { limit: 10 } as RankingOptions);
  expect(text).toContain('Partial answer: paperkin_1 does not respond, and papers stored there are missing.');
  expect(text).toContain('not embedded yet');
  const whole: SearchAnswer = { ...ANSWER, missingServers: undefined } as never;
  expect(describeRanked(whole, { limit: 10 } as RankingOptions)).not.toContain('Partial');
});

test('as JSON, on the command line and over HTTP', () => {
  const { missingServers, papers } = wire.search.parse(JSON.parse(JSON.stringify(ANSWER)));
  expect([missingServers, papers[0]?.waiting]).toEqual([['paperkin_1'], true]);
});

test('for an assistant, in text and in structured content', () => {
  const cut = shapes.ranked.parse(cutRanked({ ...ANSWER, next: null } as never, undefined));
  expect(rankedText(cut)).toMatch(
    /^Partial answer: paperkin_1 does not respond, and papers stored there are missing\.\n/,
  );
  expect([cut.missingServers, cut.papers[0]?.waiting]).toEqual([['paperkin_1'], true]);
});

test('--partial is a setting of the URL of a database, and wrong for a folder', () => {
  expect(withPartial({ index: 'postgres://me@h/db', partial: true }).index).toBe('postgres://me@h/db?partial=true');
  expect(withPartial({ index: 'postgres://me@h/db?schema=a', partial: true }).index).toBe(
    'postgres://me@h/db?schema=a&partial=true',
  );
  expect(withPartial({ index: './index' })).toEqual({ index: './index' });
  expect(() => withPartial({ index: './index', partial: true })).toThrow('a folder has no servers');
});
