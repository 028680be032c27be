/** From groups of papers to the result: members, neighbours, names, sentences, shares. */

import { roundTo4 } from '../maths/rounding.js';
import { dotProducts, type Rows, rowsFrom } from '../maths/rows.js';
import type { Similarities } from './clustering/membership.js';
import { centralSentence } from './naming/phrases/sentence.js';
import { periodsByGroup, risingGroups } from './periods.js';
import type { Area, ListedPaper, Outlier, Theme, ThemeMember } from './theme.js';

/** A second theme is named if its similarity is at most this much below that to the own theme. */
const ALSO_WITHIN = 0.03;
const NEAR_THEMES = 3;
/** Papers of a theme, most central first, of which one with an abstract is looked for. */
const CENTRAL_PAPERS = 10;

/** Groups as they are shown. */
export interface Groups {
  readonly ids: readonly string[];
  /** For each paper its group, or −1 for an outlier. */
  readonly labels: Int32Array;
  /** Unit length. */
  readonly centroids: Rows;
  readonly similarities: Similarities;
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
export function placesByGroup({ ids, labels, similarities: { own } }: Groups): number[][] {
  const places: number[][] = ids.map(() => []);
  labels.forEach((label, i) => label >= 0 && places[label]!.push(i));
  // Papers come in order of id, and sorting is stable: ties keep that order.
  for (const list of places) list.sort((a, b) => roundTo4(own[b]!) - roundTo4(own[a]!));
  return places;
}

export function sizesOf({ ids, labels }: Pick<Groups, 'ids' | 'labels'>): number[] {
  const sizes = ids.map(() => 0);
  labels.forEach((label) => label >= 0 && sizes[label]!++);
  return sizes;
}

/** Areas, largest first, each with its themes in the order they are shown. @param areas with the numbers of themes */
export function numberedAreas(
  areas: readonly { readonly label: string; readonly themes: readonly number[] }[],
  groups: Groups,
): Area[] {
  const sizes = sizesOf(groups);
  return areas
    .map(({ label, themes }) => ({
      label,
      themes: [...themes].sort((a, b) => a - b).map((c) => groups.ids[c]!),
      size: themes.reduce((size, c) => size + sizes[c]!, 0),
    }))
    .sort((a, b) => b.size - a.size || (a.label < b.label ? -1 : 1))
    .map((area, n) => ({ id: `a${n + 1}`, ...area }));
}

interface DescribeOptions {
  readonly labelled: readonly Labelled[];
  /** The area of each group. */
  readonly areas: readonly (string | null)[];
  /** The day on which papers were last added; null if not known. */
  readonly lastAdded: string | null;
}

/** @param readAbstracts of papers, by their places, in the same order */
export async function describeThemes(
  papers: readonly ListedPaper[],
  groups: Groups,
  { labelled, areas, lastAdded }: DescribeOptions,
  readAbstracts: (places: readonly number[]) => Promise<readonly string[]>,
): Promise<Theme[]> {
  const k = groups.ids.length;
  const periods = periodsByGroup(papers, groups.labels, k, lastAdded);
  const rising = risingGroups(papers, groups.labels, k);
  const members = placesByGroup(groups);
  const central = await centralAbstracts(members, readAbstracts);
  return members.map((places, c): Theme => {
    const described = places.map((i) => memberOf(papers[i]!, i, groups));
    const { place, abstract } = central[c]!;
    const { label, terms, mixed, renamed } = labelled[c]!;
    return {
      id: groups.ids[c]!,
      label,
      renamed,
      mixed,
      terms,
      size: described.length,
      cohesion: roundTo4(described.reduce((sum, { similarity }) => sum + similarity, 0) / described.length),
      papers: described,
      sentence: { paper: papers[place]!.id, text: centralSentence(abstract, terms) },
      area: areas[c]!,
      near: nearThemes(groups, c),
      periods: periods[c]!,
      rising: rising[c]!,
    };
  });
}

/** For each group its most central abstract, of the most central papers; that of the first if none has one. */
async function centralAbstracts(
  members: readonly (readonly number[])[],
  readAbstracts: (places: readonly number[]) => Promise<readonly string[]>,
): Promise<{ readonly place: number; readonly abstract: string }[]> {
  const central = members.map(([place]) => ({ place: place!, abstract: '' }));
  for (let rank = 0; rank < CENTRAL_PAPERS; rank++) {
    const without = members.flatMap((places, c) =>
      central[c]!.abstract === '' && rank < places.length ? [{ c, place: places[rank]! }] : [],
    );
    if (without.length === 0) break;
    const abstracts = await readAbstracts(without.map(({ place }) => place));
    without.forEach(({ c, place }, n) => {
      if (abstracts[n] !== '') central[c] = { place, abstract: abstracts[n]! };
    });
  }
  return central;
}

function memberOf(paper: ListedPaper, i: number, { ids, similarities: { own, next, toNext } }: Groups): ThemeMember {
  const similarity = roundTo4(own[i]!);
  const also = roundTo4(toNext[i]!);
  return next[i]! >= 0 && also >= similarity - ALSO_WITHIN
    ? { id: paper.id, similarity, also: { theme: ids[next[i]!]!, similarity: also } }
    : { id: paper.id, similarity };
}

export function describeOutliers(papers: readonly ListedPaper[], { ids, labels, similarities }: Groups): Outlier[] {
  const { next, toNext } = similarities;
  return papers.flatMap((paper, i): Outlier[] =>
    labels[i]! >= 0 ? [] : [{ id: paper.id, similarity: roundTo4(toNext[i]!), nearest: ids[next[i]!]! }],
  );
}

function nearThemes({ ids, centroids }: Groups, c: number): Theme['near'] {
  const products = new Float32Array(ids.length);
  dotProducts(rowsFrom(centroids, c, 1), centroids, products);
  return Array.from(products, (similarity, other) => ({ theme: ids[other]!, similarity: roundTo4(similarity) }))
    .filter((_, other) => other !== c)
    .sort((a, b) => b.similarity - a.similarity || (a.theme < b.theme ? -1 : 1))
    .slice(0, NEAR_THEMES);
}
