/**
 * A paper as it is compared: words turned into numbers once, so that a pair is judged without touching its text again.
 *
 * A word is its 32-bit FNV-1a hash; a collision within a pair happens once in about 10⁵ pairs and has no effect. Sets
 * are sorted Uint32Arrays without repeats, together about 2 kB for an abstract of 200 words. The text itself is not
 * kept, so that many papers fit in memory.
 */
import { hash } from 'node:crypto';
import type { Embedding } from '../../embedding.js';
import { withWord } from '../../maths/hashing.js';
import { toSet } from '../../maths/number-sets.js';
import { type Paper, volumeAndPage } from '../../paper.js';
import { isPreprint } from '../../preprints.js';
import { plainText, wordsIn } from './plain-text.js';
import { type SeriesMark, seriesMarkOf } from './series.js';
import { type TitleMarks, titleMarksOf, titleOfPaper } from './title-marks.js';
import { textNumbers } from './word-numbers.js';

/** Words of a shingle: three is common for MinHash over abstracts, and evidence is stated in 3-grams. */
const SHINGLE_WORDS = 3;

/** A title with fewer letters ("Editorial", "Introduction") is not distinctive. */
const OWN_TITLE_LETTERS = 20;
/** A title of only these words names a recurring page. */
const KIND_OF_PAGE = new Set(
  (
    'a an the of on in for to and from with by its this our message welcome letter letters note notes foreword ' +
    'preface editorial editorials introduction introductory remarks address opening closing general program ' +
    'programme technical conference workshop symposium meeting annual international proceedings session track ' +
    'committee committees chair chairs cochair cochairs co editor editors guest board member members organizer ' +
    'organizers organiser organisers organizing organising reviewer reviewers referee referees author authors list ' +
    'index subject contents table front back matter cover title page copyright acknowledgment acknowledgement ' +
    'acknowledgments acknowledgements book books review reviews news announcement announcements calendar events ' +
    'obituary erratum errata corrigendum corrigenda correction corrections special issue volume number part call ' +
    'papers abstracts abstract posters keynote keynotes invited talk talks speakers summary report'
  ).split(' '),
);

/** What is compared of a paper in addition to its words. */
export interface ComparedPaper extends Pick<Paper, 'id' | 'authors' | 'identifiers' | 'published'> {
  readonly isPreprint: boolean;
  /** A journal prints a paper ahead of its volume. */
  readonly hasVolume: boolean;
  /** Volume and first page in a journal; `null` if they are not known. */
  readonly inJournal: string | null;
  /** The number of a publication in PubMed; `null` for preprints, which may be published later. */
  readonly inPubMed: string | null;
}

/** Of base64: 96 bits, enough for 10¹² papers without a collision. */
const KEY_CHARACTERS = 16;

/** The words of a paper, without its embedding and what its title says of other papers. */
export interface WordFingerprint {
  /** Letters and digits of the title, so that spaces and hyphens do not matter. */
  readonly titleLetters: string;
  /** Whether the title is distinctive, and not a recurring page ("Message from the Program Chairs"). */
  readonly ownTitle: boolean;
  /** Content stems of the title. */
  readonly titleStems: Uint32Array;
  /** Content stems of the abstract, in order, with repeats. */
  readonly stems: Uint32Array;
  /** Bigrams of content stems of the abstract, in either order. */
  readonly bigrams: Uint32Array;
  /** Runs of three words of the abstract. */
  readonly shingles: Uint32Array;
  /** Words of the abstract that contain a digit. */
  readonly numbers: Uint32Array;
  /** Measured values of the abstract: see `figuresOf`. */
  readonly figures: ReadonlySet<string>;
  /** Words of the abstract with repeats. */
  readonly length: number;
  /**
   * Hash of the identifiers and the letters of title and abstract: 96 bits of their SHA-256, equal for exact
   * duplicates.
   */
  readonly key: string;
}

export interface PaperFingerprint extends WordFingerprint {
  readonly paper: ComparedPaper;
  readonly embedding: Embedding;
  readonly series: SeriesMark;
  readonly marks: TitleMarks;
}

