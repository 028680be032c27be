/** What a file for another program holds: which papers of the corpus, in which format. */
import type { Corpus, Paper } from '../../index.js';
import { DEFAULT_LIMIT } from '../../paper.js';
import { atlasLines } from './atlas.js';
import { EXPORT_FORMATS, type ExportFormat, writePapers } from './index.js';
import { npyOf } from './npy.js';

/** Formats that are text: those that hold papers, ids alone, and all that embedding-atlas takes. */
export type TextFormat = ExportFormat | 'ids' | 'atlas';
export const TEXT_FORMATS: readonly TextFormat[] = [...EXPORT_FORMATS, 'ids', 'atlas'];

export interface Selection extends NonNullable<Parameters<Corpus['search']>[1]> {
  readonly q?: string;
  readonly like?: readonly string[];
  readonly duplicates?: boolean;
}

/** Most similar first where a text or papers are given; otherwise in order of id. @throws CorpusError */
export async function papersFor(corpus: Corpus, selection: Selection): Promise<readonly Paper[]> {
  const { q, like, duplicates, ...filters } = selection;
  const options = { ...filters, limit: filters.limit ?? DEFAULT_LIMIT };
  if (like !== undefined) return (await corpus.similar(like, options)).papers.map(({ paper }) => paper);
  if (q !== undefined) return (await corpus.search(q, options)).papers.map(({ paper }) => paper);
  const all = await corpus.list();
  if (filters.theme !== undefined) {
    const { theme } = await corpus.theme(filters.theme);
    return only(
      all,
      theme.papers.map(({ id }) => id),
    );
  }
  if (duplicates === true) {
    const { groups } = await corpus.duplicates();
    return only(
      all,
      groups.flatMap((group) => [...group.papers]),
    );
  }
  return all;
}

/** The text of the file, in small pieces. */
export async function textOf(corpus: Corpus, papers: readonly Paper[], format: TextFormat): Promise<Iterable<string>> {
  if (format === 'ids') return papers.map(({ id }) => `${id}\n`);
  if (format !== 'atlas') return writePapers(papers, format);
  const { themes } = await corpus.themes();
  const labels = new Map(themes.map(({ id, label }) => [id, label]));
  return atlasLines(papers, await corpus.map(), await corpus.embeddings(), labels);
}

/** The embeddings of the papers as NumPy's `.npy`: one row a paper, in their order. */
export async function embeddingsOf(corpus: Corpus, papers: readonly Paper[]): Promise<Iterable<Uint8Array>> {
  const embeddings = await corpus.embeddings();
  return npyOf(
    papers.map(({ id }) => embeddings.get(id)!),
    embeddings.values().next().value?.length ?? 0,
  );
}

function only(papers: readonly Paper[], ids: readonly string[]): Paper[] {
  const wanted = new Set(ids);
  return papers.filter(({ id }) => wanted.has(id));
}
