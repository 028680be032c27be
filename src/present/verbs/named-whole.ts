import { type Corpus, CorpusError } from '../../index.js';

/**
 * Checks ids of papers to be removed. A prefix is not enough here: it may be a typing mistake, and there is no
 * confirmation.
 * @throws CorpusError PAPER_UNKNOWN, PAPER_AMBIGUOUS
 */
export async function namedWhole(corpus: Corpus, typed: readonly string[]): Promise<readonly string[]> {
  for (const one of typed) {
    const paper = await corpus.show(one);
    if (paper.id !== one)
      throw new CorpusError('PAPER_UNKNOWN', `no paper has the id ${one}`, `Give the full id, such as ${paper.id}.`);
  }
  return typed;
}
