/**
 * The text of papers with highlighted words, formulas as mathematics and addresses as links. Markup in it is shown as
 * text.
 */
import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Span } from '../api/answers.js';
import { piecesOf } from './pieces.js';
import { segmentsOf } from './prose-segments.js';
import { safeLink } from './wording.js';

interface ProseProps {
  readonly text: string;
  readonly spans?: readonly Span[];
  readonly from?: number;
  readonly to?: number;
  /** Whether addresses become links; not inside a link. */
  readonly links?: boolean;
}

/** `bdi` isolates the direction of the text. */
export function Prose({ text, spans = [], from = 0, to = text.length, links = false }: ProseProps) {
  return (
    <bdi>
      {segmentsOf(text.slice(from, to), links).map((segment) => {
        const [start, end] = [segment.start + from, segment.end + from];
        const whole = text.slice(start, end);
        if (segment.kind === 'formula')
          return <Formula key={`${start} ${whole}`} source={whole} tex={segment.tex} display={segment.display} />;
        if (segment.kind === 'latex') return segment.text;
        if (segment.kind === 'link') return <OutwardLink key={start} href={segment.href} text={whole} />;
        return marked(text, spans, start, end);
      })}
    </bdi>
  );
}

function marked(text: string, spans: readonly Span[], start: number, end: number): (string | JSX.Element)[] {
  return piecesOf(text, spans, start, end).map(({ text: piece, marked: isMarked }, i) =>
    isMarked ? <mark key={`${start}-${i}`}>{piece}</mark> : piece,
  );
}

function OutwardLink({ href, text }: { readonly href: string; readonly text: string }) {
  const safe = safeLink(href);
  if (safe === null) return <>{text}</>;
  return (
    <a class="outward" href={safe} target="_blank" rel="noopener noreferrer nofollow">
      {text}
    </a>
  );
}

type Render = typeof import('katex').default.render;
let render: Render | undefined;
/** KaTeX is loaded with the first formula; until then, or if it fails, the source is shown. */
async function typesetter(): Promise<Render> {
  const [katex] = await Promise.all([import('katex'), import('katex/dist/katex.min.css')]);
  return (render ??= katex.default.render);
}

/** Limits for KaTeX; a paper's own macros are unknown here. */
const LIMITS = { maxSize: 10, maxExpand: 200, throwOnError: true, strict: 'ignore', trust: false } as const;

function Formula({
  source,
  tex,
  display,
}: {
  readonly source: string;
  readonly tex: string;
  readonly display: boolean;
}) {
  const place = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const set = (typeset: Render) => {
      if (place.current === null) return;
      const span = document.createElement('span');
      try {
        typeset(tex, span, { ...LIMITS, displayMode: display });
        place.current.replaceChildren(span);
      } catch {
        // Not TeX after all: it stays as it is written.
      }
    };
    if (render !== undefined) set(render);
    else void typesetter().then(set, () => undefined);
  }, []);
  return (
    <span ref={place} class="formula">
      {source}
    </span>
  );
}
