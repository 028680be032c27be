import { counted } from '../../../counted.js';
import type { FetchedAddress } from '../../../index.js';
import { UNREADABLE } from '../read-files.js';
import { type CommonOptions, type Run, waiting, withCorpus } from '../run.js';
import { note, plain, print, printJson, styled } from '../terminal.js';

export const run: Run<CommonOptions> = async (names, options, signal) => {
  const report = await withCorpus(options, (corpus) =>
    corpus.update(names, {
      ...waiting(options),
      signal,
      onFetch: ({ name }) => note(`Fetching ${plain(name)} …`),
    }),
  );
  if (options.json === true) await printJson('updated', report);
  else {
    const lines = report.sources.map((source) => `${styled('bold', plain(source.name))}: ${describeFetched(source)}`);
    print([...lines, '', `${counted(report.papers, 'paper')} in the index`].join('\n'));
  }
  return report.sources.some(({ failure }) => failure !== null) ? UNREADABLE : 0;
};

/** What an address brought. */
export function describeFetched({ pages, read, added, updated, failure }: FetchedAddress): string {
  const papers = `${counted(read, 'paper')} (${added} added, ${updated} updated)`;
  const many = pages > 1 ? ` from ${pages} pages` : '';
  if (failure !== null) return plain(`failed: ${failure}${read > 0 ? ` Kept: ${papers}${many}.` : ''}`);
  return pages === 0 ? 'unchanged since it was last fetched' : `${papers}${many}`;
}
