/**
 * Which phrases make up the name of each group: one to three, scored together as a name.
 *
 * The groups with the best names are named first; no later group has a name that could be confused with theirs, and one
 * with a phrase of theirs is worth less. A name of the last run stays while it is valid. Figures:
 * `test/bench/theme-names.md`.
 */
import { cosineSimilarity } from '../../../embedding.js';
import { roundTo4 } from '../../../maths/rounding.js';
import type { Candidate } from '../phrases/candidates.js';
import { fullForms } from '../phrases/nested.js';
import type { Phrase } from '../phrases/phrase.js';
import { canBeJoined, nameOf, sharedWord, wordsOfName } from '../phrases/wording.js';
import { highestSimilarity } from './closeness.js';
import type { ScoreName } from './score.js';

/** The label of the last run, and whether the theme has hardly changed since. */
export interface PreviousLabel {
  readonly label: string | null;
  readonly settled: boolean;
}

/** Two phrases of one name with a higher similarity are redundant … */
const SAME_MEANING = 0.75;
/** … but "video reasoning" and "visual reasoning" are two, and make one name. */
const SAME_MEANING_WITH_SHARED_WORD = 0.9;
/** Phrases with a higher similarity cannot name two groups. */
const SAME_NAME = 0.85;
/** A third phrase is about something else than the first two: a lower similarity. */
const ANOTHER_MEANING = 0.6;
/** Maximum number of words of a name. */
const WORDS = 6;
/** Papers of a phrase that names a group which is left without a name. */
const PAPERS_AT_LEAST = 3;
/** Deducted from the score of a name for each phrase that is in the name of another group too. */
const REPEATED = 0.05;
/** The best candidates are tried alone, in pairs, and in threes where a name may have three phrases. */
const TRIED = 14;
/** A name of the last run stays while its phrases are candidates, and the best of them this near to the best score. */
const STILL_TRUE = 0.12;

export interface NameParts {
  /** The label of the last run, where it stays. */
  readonly label: string | null;
  /** Empty where no candidate is left for the group. */
  readonly parts: readonly Candidate[];
}

/** A name that a group could have. */
interface Option {
  readonly parts: readonly Candidate[];
  readonly score: number;
}

export interface NamePartsOptions {
  readonly scoreName: ScoreName;
  /** Maximum number of phrases of a name. */
  readonly most: number;
  /** For each group its earlier label, if any. */
  readonly previous: readonly (PreviousLabel | undefined)[];
}

/** @param candidates of each group, best first */
export function namePartsOf(
  candidates: readonly Candidate[][],
  { scoreName, most, previous }: NamePartsOptions,
): NameParts[] {
  const allParts: (readonly Candidate[])[] = [];
  const names = candidates.map((list, c): NameParts | undefined => {
    const stay = stayingLabel(previous[c], list);
    if (stay === undefined) return undefined;
    allParts.push(stay.parts);
    return stay;
  });
  for (const mayName of [isFair, isOfSeveralPapers]) {
    const offers = candidates.flatMap((list, c) =>
      names[c] === undefined ? [{ group: c, options: optionsOf(list, c, { mayName, scoreName, most }) }] : [],
    );
    assignBest(offers, allParts, (c, parts) => (names[c] = { label: null, parts }));
  }
  return names.map((name) => name ?? { label: null, parts: [] });
}

const isFair = ({ fair }: Candidate): boolean => fair;

/** For a group whose other candidates name other groups: a phrase of few of its papers says more than a title. */
const isOfSeveralPapers = ({ papers }: Candidate): boolean => papers.length >= PAPERS_AT_LEAST;

interface OptionsOptions extends Pick<NamePartsOptions, 'scoreName' | 'most'> {
  readonly mayName: (candidate: Candidate) => boolean;
}

/** The names that a group could have, best first. */
function optionsOf(
  candidates: readonly Candidate[],
  group: number,
  { mayName, scoreName, most }: OptionsOptions,
): Option[] {
  const best = candidates.filter(mayName).slice(0, TRIED);
  const forms = fullForms(candidates);
  return joinable(best, most)
    .map((parts) => ({ parts: inFull(parts, forms), score: scoreName(parts, group) }))
    .sort((a, b) => b.score - a.score);
}

/** The names that a group could have. */
interface Offer {
  readonly group: number;
  readonly options: readonly Option[];
}

/**
 * Gives the group with the best name its name, then the next, until no name is left that could not be confused.
 * @param allParts of the names given before; the names given now are added
 */
function assignBest(
  offers: readonly Offer[],
  allParts: (readonly Candidate[])[],
  assign: (group: number, parts: readonly Candidate[]) => void,
): void {
  // The best name of a group can only become worse as others are given, so it is computed again only when it is first.
  let open = offers.flatMap((offer) => withBest(offer, allParts));
  while (open.length > 0) {
    open.sort((a, b) => b.best.score - a.best.score || a.group - b.group);
    const [first, ...others] = open;
    const [now] = withBest(first!, allParts);
    if (now !== undefined && now.best.score === first!.best.score) {
      assign(now.group, now.best.parts);
      allParts.push(now.best.parts);
      open = others;
    } else open = now === undefined ? others : [now, ...others];
  }
}

