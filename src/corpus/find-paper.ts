/** Finds the paper that a person means: by its id, a prefix of it, or an identifier such as a DOI. */
import { CorpusError } from '../errors.js';
import { identifierKeys, mergedKey } from '../identity.js';
import { byCodeUnits } from '../maths/order.js';
import type { Paper, PaperId } from '../paper.js';
import { identifiersIn } from '../parse/index.js';
import type { PaperReader, StoredPaper } from '../store/index.js';

/** Ids listed in the error, so that the right one can be chosen. */
const NAMED = 5;
/** A label and a word, or one word, with a digit; other texts are not parsed. */
const MAY_BE_IDENTIFIER = /^(?:[a-z]+(?: id)?[: ]\s*)?(?=\S*\d)\S+$/i;

/** The ids of the papers that a person means, in that order. @throws CorpusError PAPER_UNKNOWN, PAPER_AMBIGUOUS */
export async function findIds(view: PaperReader, typed: readonly string[]): Promise<PaperId[]> {
  requireList(typed);
  const ids = new Set<PaperId>();
  for (const one of typed) ids.add((await findPaper(view, one)).id);
  return [...ids];
}

/** For a caller whose types are not checked: each letter of a text would be an id. @throws CorpusError USAGE */
export function requireList(typed: readonly string[]): void {
  if (typeof typed === 'string')
    throw new CorpusError('USAGE', 'the ids are not in a list', `Put them in one: [${JSON.stringify(typed)}].`);
}

/** @throws CorpusError PAPER_UNKNOWN, PAPER_AMBIGUOUS */
export async function findPaper(view: PaperReader, typed: string): Promise<Paper> {
  const [exact] = await view.papers([typed as PaperId]);
  if (exact !== undefined) return exact;
  const byPrefix = typed === '' ? [] : await view.idsBeginning(typed, NAMED + 1);
  if (byPrefix.length > 1) throw ambiguous(byPrefix, `an id that begins with ${typed}`, 'Type more letters of it.');
  const [paper, ...others] =
    byPrefix.length > 0 ? await view.papers(byPrefix) : (await papersIdentifiedBy(view, typed)).papers;
  if (paper === undefined) throw await unknown(view, typed);
  if (others.length > 0)
    throw ambiguous(
      [paper, ...others].map(({ id }) => id),
      `the identifier ${typed}`,
      'Name one by its id.',
    );
  return paper;
}

/** As `findPaper`; undefined where the text means no paper, or more than one. */
export async function findIfOne(view: PaperReader, typed: string): Promise<Paper | undefined> {
  try {
    return await findPaper(view, typed);
  } catch (error) {
    if (error instanceof CorpusError && ['PAPER_UNKNOWN', 'PAPER_AMBIGUOUS'].includes(error.code)) return undefined;
    throw error;
  }
}

/** The one paper with the whole id or identifier: a word may begin an id by chance. */
export async function findWhole(view: PaperReader, typed: string): Promise<Paper | undefined> {
  const [exact] = await view.papers([typed.trim() as PaperId]);
  if (exact !== undefined) return exact;
  const { papers } = await papersIdentifiedBy(view, typed);
  return papers.length === 1 ? papers[0] : undefined;
}

/** Papers with everything needed to write them again, in order of id; unknown ids are left out. */
export async function storedPapers(
  view: Pick<PaperReader, 'withKeys'>,
  ids: readonly PaperId[],
): Promise<StoredPaper[]> {
  const named = new Set(ids);
  return (await view.withKeys(ids.map((id) => `id:${id}`))).filter(({ paper }) => named.has(paper.id));
}

/** The papers with an identifier that a person typed, in order of id; and its keys, none if the text is not one. */
export async function papersIdentifiedBy(
  view: Pick<PaperReader, 'withKeys'>,
  text: string,
): Promise<{ readonly papers: readonly Paper[]; readonly keys: readonly string[] }> {
  const keys = MAY_BE_IDENTIFIER.test(text.trim()) ? identifierKeys(await identifiersIn(text)) : [];
  const papers = keys.length === 0 ? [] : (await view.withKeys(keys)).map(({ paper }) => paper);
  return { papers: papers.sort((a, b) => byCodeUnits(a.id, b.id)), keys };
}

/** The id of a paper that was merged into another is unknown too: `remove` must not remove the other one. */
async function unknown(view: PaperReader, typed: string): Promise<CorpusError> {
  const [into] = await view.withKeys([mergedKey(typed as PaperId)]);
  if (into !== undefined) {
    const message = `${typed} was merged into ${into.paper.id}`;
    return new CorpusError(
      'PAPER_UNKNOWN',
      message,
      'Use that id, or find the merge in `paperkin history` and undo it.',
    );
  }
  const remedy = 'Run `paperkin list` for the ids, or `paperkin search` to find it.';
  return new CorpusError('PAPER_UNKNOWN', `no paper has the id ${typed}`, remedy);
}

function ambiguous(ids: readonly PaperId[], what: string, remedy: string): CorpusError {
  const named = ids.slice(0, NAMED).join(', ') + (ids.length > NAMED ? ', …' : '');
  return new CorpusError(
    'PAPER_AMBIGUOUS',
    `${ids.length > NAMED ? 'many' : ids.length} papers have ${what}: ${named}`,
    remedy,
  );
}
