import type { Span } from '../api/answers.js';
import { piecesOf } from './pieces.js';

interface MarkedProps {
  readonly text: string;
  readonly spans: readonly Span[];
  readonly from?: number;
  readonly to?: number;
}

/** A text with stretches marked. Text of papers is text, whatever it holds; `bdi` keeps its direction to itself. */
export function Marked({ text, spans, from = 0, to = text.length }: MarkedProps) {
  return (
    <bdi>
      {piecesOf(text, spans, from, to).map(({ text: piece, marked }, i) =>
        marked ? <mark key={i}>{piece}</mark> : piece,
      )}
    </bdi>
  );
}
