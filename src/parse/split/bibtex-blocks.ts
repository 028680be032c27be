import { lineEndsIn } from '../bytes/line-ends.js';
import type { Reader, Sink } from '../format.js';
import { StrayLines } from './stray-lines.js';

/** One `@type{…}`, from `@` to its closing bracket. */
export interface Block {
  /** In lower case. */
  readonly type: string;
  /** The text between the brackets. */
  readonly body: string;
  readonly line: number;
  /** The line that the body begins on. */
  readonly bodyLine: number;
}

/** The largest block accepted: a bound on memory. */
const MAX_BLOCK_CHARS = 16 * 1024 * 1024;
/**
 * The beginning of a block on a line of its own: within another block, it shows that the outer one was never closed.
 */
const BEGINNING = String.raw`@[ \t]*[a-zA-Z][\w-]*[ \t]*[{(]`;
const OUTSIDE = new RegExp(BEGINNING, 'g');
const IN_BRACES = new RegExp(String.raw`\\.|[{}]|(?<=^|\n)[ \t]*${BEGINNING}[ \t]*[^\s{},="]+[ \t]*,`, 'gs');
const IN_PARENTHESES = new RegExp(String.raw`\\.|[{})"]|(?<=^|\n)[ \t]*${BEGINNING}[ \t]*[^\s{},="]+[ \t]*,`, 'gs');

/** Cuts a bibliography into blocks by counting braces; a block that is never closed ends where the next begins. */
export function byBlocks(sink: Sink, onBlock: (block: Block) => void): Reader {
  return new Splitter(sink, onBlock);
}

class Splitter implements Reader {
  readonly #sink: Sink;
  readonly #onBlock: (block: Block) => void;
  readonly #stray: StrayLines;
  #held = '';
  #at = 0;
  #line = 1;
  #open: { readonly type: string; readonly bodyStart: number; readonly parentheses: boolean } | null = null;
  #depth = 0;
  /** Whether quotation marks are open in a block in parentheses, where they hide a closing one. */
  #quoted = false;

  constructor(sink: Sink, onBlock: (block: Block) => void) {
    this.#sink = sink;
    this.#onBlock = onBlock;
    this.#stray = new StrayLines('reference', sink);
  }

  push(text: string): void {
    this.#held += text;
    // Only whole lines are scanned, so that chunk boundaries have no effect.
    const whole = this.#held.lastIndexOf('\n') + 1;
    if (whole > this.#at || this.#held.length > MAX_BLOCK_CHARS)
      this.#scan(whole > this.#at ? whole : this.#held.length);
    if (this.#open !== null && this.#held.length > MAX_BLOCK_CHARS) {
      this.#rejectOverlong(this.#open.type);
      this.#open = null;
      this.#drop(this.#at);
    }
  }

  #rejectOverlong(type: string): void {
    this.#sink.reject(this.#line, `this @${type} is larger than ${MAX_BLOCK_CHARS / 1024 / 1024} MB`);
  }

  end(): void {
    this.#scan(this.#held.length);
    if (this.#open !== null) this.#sink.reject(this.#line, `the file ends before this @${this.#open.type} does`);
    this.#stray.end();
  }

  #scan(limit: number): void {
    const text = this.#held.slice(0, limit);
    const rest = this.#held.slice(limit);
    this.#held = text;
    while (this.#at < this.#held.length) {
      if (this.#open === null) this.#scanOutside();
      else this.#scanInside();
    }
    if (this.#open === null) this.#drop(this.#held.length);
    this.#held += rest;
  }

  #scanOutside(): void {
    OUTSIDE.lastIndex = this.#at;
    const start = OUTSIDE.exec(this.#held);
    this.#passOver(this.#held.slice(this.#at, start?.index ?? this.#held.length));
    if (start === null) {
      this.#at = this.#held.length;
      return;
    }
    this.#stray.end();
    this.#drop(start.index);
    this.#begin(start[0]);
  }

  #begin(head: string): void {
    this.#open = {
      type: /[\w-]+/.exec(head)![0].toLowerCase(),
      bodyStart: head.length,
      parentheses: head.endsWith('('),
    };
    this.#depth = 0;
    this.#quoted = false;
    this.#at = head.length;
  }

  #scanInside(): void {
    const { type, bodyStart, parentheses } = this.#open!;
    const pattern = parentheses ? IN_PARENTHESES : IN_BRACES;
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#held);
    this.#at = match === null ? this.#held.length : pattern.lastIndex;
    if (match === null || match[0].startsWith('\\')) return;
    if (match[0].length > 1) {
      this.#sink.reject(this.#line, `this @${type} is not closed: its braces do not balance`);
      this.#open = null;
      this.#drop(match.index);
      this.#at = 0;
    } else if (match[0] === '{') this.#depth++;
    else if (this.#depth > 0) this.#depth -= match[0] === '}' ? 1 : 0;
    else if (match[0] === '"') this.#quoted = !this.#quoted;
    else if ((match[0] === ')') === parentheses && !this.#quoted) {
      const body = this.#held.slice(bodyStart, match.index);
      this.#open = null;
      if (match.index > MAX_BLOCK_CHARS) this.#rejectOverlong(type);
      else
        this.#onBlock({
          type,
          body,
          line: this.#line,
          bodyLine: this.#line + lineEndsIn(this.#held.slice(0, bodyStart)),
        });
      this.#drop(this.#at);
    }
  }

  /** In BibTeX all text between blocks is a comment; unmarked text may be a broken block and is rejected. */
  #passOver(text: string): void {
    const first = this.#line + lineEndsIn(this.#held.slice(0, this.#at));
    for (const [i, line] of text.split('\n').entries()) {
      const comment = line.trim() === '' || /^\s*(%|@comment\b|\})/i.test(line);
      if (!comment) this.#stray.add(first + i);
    }
  }

  #drop(index: number): void {
    this.#line += lineEndsIn(this.#held.slice(0, index));
    this.#held = this.#held.slice(index);
    this.#at = Math.max(0, this.#at - index);
  }
}
