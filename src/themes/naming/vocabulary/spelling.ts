/** How papers write a phrase: its most frequent spelling, its case in running text, its plural. */
import { mostFrequent } from '../../../maths/order.js';
import { tally } from '../../../maths/tally.js';
import type { Acronym } from '../../../text/acronyms.js';
import { fold, type Word } from '../../../text/words.js';
import type { PaperText, Text } from '../../paper-words.js';
import type { Occurrences } from './occurrences.js';
import { singularOf } from './singular.js';

/** A name is plural if this share of the phrase's uses is: of an object ("models"), of a field ("classification"). */
const PLURAL_SHARE = 0.2;
const PLURAL_SHARE_OF_FIELD = 0.4;
/** As many uses as the plurals of the last word in all phrases count for. */
const USES_OF_HEAD = 5;

/** A title with a larger share of small initials, the first word aside, is not in title case. */
const SMALL_INITIALS = 0.5;
/** Shorter words are small in title case too. */
const LETTERS_OF_INITIALS = 4;

/**
 * For each folded word, how most papers write it where no rule asks for a capital: not in titles, unless a paper has no
 * abstract and its title is not in title case; not at the start of a sentence, and not where capitals only show an
 * acronym's letters ("Group Relative Policy Optimization (GRPO)").
 */
export function casesIn(readings: readonly PaperText[], acronyms: ReadonlyMap<string, Acronym>): CasesOfWords {
  const [anywhere, alone] = [new Map<string, Map<string, number>>(), new Map<string, Map<string, number>>()];
  const count = (run: readonly Word[]): void => {
    for (const { folded, surface } of run) {
      tally(anywhere, folded, surface);
      if (run.length === 1) tally(alone, folded, surface);
    }
  };
  for (const running of readings.map(runningTextOf)) {
    let capitals: Word[] = [];
    let end = 0;
    for (const word of running.words) {
      const gap = running.text.slice(end, word.start);
      const capital = /^\p{Lu}\P{Lu}*(?:-\p{Lu}\P{Lu}*)*$/u.test(word.surface);
      const opens = end === 0 || /[.!?:]/u.test(gap);
      end = word.end;
      if (!capital || !/^\s+$/u.test(gap)) {
        const several = capitals.length > 1 || /-\p{Lu}/u.test(capitals[0]?.surface ?? '');
        const spelled = gap.endsWith('(') && several && acronyms.has(word.folded);
        if (!spelled) count(capitals);
        capitals = [];
      }
      if (!capital) count([word]);
      else if (!opens) capitals.push(word);
    }
    count(capitals);
  }
  return { anywhere: commonest(anywhere), alone: commonest(alone) };
}

function commonest(surfaces: ReadonlyMap<string, ReadonlyMap<string, number>>): Map<string, string> {
  return new Map(Array.from(surfaces, ([folded, uses]) => [folded, mostFrequent(uses)]));
}

/** The text that tells the case of words. */
export function runningTextOf({ title, abstract }: PaperText): Text {
  if (abstract.words.length > 0) return abstract;
  const words = title.words.slice(1).filter(({ surface }) => surface.length >= LETTERS_OF_INITIALS);
  const small = words.filter(({ surface }) => /^\p{Ll}/u.test(surface)).length;
  return small > SMALL_INITIALS * words.length ? title : abstract;
}

type Cases = Pick<ReadonlyMap<string, string>, 'get'>;

/** How most papers write each word. */
export interface CasesOfWords {
  readonly anywhere: Cases;
  /** Without capitals next to others: "basin", although most papers write "Paris Basin". */
  readonly alone: Cases;
}

/** The cases within one phrase: capitals of most of its uses are kept, as of "MAP inference" beside many a "map". */
export function casesWithin(
  { capitals, uses, words }: Pick<Occurrences, 'capitals' | 'uses' | 'words'>,
  { anywhere, alone }: CasesOfWords,
): Cases {
  const cases: Cases = words.length > 1 ? anywhere : { get: (folded) => alone.get(folded) ?? anywhere.get(folded) };
  if (capitals === undefined) return cases;
  const own = new Map([...capitals].filter(([, count]) => count > uses / 2).map(([word]) => [fold(word), word]));
  return { get: (folded) => own.get(folded) ?? cases.get(folded) };
}

/** A phrase in the case of running text; the parts of an unknown compound separately. */
export function inRunningCase(text: string, cases: Cases): string {
  return text
    .split(/\s+/u)
    .map(
      (word) =>
        cases.get(fold(word)) ??
        word
          .split('-')
          .map((part) => cases.get(fold(part)) ?? fold(part))
          .join('-'),
    )
    .join(' ');
}

