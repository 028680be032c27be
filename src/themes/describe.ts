/** From groups of papers to the result: members, neighbours, names, sentences, shares. */

import { roundTo4 } from '../maths/rounding.js';
import { dotProducts, type Rows, rowsFrom } from '../maths/rows.js';
import { monthsOf, risingGroups, sharesByMonth } from './months.js';
import { centralSentence } from './naming/sentence.js';
import type { ListedPaper, Outlier, Theme, ThemeMember } from './theme.js';

/** A second theme is named if its similarity is at most this much below that to the own theme. */
const ALSO_WITHIN = 0.03;
const NEAR_THEMES = 3;

/** Groups as they are shown. */
export interface Groups {
  readonly ids: readonly string[];
  /** For each paper its group, or −1 for an outlier. */
  readonly labels: Int32Array;
  /** Unit length. */
  readonly centroids: Rows;
  /** For each paper, the similarity to every centroid. */
  readonly similarities: Float32Array;
}

export interface Labelled {
  readonly label: string;
  readonly terms: readonly string[];
  /** Whether its papers are less similar to one another than those of most groups. */
  readonly mixed: boolean;
  /** Whether a person gave the label. */
  readonly renamed: boolean;
}

/** The papers of each group, most central first. */
export function placesByGroup({ ids, labels, similarities }: Groups): number[][] {
  const k = ids.length;
  const places: number[][] = ids.map(() => []);
  labels.forEach((label, i) => label >= 0 && places[label]!.push(i));
  // Papers come in order of id, and sorting is stable: ties keep that order.
  places.forEach((list, c) =>
    list.sort((a, b) => roundTo4(similarities[b * k + c]!) - roundTo4(similarities[a * k + c]!)),
  );
  return places;
}

/** @param readAbstracts of papers, by their places, in the same order */
export async function describeThemes(
  papers: readonly ListedPaper[],
  groups: Groups,
  { labelled, areas }: { readonly labelled: readonly Labelled[]; readonly areas: readonly (string | null)[] },
  readAbstracts: (places: readonly number[]) => Promise<readonly string[]>,
): Promise<{ themes: Theme[]; months: string[] }> {
  const k = groups.ids.length;
  const months = monthsOf(papers);
  const shares = sharesByMonth(papers, groups.labels, k, months);
  const rising = risingGroups(papers, groups.labels, k);
  const members = placesByGroup(groups);
  const abstracts = await readAbstracts(members.map(([central]) => central!));
  const themes = members.map((places, c): Theme => {
    const described = places.map((i) => memberOf(papers[i]!, i, c, groups));
    const central = papers[places[0]!]!;
    const { label, terms, mixed, renamed } = labelled[c]!;
    return {
      id: groups.ids[c]!,
      label,
      renamed,
      mixed,
      terms,
      size: described.length,
      tightness: roundTo4(described.reduce((sum, { similarity }) => sum + similarity, 0) / described.length),
      papers: described,
      sentence: { paper: central.id, text: centralSentence(abstracts[c]!, terms) },
      area: areas[c]!,
      near: nearThemes(groups, c),
      shares: shares[c]!,
      rising: rising[c]!,
    };
  });
  return { themes, months };
}

function memberOf(paper: ListedPaper, i: number, c: number, { ids, similarities }: Groups): ThemeMember {
  const k = ids.length;
  const similarity = roundTo4(similarities[i * k + c]!);
  let second = -1;
  for (let other = 0; other < k; other++) {
    if (other !== c && (second < 0 || similarities[i * k + other]! > similarities[i * k + second]!)) second = other;
  }
  const also = second < 0 ? -1 : roundTo4(similarities[i * k + second]!);
  return second >= 0 && also >= similarity - ALSO_WITHIN
    ? { id: paper.id, similarity, also: { theme: ids[second]!, similarity: also } }
    : { id: paper.id, similarity };
}

export function describeOutliers(papers: readonly ListedPaper[], { ids, labels, similarities }: Groups): Outlier[] {
  const k = ids.length;
  return papers.flatMap((paper, i): Outlier[] => {
    if (labels[i]! >= 0) return [];
    let nearest = 0;
    for (let c = 1; c < k; c++) if (similarities[i * k + c]! > similarities[i * k + nearest]!) nearest = c;
    return [{ id: paper.id, similarity: roundTo4(similarities[i * k + nearest]!), nearest: ids[nearest]! }];
  });
}

function nearThemes({ ids, centroids }: Groups, c: number): Theme['near'] {
  const products = new Float32Array(ids.length);
  dotProducts(rowsFrom(centroids, c, 1), centroids, products);
  return Array.from(products, (similarity, other) => ({ theme: ids[other]!, similarity: roundTo4(similarity) }))
    .filter((_, other) => other !== c)
    .sort((a, b) => b.similarity - a.similarity || (a.theme < b.theme ? -1 : 1))
    .slice(0, NEAR_THEMES);
}
