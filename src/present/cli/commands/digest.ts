import { type Corpus, CorpusError, type Digest } from '../../../index.js';
import { type DigestFormat, writeDigest } from '../../digest/index.js';
import { type Entry, factsOf, restOf, sectionsOf, sentenceOf, titleOf } from '../../digest/sections.js';
import { formatOf } from '../output-format.js';
import { type CommonOptions, type Run, waiting, withCorpus } from '../run.js';
import { fitted, jsonOf, note, plain, plainLine, styled, wrapped } from '../terminal.js';

interface Options extends CommonOptions {
  readonly since: string;
  readonly reader?: string;
  readonly format?: DigestFormat | 'text' | 'json';
  readonly limit: number;
  readonly preview?: boolean;
}

const INDENT = '    ';

export const run: Run<Options> = async (_args, options, signal) => {
  const { since, reader, limit } = options;
  const format = formatOf<NonNullable<Options['format']>>(options, 'text');
  await withCorpus(options, async (corpus) => {
    const digest = await corpus.digest({ since, reader, limit, signal });
    await writeWhole(await textOf(digest, format));
    // Only now is it marked as read: a digest that could not be written comes again next time.
    if (since === 'last' && options.preview !== true) await remember(corpus, digest, options);
  });
};

/** Where the index cannot be written, the digest is complete all the same. */
async function remember(corpus: Corpus, { upTo }: Digest, options: Options): Promise<void> {
  try {
    await corpus.digestRead(upTo, { reader: options.reader, ...waiting(options) });
  } catch (error) {
    if (!(error instanceof CorpusError) || !['READ_ONLY', 'DISK_FULL'].includes(error.code)) throw error;
    note(
      `This digest is not remembered as your last one, because ${plainLine(error.message)}: the next one shows these ` +
        'papers again. --since DATE shows what was added since a day.',
    );
  }
}

async function textOf(digest: Digest, format: NonNullable<Options['format']>): Promise<string> {
  if (format === 'text') return fitted(describe(digest), process.stdout);
  return format === 'json' ? `${await jsonOf('digest', digest)}\n` : writeDigest(digest, format);
}

/** Settles when the text is written. */
function writeWhole(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });
}

function describe(digest: Digest): string {
  const lines = [styled('bold', titleOf(digest))];
  for (const section of sectionsOf(digest)) {
    const { title, detail, entries } = section;
    const rest = restOf(section);
    lines.push('', styled('bold', plain(title)));
    if (detail !== null) lines.push(wrapped(plain(detail), '  '));
    for (const entry of entries) lines.push(...describeEntry(entry));
    if (rest !== null) lines.push(wrapped(plain(`… ${rest}`), '  '));
  }
  if (digest.added === 0) lines.push('Nothing is new.');
  return `${lines.join('\n')}\n`;
}

function describeEntry({ paper, form, detail }: Entry): string[] {
  const marked = wrapped(plain(paper.title), INDENT).replace(/^ {4}/, '  • ');
  const grey = (facts: readonly (string | null)[]) => {
    const line = facts.filter((fact) => fact !== null && fact !== '').join(' · ');
    return line === '' ? [] : [styled('dim', wrapped(plain(line), INDENT))];
  };
  if (form === 'again') return [marked, ...grey([detail])];
  if (form === 'brief') return [marked, ...grey([paper.id, detail])];
  const sentence = sentenceOf(paper);
  return [
    marked,
    ...grey([paper.id]),
    ...grey([factsOf(paper), detail]),
    ...(sentence === null ? [] : [wrapped(plain(sentence), INDENT)]),
  ];
}
