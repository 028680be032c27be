/**
 * Known subjects that may name a group though its papers do not write them in one piece.
 *
 * Many groups have no good name among the phrases of their papers, because a paper often does not name its subject
 * (Carmel, Roitman & Zwerdling 2009, "Enhancing cluster labeling using Wikipedia"). So two kinds of subjects are
 * candidates too. Those of the lists that are nearest to the centre of a group, if each of their words is in enough of
 * its papers, and the rarest, which tells the subject from others, in more: not "integrated photonics" where one paper
 * has "integrated". And the names of subjects that papers of the group vote for, the ones that agree most with all
 * votes (`agreement.ts`), if each word is in one of its papers. Figures: `test/bench/theme-names.md`.
 */
import { byKey, type Group, isWritten, type PhraseSupport } from '../phrases/candidates.js';
import type { Phrase } from '../phrases/phrase.js';
import type { Votes } from './agreement.js';

/** The minimum share of the group's papers that must have each word; that of the rarest; and the minimum number. */
const WORD_IN = 0.1;
const RAREST_IN = 0.2;
const RAREST_IN_PAPERS = 2;

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

/** A subject, and the groups that it may name. */
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

/** The names of subjects that papers of a group vote for, of which each word is in one of its papers. */
export function subjectsVotedFor(
  phrases: readonly Phrase[],
  votes: readonly Votes[],
  papers: GroupedPapers,
): PossibleSubject[] {
  const groupsOf = new Map<string, Set<number>>();
  votes.forEach(({ names }, c) => {
    for (const name of [...names.values()].flat()) groupsOf.set(name, (groupsOf.get(name) ?? new Set()).add(c));
  });
  return phrases.flatMap((phrase) => {
    if (!phrase.isSubject || phrase.postings.length === 0) return [];
    const having = [...new Set((phrase.knownAs ?? []).flatMap((name) => [...(groupsOf.get(name) ?? [])]))];
    if (having.length === 0) return [];
    const all = papers.sharesOf(phrase);
    const groups = having.filter((c) => all.every((shares) => shares[c]! > 0));
    return groups.length > 0 ? [{ phrase, groups }] : [];
  });
}

/** For each group the best of its possible subjects, by their rank in it. */
export function bestSubjects(
  possible: readonly PossibleSubject[],
  rankIn: (phrase: Phrase, group: number) => number,
  most: number,
  papers: GroupedPapers,
): PhraseSupport[][] {
  const ranked = papers.groups.map((): { readonly phrase: Phrase; readonly rank: number }[] => []);
  for (const { phrase, groups } of possible)
    for (const c of groups) ranked[c]!.push({ phrase, rank: rankIn(phrase, c) });
  return ranked.map((list, c) =>
    list
      .sort((a, b) => b.rank - a.rank || byKey(a, b))
      .slice(0, most)
      .map(({ phrase }) => supportOf(phrase, c, papers)),
  );
}

function supportOf(phrase: Phrase, group: number, { groups, groupOf }: GroupedPapers): PhraseSupport {
  const [papers, about] = [phrase.papers, phrase.about].map((all) => all.filter((one) => groupOf[one] === group));
  const apart = !isWritten(papers!, groups[group]!);
  return { fair: true, fairOfTitles: true, phrase, papers: papers!, about: about!, apart, told: 0 };
}
