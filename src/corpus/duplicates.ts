/** Near-duplicates of the corpus: compared once for each version of the papers, grouped for every question. */
import {
  type Decisions,
  type Duplicates,
  differenceOf,
  findAgainst,
  groupsOf,
  type PaperDifference,
} from '../duplicates/index.js';
import { CorpusError } from '../errors.js';
import { mergedKey } from '../identity.js';
import {
  type AddSource,
  embedPapers,
  type FileReport,
  filesOf,
  Input,
  type OpenView,
  readFile,
  reconcile,
} from '../ingest/index.js';
import { join, overwrite } from '../joining.js';
import { LEAST_SCORE } from '../limits.js';
import { byCodeUnits } from '../maths/order.js';
import type { Paper, PaperId, ParsedPaper } from '../paper.js';
import type { ParseOptions } from '../parse/index.js';
import type { LongWork, PaperReader, StoreView } from '../store/index.js';
import { comparisonOf, currentFeatures, scaleOf, streamOf } from './duplicate-comparison.js';
import { findPaper, storedPapers } from './find-paper.js';
import type { WithHistory } from './history.js';

/** Progress is reported while papers are compared for the first time. */
export interface DuplicatesOptions extends LongWork {
  /** Minimum score of a near-duplicate, 0.05…1; default: 0.5. */
  readonly threshold?: number | undefined;
}

/** The papers of files, and which of them the corpus contains. */
export interface KnownAlready {
  readonly files: readonly FileReport[];
  /** Papers with their near-duplicates in the corpus, best score first. */
  readonly known: readonly {
    readonly paper: Paper;
    readonly in: readonly { readonly id: PaperId; readonly score: number; readonly evidence: string }[];
  }[];
  /** The other papers. */
  readonly fresh: readonly Paper[];
}

/** @throws CorpusError USAGE */
function checkThreshold(threshold: number | undefined): void {
  if (threshold === undefined || (threshold >= LEAST_SCORE && threshold <= 1)) return;
  throw new CorpusError(
    'USAGE',
    `${threshold} is not a score`,
    `Set \`threshold\` to a number from ${LEAST_SCORE} to 1.`,
  );
}

const DECISIONS = 'duplicate-decisions';

export async function findDuplicates(
  index: OpenView,
  { threshold, signal, onProgress }: DuplicatesOptions,
): Promise<Duplicates> {
  checkThreshold(threshold);
  const comparison = await comparisonOf(index, { signal, onProgress });
  const compared = new Set([...comparison.pairs.flatMap(({ a, b }) => [a, b]), ...comparison.exactDuplicates.flat()]);
  return groupsOf(await index.view.papers([...compared]), comparison, {
    decisions: await decisionsOf(index.view),
    threshold,
  });
}

/** From the first paper to the second, word by word. */
export async function difference(view: PaperReader, a: string, b: string): Promise<PaperDifference> {
  return differenceOf(await findPaper(view, a), await findPaper(view, b));
}

/**
 * Marks two papers as not duplicates.
 * @param also what is written in the same transaction if that is new
 * @throws CorpusError USAGE if they are one paper
 */
export async function ignoreDuplicate(
  { store, view }: OpenView,
  a: string,
  b: string,
  also: (pair: readonly [PaperId, PaperId]) => Promise<WithHistory>,
): Promise<{ ignored: readonly [PaperId, PaperId] }> {
  const pair = [(await findPaper(view, a)).id, (await findPaper(view, b)).id].sort() as [PaperId, PaperId];
  if (pair[0] === pair[1])
    throw new CorpusError('USAGE', `${a} and ${b} are one paper`, 'Name two papers that are not duplicates.');
  const { ignored = [] } = await decisionsOf(view);
  const others = without(ignored, pair);
  const value: Decisions = { ignored: [...others, pair].sort((x, y) => byCodeUnits(x.join('\n'), y.join('\n'))) };
  if (others.length === ignored.length)
    await store.writeDecisions(new Map([[DECISIONS, value], ...(await also(pair)).decisions]));
  return { ignored: pair };
}