/** Without the spellings that are the acronym alone; otherwise the long form as introduced. */
export function spelledOut(
  spellings: ReadonlyMap<string, number>,
  acronym: Acronym | undefined,
): ReadonlyMap<string, number> {
  if (acronym === undefined) return spellings;
  const out = new Map([...spellings].filter(([spelling]) => /[\s-]/u.test(spelling)));
  return out.size > 0 ? out : new Map([[fold(acronym.long), 1]]);
}

/** Endings of words for a field, not for an object of it: superconductivity, not superconductor. */
const FIELD = /(?:ing|ity|ism|ics|tion|sis|[ao]my|logy|graphy|scopy)$/u;
const FIELD_COUNTS = 2;
/** Words with such an ending for objects that are counted. */
const OBJECTS = new Set(
  `abnormality activity anomaly building city collection community condition conversation drawing ejection embedding
  entity equation facility finding function inequality injection instability institution instruction interaction
  junction mutation nation notation option population position publication quantity question ring setting singularity
  solution specification station string transition university visualization`.split(/\s+/u),
);

/**
 * Spellings of the best form of a phrase: the most frequent word of a family, where words for a field count double.
 * @returns its spellings, and the commonest of them
 */
export function commonestForm(spellings: ReadonlyMap<string, number>): {
  readonly text: string;
  readonly spellings: ReadonlyMap<string, number>;
} {
  const forms = new Map<string, Map<string, number>>();
  for (const [spelling, uses] of spellings) {
    const form = singularOf(lastWordOf(spelling));
    forms.set(form, (forms.get(form) ?? new Map<string, number>()).set(spelling, uses));
  }
  const counts = new Map(
    [...forms].map(([form, own]) => [
      form,
      [...own.values()].reduce((sum, uses) => sum + uses, 0) * (FIELD.test(form) ? FIELD_COUNTS : 1),
    ]),
  );
  const best = forms.get(mostFrequent(counts))!;
  return { text: mostFrequent(best), spellings: best };
}

/** By the singular of nouns that end a noun phrase: their spellings, and how often each. */
export type HeadNouns = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** @param lastWords of noun phrases, folded, and how often each ends one */
export function headNouns(lastWords: ReadonlyMap<string, number>): HeadNouns {
  const heads = new Map<string, Map<string, number>>();
  for (const [word, uses] of lastWords) {
    const singular = singularOf(word);
    heads.set(singular, (heads.get(singular) ?? new Map<string, number>()).set(word, uses));
  }
  return heads;
}

/**
 * The most frequent plural spelling, if plurals have a sufficient share; otherwise the most frequent of all. If a
 * phrase for an object has no plural and few uses, it gets the plural that its last word has in other phrases.
 * @param asHead uses that end a noun phrase: the others ("image encoders") are singular of anything
 */
export function pluralOf(spellings: ReadonlyMap<string, number>, asHead: number, heads: HeadNouns): string {
  const total = Math.min(asHead, sumOf(spellings));
  const plurals = pluralsIn(spellings);
  const common = mostFrequent(spellings);
  const last = singularOf(lastWordOf(common));
  const isField = FIELD.test(last) && !OBJECTS.has(last);
  if (plurals.size > 0)
    return sumOf(plurals) >= (isField ? PLURAL_SHARE_OF_FIELD : PLURAL_SHARE) * total ? mostFrequent(plurals) : common;
  const ofHead = heads.get(last) ?? new Map<string, number>();
  const pluralsOfHead = pluralsIn(ofHead);
  if (isField || pluralsOfHead.size === 0) return common;
  const expected = (USES_OF_HEAD * sumOf(pluralsOfHead)) / sumOf(ofHead);
  return expected < PLURAL_SHARE * (total + USES_OF_HEAD)
    ? common
    : common.replace(/[^ ]+$/u, () => mostFrequent(pluralsOfHead));
}

function pluralsIn(spellings: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  return new Map([...spellings].filter(([spelling]) => singularOf(lastWordOf(spelling)) !== lastWordOf(spelling)));
}

function sumOf(spellings: ReadonlyMap<string, number>): number {
  return [...spellings.values()].reduce((sum, uses) => sum + uses, 0);
}

/**
 * A spelling as it is by itself: "high pressure", although most papers write "high-pressure phases". One that no paper
 * writes, such as a singular before a head, stays.
 */
export function bySelf(
  spelling: string,
  { spellings, hyphenated }: Pick<Occurrences, 'spellings' | 'hyphenated'>,
): string {
  if (hyphenated === undefined) return spelling;
  const letters = lettersOf(spelling);
  const uses = [...spellings].flatMap(([each, count]): [string, number][] =>
    lettersOf(each) === letters ? [[each, count - (hyphenated.get(each) ?? 0)]] : [],
  );
  return uses.length === 0 ? spelling : mostFrequent(new Map(uses));
}

function lettersOf(spelling: string): string {
  return spelling.replace(/[\s-]/gu, '');
}

function lastWordOf(spelling: string): string {
  return spelling.split(' ').at(-1)!;
}
