import { wire } from '../../wire.js';
import { type CommonOptions, type Run, withCorpus } from '../run.js';
import { print, printJson, table } from '../terminal.js';

export const run: Run<CommonOptions> = async (_args, options) => {
  const papers = await withCorpus(options, { create: false }, (corpus) => corpus.list());
  if (options.json === true) return printJson(wire.list.parse({ papers }));
  const idWidth = papers.reduce((widest, { id }) => Math.max(widest, id.length), 2);
  print(await table(
    [{ head: 'id', width: Math.min(idWidth, 44) }, { head: 'published', width: 10 }, { head: 'title' }],
    papers.map(({ id, published, title }) => [id, published ?? '', title]),
  ));
};
