import { type CommonOptions, type Run, withCorpus } from '../run.js';
import { plain, print, printJson, styled, wrapped } from '../terminal.js';

export const run: Run<CommonOptions> = async ([id], options) => {
  const paper = await withCorpus(options, { create: false }, (corpus) => corpus.show(id!));
  if (options.json === true) return printJson('shown', { paper });
  const facts = [
    ['id', paper.id],
    ['published', paper.published],
    ['by', paper.by],
    ['authors', paper.authors.join('; ')],
    ['venue', paper.venue],
    ['comments', paper.comments],
    ['url', paper.url],
    ...Object.entries(paper.identifiers),
    ...paper.places.map(({ file, line }, i) => [i === 0 ? 'sources' : '', `${file}:${line}`]),
  ].filter(([, value]) => value !== null && value !== '');
  print(
    [
      styled('bold', wrapped(plain(paper.title), '')),
      '',
      ...facts.map(([name, value]) => `${styled('dim', String(name).padEnd(10))} ${plain(String(value))}`),
      '',
      wrapped(plain(paper.abstract), ''),
    ].join('\n'),
  );
};
