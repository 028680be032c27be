import { lineEndsBefore } from '../bytes/line-ends.js';

/** A field's value with braces and macros resolved but LaTeX as written, and its position in the block's body. */
export interface RawField {
  readonly text: string;
  /** Line ends before it in the body. */
  readonly linesBefore: number;
}

/** A name; Scopus writes some with blanks in them: `funding_text 1={…}`, Web of Science `Early Access Date = {…}`. */
const NAME = /\s*([^\s{}()=,"#%']+(?:[^\S\n]+[^\s{}()=,"#%']+){0,3})\s*=\s*/y;
/** Fields that occur once in a block; a second one shows two merged blocks. */
const ONCE = new Set(['title', 'abstract']);
const AFTER_VALUE = /\s*(?:#|$|,\s*(?:$|[^\s{}()=,"#%']+(?:[^\S\n]+[^\s{}()=,"#%']+){0,3}\s*=))/y;
/** The longest value accepted: macros that use the previous one twice double with each line. */
const MAX_VALUE_CHARS = 2 * 1024 * 1024;
const MACRO = /[^\s{}(),"#%'=]+/y;
const IN_VALUE = /\\.|[{}"]/gs;

/**
 * The fields of a block's body after its key, names in lower case; of a field named twice the first counts.
 * @param macros of `@string`, names in lower case
 * @returns what is wrong, as a clause, where the body cannot be read
 */
export function fieldsOf(body: string, macros: ReadonlyMap<string, string>): ReadonlyMap<string, RawField> | string {
  const fields = new Map<string, RawField>();
  let at = 0;
  const linesBefore = lineEndsBefore(body);
  while (at < body.length) {
    NAME.lastIndex = at;
    const name = NAME.exec(body);
    if (name === null) {
      const rest = /[\s,]*/y;
      rest.lastIndex = at;
      const passed = rest.exec(body)![0].length;
      if (passed > 0) at += passed;
      else return `there is no field at “${body.slice(at, at + 20).split('\n')[0]!}”`;
      continue;
    }
    const value = valueAt(body, NAME.lastIndex, macros);
    if (value === null) return `the field “${name[1]!}” has no readable value`;
    const key = name[1]!.toLowerCase();
    const start = name.index + name[0].search(/\S/);
    const lines = linesBefore(start);
    if (ONCE.has(key) && isOther(fields.get(key)?.text, value.text)) return `“${key}” occurs twice in it`;
    if (!fields.has(key)) fields.set(key, { text: value.text, linesBefore: lines });
    at = value.end;
  }
  return fields;
}

/** Whether a value differs by more than its LaTeX: BibDesk may write a field twice. */
function isOther(value: string | undefined, second: string): boolean {
  const letters = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
  return value !== undefined && letters(value) !== letters(second);
}

/** One or more pieces joined by `#`. */
function valueAt(
  body: string,
  start: number,
  macros: ReadonlyMap<string, string>,
): { text: string; end: number } | null {
  let text = '';
  for (let at = start; ; ) {
    const piece = pieceAt(body, at, macros);
    if (piece === null) return null;
    text += piece.text;
    if (text.length > MAX_VALUE_CHARS) return null;
    const joint = /\s*#\s*/y;
    joint.lastIndex = piece.end;
    if (!joint.test(body)) return { text, end: piece.end };
    at = joint.lastIndex;
  }
}

/** A piece in braces or quotation marks, a number, or a macro; the value of an unknown macro is its name. */
function pieceAt(
  body: string,
  start: number,
  macros: ReadonlyMap<string, string>,
): { text: string; end: number } | null {
  const opening = body[start];
  if (opening !== '{' && opening !== '"') {
    MACRO.lastIndex = start;
    const word = MACRO.exec(body)?.[0];
    return word === undefined ? null : { text: macros.get(word.toLowerCase()) ?? word, end: start + word.length };
  }
  let depth = 0;
  IN_VALUE.lastIndex = start + 1;
  for (let match = IN_VALUE.exec(body); match !== null; match = IN_VALUE.exec(body)) {
    const char = match[0];
    if (depth === 0 && char === (opening === '{' ? '}' : '"') && (char === '}' || closes(body, match.index + 1)))
      return { text: body.slice(start + 1, match.index), end: match.index + 1 };
    if (char === '{') depth++;
    else if (char === '}') depth--;
    if (depth < 0) return null;
  }
  return null;
}

/** Whether a value in quotation marks may end here: EBSCO leaves quotation marks within one as they are. */
function closes(body: string, at: number): boolean {
  AFTER_VALUE.lastIndex = at;
  return AFTER_VALUE.test(body);
}
