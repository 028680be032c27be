/** Finds formulas and addresses in the text of a paper; all else is text. */
import { isUrl } from './wording.js';

export type Segment =
  | { readonly kind: 'text'; readonly start: number; readonly end: number }
  | {
      readonly kind: 'formula';
      readonly start: number;
      readonly end: number;
      readonly tex: string;
      readonly display: boolean;
    }
  | { readonly kind: 'link'; readonly start: number; readonly end: number; readonly href: string }
  /** LaTeX for the type or for a dash; `text` is shown for it. */
  | { readonly kind: 'latex'; readonly start: number; readonly end: number; readonly text: string };

/** Commands for the type of a text. */
const TYPE = '(?:textbf|textit|textrm|textsc|textsf|texttt|emph|mbox|underline)';

/**
 * `$…$` as in Pandoc: no white space inside the delimiters and no digit after the closing one, so that prices are not
 * formulas; `\(…\)`, `\[…\]` and `$$…$$`. At most 600 characters. What is TeX for certain may break these rules:
 * `$\sim$10`, `$ \mu$`, `s$^2$2s`, `O$_2$$^-$`. That is what has a command but no longer word, or only a script.
 */
const FORMULA = new RegExp(
  [
    String.raw`(?<!\\)\$\$(?<a>[^$]{1,600})\$\$`,
    String.raw`\\\[(?<b>[\s\S]{1,600}?)\\\]`,
    String.raw`\\\((?<c>[\s\S]{1,600}?)\\\)`,
    String.raw`(?<![\\$])\$(?<d>(?![\s$])(?:\\.|[^$\\]){1,600}?)(?<!\s)\$(?![\d$])`,
    String.raw`(?<!\\)\$(?<e>(?=[^$]*\\(?!${TYPE})[a-z])(?![^$]*(?<![\\\p{L}{])\p{L}{4})(?:\\.|[^$\\]){1,600}?)\$`,
    String.raw`(?<!\\)\$(?<f>\s?[\^_](?:[^\s$\\{}]{1,3}|\{[^$\\{}]{1,20}\}))\s?\$`,
  ].join('|'),
  'giu',
);
/** Commands for the type around a text without others in it, and the dash between numbers. */
const LATEX = new RegExp(String.raw`(\\${TYPE}\{)[^{}$\\]{0,300}\}|(?<=\d)--(?=\d)`, 'g');
/** With a scheme, or on a host of code or models. */
const ADDRESS = new RegExp(
  String.raw`\b(?:https?:\/\/|(?:www\.)?(?:github|gitlab|huggingface|bitbucket|zenodo)\.(?:com|co|org|io)\/)` +
    String.raw`[^\s<>"'\x60{}|\\^]+`,
  'gi',
);
/** Punctuation after an address. */
const AFTERWARDS = /[.,;:!?*]+$|[)\]]+[.,;:!?]*$/;

/** The segments of a text in order; joined, they are the text. @param links whether to find addresses */
export function segmentsOf(text: string, links: boolean): Segment[] {
  const matches = [...formulasIn(text), ...latexIn(text), ...(links ? linksIn(text) : [])].sort(
    (a, b) => a.start - b.start,
  );
  const segments: Segment[] = [];
  let at = 0;
  for (const segment of matches) {
    if (segment.start < at) continue;
    if (segment.start > at) segments.push({ kind: 'text', start: at, end: segment.start });
    segments.push(segment);
    at = segment.end;
  }
  if (at < text.length) segments.push({ kind: 'text', start: at, end: text.length });
  return segments;
}

function formulasIn(text: string): Segment[] {
  if (!/[$\\]/.test(text)) return [];
  return [...text.matchAll(FORMULA)].map(({ 0: whole, index, groups = {} }) => ({
    kind: 'formula',
    start: index,
    end: index + whole.length,
    tex: (groups['a'] ?? groups['b'] ?? groups['c'] ?? groups['d'] ?? groups['e'] ?? groups['f'] ?? '').trim(),
    display: groups['a'] !== undefined || groups['b'] !== undefined,
  }));
}

function latexIn(text: string): Segment[] {
  return [...text.matchAll(LATEX)].flatMap(({ 0: whole, 1: opening, index }): Segment[] => {
    const end = index + whole.length;
    if (opening === undefined) return [{ kind: 'latex', start: index, end, text: '–' }];
    return [
      { kind: 'latex', start: index, end: index + opening.length, text: '' },
      { kind: 'latex', start: end - 1, end, text: '' },
    ];
  });
}

function linksIn(text: string): Segment[] {
  return [...text.matchAll(ADDRESS)].flatMap(({ 0: whole, index }): Segment[] => {
    const address = trimmed(whole);
    const href = /^https?:/i.test(address) ? address : `https://${address}`;
    return isUrl(href) ? [{ kind: 'link', start: index, end: index + address.length, href }] : [];
  });
}

/** Removes trailing punctuation; a bracket stays if it was opened inside. */
function trimmed(address: string): string {
  let rest = address;
  for (let next = rest.replace(AFTERWARDS, ''); next !== rest; next = rest.replace(AFTERWARDS, '')) {
    if (/[)\]]$/.test(rest) && /[([]/.test(rest)) break;
    rest = next;
  }
  return rest;
}
