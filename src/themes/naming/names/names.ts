/**
 * What each group of papers is called, and the terms that describe it.
 *
 * A name is one candidate to three (`candidate-lists.ts`, `name-parts.ts`), chosen by a linear score (`score.ts`).
 * Terms are picked for relevance and difference (MMR, Carbonell & Goldstein 1998).
 */
import { cosineSimilarity } from '../../../embedding.js';
import { roundTo4 } from '../../../maths/rounding.js';
import type { Rows } from '../../../maths/rows.js';
import { byKey, type Candidate, type Group } from '../phrases/candidates.js';
import type { Phrase } from '../phrases/phrase.js';
import { joinedName, titleName } from '../phrases/wording.js';
import { candidateLists, type NamingSpace } from './candidate-lists.js';
import { type NameParts, namePartsOf, type PreviousLabel } from './name-parts.js';
import { retrievalIn } from './retrieval.js';
import { scoreNamesIn } from './score.js';

const TERMS = 8;
/** MMR: weight of relevance against difference. */
const RELEVANCE = 0.7;

export interface Name {
  readonly label: string;
  readonly terms: readonly string[];
}

/**
 * A name and terms for each group.
 * @param rows embeddings of all papers
 * @param previous for each group its earlier label, if any; it stays while it fits the group
 */
export async function nameGroups(
  groups: readonly Group[],
  rows: Rows,
  phrases: readonly Phrase[],
  { space, most, previous = [] }: NamingOptions,
): Promise<Name[]> {
  const { lists, closeness } = await candidateLists(groups, rows, phrases, space);
  const scoreName = scoreNamesIn(groups, retrievalIn(rows, lists.flat(), groups), closeness);
  const candidates = lists.map((list, c) =>
    list
      .map((one): Candidate => ({ ...one, score: scoreName([one], c) }))
      .sort((a, b) => Number(b.fair) - Number(a.fair) || b.score - a.score || byKey(a, b)),
  );
  return namesOf(namePartsOf(candidates, { scoreName, most, previous }), groups, candidates);
}

export interface NamingOptions {
  readonly space: NamingSpace;
  /** Maximum number of phrases of a name. */
  readonly most: number;
  readonly previous?: readonly (PreviousLabel | undefined)[];
}

/** A group without a phrase for a name gets the title of its most central paper that has one. */
function namesOf(all: readonly NameParts[], groups: readonly Group[], candidates: readonly Candidate[][]): Name[] {
  const named = all.map(({ label, parts }) => label ?? (parts.length > 0 ? joinedName(parts) : null));
  const used = new Set(named.flatMap((name) => name?.toLowerCase() ?? []));
  return all.map((_, c) => ({
    label: named[c] ?? titleName(groups[c]!.title, used),
    terms: termsOf(candidates[c]!),
  }));
}

/** Terms occur in the text of the papers. */
function termsOf(list: readonly Candidate[]): string[] {
  const open = list.filter(({ apart }) => !apart);
  const chosen: Candidate[] = [];
  while (chosen.length < TERMS && open.length > 0) {
    let best = 0;
    let bestValue = -Infinity;
    open.forEach((candidate, i) => {
      const nearest = chosen.reduce(
        (most, other) => Math.max(most, cosineSimilarity(candidate.embedding, other.embedding)),
        0,
      );
      const value = roundTo4(RELEVANCE * candidate.score - (1 - RELEVANCE) * nearest);
      if (value > bestValue) [best, bestValue] = [i, value];
    });
    const [next] = open.splice(best, 1);
    if (
      !chosen.some(
        (other) => other.phrase.key.includes(next!.phrase.key) || next!.phrase.key.includes(other.phrase.key),
      )
    )
      chosen.push(next!);
  }
  return chosen.map(({ phrase }) => phrase.acronym ?? phrase.text);
}
