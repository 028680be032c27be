import { CorpusError, type Filters, type Order } from '../../../index.js';
import { type FileFormat, isBinary } from '../../export/contents.js';
import { exportPapers } from '../../export/export-papers.js';
import { formatOf } from '../output-format.js';
import { filtersOf } from '../ranked-papers.js';
import { type CommonOptions, type Run, withCorpus } from '../run.js';

interface Options extends CommonOptions, Filters {
  readonly format?: FileFormat;
  readonly search?: string;
  readonly limit?: number;
  readonly order?: Order;
  readonly duplicates?: boolean;
  readonly exact?: boolean;
  readonly notes?: boolean;
}

export const run: Run<Options> = async (
  _args,
  { search, duplicates, limit, order, notes, exact, ...options },
  signal,
) => {
  const format = formatOf(options, 'jsonl');
  if (isBinary(format) && process.stdout.isTTY)
    throw new CorpusError('USAGE', `${format} is not text`, `Write it to a file: … --format ${format} > FILE`);
  const selection = { ...filtersOf(options), search, duplicates, limit, order, notes, exact, signal };
  await withCorpus(options, (corpus) => writeOut(exportPapers(corpus, format, selection)));
};

/** To standard output, no faster than it is read. */
async function writeOut(pieces: AsyncIterable<string | Uint8Array>): Promise<void> {
  for await (const piece of pieces) {
    if (process.stdout.write(piece)) continue;
    await new Promise((resolve) => {
      process.stdout.once('drain', resolve);
    });
  }
}
