/** Papers with their embeddings; those that wait for one are left out. */
import { type Embedding, EmbeddingBlock } from '../embedding.js';
import { collect } from '../maths/batches.js';
import type { Rows } from '../maths/rows.js';
import type { Paper, PaperId } from '../paper.js';
import type { Heading, StoreView, Where } from '../store/index.js';

/** The embeddings of all papers that have one. */
export async function allEmbeddings(view: StoreView): Promise<ReadonlyMap<PaperId, Embedding>> {
  const block = new EmbeddingBlock(await view.count());
  const embeddings = new Map<PaperId, Embedding>();
  for await (const batch of view.scanEmbeddings())
    for (const [id, embedding] of batch) embeddings.set(id, block.add(embedding));
  return embeddings;
}

/** All papers with an embedding, without their abstracts: some 1.8 KB a paper. */
export interface AllHeadings {
  readonly headings: readonly Heading[];
  /** One for each, in the same order. */
  readonly embeddings: Rows;
}

export async function allHeadings(view: StoreView, where?: Where): Promise<AllHeadings> {
  const all = await collect(view.scanHeadings(where));
  const places = new Map(all.map(({ id }, place) => [id, place]));
  const headings: Heading[] = [];
  let [data, dimension] = [new Float32Array(0), 0];
  for await (const batch of view.scanEmbeddings(where))
    for (const [id, embedding] of batch) {
      const place = places.get(id);
      if (place === undefined) continue;
      if (headings.length === 0) {
        dimension = embedding.length;
        data = new Float32Array(all.length * dimension);
      }
      data.set(embedding, headings.length * dimension);
      headings.push(all[place]!);
    }
  return { headings, embeddings: { data, count: headings.length, dimension } };
}

/** In batches. */
export async function* embeddedPapers(view: StoreView): AsyncGenerator<readonly (readonly [Paper, Embedding])[]> {
  for await (const papers of view.scanPapers()) yield withEmbeddings(view, papers);
}

export async function embeddedPapersOf(
  view: StoreView,
  ids: readonly PaperId[],
): Promise<(readonly [Paper, Embedding])[]> {
  return withEmbeddings(view, await view.papers(ids));
}

async function withEmbeddings(view: StoreView, papers: readonly Paper[]): Promise<(readonly [Paper, Embedding])[]> {
  const embeddings = await view.embeddings(papers.map(({ id }) => id));
  return papers.flatMap((paper) => {
    const embedding = embeddings.get(paper.id);
    return embedding === undefined ? [] : [[paper, embedding] as const];
  });
}
