/** Searches for an identifier or the id of a paper: the papers that have it are the answer. */
import type { PaperId } from '../paper.js';
import type { Answer } from '../search/index.js';
import type { StoreView, Where } from '../store/index.js';
import { papersIdentifiedBy } from './find-paper.js';
import { among } from './where.js';

/** Identifiers that are no words, whether a paper has them or not; a number alone may be one of PubMed. */
const NO_WORDS = /^(?:doi|arxiv|s2|s2corpus|id):/;
/** An id of this index that is no word: "tides" may be one. */
const MAY_BE_ID = /^(?=\S*[\d-])\S+$/;

/**
 * If the text is an identifier: it, the filter for its papers, and whether none passes the filters. A text that may be
 * words is an identifier only if a paper has it.
 */
export async function withIdentifier(view: StoreView, text: string, filters: Where | undefined) {
  const { papers, keys } = (await paperWithId(view, text.trim())) ?? (await papersIdentifiedBy(view, text));
  const where = among(
    filters,
    papers.map(({ id }) => id),
  );
  const [identifier = ''] = keys;
  const isOfNone = papers.length === 0 || (await view.count(where)) === 0;
  return isOfNone && !NO_WORDS.test(identifier) ? undefined : { identifier, where, isOfNone };
}

async function paperWithId(view: StoreView, text: string) {
  const [paper] = MAY_BE_ID.test(text) ? await view.papers([text as PaperId]) : [];
  return paper && { papers: [paper], keys: [`id:${paper.id}`] };
}

/** An identifier says nothing to a model: its words are not corrected, and its papers are matches without evidence. */
export function asIdentified(papers: readonly Answer[], { isOfNone }: { readonly isOfNone: boolean }) {
  const evidence = { sentence: null, marks: { title: [], abstract: [] } };
  return {
    query: { corrections: [], expansions: [], exclusions: [] },
    relatedTerms: [],
    unreadable: null,
    nothing: isOfNone ? { nearest: null } : null,
    papers: papers.map((answer) => ({ ...answer, about: true, evidence })),
  };
}
