import type { Paper } from '../../paper.js';

/** Of a source its place alone: what else is kept of it serves `show --sources`. */
const written = (paper: Paper): string =>
  JSON.stringify({ ...paper, places: paper.places.map(({ file, line }) => ({ file, line })) });

/** One list, a paper a line. */
export function* jsonOf(papers: Iterable<Paper>): Generator<string> {
  let before = '[\n';
  for (const paper of papers) {
    yield `${before}${written(paper)}`;
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

/** A paper a line. */
export function* jsonlOf(papers: Iterable<Paper>): Generator<string> {
  for (const paper of papers) yield `${written(paper)}\n`;
}
