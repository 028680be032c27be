/**
 * Known subjects that may name a group though its papers do not write them in one piece.
 *
 * Many groups have no good name among the phrases of their papers, because a paper often does not name its subject
 * (Carmel, Roitman & Zwerdling 2009, "Enhancing cluster labeling using Wikipedia"). So the subjects nearest to the
 * centre of a group are candidates too, if each of their words is in enough of its papers, and the rarest, which tells
 * the subject from others, in more: not "integrated photonics" where one paper has "integrated". Figures:
 * `test/bench/theme-names.md`.
 */
import type { Embedding } from '../../../embedding.js';
import { byKey, type Group, isWritten, type PhraseSupport } from '../phrases/candidates.js';
import type { Phrase } from '../phrases/phrase.js';
import type { Closeness } from './closeness.js';

/** The minimum share of the group's papers that must have each word; that of the rarest; and the minimum number. */
const WORD_IN = 0.1;
const RAREST_IN = 0.2;
const RAREST_IN_PAPERS = 2;
/** Subjects that are candidates of one group. */
const NEAREST = 12;

export interface GroupsOfPapers {
  readonly groups: readonly Group[];
  /** The group of each paper, or -1. */
  readonly groupOf: Int32Array;
}

/** A subject, and the groups whose papers have its words. */
export interface PossibleSubject {
  readonly phrase: Phrase;
  readonly groups: readonly number[];
}

/** The subjects of whose words each is in enough papers of some group. */
export function possibleSubjects(phrases: readonly Phrase[], { groups, groupOf }: GroupsOfPapers): PossibleSubject[] {
  const sharesByWord = new Map<ReadonlySet<number>, Float64Array>();
  const sharesOf = (papers: ReadonlySet<number>): Float64Array => {
    let shares = sharesByWord.get(papers);
    if (shares === undefined) {
      shares = new Float64Array(groups.length);
      for (const paper of papers) if (groupOf[paper]! >= 0) shares[groupOf[paper]!]! += 1;
      groups.forEach((group, c) => (shares![c]! /= group.papers.length));
      sharesByWord.set(papers, shares);
    }
    return shares;
  };
  return phrases.flatMap((phrase) => {
    // A subject of one word, or of words that say nothing by themselves, must be written as it is.
    if (phrase.papersByWord === undefined || phrase.words.length < 2 || phrase.postings.length === 0) return [];
    const [rarest, ...others] = [...phrase.papersByWord].sort((a, b) => a.size - b.size).map(sharesOf);
    const having = groups.flatMap(({ papers }, c) => {
      const enough = Math.max(RAREST_IN, RAREST_IN_PAPERS / papers.length);
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
  { groups, groupOf }: GroupsOfPapers,
): PhraseSupport[][] {
  const near = groups.map((): { phrase: Phrase; close: number }[] => []);
  for (const { phrase, groups: having } of possible)
    for (const c of having) near[c]!.push({ phrase, close: toCentre([embeddings.get(phrase.text)!], c) });
  return near.map((list, c) =>
    list
      .sort((a, b) => b.close - a.close || byKey(a, b))
      .slice(0, NEAREST)
      .map(({ phrase }) => {
        const [papers, about] = [phrase.papers, phrase.about].map((all) => all.filter((one) => groupOf[one] === c));
        const apart = !isWritten(papers!, groups[c]!);
        return { fair: true, fairOfTitles: true, phrase, papers: papers!, about: about!, apart, told: 0 };
      }),
  );
}
