/** The papers of the corpus as text for other programs: which papers, and in what format. */
import type { Corpus, Paper } from '../../index.js';
import { atlasLines } from '../export/atlas.js';
import { EXPORT_FORMATS, type ExportFormat, writePapers } from '../export/index.js';

export type Exported = ExportFormat | 'ids' | 'atlas';
export const EXPORTS: readonly Exported[] = [...EXPORT_FORMATS, 'ids', 'atlas'];

/** How many of the nearest where nobody says; as many as the command line writes. */
const NEAREST = 10;
/** Characters handed on at once: a message between threads costs as much as writing some hundred papers. */
const PIECE_CHARACTERS = 64 * 1024;

/** As what each format is sent, and how a file of it is called. */
export const EXPORT_FILES: Readonly<Record<Exported, { readonly mediaType: string; readonly name: string }>> = {
  json: { mediaType: 'application/json', name: 'papers.json' },
  jsonl: { mediaType: 'application/jsonl', name: 'papers.jsonl' },
  csv: { mediaType: 'text/csv', name: 'papers.csv' },
  bibtex: { mediaType: 'application/x-bibtex', name: 'papers.bib' },
  ris: { mediaType: 'application/x-research-info-systems', name: 'papers.ris' },
  markdown: { mediaType: 'text/markdown', name: 'papers.md' },
  ids: { mediaType: 'text/plain', name: 'papers.txt' },
  atlas: { mediaType: 'application/jsonl', name: 'papers-atlas.jsonl' },
};

export interface Which extends NonNullable<Parameters<Corpus['search']>[1]> {
  readonly q?: string;
  readonly like?: readonly string[];
  readonly duplicates?: boolean;
}

/** Nearest first where a text or papers are given; otherwise in order of id. @throws CorpusError */
export async function papersFor(corpus: Corpus, { q, like, duplicates, ...options }: Which): Promise<readonly Paper[]> {
  const nearest =
    like !== undefined
      ? (limit: number) => corpus.similar(like, { ...options, limit })
      : q !== undefined
        ? (limit: number) => corpus.search(q, { ...options, limit })
        : null;
  if (nearest !== null) return (await nearest(options.limit ?? NEAREST)).papers.map(({ paper }) => paper);
  const all = await corpus.list();
  if (options.theme !== undefined)
    return chosen(
      all,
      (await corpus.theme(options.theme)).theme.papers.map(({ id }) => id),
    );
  if (duplicates === true)
    return chosen(
      all,
      (await corpus.duplicates()).groups.flatMap((group) => [...group.papers]),
    );
  return all;
}

/** The text of the file, in pieces worth sending. */
export async function textOf(corpus: Corpus, papers: readonly Paper[], format: Exported): Promise<Iterable<string>> {
  return inPieces(await linesOf(corpus, papers, format));
}

async function linesOf(corpus: Corpus, papers: readonly Paper[], format: Exported): Promise<Iterable<string>> {
  if (format === 'ids') return papers.map(({ id }) => `${id}\n`);
  if (format !== 'atlas') return writePapers(papers, format);
  const { themes } = await corpus.themes();
  return atlasLines(
    papers,
    await corpus.map(),
    await corpus.embeddings(),
    new Map(themes.map(({ id, label }) => [id, label])),
  );
}

function* inPieces(lines: Iterable<string>): Generator<string> {
  let piece = '';
  for (const line of lines) {
    piece += line;
    if (piece.length < PIECE_CHARACTERS) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}

function chosen(papers: readonly Paper[], ids: readonly string[]): Paper[] {
  const wanted = new Set(ids);
  return papers.filter(({ id }) => wanted.has(id));
}
