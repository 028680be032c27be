/**
 * What a paper with a given id is made of: what was stated under that id, and what was met elsewhere without it.
 *
 * Both are kept, because which of several given ids a sighting without one belongs to can change with the next file:
 * were they joined for good, the order of files would show.
 */

import { join, overwrite } from '../identity.js';
import type { Paper, PaperId } from '../paper.js';
import type { StoredPaper, StoredPart } from '../store/index.js';

/** What is said under one name, or without one, and the keys under which that was met. */
export interface Part {
  readonly paper: Paper;
  readonly keys: ReadonlySet<string>;
}

const MERGED = 'merged:';

/** The key of a paper that was merged into another; the paper that has it is the merged one. */
export function mergedKey(id: PaperId): string {
  return `${MERGED}${id}`;
}

export function isMergedKey(key: string): boolean {
  return key.startsWith(MERGED);
}

/** The parts of a stored paper; of one without a given id there is no stated part. */
export function partsOf({ paper, given, keys, parts = [] }: Omit<StoredPaper, 'textHash'>): {
  readonly stated: Part | undefined;
  readonly met: readonly Part[];
} {
  const read = (kind: StoredPart['kind']): Part[] =>
    parts.filter((part) => part.kind === kind).map((part) => ({ paper: part.paper, keys: new Set(part.keys) }));
  const whole: Part = { paper, keys: new Set(keys) };
  return given ? { stated: read('declared')[0] ?? whole, met: read('observed') } : { stated: undefined, met: [whole] };
}

/** The paper with a given id that parts make, its keys, and the parts where there are several. */
export function paperOfParts(
  stated: Part,
  met: readonly Part[],
): Required<Pick<StoredPaper, 'paper' | 'keys' | 'parts'>> {
  const elsewhere = met
    .map((part) => part.paper)
    .reduce<Paper | undefined>((sum, paper) => (sum === undefined ? paper : join(sum, paper)), undefined);
  if (elsewhere === undefined) return { paper: stated.paper, keys: [...stated.keys].sort(), parts: [] };
  // What a person made one stays as that person left it; what is met elsewhere fills in what it leaves unsaid.
  const settled = [...stated.keys].some(isMergedKey);
  const stored = (kind: StoredPart['kind'], { paper, keys }: Part) => ({ kind, paper, keys: [...keys].sort() });
  return {
    paper: { ...(settled ? overwrite(elsewhere, stated.paper) : join(stated.paper, elsewhere)), id: stated.paper.id },
    keys: [...new Set([...stated.keys, ...met.flatMap(({ keys }) => [...keys])])].sort(),
    parts: [stored('declared', stated), ...met.map((part) => stored('observed', part))],
  };
}
