import type { Corpus, Paper } from '../../../index.js';
import { atlasLines } from '../../export/atlas.js';
import { type ExportFormat, writePapers } from '../../export/index.js';
import { npyOf } from '../../export/npy.js';
import { type CommonOptions, type Run, withCorpus } from '../run.js';

interface Options extends CommonOptions {
  readonly format: ExportFormat | 'ids' | 'npy' | 'atlas';
  readonly theme?: string;
  readonly search?: string;
  readonly limit: number;
  readonly duplicates?: boolean;
}

export const run: Run<Options> = async (_args, options) => {
  await withCorpus(options, { create: false }, async (corpus) => {
    const papers = await papersFor(corpus, options);
    for (const piece of await piecesOf(corpus, papers, options.json === true ? 'json' : options.format)) {
      if (!process.stdout.write(piece))
        await new Promise((resolve) => {
          process.stdout.once('drain', resolve);
        });
    }
  });
};

async function papersFor(corpus: Corpus, { search, theme, duplicates, limit }: Options): Promise<readonly Paper[]> {
  if (search !== undefined) return (await corpus.search(search, { limit })).papers.map(({ paper }) => paper);
  const all = await corpus.list();
  if (theme !== undefined)
    return chosen(
      all,
      (await corpus.theme(theme)).theme.papers.map(({ id }) => id),
    );
  if (duplicates === true)
    return chosen(
      all,
      (await corpus.duplicates()).groups.flatMap((group) => [...group.papers]),
    );
  return all;
}

async function piecesOf(
  corpus: Corpus,
  papers: readonly Paper[],
  format: Options['format'],
): Promise<Iterable<string | Uint8Array>> {
  if (format === 'ids') return papers.map(({ id }) => `${id}\n`);
  if (format !== 'npy' && format !== 'atlas') return writePapers(papers, format);
  const embeddings = await corpus.embeddings();
  if (format === 'npy')
    return npyOf(
      papers.map(({ id }) => embeddings.get(id)!),
      embeddings.values().next().value?.length ?? 0,
    );
  const { themes } = await corpus.themes();
  return atlasLines(papers, await corpus.map(), embeddings, new Map(themes.map(({ id, label }) => [id, label])));
}

function chosen(papers: readonly Paper[], ids: readonly string[]): Paper[] {
  const wanted = new Set(ids);
  return papers.filter(({ id }) => wanted.has(id));
}
