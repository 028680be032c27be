import { counted } from '../../../counted.js';
import type { ThemeAnswer } from '../../../index.js';
import { answering } from '../run.js';
import { plain, styled, wrapped } from '../terminal.js';
import { quoted, similarTitle } from './theme-lines.js';

export const run = answering('theme', (corpus, [id], _options, signal) => corpus.theme(id!, { signal }), describe);

function describe({ theme, within, labels }: ThemeAnswer): string {
  const also = (at: { readonly theme: string } | null) =>
    at === null ? '' : ` · also ${plain(labels[at.theme] ?? at.theme)}`;
  const facts = [theme.id, counted(theme.size, 'paper'), `cohesion ${theme.tightness.toFixed(2)}`];
  if (theme.mixed) facts.push('mixed');
  const similar = theme.near.map(
    ({ theme: near, similarity }) => `${plain(labels[near] ?? near)} (${near}, ${similarity.toFixed(2)})`,
  );
  return [
    `${styled('bold', plain(theme.label))}  ${styled('dim', facts.join(' · '))}`,
    wrapped(plain(theme.terms.join(', ')), '    '),
    ...quoted(theme.sentence),
    '',
    ...theme.papers.map(
      (paper) =>
        `${similarTitle(paper, '  ')}\n${styled('dim', wrapped(`${paper.id}${also(paper.also)}`, ' '.repeat(7)))}`,
    ),
    '',
    wrapped(`Similar themes: ${similar.join(', ') || 'none'}`, ''),
    ...(within.length === 0
      ? []
      : [
          '',
          'Themes within it:',
          ...within.map((one) => `  ${plain(one.label)}  ${styled('dim', `${counted(one.size, 'paper')}`)}`),
        ]),
  ].join('\n');
}
