/**
 * Are two papers the same, which layer decides, and what is the evidence?
 *
 * Layers, cheapest first: the same identifier; the same title if an abstract is missing; shared shingles, if the texts
 * are equal or one contains the other; and the fitted rule for rewritten texts. A title can veto a pair: it names
 * another part of a series, it marks a comment, a correction or a protocol, or the shared text matches neither title.
 */
import { LEAST_SCORE } from '../../limits.js';
import { sharedCount, toSet } from '../../maths/number-sets.js';
import { roundTo4 } from '../../maths/rounding.js';
import { shareAuthors } from './authors.js';
import type { ComparedPaper, PaperFingerprint } from './fingerprint.js';
import type { DuplicateKind, DuplicatePair } from './pairs.js';
import { logOddsOf, probabilityOf } from './rule.js';
import { apartBy } from './series.js';
import { type Signals, signalsOf } from './signals.js';
import { markVeto } from './title-marks.js';

/** An abstract of fewer words ("No abstract available") counts as missing. */
const TELLING_WORDS = 12;
/** Score of two papers with the same distinctive title, one of them without an abstract. */
const SAME_TITLE_SCORE = 0.9;

/**
 * From here on two abstracts are the same text. Judged pairs that were only retitled, reordered or written in other
 * LaTeX share 0.87 and more; the maximum for different papers, in six sets, is 0.55.
 */
const SAME_TEXT = 0.7;
/**
 * From here on the longer abstract contains the shorter one, if that is shorter by a seventh or more. Abstracts cut at
 * a sentence share 1.00; the maximum for different papers is 0.79.
 */
const CONTAINED = 0.85;
const SHORTER = 0.86;

/**
 * If both abstracts have this many numbers, with different titles, and share none, they are two reports in the same
 * words.
 */
const SEVERAL_NUMBERS = 4;
/**
 * If both have this many, with different titles and texts, and share less than this of them, they report different
 * trials of the same design. The rule does not know: none of the versions that it was fitted on has as many.
 */
const MANY_NUMBERS = 10;
const MOST_NUMBERS = 0.75;
/** Titles that share less of their words are different. */
const RETITLED = 0.3;
/** What journals print in two places is one paper if the texts share this many neighbouring words. */
const PRINTED_TWICE = 0.5;
/** Titles that share as many of their words differ in what they are on if both name something of their own. */
const SAME_PATTERN = 0.5;
/** A text matches a title if it has this share of the words that only this title has. */
const SPOKEN_OF = 0.2;

/**
 * Two abstracts with exactly the same figures report the same results in any wording. Required: this many figures, this
 * many with three digits or a decimal point (doses and ages agree by chance), and this similarity:
 * `test/bench/duplicates.md`.
 */
const AGREEING_FIGURES = 3;
const TELLING_FIGURES = 2;
const SAME_MEANING = 0.75;
const FIGURES_SCORE = 0.7;

/** Two titles of as many words contradict each other if they share less than this share of the shorter one's. */
const TITLE_WORDS = 3;
const TITLE_SHARED = 0.5;

/** Whether an abstract is long enough for two equal ones to be the same paper. */
export function isTelling(reading: Pick<PaperFingerprint, 'length'>): boolean {
  return reading.length >= TELLING_WORDS;
}

/**
 * Judges two papers; their order does not matter.
 * @param scale of the similarities of another encoder; see `similarity-scale.ts`
 */
export function judge(x: PaperFingerprint, y: PaperFingerprint, scale = 1): DuplicatePair {
  const [a, b] = x.paper.id < y.paper.id ? [x, y] : [y, x];
  const signals = signalsOf(a, b, scale);
  const verdict = verdictOf(a, b, signals);
  const vetoReason =
    verdict.score < LEAST_SCORE || verdict.kind === 'same-id' ? null : apart(a, b, verdict.kind, signals);
  return {
    a: a.paper.id,
    b: b.paper.id,
    similarity: roundTo4(signals.similarity),
    overlap: { jaccard: roundTo4(signals.jaccard), containment: roundTo4(signals.containment) },
    score: vetoReason === null ? roundTo4(verdict.score) : 0,
    kind: verdict.kind,
    evidence: vetoReason === null ? verdict.evidence : `distinct: ${vetoReason}; ${verdict.evidence}`,
    vetoReason,
  };
}

interface Verdict {
  readonly score: number;
  readonly kind: DuplicateKind;
  readonly evidence: string;
}

