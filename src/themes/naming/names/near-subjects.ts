/**
 * Known subjects that may name a group though its papers do not write them in one piece.
 *
 * Many groups have no good name among the phrases of their papers, because a paper often does not name its subject
 * (Carmel, Roitman & Zwerdling 2009, "Enhancing cluster labeling using Wikipedia"). So two kinds of subjects are
 * candidates too. Those of the lists that are nearest to the centre of a group, if each of their words is in enough of
 * its papers, and the rarest, which tells the subject from others, in more: not "integrated photonics" where one paper
 * has "integrated". And those of the model whose papers are most like the group's, if each word is in one of its
 * papers. Figures: `test/bench/theme-names.md`.
 */
import type { Embedding } from '../../../embedding.js';
import { byKey, type Group, isWritten, type PhraseSupport } from '../phrases/candidates.js';
import type { Phrase } from '../phrases/phrase.js';
import type { Closeness } from './closeness.js';
import type { LikenessOf } from './likeness.js';

/** The minimum share of the group's papers that must have each word; that of the rarest; and the minimum number. */
const WORD_IN = 0.1;
const RAREST_IN = 0.2;
const RAREST_IN_PAPERS = 2;
/** Subjects that are candidates of one group: the nearest, and those whose papers are most like its own. */
const NEAREST = 12;
const MOST_ALIKE = 8;

export interface GroupedPapers {
  readonly groups: readonly Group[];
  /** The group of each paper, or -1. */
  readonly groupOf: Int32Array;
  /** For each word of a subject, the rarest first, the share of each group's papers that have it. */
  readonly sharesOf: (phrase: Phrase) => Float64Array[];
}

/** @param groupOf the group of each paper, or -1 */
export function groupedPapers(groups: readonly Group[], groupOf: Int32Array): GroupedPapers {
  const sharesByWord = new Map<ReadonlySet<number>, Float64Array>();
  const sharesOfWord = (papers: ReadonlySet<number>): Float64Array => {
    let shares = sharesByWord.get(papers);
    if (shares === undefined) {
      shares = new Float64Array(groups.length);
      for (const paper of papers) if (groupOf[paper]! >= 0) shares[groupOf[paper]!]! += 1;
      groups.forEach((group, c) => (shares![c]! /= group.papers.length));
      sharesByWord.set(papers, shares);
    }
    return shares;
  };
  return {
    groups,
    groupOf,
    sharesOf: ({ papersByWord = [] }) => [...papersByWord].sort((a, b) => a.size - b.size).map(sharesOfWord),
  };
}

/** A subject of the lists, and the groups of which enough papers have its words. */
export interface PossibleSubject {
  readonly phrase: Phrase;
  readonly groups: readonly number[];
}

/** The subjects of the lists of whose words each is in enough papers of some group. */
export function possibleSubjects(phrases: readonly Phrase[], papers: GroupedPapers): PossibleSubject[] {
  return phrases.flatMap((phrase) => {
    // A subject of one word, or of words that say nothing by themselves, must be written as it is.
    if (phrase.field === undefined || phrase.words.length < 2 || phrase.postings.length === 0) return [];
    const [rarest, ...others] = papers.sharesOf(phrase);
    const having = papers.groups.flatMap((group, c) => {
      const enough = Math.max(RAREST_IN, RAREST_IN_PAPERS / group.papers.length);
      return rarest![c]! >= enough && others.every((shares) => shares[c]! >= WORD_IN) ? [c] : [];
    });
    return having.length > 0 ? [{ phrase, groups: having }] : [];
  });
}

/** For each group the nearest of its possible subjects. */
export function nearSubjects(
  possible: readonly PossibleSubject[],
  embeddings: ReadonlyMap<string, Embedding>,
  toCentre: Closeness['toCentre'],
  papers: GroupedPapers,
): PhraseSupport[][] {
  const near = papers.groups.map((): RankedSubject[] => []);
  for (const { phrase, groups } of possible)
    for (const c of groups) near[c]!.push({ phrase, rank: toCentre([embeddings.get(phrase.text)!], c) });
  return near.map((list, c) => best(list, NEAREST).map((phrase) => supportOf(phrase, c, papers)));
}

/** For each group the subjects whose papers are most like its own; each word is in one of its papers. */
export function alikeSubjects(
  phrases: readonly Phrase[],
  likenessOf: LikenessOf,
  papers: GroupedPapers,
): PhraseSupport[][] {
  const alike = papers.groups.map((): RankedSubject[] => []);
  for (const phrase of phrases) {
    if (!phrase.isSubject || phrase.postings.length === 0) continue;
    const all = papers.sharesOf(phrase);
    alike.forEach((list, c) => {
      const rank = likenessOf(phrase, c);
      if (rank > 0 && all.every((shares) => shares[c]! > 0)) list.push({ phrase, rank });
    });
  }
  return alike.map((list, c) => best(list, MOST_ALIKE).map((phrase) => supportOf(phrase, c, papers)));
}

interface RankedSubject {
  readonly phrase: Phrase;
  readonly rank: number;
}

function best(list: RankedSubject[], most: number): Phrase[] {
  return list
    .sort((a, b) => b.rank - a.rank || byKey(a, b))
    .slice(0, most)
    .map(({ phrase }) => phrase);
}

function supportOf(phrase: Phrase, group: number, { groups, groupOf }: GroupedPapers): PhraseSupport {
  const [papers, about] = [phrase.papers, phrase.about].map((all) => all.filter((one) => groupOf[one] === group));
  const apart = !isWritten(papers!, groups[group]!);
  return { fair: true, fairOfTitles: true, phrase, papers: papers!, about: about!, apart, told: 0 };
}
