import type { Paper } from '../../paper.js';

/** One list, a paper a line. */
export function* jsonOf(papers: Iterable<Paper>): Generator<string> {
  let before = '[\n';
  for (const paper of papers) {
    yield `${before}${JSON.stringify(paper)}`;
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

/** A paper a line. */
export function* jsonlOf(papers: Iterable<Paper>): Generator<string> {
  for (const paper of papers) yield `${JSON.stringify(paper)}\n`;
}