function verdictOf(a: PaperFingerprint, b: PaperFingerprint, signals: Signals): Verdict {
  const identifier = sharedIdentifier(a.paper, b.paper);
  if (identifier !== null && !isFalse(identifier, a, b, signals.titles))
    return { score: 1, kind: 'same-id', evidence: `same ${identifier}` };
  const sameTitle = a.titleLetters !== '' && a.titleLetters === b.titleLetters;
  if (!isTelling(a) || !isTelling(b)) {
    return {
      score: sameTitle && a.ownTitle ? SAME_TITLE_SCORE : 0,
      kind: 'same-title',
      evidence: 'same title; at least one of the two has no abstract',
    };
  }
  const { score, kind } = textScore(signals);
  if (kind === 'same-text') return { score, kind, evidence: `${percent(signals.jaccard)} of word 3-grams shared` };
  if (kind === 'contained') {
    const evidence = `${percent(signals.containment)} of the shorter abstract's word 3-grams occur in the longer`;
    return { score, kind, evidence };
  }
  const summary = rewriting(signals);
  // The title decided if the abstracts alone would not have been enough.
  if (score < FIGURES_SCORE && signals.similarity >= SAME_MEANING && sameFigures(a, b)) {
    const evidence = `all ${a.figures.size} figures are the same; ${summary}`;
    return { score: FIGURES_SCORE, kind: 'rewritten', evidence };
  }
  const byTitle = sameTitle && logOddsOf({ ...signals, titles: null }) < 0;
  return byTitle
    ? { score, kind: 'same-title', evidence: `same title; ${summary}` }
    : { score, kind: 'rewritten', evidence: summary };
}

/** With fewer shared shingles, two texts with `x` and `y` of them are not the same and neither contains the other. */
export function leastShingles(x: number, y: number): number {
  return Math.min((SAME_TEXT / (1 + SAME_TEXT)) * (x + y), CONTAINED * Math.min(x, y));
}

/** The score of two abstracts that are long enough, by their texts and titles. Greater shares give no lower score. */
export function textScore(signals: Signals): {
  readonly score: number;
  readonly kind: Extract<DuplicateKind, 'same-text' | 'contained' | 'rewritten'>;
} {
  const score = probabilityOf(logOddsOf(signals));
  if (signals.jaccard >= SAME_TEXT) return { score: Math.max(score, signals.jaccard), kind: 'same-text' };
  if (signals.containment >= CONTAINED && signals.lengths <= SHORTER)
    return { score: Math.max(score, signals.containment), kind: 'contained' };
  return { score, kind: 'rewritten' };
}

function sameFigures({ figures }: PaperFingerprint, other: PaperFingerprint): boolean {
  if (figures.size < AGREEING_FIGURES || figures.size !== other.figures.size) return false;
  const telling = [...figures].filter((figure) => figure.length > 2);
  return telling.length >= TELLING_FIGURES && [...figures].every((figure) => other.figures.has(figure));
}

function rewriting(signals: Signals): string {
  const numbers = signals.numbers === 0 ? [] : [`${signals.sharedNumbers} of ${signals.numbers} numbers`];
  const words = [`${percent(signals.stemPairs)} of neighbouring words`, ...numbers].join(' and ');
  return `similarity ${signals.similarity.toFixed(2)}, ${words} shared`;
}

function apart(
  a: PaperFingerprint,
  b: PaperFingerprint,
  kind: DuplicateKind,
  { titles, numbers, sharedNumbers, stemPairs }: Signals,
): string | null {
  const sameText = kind === 'same-text' || kind === 'contained';
  if ((!sameText || (titles ?? 1) < RETITLED) && !shareAuthors(a.paper.authors, b.paper.authors))
    return 'they have no author in common';
  if (!isTelling(a) && !isTelling(b)) {
    const other = apartByFacts(a.paper, b.paper);
    if (other !== null) return other;
  }
  if (titles === null) return null;
  const marked = markVeto(a.marks, b.marks, sameText);
  if (marked !== null) return marked;
  if (titles < 1 && numbers >= SEVERAL_NUMBERS && sharedNumbers === 0)
    return 'both abstracts give several numbers, and share none';
  if (!sameText && titles < 1 && numbers >= MANY_NUMBERS && sharedNumbers < MOST_NUMBERS * numbers)
    return `${numbers - sharedNumbers} of ${numbers} numbers differ`;
  const other =
    kind === 'rewritten' && titles < 1
      ? (apartInJournals(a.paper, b.paper, stemPairs) ?? apartBySubject(a, b, titles))
      : null;
  if (other !== null) return other;
  const series = apartBy(a.series, b.series, titles, sameText);
  if (series !== null) return series;
  return sameText && titles < RETITLED && isForm(a, b) ? 'the text that both share mentions neither title' : null;
}

