import { lineEndsIn } from '../bytes/line-ends.js';
import { type Reader, type Sink, withLines } from '../format.js';
import {
  ENVELOPES,
  FEED_KEYS,
  isObject,
  isPage,
  type JsonObject,
  LAYOUT_CHARS,
  type Layout,
  layoutOf,
  objectsById,
  parsed,
  WRAPPERS,
} from './json-layout.js';
import { byLines } from './lines.js';

/** The largest object accepted: a bound on memory. */
const MAX_OBJECT_CHARS = 16 * 1024 * 1024;
/**
 * Emits each object of a JSON text with the line of its `"title"`; other values and invalid JSON are rejected and
 * skipped.
 * @param inDoubt the layout if the text is ambiguous
 */
export function byObjects(sink: Sink, inDoubt: Layout, onObject: (object: JsonObject, line: number) => void): Reader {
  let held = '';
  let reader: Reader | null = null;
  const settle = (): Reader => {
    reader =
      (layoutOf(held.slice(0, LAYOUT_CHARS), inDoubt) ?? inDoubt) === 'lines'
        ? objectLines(sink, onObject)
        : new ObjectStream(sink, onObject);
    reader.push(held);
    held = '';
    return reader;
  };
  return {
    push(text) {
      if (reader !== null) return reader.push(text);
      held += text;
      if (held.length >= LAYOUT_CHARS) settle();
    },
    end: () => (reader ?? settle()).end(),
  };
}

function objectLines(sink: Sink, onObject: (object: JsonObject, line: number) => void): Reader {
  return byLines(sink, ({ number, text }) => {
    if (text.trim() === '') return;
    const value = parsed(text);
    if (value === undefined) sink.reject(number, 'the line is not JSON');
    else if (!isObject(value)) sink.reject(number, 'the line is not a JSON object');
    else if (handOverInner({ text, value, line: number }, sink, (object) => onObject(object, number))) return;
    else if (couldHoldTwo(text))
      new ObjectStream(
        withLines(sink, () => number),
        () => onObject(value, number),
      ).push(text);
    else onObject(value, number);
  });
}

