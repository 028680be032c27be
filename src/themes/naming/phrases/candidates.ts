/**
 * Candidate names of a group: which papers of the group have the phrase, and how well it discriminates.
 *
 * Candidates come from class-based TF-IDF (Grootendorst 2022, BERTopic).
 */
import type { Embedding } from '../../../embedding.js';
import { byCodeUnits } from '../../../maths/order.js';
import { log } from '../../../maths/rounding.js';
import { isEstablished, type Phrase } from './phrase.js';

/**
 * Of a group's papers, the share that must have a word, or a phrase of several words, for it to be a candidate; and
 * the minimum number. "Natural language processing" occurs in 6 % of the papers that it describes best.
 */
const WORD_COVERS = 0.12;
const PHRASE_COVERS = 0.05;
const PAPERS_AT_LEAST = 2;
/** The part of these shares that is enough in a group without a candidate: its papers consist of titles. */
const COVERS_OF_TITLES = 0.2;
/** In a group of a dozen papers or more, one paper more: two may have the same authors. */
const DOZEN = 12;
/**
 * A name that authors gave ("TallyBench", "Scaffolded Zoom") counts as a subject only from this many papers on.
 * "Markov chain" is a subject.
 */
const PAPERS_WITH_PROPER_NAME = 4;
/** Weight of an established name. */
const ESTABLISHED = 1.15;
/** Weight of a word relative to a phrase when candidates are preselected. */
const ONE_WORD_TOLD = 0.65;
/**
 * Subjects occur in titles: a phrase in the titles of less than this share of its papers has a lower weight, down to
 * the floor.
 */
const TITLE_SHARE = 0.2;
const TITLE_PRIOR = 3;
const TITLE_FLOOR = 0.5;

/** Papers by their places in the collection. */
export interface Group {
  readonly papers: readonly number[];
  /** The title to fall back on if no phrase is suitable; may be empty. */
  readonly title: string;
}

/** A phrase in a group, before it is embedded. */
export interface PhraseSupport {
  /** Whether it may be a name; if not, it is only a term. */
  readonly fair: boolean;
  readonly phrase: Phrase;
  /** Papers of the group that have it, and that are about it: see `Phrase`. */
  readonly papers: readonly number[];
  readonly about: readonly number[];
  /** The same if its papers consist of titles. */
  readonly fairOfTitles: boolean;
  /** Whether it is a subject that the papers do not write in one piece. */
  readonly apart: boolean;
  /** How well the phrase describes the group: the group's part of its TF-IDF. */
  readonly told: number;
}

/** How much a phrase agrees with the votes of each paper of a group, by their weights; for one paper or more. */
export interface Agreement {
  /** The cosine to the most similar name of a subject. */
  readonly byMeaning: Float64Array;
  /** All or nothing: whether the phrase is a name of a subject. */
  readonly byName: Float64Array;
}

export interface Candidate extends Omit<PhraseSupport, 'fairOfTitles'> {
  readonly embedding: Embedding;
  /** See `agreement.ts`. */
  readonly agreement: Agreement;
  /** Its score as a name by itself: see `score.ts`. */
  readonly score: number;
}

/**
 * Adds what a phrase is in each group that has it.
 * @param groupOf the group of each paper, or -1
 */
export function findIn(
  phrase: Phrase,
  groups: readonly Group[],
  groupOf: Int32Array,
  evidence: readonly PhraseSupport[][],
): void {
  const exactIn = byGroup(phrase.papers, groupOf);
  const aboutIn = phrase.about === phrase.papers ? exactIn : byGroup(phrase.about, groupOf);
  const total = groupOf.length;
  for (const [c, papers] of phrase.isSubject ? aboutIn : exactIn) {
    const size = groups[c]!.papers.length;
    const [exact, about] = [exactIn.get(c) ?? [], aboutIn.get(c) ?? []];
    const several = phrase.words.length > 1;
    const written = isWritten(exact, groups[c]!);
    const covers = (several ? PHRASE_COVERS : WORD_COVERS) * size;
    const mayName = (least: number): boolean =>
      about.length >= Math.max(Math.min(papersAtLeast(size), size), least) && written && !isCoined(phrase);
    // A group that is the whole collection has no others to differ from: the most frequent phrases name it.
    const others = (phrase.isSubject ? phrase.about : phrase.papers).length / total;
    const specificity = groups.length > 1 ? log(papers.length / size / others) : 1;
    if (specificity <= 0) continue;
    const titles = papers.filter((paper) => phrase.titles.has(paper)).length;
    evidence[c]!.push({
      fair: mayName(covers),
      fairOfTitles: mayName(COVERS_OF_TITLES * covers),
      phrase,
      papers,
      about,
      apart: phrase.isSubject && !written,
      told: (formWeight(phrase) * (several ? 1 : ONE_WORD_TOLD) * specificity * (about.length + titles)) / size,
    });
  }
}

/** Whether enough papers of a group have a phrase in one piece. @param exact the papers that have it */
export function isWritten(exact: readonly number[], { papers }: Group): boolean {
  return exact.length >= Math.min(PAPERS_AT_LEAST, papers.length);
}

/** The papers of each group that has some, in the order in which they are given. */
function byGroup(papers: readonly number[], groupOf: Int32Array): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  for (const paper of papers) {
    const group = groupOf[paper]!;
    if (group < 0) continue;
    const known = groups.get(group);
    if (known === undefined) groups.set(group, [paper]);
    else known.push(paper);
  }
  return groups;
}

/** Whether few papers have it, and write it as a name: with a capital that is not an acronym's. */
function isCoined({ text, acronym, papers }: Phrase): boolean {
  return (
    papers.length < PAPERS_WITH_PROPER_NAME &&
    acronym === null &&
    /(?:^|[\s-])\p{Lu}\p{Ll}|\p{Ll}\p{Lu}\p{Ll}/u.test(text)
  );
}

/** In order of key. */
export function byKey(a: { readonly phrase: Phrase }, b: { readonly phrase: Phrase }): number {
  return byCodeUnits(a.phrase.key, b.phrase.key);
}

/** Weight of a phrase by its form when candidates are preselected. */
function formWeight(phrase: Phrase): number {
  return (isEstablished(phrase) ? ESTABLISHED : 1) * titleWeight(phrase);
}

function titleWeight({ titles, papers }: Phrase): number {
  const share = (titles.size + TITLE_PRIOR * TITLE_SHARE) / (papers.length + TITLE_PRIOR);
  return Math.min(1, TITLE_FLOOR + (1 - TITLE_FLOOR) * (share / TITLE_SHARE));
}

function papersAtLeast(groupSize: number): number {
  return groupSize < DOZEN ? PAPERS_AT_LEAST : PAPERS_AT_LEAST + 1;
}
