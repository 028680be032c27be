/**
 * Which phrases make up the name of each group: one to three, taken together for what they are worth as a name.
 *
 * The best names are given first over all groups, so that no two groups have names that could be taken for each other.
 * A name of the last run stays while it is true. Figures: `test/bench/theme-names.md`.
 */
import { cosineSimilarity } from '../../embedding.js';
import { type Candidate, type Group, truthOf } from './candidates.js';
import type { Retrieval } from './retrieval.js';
import { nameOf, sharedWord, wordsOfName } from './wording.js';

/** The label of the last run, and whether the theme has hardly changed since. */
export interface PreviousLabel {
  readonly label: string | null;
  readonly settled: boolean;
}

/** Two phrases of one name whose embeddings are nearer than this say the same … */
const SAME_MEANING = 0.75;
/** … but "video reasoning" and "visual reasoning" are two, and make one name. */
const SAME_MEANING_WITH_SHARED_WORD = 0.9;
/** Phrases nearer than this cannot name two groups. */
const SAME_NAME = 0.85;
/** A name has three phrases at most, and six words; one of more than four words takes no further phrase. */
const PARTS = 3;
const WORDS = 6;
const WORDS_BEFORE_NEXT = 4;
/** What a further phrase must make a name truer by: a name of two, and of three phrases. */
const GAINS = [1, 1.1, 1.2] as const;
/** What a word by itself is worth beside a name of two phrases: it seldom says enough. */
const LONE_WORD = 0.88;
/**
 * The share of the group's papers, and how many at least, that only it covers: two phrases of the same papers are no
 * better a name than one.
 */
const NEXT_ADDS = 0.1;
const NEXT_ADDS_PAPERS = 2;
/** The best candidates are tried as first phrases and as further ones; each name is carried on from the best few. */
const TRIED = 14;
const CARRIED_ON = 4;
/** Another phrase must score this share of the first. */
const NEXT_SCORES = 0.4;
/**
 * The share of the group's papers that must have it, and of the papers that have it, the share that must be the
 * group's.
 */
const NEXT_WORD = { covers: 0.15, precise: 0.3 } as const;
const NEXT_PHRASE = { covers: 0.05, precise: 0.25 } as const;
/**
 * A name of the last run stays while its phrases are candidates still, and the best of them scores this share of the
 * best.
 */
const STILL_TRUE = 0.7;

export interface NameParts {
  /** The label of the last run, where it stays. */
  readonly label: string | null;
  /** Empty where no candidate is left for the group. */
  readonly parts: readonly Candidate[];
  /** See `truthOf`. */
  readonly truth: number;
}

/** A name that a group could have. */
interface Option {
  readonly parts: readonly Candidate[];
  readonly truth: number;
  /** Truth, by how its phrases read as a name. */
  readonly value: number;
}

/** @param candidates of each group, best first */
export function namePartsOf(
  candidates: readonly Candidate[][],
  groups: readonly Group[],
  retrieval: Retrieval,
  previous: readonly (PreviousLabel | undefined)[],
): NameParts[] {
  const nameParts: Candidate[][] = [];
  const names = groups.map((group, c): NameParts | undefined => {
    const stay = stayingLabel(previous[c], candidates[c]!);
    if (stay === undefined) return undefined;
    nameParts.push(stay.parts);
    // A label that stays may be less true than the best candidate; whether the group is mixed is about the group.
    const best = candidates[c]!.slice(0, 1);
    return { ...stay, truth: Math.max(...[stay.parts, best].map((parts) => truthOf(parts, group, retrieval, c))) };
  });
  const offers = groups.flatMap((group, c) =>
    names[c] !== undefined
      ? []
      : optionsOf(candidates[c]!, group, (parts) => truthOf(parts, group, retrieval, c)).map((option) => ({
          option,
          c,
        })),
  );
  offers.sort((a, b) => b.option.value - a.option.value || a.c - b.c);
  for (const { option, c } of offers) {
    if (names[c] !== undefined || nameParts.some((other) => sameNames(other, option.parts))) continue;
    names[c] = { label: null, parts: option.parts, truth: option.truth };
    nameParts.push([...option.parts]);
  }
  return names.map((name) => name ?? { label: null, parts: [], truth: 0 });
}

/** The names that a group could have, best first: single phrases, and what the best of them become with others. */
function optionsOf(
  candidates: readonly Candidate[],
  group: Group,
  truthOfParts: (parts: readonly Candidate[]) => number,
): Option[] {
  const fair = candidates.filter((candidate) => candidate.fair).slice(0, TRIED);
  const optionOf = (parts: readonly Candidate[]): Option => {
    const truth = truthOfParts(parts);
    const form = parts.reduce((sum, { form: one }) => sum + one, 0) / parts.length;
    return { parts, truth, value: (truth * form * (isLoneWord(parts) ? LONE_WORD : 1)) / GAINS[parts.length - 1]! };
  };
  const single = fair.map((candidate) => optionOf([candidate]));
  const all = [...single];
  let carried = single;
  for (let size = 2; size <= PARTS; size++) {
    const longer = new Map<string, Option>();
    for (const { parts } of carried)
      for (const next of fair)
        if (joins(parts, next, group)) {
          const together = [...parts, next].sort((a, b) => fair.indexOf(a) - fair.indexOf(b));
          const key = together.map((one) => fair.indexOf(one)).join();
          if (!longer.has(key)) longer.set(key, optionOf(together));
        }
    carried = [...longer.values()].sort(byValue).slice(0, CARRIED_ON);
    all.push(...longer.values());
  }
  return all.sort(byValue);
}

function isLoneWord([first, second]: readonly Candidate[]): boolean {
  return second === undefined && first!.phrase.words.length === 1 && first!.phrase.acronym === null;
}

function byValue(a: Option, b: Option): number {
  return b.value - a.value;
}

/** Whether a phrase may follow others in a name. */
function joins(parts: readonly Candidate[], next: Candidate, group: Group): boolean {
  const words = parts.reduce((sum, { phrase }) => sum + phrase.words.length, 0);
  const { phrase, about, score } = next;
  const { covers, precise } = phrase.words.length > 1 ? NEXT_PHRASE : NEXT_WORD;
  const adds = about.filter((paper) => !parts.some((other) => other.about.includes(paper))).length;
  return (
    Math.max(words, phrase.words.length) <= WORDS_BEFORE_NEXT &&
    words + phrase.words.length <= WORDS &&
    score >= NEXT_SCORES * parts[0]!.score &&
    about.length >= covers * group.papers.length &&
    about.length >= precise * phrase.about.length &&
    adds >= Math.max(NEXT_ADDS_PAPERS, NEXT_ADDS * group.papers.length) &&
    !parts.some((other) => sameMeaning(other, next))
  );
}

/** A label that is settled, or whose words are all candidates' words, one of them a good one. */
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
    (words.every((word) => explained.has(word)) && parts.some(({ score }) => score >= STILL_TRUE * fair[0]!.score));
  return settled || stillTrue ? { label, parts } : undefined;
}

/** Whether two phrases of one name say the same; a word that they share is written once. */
function sameMeaning(a: Candidate, b: Candidate): boolean {
  const limit = sharedWord(a.phrase, b.phrase) === null ? SAME_MEANING : SAME_MEANING_WITH_SHARED_WORD;
  return (
    a.phrase.key.includes(b.phrase.key) ||
    b.phrase.key.includes(a.phrase.key) ||
    cosineSimilarity(a.embedding, b.embedding) > limit
  );
}

/** Whether the names of two groups would be taken for one: all phrases of one stand in the other. */
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
