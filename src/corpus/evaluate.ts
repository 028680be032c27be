/** Measures the product on a judged set: the code that answers a person, over a temporary corpus. */

import { CorpusError, throwIfAborted } from '../errors.js';
import {
  type ClusterFigures,
  EVALUATION_DEPTH,
  evaluateClusters,
  evaluatePairs,
  evaluateRankers,
  type JudgedSet,
  type PairFigures,
  type Ranker,
  type RankingFigures,
  readJudgedSet,
} from '../evaluate/index.js';
import { addFiles, type OpenIndex, type OpenView } from '../ingest/index.js';
import { part } from '../maths/progress.js';
import type { PaperId } from '../paper.js';
import { type Mode, rankPapers, readQuery, relatedTerms } from '../search/index.js';
import type { LongWork, StoreView } from '../store/index.js';
import { findDuplicates } from './duplicates.js';
import { searchText } from './search.js';
import { searchSources } from './search-sources.js';
import { type ThemesOptions, themesOf } from './themes.js';

/** What the answers for all kinds of judged sets have. */
export interface Measured {
  /** Name of the folder. */
  readonly name: string;
  /** Papers measured on: all of the set but those without text. */
  readonly papers: number;
  /** Papers with neither title nor abstract, in order of the set: they cannot be found or grouped. */
  readonly withoutText: readonly string[];
}

/** The figures of one model on a judged set, by the kind of the set. */
export type Evaluation =
  | (Measured & {
      readonly kind: 'retrieval';
      readonly queries: number;
      /** One for each mode of search. */
      readonly rankers: readonly RankingFigures[];
    })
  | (Measured & {
      readonly kind: 'clusters';
      /** Number of distinct labels. */
      readonly labels: number;
      /** With as many themes as labels, and with the number chosen from the data. */
      readonly kGiven: ClusterFigures;
      readonly kChosen: ClusterFigures;
    })
  | (Measured & {
      readonly kind: 'near-duplicates';
      /** Number of pairs that are judged the same. */
      readonly pairs: number;
      readonly figures: PairFigures;
    });

/** The share of reading and embedding in the progress; queries are the rest. */
const READING = 0.5;

const MODES: readonly Mode[] = ['hybrid', 'dense', 'lexical'];

/**
 * Measures on the judged set of a folder.
 * @param store an empty one, for this alone
 * @throws CorpusError INPUT_UNREADABLE, INPUT_INVALID if the folder is not a judged set
 */
export async function evaluateFolder(index: OpenIndex, folder: string, options: LongWork): Promise<Evaluation> {
  const reading = part(options, 0, READING);
  const asking = part(options, READING, 1);
  const set = await readJudgedSet(folder);
  const bytes = new TextEncoder().encode(
    set.papers.map(({ id, title, abstract }) => `${JSON.stringify({ id, title, abstract })}\n`).join(''),
  );
  const { files } = await addFiles(index, [{ name: folder, bytes }], {
    format: 'jsonl',
    trustNumbers: true,
    allProblems: true,
    ...reading,
    onProgress: ({ papers }) => reading.onProgress(papers / set.papers.length),
  });
  // The lines were written above, one for each paper, so the only reason to reject one is that it has no text.
  const withoutText = files.flatMap(({ problems }) => problems.map(({ line }) => set.papers[line - 1]!.id));
  return index.store.read(async (view) => {
    await checkIds(view, set, folder, withoutText);
    return figuresOf({ ...index, view }, set, withoutText, asking);
  });
}

/** Judgements name papers by the ids of the set. @throws CorpusError INPUT_INVALID where a paper got another id */
async function checkIds(
  view: StoreView,
  { papers }: JudgedSet,
  folder: string,
  withoutText: readonly string[],
): Promise<void> {
  const ids = papers.map(({ id }) => id as PaperId);
  const known = new Set<string>([...withoutText, ...(await view.headings(ids)).map(({ id }) => id)]);
  const other = ids.find((id) => !known.has(id));
  if (other !== undefined)
    throw new CorpusError(
      'INPUT_INVALID',
      `${folder}: “${other}” cannot be the id of a paper`,
      'Use ids in one line that are not web addresses.',
    );
}

async function figuresOf(
  index: OpenView,
  set: JudgedSet,
  withoutText: readonly string[],
  asking: LongWork,
): Promise<Evaluation> {
  const base = { name: set.name, papers: set.papers.length - withoutText.length, withoutText };
  if (set.kind === 'retrieval')
    return {
      kind: set.kind,
      ...base,
      queries: set.queries.length,
      rankers: await evaluateSearch(index, set, asking),
    };
  if (set.kind === 'clusters') {
    const papers = set.papers.filter(({ id }) => !withoutText.includes(id));
    return { kind: set.kind, ...base, ...(await evaluateThemes(index, { ...set, papers }, asking)) };
  }
  const { groups } = await findDuplicates(index, asking);
  const foundPairs = groups.flatMap(({ pairs }) => pairs.map(({ a, b }) => [a, b] as const));
  return {
    kind: set.kind,
    ...base,
    pairs: set.pairs.filter(({ same }) => same).length,
    figures: evaluatePairs(set, foundPairs),
  };
}

async function evaluateSearch(
  index: OpenView,
  set: Extract<JudgedSet, { kind: 'retrieval' }>,
  { signal, onProgress }: LongWork,
): Promise<RankingFigures[]> {
  const sources = await searchSources(index);
  const rankers = MODES.map(
    (mode): Ranker => ({
      name: mode,
      async rank({ text, itself }) {
        const query = await readQuery(text, sources, mode);
        const [embedding, ...sentences] = await sources.embed([query.corrected, ...query.sentences]);
        const without = new Set(itself === null ? [] : [itself as PaperId]);
        const { boosts } = await relatedTerms(query, embedding!, sources, { mode });
        const point = { ...query, embedding: embedding!, sentences, boosts, without };
        return (await rankPapers(point, sources, { mode, limit: EVALUATION_DEPTH })).map(({ id }) => id);
      },
      answer: ({ text }) => searchText(index, text, { mode }),
    }),
  );
  return evaluateRankers(set, rankers, (done) => {
    throwIfAborted(signal);
    onProgress?.(done / (rankers.length * set.queries.length));
  });
}

async function evaluateThemes(index: OpenView, set: Extract<JudgedSet, { kind: 'clusters' }>, options: LongWork) {
  const labels = new Set(set.papers.map(({ label }) => label)).size;
  const clustersOf = async (themesOptions: ThemesOptions) => {
    const { themes, outliers } = await themesOf(index, themesOptions);
    // An outlier counts with its nearest theme: every paper is judged.
    const themeOf = new Map<string, string>([
      ...themes.flatMap(({ id, papers }) => papers.map((paper) => [paper.id, id] as const)),
      ...outliers.map(({ id, nearest }) => [id, nearest] as const),
    ]);
    return evaluateClusters(
      set,
      set.papers.map(({ id }) => themeOf.get(id)!),
    );
  };
  return {
    labels,
    kGiven: await clustersOf({ ...part(options, 0, 0.5), k: labels }),
    kChosen: await clustersOf(part(options, 0.5, 1)),
  };
}
