import { counted } from '../../../counted.js';
import type { ThemeAnswer } from '../../../index.js';
import { answering, type CommonOptions } from '../run.js';
import { plain, styled, wrapped } from '../terminal.js';
import { quoted, similarTitle } from './theme-lines.js';

interface Options extends CommonOptions {
  /** Papers that are listed; --json has all. */
  readonly limit: number;
}

export const run = answering(
  'theme',
  (corpus, [id], _options: Options, signal) => corpus.theme(id!, { signal }),
  describe,
);

function describe({ theme, within, labels }: ThemeAnswer, { limit }: Options): string {
  const also = (at: { readonly theme: string } | null) =>
    at === null ? '' : ` · also ${plain(labels[at.theme] ?? at.theme)}`;
  const facts = [theme.id, counted(theme.size, 'paper'), `cohesion ${theme.cohesion.toFixed(2)}`];
  if (theme.mixed) facts.push('mixed');
  if (theme.rising) facts.push('rising');
  const similar = theme.near.map(
    ({ theme: near, similarity }) => `${plain(labels[near] ?? near)} (${near}, ${similarity.toFixed(2)})`,
  );
  const more = theme.size - limit;
  return [
    `${styled('bold', plain(theme.label))}  ${styled('dim', facts.join(' · '))}`,
    wrapped(plain(theme.terms.join(', ')), '    '),
    ...quoted(theme.sentence),
    '',
    wrapped(`Similar themes: ${similar.join(', ') || 'none'}`, ''),
    ...(within.length === 0
      ? []
      : [
          '',
          'Themes within it:',
          ...within.map((one) => `  ${plain(one.label)}  ${styled('dim', `${counted(one.size, 'paper')}`)}`),
        ]),
    '',
    ...theme.papers
      .slice(0, limit)
      .map(
        (paper) =>
          `${similarTitle(paper, '  ')}\n${styled('dim', wrapped(`${paper.id}${also(paper.also)}`, ' '.repeat(7)))}`,
      ),
    ...(more > 0 ? [`  … and ${counted(more, 'more paper')}; -n ${theme.size} lists all`] : []),
  ].join('\n');
}
