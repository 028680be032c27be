import { counted } from '../../../counted.js';
import type { Filters, Order, Paper } from '../../../index.js';
import { partialText } from '../../partial-text.js';
import { describeNone, filtersOf } from '../ranked-papers.js';
import { type CommonOptions, type Run, withCorpus } from '../run.js';
import { note, plain, plainTitle, print, printJson, styled, table, terminalWidth, wrapped } from '../terminal.js';

/** Letters that take two columns of a terminal. */
const WIDE = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/gu;
/** Width of the widest id column, widths of the columns of dates and comments, and minimum width of a title. */
const ID_WIDTH = 44;
const DATE_WIDTH = 10;
const COMMENTS_WIDTH = 8;
const TITLE_WIDTH = 30;
const BETWEEN = 2;

interface Options extends CommonOptions, Filters {
  readonly order?: Order;
  readonly limit?: number;
}

export const run: Run<Options> = async (_args, options, signal) => listPapers(options, signal);

/** Prints the papers that pass the filters. */
export async function listPapers(options: Options, signal: AbortSignal): Promise<void> {
  const { order, limit } = options;
  const { papers, total, missingServers } = await withCorpus(options, (corpus) =>
    corpus.browse({ ...filtersOf(options), order, limit, signal }),
  );
  if (options.json === true) return printJson('list', { papers, total, missingServers });
  if (missingServers !== undefined) note(plain(partialText(missingServers)));
  if (total === 0) return print(describeNone(options));
  print(await paperTable(papers, { comments: order === 'comments' || options.minComments !== undefined }));
  if (papers.length < total) note(`${papers.length} of ${counted(total, 'paper')}. --limit shows more.`);
}

function columnsOf(id: string): number {
  return id.length + (id.match(WIDE)?.length ?? 0);
}

/**
 * A table, or where the terminal is too narrow for one or an id too long, each paper below its id.
 * @param comments whether to show how many comments each has
 */
export async function paperTable(
  papers: readonly Pick<Paper, 'id' | 'title' | 'published' | 'comments'>[],
  { comments = false } = {},
): Promise<string> {
  const idWidth = papers.reduce((widest, { id }) => Math.max(widest, columnsOf(id)), 2);
  const fixed = idWidth + DATE_WIDTH + (comments ? COMMENTS_WIDTH + BETWEEN : 0);
  // An id that was cut could not be copied.
  if (idWidth > ID_WIDTH || fixed + TITLE_WIDTH + 3 * BETWEEN > terminalWidth()) {
    return papers
      .map(
        ({ id, published, title, comments: count }) =>
          `${styled('bold', plain(id))}${comments ? ` · ${counted(count ?? 0, 'comment')}` : ''}\n` +
          wrapped(`${plain(published ?? '')} ${plainTitle(title)}`.trim(), '    '),
      )
      .join('\n');
  }
  return table(
    [
      { head: 'id', width: idWidth },
      { head: 'published', width: DATE_WIDTH },
      ...(comments ? [{ head: 'comments', width: COMMENTS_WIDTH, right: true }] : []),
      { head: 'title' },
    ],
    papers.map(({ id, published, title, comments: count }) => [
      id,
      published ?? '',
      ...(comments ? [String(count ?? '')] : []),
      plainTitle(title),
    ]),
  );
}
