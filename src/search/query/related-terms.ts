/**
 * Terms of research that a query describes in everyday words: "making dark photos brighter" is low-light image
 * enhancement. Papers that use such a term rank higher, although they may have no word of the query.
 *
 * This is query expansion with a thesaurus (Voorhees 1994, "Query Expansion Using Lexical-Semantic Relations"); here
 * the description of a term finds it. Figures: `test/bench/refusals.md`.
 */
import type { Glossary, GlossaryEntry } from '../../embed/index.js';
import { type Embedding, similaritiesToQuantized } from '../../embedding.js';
import { byScore } from '../../maths/order.js';
import type { PaperId } from '../../paper.js';
import { memoize } from '../../text/memoize.js';
import { queryTerms, termsAskedBy } from '../../text/terms.js';
import { type Word, wordsOf } from '../../text/words.js';
import type { RankOptions, SearchSources } from '../sources.js';
import type { Query } from './query.js';

/** A longer text is a passage, which says more than one term. */
const QUERY_WORDS = 20;

/** The longest term that is looked for in the query. */
const NAME_WORDS = 5;

/** Of so many entries, those nearest to the query, the words are compared too. */
const NEAREST_ENTRIES = 120;

/** The least similarity of an entry, however many words it shares with the query. */
const LEAST_SIMILARITY = 0.35;

/** How much the share of the query's words in an entry adds to their similarity. */
const SHARE_WEIGHT = 0.4;

/** Below this score an entry describes something else. */
const LEAST_SCORE = 0.55;

const MOST_TERMS = 3;

/** Entries whose score is lower than the best by more are left out. */
const BELOW_BEST = 0.1;

/** So many terms are looked up in the papers: a collection uses few of the terms of all fields. */
const MOST_LOOKUPS = 12;

/** The papers of a term that rank higher. */
const PAPERS_OF_TERM = 100;

/** What the first paper of a term gains for each unit of the entry's score above the least. */
const BOOST = 4 / 3;

const QUOTED = /^\s*["“„«].*["”“»]\s*$/su;

export interface RelatedTerms {
  /** Entries of the glossary, best first. */
  readonly terms: readonly GlossaryEntry[];
  /** What is added to the hybrid score of a paper that uses them. */
  readonly boosts: ReadonlyMap<PaperId, number>;
}

const NONE: RelatedTerms = { terms: [], boosts: new Map() };

/**
 * None in other modes than hybrid, for a query that names terms itself, for passages and quoted queries, and if the
 * model has no glossary.
 */
export async function relatedTerms(
  query: Query,
  embedding: Embedding,
  sources: Pick<SearchSources, 'glossary' | 'words'>,
  { mode = 'hybrid', where }: RankOptions = {},
): Promise<RelatedTerms> {
  const glossary = mode === 'hybrid' && mayDescribe(query) ? await sources.glossary() : undefined;
  if (glossary === undefined || namesTerms(glossary, query.text)) return NONE;
  const matches = matchesIn(glossary, query, embedding);
  const terms: GlossaryEntry[] = [];
  const boosts = new Map<PaperId, number>();
  for (const { entry, score } of matches.slice(0, MOST_LOOKUPS)) {
    const papers = await sources.words.rankByWords(phrasesOf(entry), PAPERS_OF_TERM, { where });
    const [best] = papers;
    if (best === undefined) continue;
    terms.push(entry);
    const most = (score - LEAST_SCORE) * BOOST;
    for (const paper of papers)
      boosts.set(paper.id, Math.max(boosts.get(paper.id) ?? 0, (most * paper.score) / best.score));
    if (terms.length === MOST_TERMS) break;
  }
  return { terms, boosts };
}

function mayDescribe({ text, names, sentences }: Query): boolean {
  return !names && sentences.length === 0 && wordsOf(text).length <= QUERY_WORDS && !QUOTED.test(text);
}

/**
 * Whether at least half of the words of a text, without stop words, belong to terms of the glossary. A single word does
 * as a part of one: “robot” is itself a subject, though it is in the description of many others.
 */
