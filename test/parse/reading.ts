import type { ParsedPaper } from '../../src/paper.js';
import { type FormatName, openSource, type ParseOptions, type Problem } from '../../src/parse/index.js';

/** All that a text or some bytes hold, in one piece or in pieces of a size; `rejected` has incomplete papers too. */
export async function reading(
  content: string | Uint8Array,
  options: ParseOptions & { readonly pieceBytes?: number } = {},
): Promise<{ format: FormatName; papers: ParsedPaper[]; rejected: Problem[] }> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const { format, events } = await openSource(
    'f',
    piecesOf(bytes, options.pieceBytes ?? Math.max(1, bytes.length)),
    options,
  );
  const papers: ParsedPaper[] = [];
  const rejected: Problem[] = [];
  for await (const event of events) {
    if (event.kind === 'paper') papers.push(event.paper);
    else rejected.push(event.problem);
  }
  return { format, papers, rejected };
}

async function* piecesOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
