import { textFrom } from '../read-text.js';
import { answering } from '../run.js';
import { plain } from '../terminal.js';

export const run = answering(
  'themesOf',
  async (corpus, words, _options, signal) => corpus.themesOfText(await textFrom(words), { signal }),
  ({ far, own, themes }) => {
    const lines = themes.map(
      ({ id, label, similarity }) =>
        `${similarity.toFixed(3)}  ${plain(label)} (${id}${id === own ? ', its theme' : ''})`,
    );
    const list = lines.join('\n') || 'There are no themes yet.';
    return far ? `Not similar to any theme. The nearest are:\n${list}` : list;
  },
);