/** The part of a fingerprint that a pair is scored by. */
export type ComparedText = Pick<
  PaperFingerprint,
  'embedding' | 'titleLetters' | 'titleStems' | 'bigrams' | 'shingles' | 'numbers' | 'length'
>;

export function fingerprintOf(paper: Paper, embedding: Embedding): PaperFingerprint {
  return {
    ...wordFingerprintOf(paper),
    paper: comparedPaper(paper),
    embedding,
    series: seriesMarkOf(titleOfPaper(paper.title)),
    marks: titleMarksOf(paper.title),
  };
}

/** A preprint server may number what a journal prints later. */
function comparedPaper(paper: Paper): ComparedPaper {
  const { id, authors, identifiers, published } = paper;
  const onServer = isPreprint(paper);
  const hasVolume = paper.volume !== undefined;
  const facts = { id, authors, identifiers, published, isPreprint: onServer, hasVolume };
  if (onServer) return { ...facts, inJournal: null, inPubMed: null };
  return { ...facts, inJournal: volumeAndPage(paper)?.join(', ') ?? null, inPubMed: identifiers.pubmed ?? null };
}

export function wordFingerprintOf({
  title,
  abstract,
  identifiers,
}: Pick<Paper, 'title' | 'abstract' | 'identifiers'>): WordFingerprint {
  const wholeTitle = plainText(title);
  const shownTitle = titleOfPaper(title);
  const plainTitle = shownTitle === title ? wholeTitle : plainText(shownTitle);
  const titleNumbers = textNumbers(plainTitle);
  const titleLetters = titleNumbers.letters;
  const { hashes, stems, numbers, letters } = textNumbers(plainText(abstract));
  const wholeLetters = wholeTitle === plainTitle ? titleLetters : textNumbers(wholeTitle).letters;
  const named = Object.entries(identifiers).sort(([x], [y]) => (x < y ? -1 : 1));
  return {
    titleLetters,
    ownTitle: titleLetters.length >= OWN_TITLE_LETTERS && !wordsIn(plainTitle).every((word) => KIND_OF_PAGE.has(word)),
    titleStems: toSet(titleNumbers.stems),
    bigrams: toSet(neighbouringPairs(stems)),
    shingles: toSet(shinglesOf(hashes)),
    stems,
    numbers: toSet(numbers),
    figures: figuresOf(abstract),
    length: hashes.length,
    key: hash('sha256', JSON.stringify([wholeLetters, letters, named]), 'base64').slice(0, KEY_CHARACTERS),
  };
}

/** A number that is not part of a name (`GPT-4`, `CO2`, `T5`). */
const FIGURE = /(?<![\p{L}\p{N}.,_^{-])\d+(?:[.,]\d+)*(?![\p{L}\p{N}_^]|[.,-]\p{L})/gu;
const DIGIT = /\d/;
const YEAR = /^(?:19|20)\d\d$/;

/** Numbers of two digits and more except years, without thousands separators. */
function figuresOf(abstract: string): Set<string> {
  if (!DIGIT.test(abstract)) return new Set();
  const figures = Array.from(abstract.matchAll(FIGURE), ([figure]) => figure.replaceAll(',', ''));
  return new Set(figures.filter((figure) => figure.length > 1 && !YEAR.test(figure)));
}

/** One number for each run of words; a text shorter than a run is one run. */
function shinglesOf(words: Uint32Array): Uint32Array {
  if (words.length === 0) return words;
  const size = Math.min(SHINGLE_WORDS, words.length);
  const shingles = new Uint32Array(words.length - size + 1);
  for (let i = 0; i < shingles.length; i++) {
    let hash = 0;
    for (let k = 0; k < size; k++) hash = withWord(hash, words[i + k]!);
    shingles[i] = hash;
  }
  return shingles;
}

function neighbouringPairs(stems: Uint32Array): Uint32Array {
  const pairs = new Uint32Array(Math.max(0, stems.length - 1));
  for (let i = 0; i < pairs.length; i++) {
    const [x, y] = [stems[i]!, stems[i + 1]!];
    pairs[i] = withWord(withWord(0, Math.min(x, y)), Math.max(x, y));
  }
  return pairs;
}
