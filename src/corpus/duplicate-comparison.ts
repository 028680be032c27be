/**
 * The comparison of all papers for near-duplicates: stored as rows, and updated by the papers that changed since, so
 * that a few new papers are compared with the others and not all with all. The answer is that of a full comparison.
 */
import {
  type CandidateFeatures,
  type Comparison,
  type ComparisonState,
  compareChanged,
  compareStream,
  comparisonIn,
  type DuplicatePair,
  featuresOf,
  fitScale,
  PAPERS_FOR_SCALE,
  type PaperStream,
} from '../duplicates/index.js';
import type { OpenView } from '../ingest/index.js';
import { evenly } from '../maths/batches.js';
import { byCodeUnits } from '../maths/order.js';
import type { PaperId } from '../paper.js';
import type { DerivedRow, LongWork, RowChanges, StoreView } from '../store/index.js';
import { VERSION } from '../version.js';
import { closing } from './access.js';
import { cached, type DerivedKind, derived, type Saved, soundRows } from './derived.js';
import { changedFeatureRows, featureRows, readFeatureRows } from './duplicate-features.js';
import { embeddedPapers, embeddedPapersOf } from './embedded-papers.js';
import { withProgress } from './long-work.js';
import { openModel, SHIPPED_MODEL } from './model.js';

const FEATURES = 'duplicate-features';
/** Also of the rule: what an earlier one stored is compared again. */
const FORMAT = 8;
/** Above this share of changed papers, comparing all is as fast. */
const MOST_CHANGED = 0.3;
/** Prefixes of the keys of rows, by kind. */
const [SCORED, CHAINED, BELOW, SAME] = ['scored:', 'chained:', 'below:', 'same:'] as const;

interface ScaledComparison {
  /** See `scaleOf`. */
  readonly scale: number;
  readonly state: ComparisonState;
}

const COMPARISON: DerivedKind<ScaledComparison> = {
  name: 'duplicate-comparison',
  format: FORMAT,
  toStored: ({ scale, state }) => ({ rows: [...rowsOf(state)], rest: { scale, bound: state.below.bound } }),
  fromStored: ({ rows, rest }) => {
    const valuesOf = <T>(kind: string) => rows.filter(([key]) => key.startsWith(kind)).map(([, value]) => value as T);
    return {
      scale: rest['scale'] as number,
      state: {
        scored: valuesOf(SCORED),
        chained: valuesOf(CHAINED),
        below: { pairs: valuesOf(BELOW), bound: rest['bound'] as DuplicatePair | null },
        exactDuplicates: valuesOf<PaperId[]>(SAME).sort(([a], [b]) => byCodeUnits(a!, b!)),
      },
    };
  },
};

/** @throws CorpusError INTERRUPTED */
export function comparisonOf(index: OpenView, work: LongWork): Promise<Comparison> {
  return cached(index, COMPARISON.name, async () => {
    const { state } = await derived(index, COMPARISON, (last) =>
      withProgress(index, 'near-duplicates', work.onProgress, (onProgress) =>
        bringUpToDate(index, last, { ...work, onProgress }),
      ),
    );
    return comparisonIn(state);
  });
}

async function bringUpToDate(
  index: OpenView,
  last: Saved<ScaledComparison> | undefined,
  work: LongWork,
): Promise<ScaledComparison> {
  const scale = await scaleOf(index);
  const canUpdate = last?.program === VERSION && last.value.scale === scale;
  const state =
    (canUpdate ? await updatedFrom(index, last, work) : undefined) ?? (await compareAll(index, scale, work));
  return { scale, state };
}

/** @returns undefined if an update does not pay, or what is stored is not enough */
async function updatedFrom(
  { store, view }: OpenView,
  { of, value: last }: Saved<ScaledComparison>,
  { signal }: LongWork,
): Promise<ComparisonState | undefined> {
  const stored = await featuresSince(view, of);
  if (stored === undefined) return undefined;
  const { blocks, gone, arrived } = stored;
  const read = (ids: readonly PaperId[]) => embeddedPapersOf(view, ids);
  const features = [...blocks.values()].flat();
  const moved = await compareChanged(last.state, features, { gone, arrived }, { scale: last.scale, read, signal });
  if (moved === undefined) return undefined;
  await saveFeatures({ store, view }, { since: of, ...changedFeatureRows(blocks, gone, moved.arrived) });
  return moved.state;
}

