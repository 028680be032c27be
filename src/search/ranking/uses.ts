/**
 * Which papers use what a query excludes (`query/negation.ts`), and which say that they go without it. A paper uses it
 * under an acronym too: by the definitions in the papers, “LLM” is one for “without language models”.
 */
import type { Paper, PaperId } from '../../paper.js';
import { sentencesOf } from '../../text/sentences.js';
import { queryTerms, termsAskedBy, termsOfWord } from '../../text/terms.js';
import { type Word, wordsOf } from '../../text/words.js';
import type { Exclusion } from '../query/negation.js';
import type { QueryAcronym } from '../statistics/acronyms.js';

/** An exclusion with what papers call it. */
export interface Excluded extends Exclusion {
  /** The query terms of each form; first that of the query, which alone tells that a paper goes without it. */
  readonly forms: readonly (readonly string[])[];
}

/** Words before a term by which a paper says that it does not use it. */
const NEGATIONS = new Set(
  (
    'without no not non never instead rather unlike beyond free neither nor absence alternative alternatives except ' +
    'excluding'
  ).split(' '),
);
/** Verbs that do so with their object. */
const NEGATING_VERBS = new Set(
  (
    'avoid avoids avoiding eliminate eliminates eliminating remove removes removing replace replaces replacing ' +
    'bypass bypasses bypassing lack lacks lacking'
  ).split(' '),
);
/** After an object and one of these words stands another thing: in “replacing objects in images”, images are used. */
const AFTER_OBJECT = new Set('in from with by into using through within via'.split(' '));
/** Maximum distance in words at which a negation applies to a term: "without the need for extra training". */
const REACH = 5;
/**
 * A term in this many sentences, or in the title, is what the paper uses; in one sentence it may be what others did.
 */
const SENTENCES = 2;

/** After these words stands what papers say that they do without as often as a subject to leave out. */
const AMBIGUOUS = /^(?:without|not using|not based on)\s/iu;
/** So many of the first papers use a subject to leave out; fewer leave enough others to list before them. */
const USERS = 8;
/** If so many of the first papers say that they go without, the query asks for these: “learning without labels”. */
const GOING_WITHOUT = 3;

type Texts = Pick<Paper, 'id' | 'title' | 'abstract'>;
/** How a paper uses one exclusion: it says so and never that it does not, it says that it does not, or neither. */
export type Use = 'plain' | 'negated' | null;

/** A negation in one part of a title says nothing of the next: "Think or Not? Learning from Labels". */
const TITLE_PARTS = /[?!:;]\s/u;

/** Each exclusion with its other forms: acronyms whose long form has its words, or the long forms of an acronym. */
export function inAllForms(exclusions: readonly Exclusion[], acronyms: readonly QueryAcronym[]): Excluded[] {
  return exclusions.map((exclusion) => {
    const terms = queryTerms(exclusion.to);
    const [first] = terms;
    const others: (readonly string[])[] = [];
    for (const { shortTerm, longTerms, isWord } of acronyms) {
      if (isWord) continue;
      if (terms.length === 1) {
        if (shortTerm === first) others.push(longTerms); // a single word is in hundreds of long forms
      } else if (terms.every((term) => longTerms.includes(term))) others.push([shortTerm]);
    }
    return { ...exclusion, forms: [terms, ...others] };
  });
}

/** How a paper uses each of the exclusions, in their order. Its words are found once, however often it is asked for. */
export function paperUses(excluded: readonly Excluded[]): (paper: Texts) => readonly Use[] {
  if (excluded.length === 0) return () => [];
  const terms = new Set(excluded.flatMap(({ forms }) => forms.flat()));
  const known = new Map<PaperId, readonly Use[]>();
  return (paper) => {
    let uses = known.get(paper.id);
    if (uses === undefined) known.set(paper.id, (uses = usesOf(paper, excluded, terms)));
    return uses;
  };
}

/** Whether a paper says that it goes without what is excluded, and the query may ask for such papers. */
export function goesWithout(uses: readonly Use[], excluded: readonly Excluded[]): boolean {
  return excluded.some(({ from }, i) => AMBIGUOUS.test(from) && uses[i] === 'negated');
}

