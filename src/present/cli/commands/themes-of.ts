import { text as readAll } from 'node:stream/consumers';
import { type CommonOptions, type Run, withCorpus } from '../run.js';
import { plain, print, printJson } from '../terminal.js';

export const run: Run<CommonOptions> = async (words, options, signal) => {
  const text = words.length === 1 && words[0] === '-' ? await readAll(process.stdin) : words.join(' ');
  const answer = await withCorpus(options, (corpus) => corpus.themesOfText(text, { signal }));
  if (options.json === true) return printJson('themesOf', answer);
  if (answer.far) print('Not similar to any theme. The nearest are:');
  print(
    answer.themes.map(({ id, label, similarity }) => `${similarity.toFixed(3)}  ${plain(label)} (${id})`).join('\n') ||
      'There are no themes yet.',
  );
};