async function compareAll({ store, view }: OpenView, scale: number, work: LongWork): Promise<ComparisonState> {
  const { state, features } = await compareStream(await streamOf(view), { scale, ...work });
  await saveFeatures({ store, view }, { replace: featureRows(features) });
  return state;
}

/** All papers with an embedding. */
export async function streamOf(view: StoreView): Promise<PaperStream> {
  return {
    count: await view.count(),
    batches: embeddedPapers(view),
    embeddings: (ids) => view.embeddings(ids),
    read: (ids) => embeddedPapersOf(view, ids),
  };
}

interface StoredFeatures {
  readonly format: number;
}

/** Before the comparison: without features of its version, it cannot be updated. */
function saveFeatures({ store, view }: Pick<OpenView, 'store' | 'view'>, rows: RowChanges): Promise<void> {
  const value: StoredFeatures = { format: FORMAT };
  return store.saveDerived(FEATURES, { of: view.papersVersion, program: VERSION, value, rows });
}

/** One row for each pair, and for each set of exact duplicates. */
function* rowsOf({ scored, chained, below, exactDuplicates }: ComparisonState): Generator<DerivedRow> {
  const kinds = [
    [SCORED, scored],
    [CHAINED, chained],
    [BELOW, below.pairs],
  ] as const;
  for (const [kind, pairs] of kinds) for (const pair of pairs) yield [`${kind}${pair.a}\n${pair.b}`, pair];
  for (const ids of exactDuplicates) yield [`${SAME}${ids[0]}`, ids];
}

async function storedFeatures(view: StoreView, of: string) {
  const saved = await view.derived(FEATURES);
  if (saved?.of !== of || saved.program !== VERSION || (saved.value as StoredFeatures).format !== FORMAT)
    return undefined;
  const rows = await soundRows(view, FEATURES);
  return rows && readFeatureRows(rows);
}

/** The features stored with a version, and what changed since. Undefined if they are not stored, or most changed. */
async function featuresSince(view: StoreView, of: string) {
  const changes = await view.changesSince(of);
  if (changes === undefined) return undefined;
  const { added, updated, removed } = changes;
  if (added.length + updated.length + removed.length > MOST_CHANGED * (await view.count())) return undefined;
  const blocks = await storedFeatures(view, of);
  if (blocks === undefined) return undefined;
  const gone = new Set<PaperId>([...updated, ...removed]);
  return { blocks, gone, arrived: await embeddedPapersOf(view, [...added, ...updated]) };
}

/** The features of all papers: those stored, and of papers that came since. Undefined if too few are stored. */
export async function currentFeatures(view: StoreView): Promise<readonly CandidateFeatures[] | undefined> {
  const of = (await view.derived(FEATURES))?.of;
  const stored = of === undefined ? undefined : await featuresSince(view, of);
  if (stored === undefined) return undefined;
  const staying = [...stored.blocks.values()].flat().filter(({ id }) => !stored.gone.has(id));
  return [...staying, ...stored.arrived.map(featuresOf)];
}

/**
 * The rule was fitted with the built-in model; similarities of another model are converted to its scale. The conversion
 * is fitted again for each version of the papers. If it changes, all papers are compared again.
 */
export async function scaleOf({ view, embedder }: OpenView): Promise<number> {
  const model = await view.model();
  if (model?.folder === undefined) return 1;
  const { embed } = await embedder();
  const papers = await view.papers(evenly(await view.listIds(), PAPERS_FOR_SCALE));
  return closing(await openModel(SHIPPED_MODEL, 1), (shipped) => fitScale(papers, { embed, reference: shipped.embed }));
}
