/** `follow add`, `list` and `remove`: addresses that `update` fetches. */
import { type CommonOptions, type Run, waiting, withCorpus } from '../run.js';
import { plain, print, printJson, table } from '../terminal.js';

const NAME_WIDTH = 24;

export const add: Run<CommonOptions> = async ([name, url], options) => {
  const source = await withCorpus({ ...options, create: true }, (corpus) =>
    corpus.follow({ name: name!, url: url! }, waiting(options)),
  );
  if (options.json === true) return printJson('followed', { sources: [source] });
  print(`Following ${plain(source.name)}: ${plain(source.url)}\nTo fetch it: \`paperkin update\`.`);
};

export const remove: Run<CommonOptions> = async ([name], options) => {
  const source = await withCorpus(options, (corpus) => corpus.unfollow(name!, waiting(options)));
  if (options.json === true) return printJson('followed', { sources: [source] });
  print(`${plain(source.name)} is not followed any more. Its papers stay.`);
};

export const list: Run<CommonOptions> = async (_args, options) => {
  const sources = await withCorpus(options, (corpus) => corpus.followed());
  if (options.json === true) return printJson('followed', { sources });
  if (sources.length === 0) return print('No address is followed. To follow one: `paperkin follow add NAME URL`.');
  print(
    await table(
      [{ head: 'name', width: NAME_WIDTH }, { head: 'address' }],
      sources.map(({ name, url }) => [name, url]),
    ),
  );
};
