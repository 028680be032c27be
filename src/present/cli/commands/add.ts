import { counted } from '../../../counted.js';
import { CorpusError } from '../../../errors.js';
import type { AddReport, FetchedAddress } from '../../../index.js';
import type { ReadingOptions } from '../declare/options.js';
import { withBar } from '../progress.js';
import { describeFailures, describeFile, exitCodeOfFiles, parseOptions, UNREADABLE } from '../read-files.js';
import { type CommonOptions, type Run, waiting, withCorpus } from '../run.js';
import { note, plain, print, printJson, styled } from '../terminal.js';
import { describeFetched } from './update.js';

interface Options extends CommonOptions, ReadingOptions {
  readonly embedLater?: boolean;
}

/** Number of skipped file types that are named. */
const KINDS_SHOWN = 8;
/** Of any scheme: an address that is not of the web is refused as such, and not as a file that is not there. */
const ADDRESS = /^[a-z][a-z\d+.-]+:\/\//i;

export const run: Run<Options> = async (sources, options, signal) => {
  const addresses = sources.filter((source) => ADDRESS.test(source));
  const files = sources.filter((source) => !ADDRESS.test(source));
  if (options.json === true && addresses.length > 0 && files.length > 0)
    throw new CorpusError(
      'USAGE',
      'with --json, web addresses and files cannot be added together',
      'Add the files in a command of their own.',
    );
  const code = addresses.length === 0 ? 0 : await addAddresses(addresses, options, signal);
  return files.length === 0 ? code : Math.max(code, await addFiles(files, options, signal));
};

/** Web addresses are accepted only on the command line, not by the page, HTTP or MCP. */
async function addAddresses(addresses: readonly string[], options: Options, signal: AbortSignal): Promise<number> {
  const embedLater = options.embedLater === true;
  const { fetched, papers } = await withCorpus({ ...options, create: true }, async (corpus) => {
    const reports: FetchedAddress[] = [];
    for (const address of addresses) {
      note(`Fetching ${plain(address)} …`);
      reports.push(await corpus.addUrl(address, { ...parseOptions(options), ...waiting(options), embedLater, signal }));
    }
    return { fetched: reports, papers: (await corpus.status()).papers };
  });
  if (options.json === true) await printJson('fetched', { addresses: fetched });
  else {
    const lines = fetched.map((one) => `${plain(one.url)}: ${describeFetched(one)}`);
    print([...lines, '', inTheIndex(papers)].join('\n'));
  }
  return fetched.some(({ failure }) => failure !== null) ? UNREADABLE : 0;
}

async function addFiles(files: readonly string[], options: Options, signal: AbortSignal): Promise<number> {
  const report = await withBar('papers', (update) =>
    withCorpus({ ...options, create: true }, (corpus) =>
      corpus.add(files, {
        ...parseOptions(options),
        ...waiting(options),
        signal,
        embedLater: options.embedLater === true,
        onProgress: ({ papers, share }) => update(share, papers),
      }),
    ),
  );
  if (options.json === true) await printJson('added', report);
  else print(describe(report));
  return exitCodeOfFiles(report.files);
}

function inTheIndex(papers: number): string {
  return styled('bold', `${counted(papers, 'paper')} in the index`);
}

function describe(report: AddReport): string {
  const lines = report.files.flatMap(describeFile);
  const parts = [`${report.added} added`, `${report.updated} updated`, `${report.unchanged} unchanged`];
  if (report.repeated > 0) parts.push(`${report.repeated} repeated`);
  for (const { identifier, titles } of report.contradictions)
    lines.push(
      `${plain(identifier)} is on papers with different titles; they stay separate: ${plain(titles.join(' · '))}`,
    );
  if (report.passedOver.length > 0) {
    const kinds = report.passedOver.slice(0, KINDS_SHOWN).map(({ kind, files }) => `${files} ${plain(kind)}`);
    const more = report.passedOver.length > KINDS_SHOWN ? ', …' : '';
    lines.push(`Skipped files of other formats: ${kinds.join(', ')}${more}`);
    for (const { kind, advice } of report.passedOver)
      if (advice !== null) lines.push(`  ${plain(kind)}: ${plain(advice)}`);
  }
  lines.push('', `${inTheIndex(report.papers)} (${report.read} read: ${parts.join(', ')})`);
  return [...lines, ...describeFailures(report.files)].join('\n');
}
