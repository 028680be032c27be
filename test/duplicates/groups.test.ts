import { describe, expect, test } from 'vitest';
import { representativeOf } from '../../src/duplicates/groups/representative.js';
import { type Comparison, type DuplicatePair, groupsOf } from '../../src/duplicates/index.js';
import type { Paper, PaperId } from '../../src/paper.js';
import { aPaper } from '../support/papers.js';

const id = (name: string) => name as PaperId;
const papers = (...names: string[]): Paper[] => names.map((name) => aPaper(name, { abstract: 'x'.repeat(100) }));

function pair(a: string, b: string, score: number, said: Partial<DuplicatePair> = {}): DuplicatePair {
  return {
    a: id(a),
    b: id(b),
    similarity: score,
    overlap: { jaccard: 0, containment: 0 },
    score,
    kind: 'rewritten',
    evidence: '',
    vetoReason: null,
    ...said,
  };
}

const compared = (...pairs: DuplicatePair[]): Comparison => ({ pairs, exactDuplicates: [] });

describe('groups of near-duplicates', () => {
  test('are what accepted pairs join', () => {
    const { groups } = groupsOf(
      papers('a', 'b', 'c', 'd', 'e'),
      compared(pair('a', 'b', 0.9), pair('d', 'e', 0.8), pair('b', 'c', 0.3)),
    );
    expect(groups.map((group) => group.papers)).toEqual([
      ['a', 'b'],
      ['d', 'e'],
    ]);
  });

  test('say which of a chain are not linked', () => {
    const { groups } = groupsOf(
      papers('a', 'b', 'c'),
      compared(pair('a', 'b', 0.9), pair('b', 'c', 0.8), pair('a', 'c', 0.2)),
    );
    expect(groups).toHaveLength(1);
    expect(groups[0]).toMatchObject({ papers: ['a', 'b', 'c'], notLinked: [['a', 'c']] });
  });

  test('follow the threshold, from the same comparison', () => {
    const comparison = compared(pair('a', 'b', 0.9), pair('b', 'c', 0.6), pair('a', 'c', 0.2));
    const sizes = (threshold: number) =>
      groupsOf(papers('a', 'b', 'c'), comparison, { threshold }).groups.map((group) => group.papers.length);
    expect([0.1, 0.5, 0.7, 0.95].map(sizes)).toEqual([[3], [3], [2], []]);
  });

  test('leave out pairs that a person marked as not duplicates', () => {
    const comparison = compared(pair('a', 'b', 0.9), pair('c', 'd', 0.9));
    const { groups, borderline } = groupsOf(papers('a', 'b', 'c', 'd'), comparison, {
      decisions: { ignored: [[id('b'), id('a')]] },
    });
    expect(groups.map((group) => group.papers)).toEqual([['c', 'd']]);
    expect([...borderline.accepted, ...borderline.refused].map(({ a }) => a)).toEqual(['c']);
  });

  test('of papers letter for letter the same hang together without a pair for every two', () => {
    const many = Array.from({ length: 500 }, (_, i) => `p${String(i).padStart(3, '0')}`);
    const { groups } = groupsOf(papers(...many), { pairs: [], exactDuplicates: [many.map(id)] });
    expect(groups[0]!.papers).toEqual(many);
    expect(groups[0]!.pairs).toHaveLength(499);
    expect(groups[0]!.pairs[0]).toMatchObject({ a: 'p000', b: 'p001', kind: 'same-text', score: 1 });
  });

  test('keep other pairs of a paper when it is distinguished from its exact duplicate', () => {
    const comparison: Comparison = { pairs: [pair('a', 'c', 0.9)], exactDuplicates: [[id('a'), id('b')]] };
    const { groups } = groupsOf(papers('a', 'b', 'c'), comparison, { decisions: { ignored: [[id('a'), id('b')]] } });
    expect(groups[0]).toMatchObject({ papers: ['a', 'b', 'c'], notLinked: [['a', 'b']] });
    expect(groups[0]!.pairs.map(({ a, b }) => [a, b])).toEqual([
      ['a', 'c'],
      ['b', 'c'],
    ]);
  });

  test('list a pair once if both of its papers are distinguished from their exact duplicate', () => {
    const comparison: Comparison = { pairs: [], exactDuplicates: [['a', 'b', 'c'].map(id)] };
    const ignored = [[id('a'), id('b')] as const, [id('a'), id('c')] as const];
    const { groups } = groupsOf(papers('a', 'b', 'c'), comparison, { decisions: { ignored } });
    expect(groups.map((group) => group.pairs.map(({ a, b }) => [a, b]))).toEqual([[['b', 'c']]]);
  });

  test('forget pairs whose papers are gone', () => {
    expect(groupsOf(papers('a'), compared(pair('a', 'b', 0.9))).groups).toEqual([]);
  });
});

test('borderline lists show the weakest accepted, the strongest rejected, and vetoed pairs', () => {
  const comparison = compared(
    pair('a', 'b', 0.9),
    pair('a', 'c', 0.55),
    pair('a', 'd', 0.45),
    pair('b', 'd', 0.1),
    pair('c', 'd', 0, { vetoReason: 'parts' }),
  );
  const { borderline } = groupsOf(papers('a', 'b', 'c', 'd'), comparison);
  expect(borderline.accepted.map(({ score }) => score)).toEqual([0.55, 0.9]);
  expect(borderline.refused.map(({ score }) => score)).toEqual([0.45, 0.1]);
  expect(borderline.vetoed.map(({ a, b }) => [a, b])).toEqual([['c', 'd']]);
});

describe('of a group the paper is kept', () => {
  const full = { abstract: 'word '.repeat(100), published: '2024-01-01', by: '3 authors' };

  test('whose abstract is whole, before all else', () => {
    expect(
      representativeOf([
        aPaper('a', { ...full, abstract: 'word '.repeat(40), venue: 'V', url: 'https://example.org' }),
        aPaper('b', full),
      ]).id,
    ).toBe('b');
  });

  test('that says most of itself, then', () => {
    expect(
      representativeOf([aPaper('a', full), aPaper('b', { ...full, published: '2020', identifiers: { doi: '10.1/x' } })])
        .id,
    ).toBe('b');
  });

  test('that is newest, then', () => {
    expect(representativeOf([aPaper('a', full), aPaper('b', { ...full, published: '2025' })]).id).toBe('b');
  });

  test('that has the smallest id, last', () => {
    expect(representativeOf([aPaper('b', full), aPaper('a', full)]).id).toBe('a');
  });
});