function namesTerms({ entries }: Glossary, text: string): boolean {
  const { whole, parts } = namesOf(entries);
  const words = wordsOf(text);
  const content = words.filter((word) => termsAskedBy(word).length > 0);
  if (content.length < 2) return content.some(({ surface }) => partsOf(surface).every((part) => parts.has(part)));
  const named = new Set<Word>();
  for (let from = 0; from < words.length; from++)
    for (let to = from + 1; to <= Math.min(words.length, from + NAME_WORDS); to++) {
      const some = words.slice(from, to);
      if (whole.has(nameOf(text.slice(some[0]!.start, some.at(-1)!.end)))) for (const word of some) named.add(word);
    }
  return content.filter((word) => named.has(word)).length * 2 >= content.length;
}

interface Names {
  readonly whole: ReadonlySet<string>;
  /** The words of all names. */
  readonly parts: ReadonlySet<string>;
}

const knownNames = new WeakMap<Glossary['entries'], Names>();

function namesOf(entries: Glossary['entries']): Names {
  let names = knownNames.get(entries);
  if (names === undefined) {
    const forms = entries.flatMap((entry) => entry.forms);
    names = { whole: new Set(forms.map(nameOf)), parts: new Set(forms.flatMap(partsOf)) };
    knownNames.set(entries, names);
  }
  return names;
}

/** In lower case, without hyphens and the s of a plural: faster than stems where there are many. */
function nameOf(text: string): string {
  return text.toLowerCase().replaceAll('-', ' ').replace(/s$/u, '');
}

/** The words of a name, each as a name by itself. */
function partsOf(name: string): string[] {
  return name.split(/[- ]/).map(nameOf);
}

interface Match {
  readonly id: string;
  readonly entry: GlossaryEntry;
  readonly score: number;
}

/** Entries that the query describes, best first; each term once, and none that the query has or excludes itself. */
function matchesIn({ entries, embeddings }: Glossary, query: Query, embedding: Embedding): Match[] {
  const similarities = similaritiesToQuantized(embedding, embeddings);
  const nearest = Float64Array.from(similarities).sort().at(-NEAREST_ENTRIES) ?? -1;
  const least = Math.max(nearest, LEAST_SIMILARITY);
  const matches = entries
    .flatMap((entry, i) => (similarities[i]! >= least ? [{ entry, similarity: similarities[i]! }] : []))
    .filter(({ entry }) => !entry.forms.some((form) => isInQuery(form, query) || isExcluded(form, query)))
    .map(({ entry, similarity }) => ({
      id: `${entry.forms[0]}\t${entry.description}`,
      entry,
      score: similarity + SHARE_WEIGHT * shareIn(entry, query),
    }))
    .filter(({ score }) => score >= LEAST_SCORE)
    .sort(byScore);
  const terms = matches.map(({ entry }) => entry.forms[0]);
  return matches.filter(
    ({ entry, score }, i) => terms.indexOf(entry.forms[0]) === i && score >= matches[0]!.score - BELOW_BEST,
  );
}

/** Memoized, because words are stemmed more slowly than they are compared. */
const termsOf = memoize((text): readonly string[] => queryTerms(text));

function isInQuery(form: string, { weights }: Query): boolean {
  const terms = termsOf(form);
  return terms.length > 0 && terms.every((term) => weights.has(term));
}

/** Whether a form is what the query excludes, or has it as a part where papers are ranked by the rest of the query. */
function isExcluded(form: string, { exclusions, weights }: Query): boolean {
  const terms = termsOf(form);
  return exclusions.some(({ to }) => {
    const excluded = termsOf(to);
    const isPart = excluded.length > 0 && excluded.every((term) => terms.includes(term) && !weights.has(term));
    return isPart || (terms.length > 0 && terms.every((term) => excluded.includes(term)));
  });
}

/** The share of the query's words, by weight, that are in an entry: 0…1. */
function shareIn({ forms, description }: GlossaryEntry, { weights }: Query): number {
  const terms = new Set([...forms, description].flatMap(termsOf));
  let [sum, inEntry] = [0, 0];
  for (const [term, weight] of weights) {
    sum += weight;
    if (terms.has(term)) inEntry += weight;
  }
  return sum === 0 ? 0 : inEntry / sum;
}

/** The forms of a term as phrases of the word index. */
function phrasesOf({ forms }: GlossaryEntry): string[] {
  return forms.map((form) => termsOf(form).join(' ')).filter((phrase) => phrase !== '');
}
