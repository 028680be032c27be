/**
 * Which phrases make up the name of each group: one that says most, and up to two more where they make the name truer.
 *
 * The best scores are served first over all groups, so that no two groups have the same first phrase. A name of the
 * last run stays while it is true. Figures: `test/bench/theme-names.md`.
 */
import { cosineSimilarity } from '../../embedding.js';
import { byKey, type Candidate, type Group, type QueryPrecision, truthOf } from './candidates.js';
import type { PreviousLabel } from './names.js';
import { nameOf, sharedWord, wordsOfName } from './wording.js';

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
/** Another phrase must make the name so many times truer; a word should not stay alone. */
const SECOND_GAIN = 1.08;
const SECOND_GAIN_OF_WORD = 1.02;
const THIRD_GAIN = 1.15;
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

/** @param candidates of each group, best first */
export function namePartsOf(
  candidates: readonly Candidate[][],
  groups: readonly Group[],
  precision: QueryPrecision,
  previous: readonly (PreviousLabel | undefined)[],
): NameParts[] {
  const stays = groups.map((_, c) => stayingLabel(previous[c], candidates[c]!));
  const used = stays.flatMap((stay) => stay?.parts ?? []);
  const firsts = firstParts(candidates, stays, used);
  return groups.map((group, c) => {
    const truth = (parts: readonly Candidate[]) => truthOf(parts, group, precision, c);
    const stay = stays[c];
    // A label that stays may be less true than the best candidate; whether the group is mixed is about the group.
    if (stay !== undefined) return { ...stay, truth: Math.max(truth(stay.parts), truth(candidates[c]!.slice(0, 1))) };
    const first = firsts[c];
    const parts = first === undefined ? [] : [first];
    while (parts.length > 0 && parts.length < PARTS) {
      const next = nextPart(parts, candidates[c]!, group, { used, truth });
      if (next === undefined) break;
      parts.push(next);
      used.push(next);
    }
    return { label: null, parts, truth: truth(parts) };
  });
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

/** The first phrase of each group that needs one; best score first over all groups. Fills `used`. */
function firstParts(
  candidates: readonly Candidate[][],
  stays: readonly unknown[],
  used: Candidate[],
): (Candidate | undefined)[] {
  const firsts = candidates.map((): Candidate | undefined => undefined);
  const offers = candidates.flatMap((list, c) =>
    list.filter(({ fair }) => fair && stays[c] === undefined).map((candidate) => ({ candidate, c })),
  );
  offers.sort((a, b) => b.candidate.score - a.candidate.score || byKey(a.candidate, b.candidate) || a.c - b.c);
  const names = new Set(used.map(({ phrase }) => nameOf(phrase).toLowerCase()));
  for (const { candidate, c } of offers) {
    const name = nameOf(candidate.phrase).toLowerCase();
    if (firsts[c] !== undefined || names.has(name) || used.some((other) => sameName(other, candidate))) continue;
    firsts[c] = candidate;
    used.push(candidate);
    names.add(name);
  }
  return firsts;
}

/** The candidate that makes a name truest; none where none makes it much truer. */
function nextPart(
  parts: readonly Candidate[],
  candidates: readonly Candidate[],
  group: Group,
  { used, truth }: { used: readonly Candidate[]; truth: (parts: readonly Candidate[]) => number },
): Candidate | undefined {
  const words = parts.reduce((sum, { phrase }) => sum + phrase.words.length, 0);
  if (words > WORDS_BEFORE_NEXT) return undefined;
  let best: Candidate | undefined;
  let bestTruth = truth(parts) * gainAfter(parts);
  for (const candidate of candidates) {
    const { phrase, papers, fair, score } = candidate;
    const { covers, precise } = phrase.words.length > 1 ? NEXT_PHRASE : NEXT_WORD;
    if (
      !fair ||
      words + phrase.words.length > WORDS ||
      score < NEXT_SCORES * parts[0]!.score ||
      papers.length < covers * group.papers.length ||
      papers.length < precise * phrase.papers.length ||
      used.some((other) => (parts.includes(other) ? sameMeaning(other, candidate) : sameName(other, candidate)))
    )
      continue;
    const together = truth([...parts, candidate]);
    if (together > bestTruth) [best, bestTruth] = [candidate, together];
  }
  return best;
}

function gainAfter(parts: readonly Candidate[]): number {
  if (parts.length > 1) return THIRD_GAIN;
  const { words, acronym } = parts[0]!.phrase;
  return words.length > 1 || acronym !== null ? SECOND_GAIN : SECOND_GAIN_OF_WORD;
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

/** Whether the names of two groups would be taken for one. */
function sameName(a: Candidate, b: Candidate): boolean {
  return a.phrase.key === b.phrase.key || cosineSimilarity(a.embedding, b.embedding) > SAME_NAME;
}
