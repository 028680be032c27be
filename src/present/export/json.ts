import type { Paper } from '../../paper.js';
import type { FormatOptions } from './format-options.js';
import { markFields, marksOf } from './own-fields.js';

/** Of a source its place alone: what else is kept of it serves `show --sources`. */
function written(paper: Paper, options: FormatOptions): string {
  const places = paper.places.map(({ file, line }) => ({ file, line }));
  return JSON.stringify({ ...paper, places, ...markFields(marksOf(paper, options)) });
}

/** One list, a paper a line. */
export function* jsonOf(papers: Iterable<Paper>, options: FormatOptions = {}): Generator<string> {
  let before = '[\n';
  for (const paper of papers) {
    yield `${before}${written(paper, options)}`;
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

/** A paper a line. */
export function* jsonlOf(papers: Iterable<Paper>, options: FormatOptions = {}): Generator<string> {
  for (const paper of papers) yield `${written(paper, options)}\n`;
}