/** Differences of papers with the same title and no abstract. */
function apartByFacts(a: ComparedPaper, b: ComparedPaper): string | null {
  const areNamed = a.authors.length > 0 && b.authors.length > 0;
  if (areNamed && a.isPreprint !== b.isPreprint) return null;
  const [doi, otherDoi] = [a.identifiers.doi, b.identifiers.doi];
  if (doi !== undefined && otherDoi !== undefined && doi !== otherDoi)
    return 'they consist of a title only, and two DOIs';
  const [from, to] = [a.published?.slice(0, 4), b.published?.slice(0, 4)].sort();
  if (from === undefined || to === undefined || from === to) return null;
  const isAhead = Number(to) - Number(from) === 1 && a.hasVolume !== b.hasVolume;
  return areNamed && isAhead ? null : `they consist of a title only, of ${from} and of ${to}`;
}

/**
 * Journals print a review after its protocol, and a study for each region, in much the same words, but a paper only
 * once. One that is printed again, for instance in another language, keeps most of them. PubMed numbers articles.
 */
function apartInJournals(a: ComparedPaper, b: ComparedPaper, stemPairs: number): string | null {
  if (stemPairs >= PRINTED_TWICE) return null;
  const words = `and share ${percent(stemPairs)} of neighbouring words`;
  if (areTwo(a.inJournal, b.inJournal))
    return `they begin in volume and page ${a.inJournal}, and ${b.inJournal}, ${words}`;
  return areTwo(a.inPubMed, b.inPubMed) ? `they have two PubMed ids, ${words}` : null;
}

function areTwo(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && one !== other;
}

/** Two titles of one pattern, each of which names something that only its own abstract mentions. */
function apartBySubject(a: PaperFingerprint, b: PaperFingerprint, titles: number): string | null {
  return titles >= SAME_PATTERN && hasOwnSubject(a, b) && hasOwnSubject(b, a)
    ? 'each title names what the other paper does not mention'
    : null;
}

function hasOwnSubject(a: PaperFingerprint, other: PaperFingerprint): boolean {
  const own = onlyInTitleOf(a, other);
  return mentions(a, own) > 0 && mentions(other, own) === 0;
}

/** Whether the text lacks the words that distinguish the titles: a form that only the title fills in. */
function isForm(a: PaperFingerprint, b: PaperFingerprint): boolean {
  return !speaksOf(a, b) && !speaksOf(b, a);
}

/** Whether the abstract mentions what only its own title names. */
function speaksOf(a: PaperFingerprint, other: PaperFingerprint): boolean {
  const own = onlyInTitleOf(a, other);
  return own.length === 0 || mentions(a, own) >= SPOKEN_OF * own.length;
}

function onlyInTitleOf(a: PaperFingerprint, other: PaperFingerprint): Uint32Array {
  return a.titleStems.filter((stem) => !other.titleStems.includes(stem));
}

/** How many of the stems are in the abstract. */
function mentions({ stems }: PaperFingerprint, named: Uint32Array): number {
  return sharedCount(named, toSet(stems.slice()));
}

const IDENTIFIER_NAMES = {
  doi: 'DOI',
  arxiv: 'arXiv id',
  pubmed: 'PubMed id',
  openalex: 'OpenAlex id',
  s2: 'Semantic Scholar id',
  s2corpus: 'Semantic Scholar corpus id',
} as const;

/** `arXiv id 2501.01234` if two papers share one; the first in a fixed order. Of one paper, the id is not repeated. */
function sharedIdentifier(a: ComparedPaper, b: ComparedPaper): string | null {
  if (a.id === b.id) return 'paper id';
  for (const kind of Object.keys(IDENTIFIER_NAMES) as (keyof typeof IDENTIFIER_NAMES)[]) {
    const value = a.identifiers[kind];
    if (value !== undefined && value === b.identifiers[kind]) return `${IDENTIFIER_NAMES[kind]} ${value}`;
  }
  return null;
}

/**
 * Files give chapters the DOI of their book, and unrelated papers one id: `contradict` of `identity.ts` keeps those
 * apart, and so most papers that share an identifier and are not joined are two.
 */
function isFalse(identifier: string, a: PaperFingerprint, b: PaperFingerprint, titles: number | null): boolean {
  if (a.paper.id === b.paper.id || titles === null) return false;
  const strangers = !shareAuthors(a.paper.authors, b.paper.authors);
  if (strangers && titles < SAME_PATTERN) return true;
  const words = Math.min(a.titleStems.length, b.titleStems.length);
  if (words < TITLE_WORDS || sharedCount(a.titleStems, b.titleStems) >= TITLE_SHARED * words) return false;
  return strangers || /^DOI/.test(identifier) || (isTelling(a) && isTelling(b));
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
