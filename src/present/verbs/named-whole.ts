import { type Corpus, CorpusError } from '../../index.js';

/**
 * Ids of papers that are to go. A beginning is not enough for that: it may be a slip, and nobody is asked again.
 * @throws CorpusError PAPER_UNKNOWN, PAPER_AMBIGUOUS
 */
export async function namedWhole(corpus: Corpus, typed: readonly string[]): Promise<readonly string[]> {
  for (const one of typed) {
    const paper = await corpus.show(one);
    if (paper.id !== one)
      throw new CorpusError('PAPER_UNKNOWN', `no paper has the id ${one}`, `Give the whole id, such as ${paper.id}.`);
  }
  return typed;
}
