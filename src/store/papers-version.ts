/** Versions of the papers: opaque to others, and different in each index, because a copy takes decisions along. */
import type { PaperId } from '../paper.js';
import type { PaperChanges } from './contract.js';

const LETTERS = 8;
/** Writes whose changes are remembered: at 64 papers a write, those of some 250,000 papers. */
export const MOST_WRITES = 4_096;

/** @param identity of the index @param number of its writes of papers */
export function papersVersionOf(identity: string, number: number): string {
  return `${identity.slice(0, LETTERS)}-${number}`;
}

/** @returns none if it is not a version of this index */
export function numberOfVersion(version: string, identity: string): number | undefined {
  const [name, number = ''] = version.split('-');
  return name === identity.slice(0, LETTERS) && /^\d{1,15}$/.test(number) ? Number(number) : undefined;
}

/** @param before papers that were there, of those that a write names @param after those that are there now */
export function changesBetween(before: ReadonlySet<PaperId>, after: ReadonlySet<PaperId>): PaperChanges {
  const now = [...after].sort();
  return {
    added: now.filter((id) => !before.has(id)),
    updated: now.filter((id) => before.has(id)),
    removed: [...before].filter((id) => !after.has(id)).sort(),
  };
}
