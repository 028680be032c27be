/** Width, colour and tables of answers on a terminal; plain text if stdout is not one. */
import { stripVTControlCharacters, styleText } from 'node:util';
import type { Table } from 'cli-table3';
import { plain, plainButColours, terminalJson } from '../plain-text.js';
import type { wire as Wire } from '../wire.js';

export { plain, plainLine, plainTitle } from '../plain-text.js';

/** Width of text if stdout is not a terminal. */
const PLAIN_WIDTH = 100;
const NARROWEST = 40;

/** Of the terminal; elsewhere of COLUMNS, if that is exported. */
export function terminalWidth(): number {
  return knownWidth(process.stdout) ?? PLAIN_WIDTH;
}

/** `undefined` for a pipe or a file, unless COLUMNS is exported. */
export function knownWidth({ columns }: { readonly columns?: number | undefined }): number | undefined {
  const exported = Number.parseInt(process.env['COLUMNS'] ?? '', 10);
  const width = columns ?? (exported > 0 ? exported : undefined);
  return width === undefined ? undefined : Math.max(NARROWEST, width);
}

/** Delimiters of highlighted words while a text is wrapped; they have no width. */
export const [MARK_ON, MARK_OFF] = ['\u0001', '\u0002'];

/** Colour only for a terminal, and never where NO_COLOR is set (no-color.org). */
const colours =
  process.env['FORCE_COLOR'] !== undefined
    ? process.env['FORCE_COLOR'] !== '0'
    : process.stdout.isTTY === true && (process.env['NO_COLOR'] ?? '') === '' && process.env['TERM'] !== 'dumb';

type Style = Parameters<typeof styleText>[0];

export function styled(style: Style, text: string): string {
  return colours ? styleText(style, text) : text;
}

/** Commands escape text themselves; this is a second check. */
export function print(text: string): void {
  const safe = fitted(colours ? plainButColours(text) : plain(text), process.stdout);
  process.stdout.write(safe.endsWith('\n') ? safe : `${safe}\n`);
}

/** Text for a program, such as SQL: lines stay whole. */
export function printLines(text: string): void {
  process.stdout.write(`${plain(text)}\n`);
}

/** An answer in its wire format. @param indent 0 for one line */
export async function printJson(form: keyof typeof Wire, answer: unknown, indent = 2): Promise<void> {
  printLines(await jsonOf(form, answer, indent));
}

/** Zod is loaded only here. */
export async function jsonOf(form: keyof typeof Wire, answer: unknown, indent = 2): Promise<string> {
  const { wire } = await import('../wire.js');
  return terminalJson(wire[form].parse(answer), indent);
}

/** A remark on stderr, so that the answer on stdout can be piped. */
export function note(text: string): void {
  process.stderr.write(`${fitted(plain(text), process.stderr)}\n`);
}

/** Breaks the lines that are wider than a terminal between words; what is not written to one stays as it is. */
export function fitted(text: string, stream: { readonly columns?: number | undefined }): string {
  const width = knownWidth(stream);
  if (width === undefined) return text;
  return text
    .split('\n')
    .map((line) => fittedLine(line, width))
    .join('\n');
}

/** Lines after the first begin below the last column that starts in its first half, or else below its first word. */
function fittedLine(line: string, width: number): string {
  if (columnsOf(line) <= width) return line;
  const starts = [...line.matchAll(/(?:^| ) +(?=\S)/g)].map((gap) =>
    columnsOf(line.slice(0, gap.index + gap[0].length)),
  );
  const indent = ' '.repeat(starts.filter((start) => start <= width / 2).at(-1) ?? 0);
  const lines: string[] = [];
  let current = '';
  for (const part of line.split(/(?<=\S)(?= )/)) {
    if (current.trim() !== '' && columnsOf(current + part) > width) {
      lines.push(current);
      current = indent + part.trimStart();
    } else current += part;
  }
  return [...lines, current].join('\n');
}

export interface Column {
  readonly head: string;
  /** In characters; the column without a width takes the rest. */
  readonly width?: number;
  readonly right?: boolean;
}

/** The lines of a table, of which none is drawn. */
const LINES = (
  'top top-mid top-left top-right bottom bottom-mid bottom-left bottom-right left left-mid mid mid-mid ' +
  'right right-mid middle'
).split(' ');

/** A table no wider than the terminal; long cells wrap between words. */
export async function table(columns: readonly Column[], rows: readonly (readonly string[])[]): Promise<string> {
  const { default: CliTable } = await import('cli-table3');
  const fixed = columns.reduce((sum, { width }) => sum + (width === undefined ? 0 : width + 2), 0);
  const flexible = Math.max(20, terminalWidth() - fixed - 2);
  const table: Table = new CliTable({
    head: columns.map(({ head }) => styled('dim', head)),
    colWidths: columns.map(({ width }) => (width === undefined ? flexible : width + 2)),
    colAligns: columns.map(({ right }) => (right === true ? 'right' : 'left')),
    wordWrap: true,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 2 },
    chars: Object.fromEntries(LINES.map((line) => [line, ''])),
  });
  table.push(...rows.map((row) => row.map(plain)));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

/** Breaks text between words at `width` characters, each line behind `indent`. */
export function wrapped(text: string, indent: string, width = terminalWidth()): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && lengthOf(line) + 1 + lengthOf(word) > width - indent.length) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  // A word longer than a line, such as an id, is not broken: it could not be copied.
  return [...lines, line]
    .map((one) => (indent.length + lengthOf(one) > width && !one.includes(' ') ? one : indent + one))
    .join('\n');
}

/** Without the codes of colours. */
function columnsOf(text: string): number {
  return stripVTControlCharacters(text).length;
}

function lengthOf(text: string): number {
  return text.replaceAll(MARK_ON, '').replaceAll(MARK_OFF, '').length;
}
