/**
 * What a paper with a given id is made of: what was stated under that id, and what was met elsewhere without it.
 *
 * Both are kept, because which of several given ids a sighting without one belongs to can change with the next file:
 * were they joined for good, the order of files would show. In the store the parts stand among the paper's keys.
 */

import { join, overwrite } from '../identity.js';
import type { Paper, PaperId } from '../paper.js';
import type { StoredPaper } from '../store/index.js';

/** What is said under one name, or without one, and the keys under which that was met. */
export interface Part {
  readonly paper: Paper;
  readonly keys: ReadonlySet<string>;
}

/** Beginnings of the keys that hold a part as JSON. */
const STATED = 'stated:';
const MET = 'met:';
const MERGED = 'merged:';

/** The key of a paper that a person made part of another: whoever has it is the one that stayed. */
export function mergedKey(id: PaperId): string {
  return `${MERGED}${id}`;
}

export function isMergedKey(key: string): boolean {
  return key.startsWith(MERGED);
}

/** The keys under which a stored paper is recognised. */
export function recognised(keys: readonly string[]): string[] {
  return keys.filter((key) => !key.startsWith(STATED) && !key.startsWith(MET));
}

/** The parts of a stored paper; of one without a given id there is no stated part. */
export function partsOf({ paper, given, keys }: Pick<StoredPaper, 'paper' | 'given' | 'keys'>): {
  readonly stated: Part | undefined;
  readonly met: readonly Part[];
} {
  const read = (beginning: string): Part[] =>
    keys
      .filter((key) => key.startsWith(beginning))
      .map((key) => {
        const part = JSON.parse(key.slice(beginning.length)) as { paper: Paper; keys: string[] };
        return { paper: part.paper, keys: new Set(part.keys) };
      });
  const whole: Part = { paper, keys: new Set(recognised(keys)) };
  return given ? { stated: read(STATED)[0] ?? whole, met: read(MET) } : { stated: undefined, met: [whole] };
}

/** The paper with a given id that parts make, and its keys, in which the parts can be read again. */
export function paperOfParts(
  stated: Part,
  met: readonly Part[],
): { readonly paper: Paper; readonly keys: readonly string[] } {
  const elsewhere = met
    .map((part) => part.paper)
    .reduce<Paper | undefined>((sum, paper) => (sum === undefined ? paper : join(sum, paper)), undefined);
  if (elsewhere === undefined) return { paper: stated.paper, keys: [...stated.keys].sort() };
  // What a person made one stays as that person left it; what is met elsewhere fills in what it leaves unsaid.
  const settled = [...stated.keys].some(isMergedKey);
  const written = (beginning: string, { paper, keys }: Part) =>
    `${beginning}${JSON.stringify({ paper, keys: [...keys].sort() })}`;
  return {
    paper: { ...(settled ? overwrite(elsewhere, stated.paper) : join(stated.paper, elsewhere)), id: stated.paper.id },
    keys: [
      ...new Set([...stated.keys, ...met.flatMap(({ keys }) => [...keys])]),
      written(STATED, stated),
      ...met.map((part) => written(MET, part)),
    ].sort(),
  };
}
