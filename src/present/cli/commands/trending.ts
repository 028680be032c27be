import { counted } from '../../../counted.js';
import type { TrendingAnswer } from '../../../index.js';
import { answering, type CommonOptions } from '../run.js';
import { plain, plainTitle, styled, table, wrapped } from '../terminal.js';

interface Options extends CommonOptions {
  readonly days: number;
  readonly by: 'comments' | 'recency';
  readonly limit: number;
}

const COUNT_WIDTH = 8;
const INDENT = ' '.repeat(5);
const SHARE_WIDTH = 9;

type TrendingPaper = TrendingAnswer['papers'][number];

export const run = answering(
  'trending',
  (corpus, _args, { days, by, limit }: Options, signal) => corpus.trending({ days, by, limit, signal }),
  describe,
);

function describePaper({ id, title, published, comments, commentsPerDay }: TrendingPaper, i: number): string {
  // A year at one comment a week must not read as none.
  const perDay = commentsPerDay.toFixed(commentsPerDay < 1 ? 2 : 1);
  const facts = [id, published, counted(comments ?? 0, 'comment'), `${perDay} a day`].filter((fact) => fact !== null);
  const lead = `${String(i + 1).padStart(3)}  `;
  return [
    `${lead}${styled('bold', wrapped(plainTitle(title), INDENT).trimStart())}`,
    styled('dim', wrapped(plain(facts.join(' · ')), INDENT)),
  ].join('\n');
}

async function describe({ since, until, recent, papers, themes }: TrendingAnswer): Promise<string> {
  if (since === null || until === null) return 'No paper has a full date of publication.';
  const lines = [`${counted(recent, 'paper')} published from ${since} to ${until}, the date of the latest paper.`];
  lines.push('', styled('bold', 'Discussed'));
  if (papers.length === 0) lines.push('None of them has comments.');
  else lines.push(...papers.map(describePaper));
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
        themes.map(({ recent: papers, shareBefore, shareRecent, pValue, label, id }) => [
          String(papers),
          percent(shareBefore),
          percent(shareRecent),
          pValue < 0.001 ? '< 0.1 %' : percent(pValue),
          `${plain(label)} (${id})`,
        ]),
      ),
      wrapped(
        'Shares: of the papers dated before these days, and in them. Chance: probability of such growth by chance ' +
          'alone, corrected for all themes.',
        '',
      ),
    );
  }
  return lines.join('\n');
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
