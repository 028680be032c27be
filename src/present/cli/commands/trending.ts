import type { TrendingAnswer } from '../../../index.js';
import { counted } from '../../counted.js';
import { type CommonOptions, type Run, withCorpus } from '../run.js';
import { plain, print, printJson, styled, table, wrapped } from '../terminal.js';

interface Options extends CommonOptions {
  readonly days: number;
  readonly by: 'comments' | 'recency';
  readonly limit: number;
}

const COUNT_WIDTH = 8;
const DAY_WIDTH = 10;
const SHARE_WIDTH = 9;

export const run: Run<Options> = async (_args, options, signal) => {
  const { days, by, limit } = options;
  const answer = await withCorpus(options, (corpus) => corpus.trending({ days, by, limit, signal }));
  if (options.json === true) return printJson('trending', answer);
  print(await describe(answer));
};

async function describe({ since, until, recent, papers, themes }: TrendingAnswer): Promise<string> {
  if (since === null || until === null) return 'No paper has a full date of publication.';
  const lines = [`${counted(recent, 'paper')} published from ${since} to ${until}, the date of the latest paper.`];
  lines.push('', styled('bold', 'Discussed'));
  lines.push(
    papers.length === 0
      ? 'None of them has comments.'
      : await table(
          [
            { head: 'comments', width: COUNT_WIDTH, right: true },
            { head: 'a day', width: COUNT_WIDTH, right: true },
            { head: 'published', width: DAY_WIDTH },
            { head: 'paper' },
          ],
          papers.map(({ comments, commentsPerDay, published, title }) => [
            String(comments),
            // A year at one comment a week must not read as none.
            commentsPerDay.toFixed(commentsPerDay < 1 ? 2 : 1),
            published ?? '',
            title,
          ]),
        ),
  );
  lines.push('', styled('bold', 'Growing themes'));
  if (themes.length === 0) lines.push('No theme has grown by more than chance explains.');
  else {
    lines.push(
      await table(
        [
          { head: 'papers', width: COUNT_WIDTH, right: true },
          { head: 'before', width: SHARE_WIDTH, right: true },
          { head: 'now', width: SHARE_WIDTH, right: true },
          { head: 'chance', width: SHARE_WIDTH, right: true },
          { head: 'theme' },
        ],
        themes.map(({ recent: papers, shareBefore, shareRecent, chance, label }) => [
          String(papers),
          percent(shareBefore),
          percent(shareRecent),
          chance < 0.001 ? '< 0.1 %' : percent(chance),
          plain(label),
        ]),
      ),
      wrapped(
        'Shares of all dated papers. Chance: probability of such growth by chance alone, corrected for all themes.',
        '',
      ),
    );
  }
  return lines.join('\n');
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