/** An offer with its best name that could not be confused with another, as an only element; or none. */
function withBest(offer: Offer, allParts: readonly (readonly Candidate[])[]): (Offer & { readonly best: Option })[] {
  const keys = new Set(allParts.flat().map(({ phrase }) => phrase.key));
  const best = offer.options
    .map(({ parts, score }): Option => {
      const repeats = parts.filter(({ phrase }) => keys.has(phrase.key)).length;
      return { parts, score: roundTo4(score - REPEATED * repeats) };
    })
    .sort((a, b) => b.score - a.score)
    .find(({ parts }) => !allParts.some((other) => sameNames(other, parts)));
  return best === undefined ? [] : [{ ...offer, best }];
}

/** All sets of candidates that make a name, in order of candidate. */
function joinable(list: readonly Candidate[], most: number): (readonly Candidate[])[] {
  const sets: (readonly Candidate[])[] = [];
  const extend = (parts: readonly Candidate[], from: number): void => {
    for (let i = from; i < list.length; i++) {
      const more = [...parts, list[i]!];
      if (!makeName(more)) continue;
      sets.push(more);
      if (more.length < most) extend(more, i + 1);
    }
  };
  extend([], 0);
  return sets;
}

/** Each phrase in its full form, if these make a name. */
function inFull(parts: readonly Candidate[], forms: ReadonlyMap<Candidate, Candidate>): readonly Candidate[] {
  const full = parts.map((part) => forms.get(part) ?? part);
  return makeName(full) ? full : parts;
}

/** Whether phrases make a name: one always does. */
function makeName(parts: readonly Candidate[]): boolean {
  if (parts.length < 2) return true;
  return (
    parts.reduce((sum, { phrase }) => sum + phrase.words.length, 0) <= WORDS &&
    parts.every(({ phrase }) => canBeJoined(phrase)) &&
    parts.every((one, i) => parts.slice(i + 1).every((other) => !sameMeaning(one, other))) &&
    (parts.length < 3 || highestSimilarity(parts.map(({ embedding }) => embedding)) <= ANOTHER_MEANING)
  );
}

/** A label that stays, or whose words are all words of candidates, one of them a good one. */
function stayingLabel(
  { label = null, settled = false }: Partial<PreviousLabel> = {},
  candidates: readonly Candidate[],
): { label: string; parts: Candidate[] } | undefined {
  if (label === null) return undefined;
  const fair = candidates.filter((candidate) => candidate.fair);
  const words = wordsOfName(label);
  const parts = fair.filter(({ phrase }) =>
    [phrase.plural, phrase.acronym ?? phrase.plural].some((form) =>
      wordsOfName(form).every((word) => words.includes(word)),
    ),
  );
  const explained = new Set(parts.flatMap(({ phrase }) => wordsOfName(`${phrase.plural} ${phrase.acronym ?? ''}`)));
  const stillTrue =
    fair.length === 0 ||
    (words.every((word) => explained.has(word)) && parts.some(({ score }) => score >= fair[0]!.score - STILL_TRUE));
  return settled || stillTrue ? { label, parts } : undefined;
}

/** Whether two phrases of one name are redundant; a word that they share is written once. */
function sameMeaning(a: Candidate, b: Candidate): boolean {
  const limit = sharedWord(a.phrase, b.phrase) === null ? SAME_MEANING : SAME_MEANING_WITH_SHARED_WORD;
  return (
    hasAllWordsOf(a.phrase, b.phrase) ||
    hasAllWordsOf(b.phrase, a.phrase) ||
    a.phrase.words.filter((word) => b.phrase.words.includes(word)).length > 1 ||
    cosineSimilarity(a.embedding, b.embedding) > limit
  );
}

/** As "bias in language models" has all words of "LLM bias": an acronym has the key of its long form. */
function hasAllWordsOf(more: Phrase, less: Phrase): boolean {
  return less.words.every((word) => more.key.includes(word));
}

/** Whether the names of two groups could be confused: all phrases of one are in the other. */
function sameNames(a: readonly Candidate[], b: readonly Candidate[]): boolean {
  const [fewer, more] = a.length <= b.length ? [a, b] : [b, a];
  return fewer.length > 0 && fewer.every((one) => more.some((other) => samePhrase(one, other)));
}

function samePhrase(a: Candidate, b: Candidate): boolean {
  return (
    a.phrase.key === b.phrase.key ||
    nameOf(a.phrase).toLowerCase() === nameOf(b.phrase).toLowerCase() ||
    cosineSimilarity(a.embedding, b.embedding) > SAME_NAME
  );
}
