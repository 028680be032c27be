/** Splits a theme, and undoes splits: the decisions, and the error if a theme cannot be split. */
import { counted } from '../counted.js';
import { cosineSimilarity, meanOf } from '../embedding.js';
import { CorpusError } from '../errors.js';
import type { OpenView } from '../ingest/index.js';
import { LEAST_PARTS, MOST_PARTS, PAPERS_OF_PART } from '../limits.js';
import { bySimilarity } from '../maths/order.js';
import type { PaperId } from '../paper.js';
import type { StoreView } from '../store/index.js';
import { anchored, findParts, type ThemeDecisions, type Themes, withoutSplit } from '../themes/index.js';
import type { Interruptible } from './access.js';
import { decisionsOf } from './stored-runs.js';
import type { Decided, ThemeDecision } from './theme-decision.js';
import { currentRun, themeNamed } from './theme-run.js';

type Split = Extract<ThemeDecision, { kind: 'split' }>;

const USUAL_PARTS = LEAST_PARTS;

export interface SplitPreview {
  readonly theme: string;
  readonly label: string;
  /** The part that keeps the id first; the papers of each part most central first. */
  readonly parts: readonly {
    /** The id that the part would have. */
    readonly theme: string;
    readonly papers: readonly { readonly id: PaperId; readonly title: string }[];
  }[];
}

/** What a split would give; nothing is stored. @throws CorpusError as `splitTheme` */
export async function previewSplit(
  index: OpenView,
  theme: string,
  { parts: count, ...options }: Interruptible & { readonly parts?: number | undefined },
): Promise<SplitPreview> {
  const { view } = index;
  const { themes } = await currentRun(index, options);
  const { id, label, papers } = themeNamed(themes, theme);
  const into = await partsFound(index, { theme, parts: count }, themes, await decisionsOf(view));
  const moved = new Set(into.flatMap((part) => part.papers));
  const staying = papers.map((paper) => paper.id).filter((paper) => !moved.has(paper));
  const parts: SplitPreview['parts'][number][] = [];
  for (const part of [{ theme: id, papers: staying }, ...into])
    parts.push({ theme: part.theme, papers: await centralFirst(view, part.papers) });
  return { theme: id, label, parts };
}

async function centralFirst(view: StoreView, ids: readonly PaperId[]): Promise<{ id: PaperId; title: string }[]> {
  const embeddings = await view.embeddings(ids);
  const centroid = meanOf([...embeddings.values()]);
  return (await view.headings(ids))
    .map(({ id, title }) => ({ id, title, similarity: cosineSimilarity(centroid, embeddings.get(id)!) }))
    .sort(bySimilarity)
    .map(({ id, title }) => ({ id, title }));
}

/** @throws CorpusError THEME_UNKNOWN; USAGE where the papers do not form so many parts */
export async function splitTheme(
  index: OpenView,
  decision: Split,
  themes: Themes,
  before: ThemeDecisions,
): Promise<Decided> {
  const into = decision.into ?? (await partsFound(index, decision, themes, before));
  const from = decision.into === undefined ? themeNamed(themes, decision.theme).id : decision.theme;
  const decisions: ThemeDecisions = {
    ...before,
    splits: [...(before.splits ?? []), ...into.map(({ theme: part }) => ({ part, from }))],
  };
  return {
    decision: { kind: 'split', theme: from, into },
    decisions: anchored(decisions, themes.state, [from], into),
  };
}

/** The new themes: all parts but the largest, which keeps the id. Papers that a person pinned stay with it. */
async function partsFound(
  { view }: OpenView,
  { theme: named, parts = USUAL_PARTS }: { readonly theme: string; readonly parts?: number | undefined },
  themes: Themes,
  before: ThemeDecisions,
): Promise<NonNullable<Split['into']>> {
  if (!(Number.isSafeInteger(parts) && parts >= LEAST_PARTS && parts <= MOST_PARTS))
    throw new CorpusError(
      'USAGE',
      `a theme cannot be split into ${parts}`,
      `Name a number from ${LEAST_PARTS} to ${MOST_PARTS}.`,
    );
  const theme = themeNamed(themes, named);
  const pinned = new Set(before.pins?.map(({ paper }) => paper));
  const ids = theme.papers.map(({ id }) => id).filter((id) => !pinned.has(id));
  if (ids.length < parts * PAPERS_OF_PART)
    throw new CorpusError(
      'USAGE',
      `“${theme.label}” is too small to be split into ${parts}: it has ${counted(theme.size, 'paper')}` +
        (ids.length < theme.size ? `, ${theme.size - ids.length} of them pinned to it` : ''),
      `A theme needs at least ${PAPERS_OF_PART} papers.`,
    );
  const [papers, embeddings] = [await view.papers(ids), await view.embeddings(ids)];
  const newParts = await findParts(
    papers,
    papers.map(({ id }) => embeddings.get(id)!),
    parts,
    { decisions: before, state: themes.state },
  );
  if (newParts === undefined)
    throw new CorpusError(
      'USAGE',
      `“${theme.label}” cannot be split into ${parts}: its papers are too similar to form ${parts} groups`,
      parts === 2 ? 'Move single papers to other themes instead.' : 'Try fewer parts.',
    );
  return newParts;
}

/** The decisions without a split. @throws CorpusError USAGE where there is none */
export function unsplit(before: ThemeDecisions, theme: string): ThemeDecisions {
  const without = withoutSplit(before, theme);
  if (without === undefined)
    throw new CorpusError('USAGE', `you have not split ${theme}`, 'Name a theme that was split, or one of its parts.');
  return without;
}
