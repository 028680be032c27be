/** Common parts of two reworded texts: runs of words, and numbers. */
import type { Span } from '../api/answers.js';

/** Shorter runs occur in any two texts on one subject. */
const SHORTEST_RUN = 4;
const TOKEN = /[\p{L}\p{N}]+(?:[.,'’-][\p{L}\p{N}]+)*/gu;

interface Token extends Span {
  readonly word: string;
}

/** The spans of `text` that also occur in `other`, in order, without overlap. */
export function sharedSpans(text: string, other: string): Span[] {
  const [own, theirs] = [tokensOf(text), tokensOf(other)];
  const runs = new Set(theirs.map((_, i) => runAt(theirs, i)));
  const words = new Set(theirs.map(({ word }) => word));
  const shared = own.map(({ word }) => isNumber(word) && words.has(word));
  for (let i = 0; i + SHORTEST_RUN <= own.length; i++)
    if (runs.has(runAt(own, i))) shared.fill(true, i, i + SHORTEST_RUN);
  const spans: Span[] = [];
  for (const [i, { start, end }] of own.entries()) {
    if (!shared[i]) continue;
    const last = spans.at(-1);
    if (last !== undefined && shared[i - 1]) spans[spans.length - 1] = { start: last.start, end };
    else spans.push({ start, end });
  }
  return spans;
}

function tokensOf(text: string): Token[] {
  return [...text.matchAll(TOKEN)].map(({ 0: word, index }) => ({
    word: word.toLowerCase(),
    start: index,
    end: index + word.length,
  }));
}

/** A shorter run counts as none and equals nothing. */
function runAt(tokens: readonly Token[], i: number): string {
  const run = tokens.slice(i, i + SHORTEST_RUN);
  return run.length < SHORTEST_RUN ? '' : run.map(({ word }) => word).join(' ');
}

const isNumber = (word: string): boolean => /\d/.test(word);
