/** Papers for tests, as short as the question allows. */
import type { Paper, PaperId, ParsedPaper, Source } from '../../src/paper.js';

const UNSAID = {
  published: null,
  by: null,
  authors: [],
  venue: null,
  url: null,
  comments: null,
  identifiers: {},
} as const;

export function aSource(file: string, line = 1): Source {
  return { file, line, title: 'A title', keys: [] };
}

export function aPaper(id: string, said: Partial<Paper> = {}): Paper {
  return {
    title: `Title of ${id}`,
    abstract: `Abstract of ${id}.`,
    ...UNSAID,
    places: [aSource('page.txt')],
    ...said,
    id: id as PaperId,
  };
}

export function aParsedPaper(said: Partial<ParsedPaper> = {}): ParsedPaper {
  return {
    title: 'A title',
    abstract: 'An abstract about something.',
    ...UNSAID,
    givenId: null,
    place: { file: 'page.txt', line: 1 },
    ...said,
  };
}

/** A file of JSON lines: a paper for each id. */
export function linesOf(...ids: readonly string[]): Uint8Array {
  const papers = ids.map((id) => ({ id, title: `Paper ${id}`, abstract: `This tells of ${id}. And more.` }));
  return new TextEncoder().encode(papers.map((paper) => JSON.stringify(paper)).join('\n'));
}
