/** What a text asks for: its terms with their weights, mistyped words mended, acronyms said both ways. */
import { queryTerms, termsAskedBy } from '../terms.js';
import { wordsOf } from '../words.js';
import { expansionsOf, type Expansion } from './acronyms.js';
import type { Mode, SearchSources } from './sources.js';
import { meantBy } from './spelling.js';

/** A pasted page asks for no more terms than this, the rarest: a query's cost grows with each, its answers do not change. */
const MOST_TERMS = 100;

export interface Query {
  /** As it was typed. */
  readonly text: string;
  /** What is embedded: mended, and with the long form of each acronym. */
  readonly asked: string;
  /** What the word index is asked for; a term said twice counts twice. */
  readonly terms: readonly string[];
  /** How much each distinct term tells: its inverse document frequency, greatest for a term of no paper. */
  readonly weights: ReadonlyMap<string, number>;
  readonly mended: readonly Expansion[];
  readonly expanded: readonly Expansion[];
}

/** @param mode `dense` takes a text as it stands: nothing is mended, no acronym said both ways */
export async function readQuery(text: string, sources: Pick<SearchSources, 'words' | 'papers' | 'learnt'>, mode: Mode = 'hybrid'): Promise<Query> {
  if (mode === 'dense') return { text, asked: text, ...(await weighed(queryTerms(text), sources)), mended: [], expanded: [] };
  const { words, learnt } = sources;
  const typed = wordsOf(text);
  const counts = await words.paperCounts([...new Set(typed.flatMap(termsAskedBy))]);
  const mended: Expansion[] = [];
  let asked = '';
  let from = 0;
  for (const word of typed) {
    const terms = termsAskedBy(word);
    const unknown = terms.length > 0 && terms.every((term) => !counts.has(term));
    const meant = unknown ? await meantBy(word.folded, sources) : undefined;
    if (meant === undefined) continue;
    mended.push({ from: word.surface, to: meant });
    asked += text.slice(from, word.start) + meant;
    from = word.end;
  }
  asked += text.slice(from);
  const expanded = expansionsOf(asked, learnt.acronyms);
  const longForms = expanded.filter(({ from: short }) => !short.includes(' ')).map(({ to }) => to);
  return {
    text,
    asked: longForms.length > 0 ? `${asked} (${longForms.join(', ')})` : asked,
    ...(await weighed([asked, ...expanded.map(({ to }) => to)].flatMap(queryTerms), sources)),
    mended,
    expanded,
  };
}

async function weighed(terms: readonly string[], { words, learnt }: Pick<SearchSources, 'words' | 'learnt'>): Promise<Pick<Query, 'terms' | 'weights'>> {
  const distinct = [...new Set(terms)];
  const counts = await words.paperCounts(distinct);
  const weights = distinct
    .map((term): [string, number] => [term, inverseFrequency(counts.get(term) ?? 0, learnt.papers)])
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, MOST_TERMS);
  const kept = new Map(weights);
  return { terms: terms.filter((term) => kept.has(term)), weights: kept };
}

/** BM25's inverse document frequency in the form that is never negative (Lucene's). */
function inverseFrequency(papers: number, all: number): number {
  return Math.log(1 + (all - papers + 0.5) / (papers + 0.5));
}