const [QUOTE, BACKSLASH, LINE_END, COMMA, COLON] = [0x22, 0x5c, 0x0a, 0x2c, 0x3a];
const [OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [0x7b, 0x7d, 0x5b, 0x5d];

/**
 * Cuts objects out of a text by counting brackets, so that an error costs only one object, and memory holds only one.
 * A list under one of `WRAPPERS` in an outermost object is entered; the object around it is then not taken for a
 * paper.
 */
class ObjectStream implements Reader {
  readonly #sink: Sink;
  readonly #onObject: (object: JsonObject, line: number) => void;
  #mode: 'between' | 'object' | 'wrapper' = 'between';
  /** Text from the start of the object being read, scanned up to `#at`; its first character is on `#line`. */
  #held = '';
  #at = 0;
  #line = 1;
  /** Open brackets within the object or wrapper being read. */
  #depth = 0;
  #inString = false;
  #inList = false;
  #inWrapper = false;
  /** Envelopes open around the wrapper being read; their brackets do not count. */
  #envelopes = 0;
  #overlong = false;
  /** The last string and the last key directly within the object or wrapper being read. */
  #string: { start: number; text: string } = { start: 0, text: '' };
  #key = '';
  /** Keys directly within the object, and directly within an object in it; a repeated key shows two merged objects. */
  readonly #keys: readonly [Set<string>, Set<string>] = [new Set(), new Set()];
  #keyTwice: string | null = null;
  #strayLine = 0;

  constructor(sink: Sink, onObject: (object: JsonObject, line: number) => void) {
    this.#sink = sink;
    this.#onObject = onObject;
  }

  push(text: string): void {
    this.#held += text;
    this.#scan();
    if (this.#mode === 'between') this.#drop(this.#at);
    else if (this.#held.length > MAX_OBJECT_CHARS) this.#giveUp();
  }

  end(): void {
    if (this.#mode === 'object') this.#sink.reject(this.#line, 'the file ends in the middle of this object');
    else if (this.#inList || this.#inWrapper) this.#sink.reject(this.#line, 'the file ends before its list does');
  }

  /** Scans to the end of the buffer, stopping at each structural character. */
  #scan(): void {
    while (this.#at < this.#held.length) {
      const index = this.#at++;
      const char = this.#held.charCodeAt(index);
      if (this.#inString) {
        if (char === BACKSLASH && this.#at < this.#held.length) this.#at++;
        else if (char === BACKSLASH) {
          this.#at = index;
          return;
        } else if (char === QUOTE || char === LINE_END) this.#endString(index);
      } else if (this.#mode === 'between') {
        if (char !== COMMA && !isSpace(char)) this.#stepBetween(char, index);
      } else this.#stepInside(char, index);
    }
  }

  #endString(index: number): void {
    // A line end within a string is invalid JSON: the quote was never closed. Ending it here saves the objects after
    // it.
    this.#inString = false;
    if (this.#depth <= 2) this.#string.text = this.#held.slice(this.#string.start, index);
  }

  #stepBetween(char: number, index: number): void {
    if (char === OPEN_BRACE) {
      this.#drop(index);
      this.#at = 1;
      this.#enter('object');
    } else if (char === OPEN_BRACKET && !this.#inList) this.#inList = true;
    else if (char === CLOSE_BRACKET && this.#inList) {
      this.#inList = false;
      if (this.#inWrapper) this.#enter('wrapper');
    } else this.#stray(index);
  }

  #enter(mode: 'object' | 'wrapper'): void {
    this.#mode = mode;
    this.#depth = 1;
    this.#key = '';
    this.#keys[0].clear();
    this.#keyTwice = null;
  }

  #stepInside(char: number, index: number): void {
    if (char === QUOTE) {
      this.#inString = true;
      if (this.#depth <= 2) this.#string = { start: index + 1, text: '' };
    } else if (char === OPEN_BRACE || char === OPEN_BRACKET) {
      if (char === OPEN_BRACKET && this.#depth === 1 && this.#opensWrappedList()) {
        this.#inList = true;
        this.#inWrapper = true;
        this.#mode = 'between';
      } else if (char === OPEN_BRACE && this.#depth === 1 && this.#opensEnvelope()) {
        this.#envelopes++;
        this.#keys[0].clear();
      } else if (++this.#depth === 2) this.#keys[1].clear();
    } else if (char === CLOSE_BRACE || char === CLOSE_BRACKET) {
      if (this.#depth === 1 && this.#envelopes > 0 && !this.#inList) this.#envelopes--;
      else if (--this.#depth === 0) this.#leave(index + 1);
    } else if (char === COLON && this.#depth <= 2) this.#meetKey(this.#string.text, this.#keys[this.#depth - 1]!);
    else if (char === COMMA && this.#depth === 1) this.#key = '';
  }

  #meetKey(key: string, met: Set<string>): void {
    if (this.#depth === 1) this.#key = key;
    if (met.has(key)) this.#keyTwice ??= key;
    met.add(key);
  }

  #opensWrappedList(): boolean {
    const [keys] = this.#keys;
    const titled = keys.has('title') && !FEED_KEYS.some((key) => keys.has(key));
    return WRAPPERS.has(this.#key) && !this.#inList && (this.#mode === 'wrapper' || !titled);
  }

  #opensEnvelope(): boolean {
    return ENVELOPES.has(this.#key) && !this.#inList && !this.#keys[0].has('title');
  }

  #leave(end: number): void {
    if (this.#mode === 'wrapper') this.#inWrapper = false;
    else if (!this.#overlong && end > MAX_OBJECT_CHARS) this.#giveUp();
    else if (!this.#overlong) this.#take(this.#held.slice(0, end));
    this.#overlong = false;
    this.#mode = 'between';
    this.#drop(this.#at);
  }

  #take(text: string): void {
    const value = parsed(text);
    if (!isObject(value)) return this.#sink.reject(this.#line, 'this object is not JSON');
    if (this.#keyTwice !== null)
      return this.#sink.reject(
        this.#line,
        `“${this.#keyTwice}” occurs twice in this object: two objects are not separated`,
      );
    if (handOverInner({ text, value, line: this.#line }, this.#sink, this.#onObject)) return;
    const title = /"title"\s*:/i.exec(text);
    this.#onObject(value, this.#line + (title === null ? 0 : lineEndsIn(text.slice(0, title.index))));
  }

  /** Reports a value where only objects are allowed, once for each line. */
  #stray(index: number): void {
    this.#drop(index);
    this.#at = Math.max(1, /[{\n\]]/.exec(this.#held)?.index ?? this.#held.length);
    if (this.#strayLine !== this.#line) this.#sink.reject(this.#line, 'a value that is not an object is skipped');
    this.#strayLine = this.#line;
  }

  #giveUp(): void {
    if (this.#mode === 'object' && !this.#overlong) {
      this.#sink.reject(this.#line, `the object is larger than ${MAX_OBJECT_CHARS / 1024 / 1024} MB`);
      this.#overlong = true;
    }
    this.#drop(this.#at);
    this.#string.start = 0;
  }

  /** Drops text up to an index, but keeps its line count. */
  #drop(index: number): void {
    this.#line += lineEndsIn(this.#held.slice(0, index));
    this.#held = this.#held.slice(index);
    this.#at -= index;
  }
}

/**
 * Emits the papers within an object that is not a paper: an answer within a list of answers, or papers under their
 * ids.
 * @returns whether it is such an object
 */
function handOverInner(
  { text, value, line }: { text: string; value: JsonObject; line: number },
  sink: Sink,
  onObject: (object: JsonObject, line: number) => void,
): boolean {
  if (isPage(value)) {
    const shifted = withLines(sink, (inner) => line + inner - 1);
    const page = new ObjectStream(shifted, (object, inner) => onObject(object, line + inner - 1));
    page.push(text);
    page.end();
    return true;
  }
  const objects = objectsById(value);
  if (objects === null) return false;
  let at = 0;
  for (const [id, object] of objects) {
    at = Math.max(at, text.indexOf(JSON.stringify(id), at));
    onObject(object, line + lineEndsIn(text.slice(0, at)));
  }
  return true;
}

/** Whether a line has two titles or abstracts, as two merged objects do. */
function couldHoldTwo(line: string): boolean {
  return ['"title"', '"abstract"'].some((key) => {
    const first = line.indexOf(key);
    return first >= 0 && line.includes(key, first + 1);
  });
}

function isSpace(char: number): boolean {
  return char <= 0x20 || char === 0xa0 || char === 0xfeff;
}
