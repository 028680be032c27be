import { CorpusError, type Filters, type Order } from '../../../index.js';
import { bytesOf, type FileFormat, isBinary, papersFor, streamOf, textOf } from '../../export/contents.js';
import { reportOf } from '../../export/report.js';
import { withoutUndefined } from '../../without-undefined.js';
import { filtersOf } from '../ranked-papers.js';
import { type CommonOptions, type Run, withCorpus } from '../run.js';

interface Options extends CommonOptions, Filters {
  readonly format: FileFormat;
  readonly search?: string;
  readonly limit?: number;
  readonly order?: Order;
  readonly duplicates?: boolean;
  readonly exact?: boolean;
  readonly notes?: boolean;
}

export const run: Run<Options> = async (_args, { search, duplicates, limit, order, notes, ...options }, signal) => {
  const format = options.json === true ? 'json' : options.format;
  if (search !== undefined && order !== undefined)
    throw new CorpusError('USAGE', '--search and --order cannot be combined', 'The most similar papers come first.');
  if (search !== undefined && duplicates !== undefined)
    throw new CorpusError('USAGE', '--search and --duplicates cannot be combined', 'Use one of them.');
  const filters = filtersOf(options);
  const isSelection =
    [search, duplicates, limit, order].some((one) => one !== undefined) || Object.keys(filters).length > 0;
  if (format === 'html' && isSelection)
    throw new CorpusError('USAGE', 'a report always contains all papers', 'Omit --search, --limit and the filters.');
  await withCorpus(options, async (corpus) => {
    if (format === 'html') return writeOut(reportOf(corpus, signal));
    const listed = withoutUndefined({ ...filters, limit, order, signal });
    const stream =
      search === undefined && duplicates === undefined ? streamOf(corpus, listed, { format, notes }) : undefined;
    if (stream !== undefined) return writeOut(stream);
    const papers = await papersFor(corpus, withoutUndefined({ ...listed, q: search, duplicates }));
    if (isBinary(format)) {
      if (process.stdout.isTTY)
        throw new CorpusError('USAGE', `${format} is not text`, `Write it to a file: … --format ${format} > FILE`);
      return writeOut(await bytesOf(corpus, papers, format, signal));
    }
    await writeOut(await textOf(corpus, papers, format, { exact: options.exact === true, notes, signal }));
  });
};

/** To standard output, no faster than it is read. */
async function writeOut(pieces: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>): Promise<void> {
  for await (const piece of pieces) {
    if (process.stdout.write(piece)) continue;
    await new Promise((resolve) => {
      process.stdout.once('drain', resolve);
    });
  }
}
