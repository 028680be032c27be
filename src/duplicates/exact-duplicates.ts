/** Exact duplicates are compared with others once, represented by the first. */
import type { PaperId } from '../paper.js';

export interface ExactDuplicates {
  /** Indices of papers to compare: the first of each set of exact duplicates. */
  readonly distinct: readonly number[];
  /** The ids of each set of two and more, in order. */
  readonly sets: readonly (readonly PaperId[])[];
}

/** @param papers in order of id */
export function exactDuplicatesIn(
  papers: readonly { readonly id: PaperId; readonly textKey: string | null }[],
): ExactDuplicates {
  const distinct: number[] = [];
  const sets = new Map<string, PaperId[]>();
  papers.forEach(({ id, textKey }, place) => {
    const same = textKey === null ? undefined : sets.get(textKey);
    if (same !== undefined) {
      same.push(id);
      return;
    }
    distinct.push(place);
    if (textKey !== null) sets.set(textKey, [id]);
  });
  return { distinct, sets: [...sets.values()].filter((ids) => ids.length > 1) };
}
