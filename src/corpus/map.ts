/**
 * The map: a position, title and theme for each paper. Papers stay where they are when others come or go, and new ones
 * are placed near the papers most similar to them; when many have come and gone, all are laid out again from there.
 */
import type { OpenView } from '../ingest/index.js';
import { mapOf, type PaperPoint, placeNew } from '../map/index.js';
import { byCodeUnits } from '../maths/order.js';
import type { PaperId } from '../paper.js';
import type { Heading, LongWork, StoreView } from '../store/index.js';
import { cached, type DerivedKind, derived } from './derived.js';
import { allEmbeddings } from './embedded-papers.js';
import { withProgress } from './long-work.js';
import { currentThemes } from './themes.js';

export interface MapAnswer {
  /** `theme` is null for an unassigned paper, `published` for one without a date. */
  readonly points: readonly (PaperPoint & {
    readonly title: string;
    readonly theme: string | null;
    readonly published: string | null;
  })[];
}

/** If a larger share of the papers has come or gone since the last layout, all are laid out again. */
const MOST_CHANGED = 0.25;

interface PaperMap {
  /** In order of id. */
  readonly points: readonly PaperPoint[];
  /** SHA-256 of the model whose embeddings were laid out; null if there were none. */
  readonly model: string | null;
  /** How many papers have come or gone since the last layout. */
  readonly changes: number;
}

/** A row each point, so that none is written again that has not moved. */
const MAP: DerivedKind<PaperMap> = {
  name: 'map',
  format: 'rows',
  toStored: ({ points, ...rest }) => ({ rows: points.map(({ id, x, y }) => [id, [x, y]] as const), rest }),
  fromStored: ({ rows, rest }) => ({
    points: rows
      .map(([key, value]) => {
        const [x, y] = value as [number, number];
        return { id: key as PaperId, x, y };
      })
      .sort((a, b) => byCodeUnits(a.id, b.id)),
    model: rest['model'] as string | null,
    changes: rest['changes'] as number,
  }),
};

export async function mapPapers(index: OpenView, options: LongWork): Promise<MapAnswer> {
  const headings = new Map<PaperId, Heading>();
  for await (const batch of index.view.scanHeadings()) for (const heading of batch) headings.set(heading.id, heading);
  const { points } = await cached(index, MAP.name, () =>
    derived(index, MAP, (last) =>
      withProgress(
        index,
        'map',
        options.onProgress,
        async (onProgress) =>
          (await grown(index, last?.value, [...headings.keys()], { ...options, onProgress })) ??
          (await laidOut(index, last?.value, { ...options, onProgress })),
      ),
    ),
  );
  const themes = new Map<PaperId, string>(
    (await currentThemes(index, options)).themes.flatMap(({ id, papers }) =>
      papers.map((paper) => [paper.id, id] as const),
    ),
  );
  return {
    points: points.map(({ id, x, y }) => {
      const { title = '', published = null } = headings.get(id) ?? {};
      return { id, title, x, y, theme: themes.get(id) ?? null, published };
    }),
  };
}

/** @returns undefined if too much has changed since the last layout */
async function grown(
  { view }: OpenView,
  last: PaperMap | undefined,
  ids: readonly PaperId[],
  work: LongWork,
): Promise<PaperMap | undefined> {
  const model = await modelOf(view);
  if (last === undefined || last.model !== model) return undefined;
  const here = new Set(ids);
  const start = new Map(last.points.filter(({ id }) => here.has(id)).map((point) => [point.id, point]));
  const unplaced = ids.filter((id) => !start.has(id));
  const changes = last.changes + unplaced.length + last.points.length - start.size;
  if (changes > MOST_CHANGED * ids.length) return undefined;
  const embeddings = await view.embeddings(unplaced); // not yet of those that wait for a worker
  const nearestOf = async (id: PaperId, count: number) =>
    (await view.nearest(embeddings.get(id)!, count + 1)).filter((near) => near.id !== id).slice(0, count);
  const placed = await placeNew({ start, newcomers: [...embeddings.keys()], nearestOf }, work);
  const points = [...start.values(), ...[...placed].map(([id, position]) => ({ id, ...position }))];
  return {
    points: points.sort((a, b) => byCodeUnits(a.id, b.id)),
    model,
    changes: changes - unplaced.length + embeddings.size,
  };
}

async function laidOut({ view }: OpenView, last: PaperMap | undefined, work: LongWork): Promise<PaperMap> {
  const embeddings = await allEmbeddings(view);
  const start = last === undefined ? {} : { start: new Map(last.points.map((point) => [point.id, point])) };
  return {
    points: await mapOf(embeddings, { ...work, ...start }),
    model: await modelOf(view),
    changes: 0,
  };
}

async function modelOf(view: StoreView): Promise<string | null> {
  return (await view.model())?.sha256 ?? null;
}
