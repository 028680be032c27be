/** Finds the paper that a person means. */
import { CorpusError } from '../errors.js';
import type { Paper, PaperId } from '../paper.js';
import type { PaperReader } from '../store/index.js';

/** Ids listed in the error, so that the right one can be chosen. */
const NAMED = 5;

/** The ids of the papers that a person means, in that order. @throws CorpusError PAPER_UNKNOWN, PAPER_AMBIGUOUS */
export async function findIds(view: PaperReader, typed: readonly string[]): Promise<PaperId[]> {
  const ids = new Set<PaperId>();
  for (const one of typed) ids.add((await findPaper(view, one)).id);
  return [...ids];
}

/** @throws CorpusError PAPER_UNKNOWN, PAPER_AMBIGUOUS */
export async function findPaper(view: PaperReader, typed: string): Promise<Paper> {
  const [exact] = await view.papers([typed as PaperId]);
  if (exact !== undefined) return exact;
  const ids = typed === '' ? [] : await view.idsBeginning(typed, NAMED + 1);
  const [paper] = await view.papers(ids.slice(0, 1));
  if (paper === undefined) {
    throw new CorpusError(
      'PAPER_UNKNOWN',
      `no paper has the id ${typed}`,
      'Run `paperkin list` for the ids, or `paperkin search` to find it.',
    );
  }
  if (ids.length > 1) {
    const named = ids.slice(0, NAMED).join(', ') + (ids.length > NAMED ? ', …' : '');
    throw new CorpusError(
      'PAPER_AMBIGUOUS',
      `${ids.length > NAMED ? 'many' : ids.length} papers have an id that begins with ${typed}: ${named}`,
      'Type more letters of it.',
    );
  }
  return paper;
}
