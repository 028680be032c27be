import { type CommonOptions, type Run, withCorpus } from '../run.js';
import { counted, plain, print, printJson, styled, wrapped } from '../terminal.js';
import { quoted, titleOf } from './theme-lines.js';

export const run: Run<CommonOptions> = async ([id], options) => {
  const answer = await withCorpus(options, { create: false }, (corpus) => corpus.theme(id!));
  if (options.json === true) return printJson('theme', answer);
  const { theme, within, labels } = answer;
  const also = (at: { readonly theme: string } | null) =>
    at === null ? '' : styled('dim', `  also ${plain(labels[at.theme] ?? at.theme)}`);
  print(
    [
      `${styled('bold', plain(theme.label))}  ${styled('dim', `${theme.id} · ${counted(theme.size, 'paper')} · cohesion ${theme.tightness.toFixed(2)}${theme.mixed ? ' · mixed' : ''}`)}`,
      wrapped(plain(theme.terms.join(', ')), '    '),
      ...quoted(theme.sentence),
      '',
      ...theme.papers.map(
        (paper) =>
          `${wrapped(`${paper.similarity.toFixed(2)}  ${titleOf(paper)}`, '  ')}${also(paper.also)}\n        ${styled('dim', paper.id)}`,
      ),
      '',
      `Similar themes: ${theme.near.map((near) => `${plain(labels[near.theme] ?? near.theme)} (${near.theme}, ${near.similarity.toFixed(2)})`).join(', ') || 'none'}`,
      ...(within.length === 0
        ? []
        : [
            '',
            'Themes within it:',
            ...within.map((one) => `  ${plain(one.label)}  ${styled('dim', `${counted(one.size, 'paper')}`)}`),
          ]),
    ].join('\n'),
  );
};
