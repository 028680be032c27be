import type { Line } from './lines.js';

/** A row of a table and the line that it begins on. */
export interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * The longest row accepted; a longer one has an unclosed quotation mark. The longest abstract of the judged sets has
 * 5,000 characters.
 */
const MAX_ROW_CHARS = 1024 * 1024;

/**
 * How often a line may be read on average: once, and once more for each unclosed quotation mark before it. The maximum
 * budget is enough to read a row of the largest size a few times.
 */
const CREDIT = 8;
const MAX_CREDIT = 32 * MAX_ROW_CHARS;

/** Cells of the lines so far; `open` is the text of a cell whose quotation mark is not closed yet. */
interface Cells {
  readonly whole: string[];
  open: string | null;
}

/**
 * Joins lines to rows (RFC 4180), where a quoted cell may contain line ends. In csv-parse and papaparse, a quotation
 * mark that is never closed takes the rest of the file. Here only its row is lost: the lines after it are read again as
 * rows of their own.
 */
export class Rows {
  readonly #delimiter: string;
  readonly #onRow: (row: Row) => void;
  readonly #onFault: (line: number, reason: string) => void;
  /** The lines of the row being read, while a mark is open. */
  #lines: Line[] = [];
  #chars = 0;
  #cells: Cells = { whole: [], open: null };
  /** Characters that may still be read. */
  #credit = MAX_CREDIT;

  constructor(delimiter: string, onRow: (row: Row) => void, onFault: (line: number, reason: string) => void) {
    this.#delimiter = delimiter;
    this.#onRow = onRow;
    this.#onFault = onFault;
  }

  push(line: Line): void {
    this.#credit = Math.min(MAX_CREDIT, this.#credit + CREDIT * (line.text.length + 1));
    const waiting = [line];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (this.#lines.length === 0 && next.text.trim() === '') continue;
      this.#lines.push(next);
      this.#chars += next.text.length + 1;
      this.#credit -= next.text.length + 1;
      const state = readLine(next.text, this.#delimiter, this.#cells);
      // The budget for rereading is used up, so an open mark ends with its line.
      if (state === 'open' && this.#credit < 0) for (const again of this.#giveUp().reverse()) waiting.push(again);
      else if (state === 'row') this.#finish();
      else if (state === 'fault' || this.#chars > MAX_ROW_CHARS)
        for (const again of this.#giveUp().reverse()) waiting.push(again);
    }
  }

  end(): void {
    while (this.#lines.length > 0) for (const line of this.#giveUp()) this.push(line);
  }

  #finish(): void {
    const row = { line: this.#lines[0]!.number, cells: this.#cells.whole };
    this.#clear();
    this.#onRow(row);
  }

  /** Rejects the first line of the row and returns the others. */
  #giveUp(): Line[] {
    const [first, ...others] = this.#lines;
    this.#clear();
    this.#onFault(first!.number, 'a quotation mark is opened in this row and not closed as it should be');
    return others;
  }

  #clear(): void {
    this.#lines = [];
    this.#chars = 0;
    this.#cells = { whole: [], open: null };
  }
}

/** The cells of a row on one line; `null` if a mark stays open. */
export function cellsOf(line: string, delimiter: string): readonly string[] | null {
  const cells: Cells = { whole: [], open: null };
  return readLine(line, delimiter, cells) === 'row' ? cells.whole : null;
}

/**
 * Continues a row with one line. In a row of one line, a quotation mark inside a quoted cell is text. In a row of
 * several lines it is a `fault`, because it probably belongs to another row.
 */
function readLine(line: string, delimiter: string, cells: Cells): 'row' | 'open' | 'fault' {
  const goesOn = cells.open !== null;
  let loose = false;
  for (let at = 0; ; at++) {
    const start = at;
    if (cells.open === null && line[at] === '"') {
      cells.open = '';
      at++;
    } else if (cells.open === null) {
      const next = line.indexOf(delimiter, at);
      const end = next < 0 ? line.length : next;
      cells.whole.push(line.slice(at, end));
      if (next < 0) return 'row';
      at = end;
      continue;
    } else cells.open += '\n';
    let close = closingMark(line, at);
    while (close >= 0 && close + 1 < line.length && line[close + 1] !== delimiter) {
      if (goesOn) return 'fault';
      loose = true;
      close = closingMark(line, close + 1);
    }
    if (close < 0 && loose && delimiter === '\t' && !goesOn) {
      // Web of Science does not quote cells of its tables: this mark is part of the text.
      const next = line.indexOf(delimiter, start);
      cells.open = null;
      cells.whole.push(line.slice(start, next < 0 ? line.length : next));
      if (next < 0) return 'row';
      [at, loose] = [next, false];
      continue;
    }
    if (close < 0) {
      cells.open += unescaped(line.slice(at));
      return loose ? 'fault' : 'open';
    }
    cells.whole.push(cells.open + unescaped(line.slice(at, close)));
    cells.open = null;
    if (close + 1 >= line.length) return 'row';
    at = close + 1;
  }
}

function unescaped(text: string): string {
  return text.replaceAll('""', '"');
}

/** The next mark that is not part of a doubled pair. */
function closingMark(line: string, from: number): number {
  for (let at = line.indexOf('"', from); at >= 0; at = line.indexOf('"', at + 2)) if (line[at + 1] !== '"') return at;
  return -1;
}
