import fc from 'fast-check';
import { expect, test } from 'vitest';
import { paged } from '../../../src/present/http/paged.js';

/** A ranking that, like the library's, puts papers in another order where more are asked for: the last looked at comes first. */
function ranking(papers: number) {
  const asked: number[] = [];
  const ask = async (upTo: number) => {
    asked.push(upTo);
    const looked = Math.min(papers, Math.max(upTo, 100));
    const ids = Array.from({ length: looked }, (_, i) => (looked > 100 ? looked - 1 - i : i));
    return { papers: ids.slice(0, upTo).map((id, i) => ({ rank: i + 1, paper: { id: `paper-${id}` } })) };
  };
  return { ask, asked };
}

test('whoever follows the cursors meets every paper once, in order of rank, whatever the ranking does with longer answers', async () => {
  await fc.assert(fc.asyncProperty(fc.integer({ min: 0, max: 450 }), fc.integer({ min: 1, max: 130 }), async (papers, limit) => {
    const { ask } = ranking(papers);
    const met: { rank: number; paper: { id: string } }[] = [];
    for (let next: string | null | undefined; next !== null;) {
      const page: Awaited<ReturnType<typeof paged<Awaited<ReturnType<typeof ask>>>>> = await paged(next, limit, ask);
      met.push(...page.papers);
      next = page.next;
    }
    expect(met.map(({ rank }) => rank)).toEqual(Array.from({ length: papers }, (_, i) => i + 1));
    expect(new Set(met.map(({ paper }) => paper.id)).size).toBe(papers);
  }), { numRuns: 60 });
});

test('a page within the first hundred is one ranking, of no more than is needed', async () => {
  const { ask, asked } = ranking(300);
  await paged(undefined, 20, ask);
  expect(asked).toEqual([21]);
});
