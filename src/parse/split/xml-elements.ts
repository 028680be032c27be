import { lineEndsIn } from '../bytes/line-ends.js';
import type { Format, Reader, Sink, Source } from '../format.js';
import { treeOf, type XmlElement } from './xml.js';

/** The largest element accepted: a bound on memory. */
const MAX_ELEMENT_CHARS = 16 * 1024 * 1024;
/** How much text around the elements is kept for inspection. */
const FRAME_CHARS = 64 * 1024;
/** Longer than the beginning of a start tag and than an end tag, so that one split between two chunks is found. */
const TAG_CHARS = 256;

/** Which elements are records, and the elements that reveal a misplaced part of one. */
export interface RecordElements {
  /** Without prefix. */
  readonly names: readonly string[];
  /** Names that occur only within such elements. */
  readonly inner: readonly string[];
  /** Whether servers put a record into another of the same name, which is then only a wrapper. */
  readonly nests?: boolean;
}

/**
 * Extracts the elements of the given names from an XML text and emits each as a tree. Each is parsed by itself, so an
 * error costs one element and memory holds one. Text around them is the file's frame; text or tags of a paper there
 * are rejected.
 */
export function byElements(
  records: RecordElements,
  read: (element: XmlElement, source: Source, sink: Sink) => void,
): Format['open'] {
  return (source, sink) => new Cutter(records, sink, (element) => read(element, source, sink));
}

class Cutter implements Reader {
  readonly #tags: RegExp;
  readonly #inner: readonly string[];
  readonly #nests: boolean;
  readonly #sink: Sink;
  readonly #onElement: (element: XmlElement) => void;
  /**
   * Text from the start of the element being read, or frame not yet dropped; scanned up to `#at`, beginning on
   * `#line`.
   */
  #held = '';
  #at = 0;
  #line = 1;
  #open = false;
  /** Open elements around others of the same names: answers of library servers nest records in records. */
  #around = 0;
  #frame = { text: '', line: 1 };

  constructor({ names, inner, nests = false }: RecordElements, sink: Sink, onElement: (element: XmlElement) => void) {
    const name = `(?:[\\w.-]{1,60}:)?(?:${names.join('|')})`;
    this.#tags = new RegExp(`<${name}(?=[\\s>])|</${name}\\s{0,60}>`, 'g');
    this.#inner = inner;
    this.#nests = nests;
    this.#sink = sink;
    this.#onElement = onElement;
  }

  push(text: string): void {
    this.#held += text;
    while (this.#toNextTag());
    this.#at = Math.max(this.#at, this.#held.length - TAG_CHARS);
    if (!this.#open) this.#drop(this.#at);
    else if (this.#held.length > MAX_ELEMENT_CHARS) {
      this.#rejectOverlong();
      this.#drop(this.#at);
      this.#beginFrame();
    }
  }

  end(): void {
    if (this.#open) this.#sink.reject(this.#line, 'the file ends in the middle of this element');
    else {
      this.#drop(this.#held.length);
      this.#endFrame();
    }
  }

  /** Handles the next start or end tag; `false` if there is none yet. */
  #toNextTag(): boolean {
    this.#tags.lastIndex = this.#at;
    const tag = this.#tags.exec(this.#held);
    if (tag === null) return false;
    if (!tag[0].startsWith('</')) {
      if (this.#open) this.#beginWithin(tag.index);
      this.#drop(tag.index);
      if (!this.#open) this.#endFrame();
      this.#open = true;
      this.#at = tag[0].length;
      return true;
    }
    const end = tag.index + tag[0].length;
    if (this.#open && end > MAX_ELEMENT_CHARS) this.#rejectOverlong();
    else if (this.#open) this.#readElement(this.#held.slice(0, end));
    else if (this.#around > 0) {
      this.#around--;
      this.#drop(tag.index);
      this.#endFrame();
      this.#at = 0;
      this.#drop(tag[0].length);
      this.#beginFrame();
      return true;
    } else
      this.#sink.reject(
        this.#line + lineEndsIn(this.#held.slice(0, tag.index)),
        'an element ends here that never began',
      );
    this.#drop(end);
    this.#beginFrame();
    return true;
  }

  #rejectOverlong(): void {
    this.#sink.reject(this.#line, `this element is larger than ${MAX_ELEMENT_CHARS / 1024 / 1024} MB`);
  }

  /** An element begins within another: the outer one is only a wrapper, unless it already contains part of a paper. */
  #beginWithin(index: number): void {
    if (!this.#nests || holdsTag(this.#held.slice(0, index), this.#inner))
      this.#sink.reject(this.#line, 'this element has no end tag; the next begins within it');
    else this.#around++;
  }

  #readElement(xml: string): void {
    const parsed = treeOf(xml, this.#line);
    if (typeof parsed === 'string') this.#sink.reject(this.#line, `this element is not well-formed XML: ${parsed}`);
    else this.#onElement(parsed);
  }

  #beginFrame(): void {
    this.#open = false;
    this.#frame = { text: '', line: this.#line };
  }

  #endFrame(): void {
    if (holdsPaper(this.#frame.text, this.#inner)) {
      this.#sink.reject(this.#frame.line, `from here to line ${this.#line}, the text is outside all elements`);
    }
  }

  /** Drops text up to an index, but keeps its line count and its frame text. */
  #drop(index: number): void {
    if (!this.#open) this.#frame.text += this.#held.slice(0, Math.min(index, FRAME_CHARS - this.#frame.text.length));
    this.#line += lineEndsIn(this.#held.slice(0, index));
    this.#held = this.#held.slice(index);
    this.#at = Math.max(0, this.#at - index);
  }
}

/** Whether frame text contains part of a paper: a tag that belongs within one, or text outside all tags. */
function holdsPaper(frame: string, inner: readonly string[]): boolean {
  if (holdsTag(frame, inner)) return true;
  const leaves = /<([\w:.-]+)(?:\s[^<>]*)?>[^<]*<\/\1\s*>/g;
  const tags = /<!DOCTYPE[^<>[]*\[[^\]]*\]\s*>|<\/[\w:.-]+\s*>|<[?!]?[\w:.-]+(?:[\s/][^<>]*)?>/g;
  return withoutSections(frame).replace(leaves, '').replace(tags, '').trim() !== '';
}

function holdsTag(xml: string, names: readonly string[]): boolean {
  return new RegExp(`<(?:[\\w.-]+:)?(?:${names.join('|')})[\\s>]`).test(xml);
}

/** Without comments and CDATA sections, so that neither contains tags. */
function withoutSections(xml: string): string {
  const plain = replaceSections(xml, '<![CDATA[', ']]>', (text) => text.replace(/[<>]/g, ' '));
  return replaceSections(plain, '<!--', '-->', () => '');
}

function replaceSections(xml: string, opening: string, closing: string, replace: (text: string) => string): string {
  let text = '';
  for (let from = 0; ; ) {
    const start = xml.indexOf(opening, from);
    const end = start < 0 ? -1 : xml.indexOf(closing, start);
    if (end < 0) return text + xml.slice(from);
    text += xml.slice(from, start) + replace(xml.slice(start + opening.length, end));
    from = end + closing.length;
  }
}
