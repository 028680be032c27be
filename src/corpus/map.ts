/**
 * The map: a position, title and theme for each paper. Positions are computed once for each version of the papers,
 * starting from the previous ones, so that papers stay where they were.
 */
import type { Embedding } from '../embedding.js';
import type { OpenView } from '../ingest/index.js';
import { mapOf, type PaperPoint } from '../map/index.js';
import { byCodeUnits } from '../maths/order.js';
import type { PaperId } from '../paper.js';
import type { Heading, LongWork } from '../store/index.js';
import { type DerivedKind, derived } from './derived.js';
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

/**
 * Beyond so many papers their neighbours come from the store, as up to so many it compares them all as well; below, all
 * are compared with all in one go, in a fourth of the time (`test/bench/growth.md`).
 */
const EXACT_UP_TO = 20_000;
/** A row each point, so that none is written again that has not moved. */
const MAP: DerivedKind<readonly PaperPoint[]> = {
  name: 'map',
  toRows: (points) => points.map(({ id, x, y }) => [id, [x, y]] as const),
  fromRows: (rows) =>
    rows
      .map(([key, value]) => {
        const [x, y] = value as [number, number];
        return { id: key as PaperId, x, y };
      })
      .sort((a, b) => byCodeUnits(a.id, b.id)),
};

export async function mapPapers(index: OpenView, options: LongWork): Promise<MapAnswer> {
  const points = await derived(index, MAP, async (embeddings, last) => {
    const start = last === undefined ? {} : { start: new Map(last.map((point) => [point.id, point])) };
    const neighbours =
      embeddings.size <= EXACT_UP_TO
        ? {}
        : { neighboursOf: (_id: PaperId, embedding: Embedding, count: number) => index.view.nearest(embedding, count) };
    return withProgress(index, 'map', options.onProgress, (onProgress) =>
      mapOf(embeddings, { ...options, ...start, ...neighbours, onProgress }),
    );
  });
  const themes = new Map<PaperId, string>(
    (await currentThemes(index, options)).themes.flatMap(({ id, papers }) =>
      papers.map((paper) => [paper.id, id] as const),
    ),
  );
  const headings = new Map<PaperId, Heading>();
  for await (const batch of index.view.scanHeadings()) for (const heading of batch) headings.set(heading.id, heading);
  return {
    points: points.map(({ id, x, y }) => {
      const { title = '', published = null } = headings.get(id) ?? {};
      return { id, title, x, y, theme: themes.get(id) ?? null, published };
    }),
  };
}