/** Reverts that. @param also what is written in the same transaction */
export async function unignoreDuplicate(
  { store, view }: OpenView,
  pair: readonly [PaperId, PaperId],
  also: WithHistory,
): Promise<void> {
  const { ignored = [] } = await decisionsOf(view);
  const value: Decisions = { ignored: without(ignored, pair) };
  await store.writeDecisions(new Map([[DECISIONS, value], ...also.decisions]));
}

function without(pairs: NonNullable<Decisions['ignored']>, pair: readonly [PaperId, PaperId]) {
  return pairs.filter(([x, y]) => x !== pair[0] || y !== pair[1]);
}

/**
 * Merges papers into the first, which takes what only the others have. If one of the others is added again, it is
 * recognised as the first.
 * @param also what is written in the same transaction
 */
export async function mergeDuplicates(
  index: OpenView,
  ids: readonly string[],
  also: (into: Paper) => Promise<WithHistory>,
): Promise<{ representative: PaperId; removed: readonly PaperId[] }> {
  const { papers, merged } = await papersToMerge(index.view, ids);
  const [representative, ...others] = [...new Map(papers.map((paper) => [paper.id, paper])).values()];
  if (representative !== undefined && others.length === 0 && merged.length > 0)
    return { representative: representative.id, removed: merged };
  if (representative === undefined || others.length === 0) {
    throw new CorpusError(
      'USAGE',
      'a merge needs two papers',
      'Name the paper to keep first, then those that are the same.',
    );
  }
  const merging = await storedPapers(
    index.view,
    [representative, ...others].map(({ id }) => id),
  );
  const { id: _, ...fields } = overwrite(
    others.reduce((sum, other) => join(sum, other)),
    representative,
  );
  const paper = { id: representative.id, ...fields };
  const keys = [...new Set([...merging.flatMap(({ keys }) => keys), ...others.map(({ id }) => mergedKey(id))])].sort();
  // From now on its id counts as given by a file, so that later files do not change its fields.
  await index.store.write({
    ...(await embedPapers(index, [{ paper, given: true, keys }])),
    remove: [representative.id, ...others.map(({ id }) => id)],
    ...(await also(paper)),
  });
  return { representative: representative.id, removed: [...others.map(({ id }) => id), ...merged].sort() };
}

/** The papers that exist, and the ids of those that were merged into the first before. */
async function papersToMerge(
  view: PaperReader,
  ids: readonly string[],
): Promise<{ papers: Paper[]; merged: PaperId[] }> {
  const papers: Paper[] = [];
  const merged: PaperId[] = [];
  for (const id of ids) {
    try {
      papers.push(await findPaper(view, id));
    } catch (error) {
      const [into] = await view.withKeys([mergedKey(id as PaperId)]);
      if (into === undefined || into.paper.id !== papers[0]?.id) throw error;
      merged.push(id as PaperId);
    }
  }
  return { papers, merged };
}

/** Which papers of files the corpus already contains; nothing is added. */
export async function knownAlready(
  index: OpenView,
  names: readonly AddSource[],
  options: ParseOptions & DuplicatesOptions,
): Promise<KnownAlready> {
  checkThreshold(options.threshold);
  const parsed: ParsedPaper[] = [];
  const sources = await filesOf(names);
  const input = new Input(sources);
  const files: FileReport[] = [];
  for (const file of sources) files.push(await readFile(file, input, options, (paper) => void parsed.push(paper)));
  // Joined as an add to an empty corpus would join them.
  const incoming = (await reconcile({ withKeys: async () => [] }, parsed, new Set())).map(({ paper }) => paper);
  const { embed, paperText } = await index.embedder();
  const embedded = await embed(incoming.map(paperText), { signal: options.signal });
  const known = await findAgainst(
    incoming.map((paper, i) => [paper, embedded[i]!] as const),
    { ...(await streamOf(index.view)), features: await currentFeatures(index.view) },
    { ...options, scale: await scaleOf(index) },
  );
  return {
    files,
    known: incoming
      .filter(({ id }) => known.has(id))
      .map((paper) => ({
        paper,
        in: known.get(paper.id)!.map(({ id, pair }) => ({ id, score: pair.score, evidence: pair.evidence })),
      })),
    fresh: incoming.filter(({ id }) => !known.has(id)),
  };
}

async function decisionsOf(view: StoreView): Promise<Decisions> {
  return ((await view.decisions(DECISIONS)) ?? {}) as Decisions;
}