/** Whether a title has the words of an exclusion: “Sentiment analysis in languages other than English”. */
export function isInTitle({ from }: Exclusion, { title }: Pick<Paper, 'title'>): boolean {
  return title.toLowerCase().includes(from.toLowerCase());
}

/**
 * Whether what a query excludes are subjects to leave out, judged by the first papers for the whole of it.
 * @param first how each of them uses the exclusions
 */
export function excludesSubjects(excluded: readonly Excluded[], first: readonly (readonly Use[])[]): boolean {
  const ambiguous = excluded.filter(({ from }) => AMBIGUOUS.test(from));
  return [...new Set(ambiguous.map(({ from }) => from))].every((from) => {
    const usesOfList = first.map((uses) => uses.filter((_, i) => excluded[i]!.from === from));
    const count = (use: Use) => usesOfList.filter((uses) => uses.includes(use)).length;
    return count('plain') >= USERS && count('negated') < GOING_WITHOUT;
  });
}

/** @param terms of all forms */
function usesOf({ title, abstract }: Texts, excluded: readonly Excluded[], terms: ReadonlySet<string>): Use[] {
  const inTitle = title.split(TITLE_PARTS).map((text) => occurrencesIn(text, terms));
  const inAbstract = sentencesOf(abstract).map(({ text }) => occurrencesIn(text, terms));
  return excluded.map(({ forms }) => {
    const usesInTitle = inTitle.map((part) => useIn(part, forms));
    const usesInAbstract = inAbstract.map((sentence) => useIn(sentence, forms));
    if (usesInTitle.includes('negated') || usesInAbstract.includes('negated')) return 'negated';
    const isPlain =
      usesInTitle.includes('plain') || usesInAbstract.filter((use) => use === 'plain').length >= SENTENCES;
    return isPlain ? 'plain' : null;
  });
}

interface Occurrences {
  readonly words: readonly Word[];
  /** The first place of each term that is looked for. */
  readonly placeOf: ReadonlyMap<string, number>;
}

function occurrencesIn(text: string, terms: ReadonlySet<string>): Occurrences {
  const words = wordsOf(text);
  const placeOf = new Map<string, number>();
  for (const [place, word] of words.entries())
    for (const term of termsOfWord(word)) if (terms.has(term) && !placeOf.has(term)) placeOf.set(term, place);
  return { words, placeOf };
}

function useIn({ words, placeOf }: Occurrences, forms: readonly (readonly string[])[]): Use {
  if (placeOf.size === 0) return null;
  const isNegated = forms.map((terms) => {
    const places = terms.flatMap((term) => placeOf.get(term) ?? []);
    return places.length < terms.length ? null : isNegatedAt(places, words);
  });
  if (isNegated[0] === true) return 'negated';
  return isNegated.includes(false) ? 'plain' : null;
}

/** @param places of the words of one form */
function isNegatedAt(places: readonly number[], words: readonly Word[]): boolean {
  const first = Math.min(...places);
  const before = words.slice(Math.max(0, first - REACH), first);
  const next = words[Math.max(...places) + 1]?.folded;
  const isFree = words[first]?.folded.endsWith('-free') === true || next === 'free';
  const isOther = before.some(({ folded }, i) => folded === 'other' && before[i + 1]?.folded === 'than');
  return isFree || isOther || before.some(({ folded }) => NEGATIONS.has(folded)) || isObjectAfter(before);
}

/** Whether what follows these words is the object of a verb that negates; in “avoids learning from labels” it is. */
function isObjectAfter(words: readonly Word[]): boolean {
  const verb = words.findLastIndex(({ folded }) => NEGATING_VERBS.has(folded));
  const between = words.slice(verb + 1);
  const preposition = between.findIndex(({ folded }) => AFTER_OBJECT.has(folded));
  const isThing = (word: Word) => termsAskedBy(word).length > 0 && !word.folded.endsWith('ing');
  const hasAnother = preposition > 0 && between.slice(0, preposition).some(isThing);
  return verb >= 0 && !hasAnother;
}
