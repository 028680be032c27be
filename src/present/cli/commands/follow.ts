/** `follow add`, `list` and `remove`: addresses that `update` fetches. */
import { answering, type CommonOptions, type Run, waiting } from '../run.js';
import { plain, table } from '../terminal.js';

const NAME_WIDTH = 24;

export const add: Run<CommonOptions> = (args, options, signal) => adding(args, { ...options, create: true }, signal);
const adding = answering(
  'followed',
  async (corpus, [name, url], options: CommonOptions & { readonly create: true }) => ({
    sources: [await corpus.follow({ name: name!, url: url! }, waiting(options))],
  }),
  ({ sources: [source] }) => {
    const { name, url, replaced } = source!;
    const instead = replaced === undefined ? '' : `It replaces ${plain(replaced)}, whose papers stay.\n`;
    return `Following ${plain(name)}: ${plain(url)}\n${instead}To fetch it: \`paperkin update\`.`;
  },
);

export const remove = answering(
  'followed',
  async (corpus, [name], options) => ({ sources: [await corpus.unfollow(name!, waiting(options))] }),
  ({ sources: [source] }) => `${plain(source!.name)} is not followed any more. Its papers stay.`,
);

export const list = answering(
  'followed',
  async (corpus) => ({ sources: await corpus.followed() }),
  ({ sources }) =>
    sources.length === 0
      ? 'No address is followed. To follow one: `paperkin follow add NAME URL`.'
      : table(
          [{ head: 'name', width: NAME_WIDTH }, { head: 'address' }],
          sources.map(({ name, url }) => [name, url]),
        ),
);
