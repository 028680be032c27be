import type { ParsedPaper } from '../../src/paper.js';
import { type FormatName, openSource, type Problem } from '../../src/parse/index.js';

type Told = Omit<Problem, 'kind'>;

export interface Reading {
  readonly format: FormatName;
  readonly papers: ParsedPaper[];
  readonly problems: Problem[];
  /** Those of a kind. */
  readonly rejected: Told[];
  readonly incomplete: Told[];
}

/** All that a text or some bytes hold, in one piece or in pieces of a size. */
export async function reading(
  content: string | Uint8Array,
  options: NonNullable<Parameters<typeof openSource>[2]> & { readonly pieceBytes?: number } = {},
): Promise<Reading> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const { format, events } = await openSource(
    'f',
    piecesOf(bytes, options.pieceBytes ?? Math.max(1, bytes.length)),
    options,
  );
  const papers: ParsedPaper[] = [];
  const problems: Problem[] = [];
  for await (const event of events) {
    if (event.kind === 'paper') papers.push(event.paper);
    else problems.push(event.problem);
  }
  const of = (wanted: Problem['kind']): Told[] =>
    problems.filter(({ kind }) => kind === wanted).map(({ kind: _, ...problem }) => problem);
  return { format, papers, problems, rejected: of('rejected'), incomplete: of('incomplete') };
}

async function* piecesOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
