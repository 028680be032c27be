/**
 * The field of research that a group of themes is about, for names of areas: the themes of an area have a field in
 * common more often than a phrase ("Computer vision", not "Training images").
 *
 * Each paper has a vote, shared by the known subjects that it writes; a subject votes for its field. A group is named
 * by a field with many of its votes, many times more than in all papers, and more than in any other group. So a
 * collection of one field, whose areas differ by something else, keeps their phrases. Figures:
 * `test/bench/theme-names.md`.
 */
import type { Phrase } from '../phrases/phrase.js';

/** The minimum share of a group's votes, and how many times that of all papers it must be. */
const LEAST_SHARE = 1 / 3;
const LEAST_LIFT = 3;

/** @param groupOf the group of each paper, or negative @returns for each group the name of its field, if it has one */
export function fieldsOf(
  phrases: readonly Phrase[],
  groupOf: Int32Array,
  groupCount: number,
): readonly (string | undefined)[] {
  const votes = votesByPaper(phrases);
  const all = new Map<string, number>();
  const groups = Array.from({ length: groupCount }, () => ({ papers: 0, shares: new Map<string, number>() }));
  for (const [paper, fields] of votes) {
    const group = groups[groupOf[paper]!];
    if (group !== undefined) group.papers++;
    const sum = [...fields.values()].reduce((a, b) => a + b, 0);
    for (const [field, count] of fields) {
      addTo(all, field, count / sum);
      if (group !== undefined) addTo(group.shares, field, count / sum);
    }
  }
  const winners = groups.map(({ papers, shares }) =>
    [...shares]
      .map(([field, share]) => ({
        field,
        share: share / papers,
        lift: (share * votes.length) / (papers * all.get(field)!),
      }))
      .filter(({ share, lift }) => share >= LEAST_SHARE && lift >= LEAST_LIFT)
      .sort((a, b) => b.share - a.share || (a.field < b.field ? -1 : 1))
      .at(0),
  );
  const names = winners.map((one) => one?.field);
  return names.map((name, group) => (names.some((other, i) => other === name && i !== group) ? undefined : name));
}

/** By paper, in ascending order: how many known subjects of each field it writes. */
function votesByPaper(phrases: readonly Phrase[]): [paper: number, fields: Map<string, number>][] {
  const votes = new Map<number, Map<string, number>>();
  for (const { field, papers } of phrases) {
    if (field === undefined) continue;
    for (const paper of papers) {
      const fields = votes.get(paper) ?? new Map<string, number>();
      votes.set(paper, fields);
      addTo(fields, field, 1);
    }
  }
  return [...votes].sort(([a], [b]) => a - b);
}

function addTo(sums: Map<string, number>, key: string, amount: number): void {
  sums.set(key, (sums.get(key) ?? 0) + amount);
}
