/** Ranked papers a page at a time, so that whoever follows the cursors meets every paper once. */
import { cursorTo, startOf } from './cursor.js';

/**
 * Ranking looks at more papers where more are asked for, and what it finds among them may come before what was given
 * already. So a long answer is made of blocks: the first hundred as they are for a hundred, then the best of two hundred
 * that are not among them, of four hundred, and so on. A page within the first block, as nearly all are, costs one
 * ranking; the farthest costs no more than rankings of four times its place.
 */
const BLOCK = 100;

interface Ranked {
  readonly papers: readonly { readonly rank: number; readonly paper: { readonly id: string } }[];
}

/** @param ask for so many papers at most, nearest first */
export async function paged<A extends Ranked>(from: string | undefined, limit: number, ask: (upTo: number) => Promise<A>): Promise<A & { readonly next: string | null }> {
  const start = startOf(from);
  const end = start + limit;
  const answer = await ask(Math.min(end + 1, BLOCK));
  const known = new Map(answer.papers.map((one) => [one.paper.id, one]));
  for (let upTo = 2 * BLOCK; known.size <= end && known.size === upTo / 2; upTo *= 2) {
    for (const one of (await ask(upTo)).papers) {
      if (known.size < upTo && !known.has(one.paper.id)) known.set(one.paper.id, { ...one, rank: known.size + 1 });
    }
  }
  return { ...answer, papers: [...known.values()].slice(start, end), next: known.size > end ? cursorTo({ at: end }) : null };
}
