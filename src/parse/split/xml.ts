import { SaxesParser } from 'saxes';
import { decodeEntities } from './entities.js';

/** An element as its file nests it; names are without their prefix. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlElement | string)[];
  readonly line: number;
}

/** Maximum nesting depth of tags: the formats need 8. */
const MAX_DEPTH = 100;
/** Replacing within more text at once takes a hundred bytes of memory for each ampersand of it. */
const PIECE_CHARS = 64 * 1024;

/** The children of a name, in order. */
export function childrenOf(element: XmlElement | undefined, name: string): XmlElement[] {
  return (element?.children ?? []).filter(
    (child): child is XmlElement => typeof child !== 'string' && child.name === name,
  );
}

/** The element reached by a path of names, the first of each. */
export function descend(element: XmlElement | undefined, ...path: string[]): XmlElement | undefined {
  return path.reduce<XmlElement | undefined>((at, name) => childrenOf(at, name)[0], element);
}

/** All text in an element, tags left out; empty for no element. */
export function textOf(element: XmlElement | undefined): string {
  return (element?.children ?? []).map((child) => (typeof child === 'string' ? child : textOf(child))).join('');
}

/** Elements that separate words. */
const BLOCKS = new Set(['p', 'sec', 'title', 'subtitle', 'br', 'break', 'div', 'li', 'list-item', 'label', 'td', 'th']);

/** Text as displayed: blanks between blocks, and elements of some names left out. */
export function proseOf(element: XmlElement | undefined, leftOut: ReadonlySet<string> = new Set()): string {
  return (element?.children ?? [])
    .map((child) => {
      if (typeof child === 'string') return child;
      if (leftOut.has(child.name)) return '';
      return BLOCKS.has(child.name) ? ` ${proseOf(child, leftOut)} ` : proseOf(child, leftOut);
    })
    .join('');
}

/** All elements of a name within another, at any depth, in order. */
export function everyIn(element: XmlElement | undefined, name: string): XmlElement[] {
  return (element?.children ?? []).flatMap((child) => {
    if (typeof child === 'string') return [];
    return child.name === name ? [child] : everyIn(child, name);
  });
}

/** An element as JSON would have it: text for a leaf and for prose, a list for children of one name. */
export function objectOf(element: XmlElement): unknown {
  const inner = element.children.filter((child) => typeof child !== 'string');
  const mixed = element.children.some((child) => typeof child === 'string' && child.trim() !== '');
  if (mixed || inner.length === 0) return proseOf(element).trim();
  const object = new Map<string, unknown[]>();
  for (const child of inner) {
    const others = object.get(child.name);
    if (others === undefined) object.set(child.name, [objectOf(child)]);
    else others.push(objectOf(child));
  }
  return Object.fromEntries([...object].map(([name, values]) => [name, values.length === 1 ? values[0] : values]));
}

interface Growing extends XmlElement {
  readonly children: (Growing | string)[];
}

/**
 * The tree of one element's XML, or the error.
 * @param firstLine of the file that the XML begins on
 */
export function treeOf(xml: string, firstLine: number): XmlElement | string {
  const parser = new SaxesParser({ fragment: true, xmlns: false as const });
  const root: Growing = { name: '', attributes: {}, children: [], line: firstLine };
  const path: Growing[] = [root];
  parser.on('opentag', ({ name, attributes }) => {
    if (path.length > MAX_DEPTH) parser.fail(`tags nest deeper than ${MAX_DEPTH}`);
    const element: Growing = {
      name: name.slice(name.indexOf(':') + 1),
      attributes,
      children: [],
      line: firstLine + parser.line - 1,
    };
    path.at(-1)!.children.push(element);
    path.push(element);
  });
  parser.on('closetag', () => void path.pop());
  parser.on('text', (text) => void path.at(-1)!.children.push(text));
  parser.on('cdata', (text) => void path.at(-1)!.children.push(text));
  try {
    // Without an error handler the parser throws at the first error.
    parser.write(tolerated(xml)).close();
  } catch (error) {
    return (error as Error).message.replace(/^\d+:\d+: /, '').replace(/\.$/, '');
  }
  return root.children.find((child) => typeof child !== 'string') ?? 'it is empty';
}

/** Repairs common harmless errors of other programs: bare ampersands, HTML entities, control characters. */
function tolerated(xml: string): string {
  const clean = xml.replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, ' ');
  const pieces: string[] = [];
  for (let at = 0, end = 0; at < clean.length; at = end) {
    const next = clean.indexOf('&', at + PIECE_CHARS);
    end = next === -1 ? clean.length : next;
    pieces.push(withKnownReferences(clean.slice(at, end)));
  }
  return pieces.join('');
}

function withKnownReferences(text: string): string {
  return text.replace(
    /&(?!#\d{1,7};|#x[0-9a-f]{1,6};|(?:amp|lt|gt|quot|apos);)(?:([a-z][a-z0-9]{1,30});)?/gi,
    (reference, name: string | undefined) => {
      const decoded = name === undefined ? reference : decodeEntities(reference);
      return decoded === reference || /[<&]/.test(decoded) ? reference.replace('&', '&amp;') : decoded;
    },
  );
}
