import { describe, expect, test } from 'vitest';
import { withoutOperators } from '../../src/search/query/operators.js';
import { readQuery } from '../../src/search/query/query.js';
import { littleCorpus } from './little-corpus.js';

describe('operators in capitals', () => {
  test.each<[string, string, string[]]>([
    ['graph AND molecules', 'graph molecules', []],
    ['(graph OR network) AND molecules', '(graph network) molecules', []],
    ['"graph network" OR molecules', '"graph network" molecules', []],
    ['neuro* AND mice', 'neuro* mice', []],
    ['RLVR NOT robotics', 'RLVR', ['robotics']],
    ['RLVR AND NOT robotics', 'RLVR', ['robotics']],
    ['RLVR NOT robotics for mathematics', 'RLVR for mathematics', ['robotics']],
    ['reasoning NOT robotics NOT games', 'reasoning', ['robotics', 'games']],
    ['reasoning NOT "world model" AND planning', 'reasoning planning', ['world model']],
    ['reasoning NOT (robotics OR "world models") AND planning', 'reasoning planning', ['robotics', 'world models']],
  ])('%s', (typed, text, excluded) => {
    const { text: plain, exclusions } = withoutOperators(typed);
    expect([plain, exclusions.map(({ to }) => to)]).toEqual([text, excluded]);
  });

  test('are shown as they were typed', () => {
    expect(withoutOperators('rain AND  NOT snow').exclusions).toEqual([{ from: 'AND NOT snow', to: 'snow' }]);
  });

  test.each([
    'graphs and molecules, not proteins',
    'DEEP LEARNING AND GRAPHS NOT TREES',
    'what language models do NOT know',
    'Attention is NOT all you need',
    'heuristics for OR problems',
    'from operations research (OR) into practice',
    'the quantum NOT gate',
    'AND',
    'search with AND/OR graphs',
    'NOT robotics',
    'reasoning NOT',
    '“graph AND molecules”',
    'robots NOT grasping thin transparent deformable objects',
  ])('are words of the query in: %s', (typed) => {
    expect(withoutOperators(typed)).toEqual({ text: typed, exclusions: [] });
  });

  test('do not count as words or names of the query, but for similarity alone', async () => {
    const sources = await littleCorpus([]);
    const read = await readQuery('star AND law NOT cat', sources);
    expect(read).toEqual({ ...(await readQuery('star law', sources)), exclusions: [{ from: 'NOT cat', to: 'cat' }] });
    expect((await readQuery('star AND law', sources, 'dense')).corrected).toBe('star AND law');
  });
});
