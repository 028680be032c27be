import { SaxesParser, type SaxesTagPlain } from 'saxes';
import type { Archive } from '../bytes/zip.js';
import type { Row } from './rows.js';

/** Excel's own limits; for texts, a generous multiple of Excel's limit. */
const MAX_COLUMNS = 16_384;
const MAX_TEXT_CHARS = 1024 * 1024;
/** Numbers of Excel's built-in date formats. */
const DATE_FORMATS = new Set([14, 15, 16, 17, 22, 27, 30, 36, 50, 57]);
const DAY_MS = 86_400_000;
/** What a spreadsheet shows in place of a value that cannot be computed. */
const ERROR = 'e';

/** A sheet of an Excel workbook, with its name, and its rows as text. */
export interface Sheet {
  readonly name: string;
  readonly rows: AsyncIterable<Row>;
}

/** The sheets of a workbook, in its order. Formulas are not computed: a cell has the value that was last saved. */
export async function* sheetsOf(archive: Archive): AsyncGenerator<Sheet> {
  const targets = new Map<string, string>();
  await eachTag(archive, 'xl/_rels/workbook.xml.rels', ({ name, attributes }) => {
    if (name === 'Relationship') targets.set(attributes['Id'] ?? '', attributes['Target'] ?? '');
  });
  const sheets: { name: string; path: string }[] = [];
  let from1904 = false;
  await eachTag(archive, 'xl/workbook.xml', ({ name, attributes }) => {
    if (name === 'workbookPr') from1904 = /^(?:1|true)$/.test(attributes['date1904'] ?? '');
    const target = targets.get(attributes['id'] ?? '');
    if (name === 'sheet' && target !== undefined) sheets.push({ name: attributes['name'] ?? '', path: pathOf(target) });
  });
  const texts = await sharedTexts(archive);
  const dated = await dateStyles(archive);
  for (const { name, path } of sheets) yield { name, rows: rowsOf(archive, path, { texts, dated, from1904 }) };
}

function pathOf(target: string): string {
  return target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`;
}

interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Names without their prefixes. */
function tagOf({ name, attributes }: SaxesTagPlain): Tag {
  const local = (whole: string): string => whole.slice(whole.indexOf(':') + 1);
  return {
    name: local(name),
    attributes: Object.fromEntries(Object.entries(attributes).map(([key, value]) => [local(key), value])),
  };
}

interface Handlers {
  readonly open: (tag: Tag) => void;
  readonly close?: (name: string) => void;
  readonly text?: (text: string) => void;
}

/** Feeds a part of the archive to a parser and pauses after each piece, so that rows are emitted in between. */
async function* parsed(archive: Archive, path: string, handlers: Handlers): AsyncGenerator<void> {
  const parser = new SaxesParser({ xmlns: false as const });
  const decoder = new TextDecoder();
  parser.on('opentag', (tag) => handlers.open(tagOf(tag)));
  parser.on('closetag', ({ name }) => handlers.close?.(name.slice(name.indexOf(':') + 1)));
  parser.on('text', (text) => handlers.text?.(text));
  for await (const piece of archive.entry(path)) {
    parser.write(decoder.decode(piece, { stream: true }));
    yield;
  }
}

async function eachTag(archive: Archive, path: string, open: (tag: Tag) => void): Promise<void> {
  for await (const _ of parsed(archive, path, { open }));
}

/** Excel stores each text once, with a number; phonetic readings of Japanese characters are left out. */
async function sharedTexts(archive: Archive): Promise<readonly string[]> {
  const texts: string[] = [];
  let text = '';
  let [inText, inReading] = [false, false];
  const handlers: Handlers = {
    open({ name }) {
      if (name === 'si') text = '';
      if (name === 'rPh') inReading = true;
      inText = name === 't' && !inReading;
    },
    close(name) {
      inText = false;
      if (name === 'rPh') inReading = false;
      if (name === 'si') texts.push(unescaped(text));
    },
    text(piece) {
      if (inText && text.length < MAX_TEXT_CHARS) text += piece;
    },
  };
  for await (const _ of parsed(archive, 'xl/sharedStrings.xml', handlers));
  return texts;
}

/** Characters that XML cannot contain are written `_x000D_`. */
function unescaped(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** Which of the workbook's cell styles show a number as a date. */
async function dateStyles(archive: Archive): Promise<ReadonlySet<number>> {
  const own = new Set<number>();
  const styles: number[] = [];
  let inStyles = false;
  const handlers: Handlers = {
    open({ name, attributes }) {
      const id = Number(attributes['numFmtId']);
      if (name === 'numFmt' && showsDate(attributes['formatCode'] ?? '')) own.add(id);
      if (name === 'cellXfs') inStyles = true;
      if (name === 'xf' && inStyles) styles.push(id);
    },
    close: (name) => {
      if (name === 'cellXfs') inStyles = false;
    },
  };
  for await (const _ of parsed(archive, 'xl/styles.xml', handlers));
  return new Set(styles.flatMap((id, style) => (DATE_FORMATS.has(id) || own.has(id) ? [style] : [])));
}

/** A format code with a year or a day, ignoring quoted text and colours. */
function showsDate(code: string): boolean {
  return /[yd]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '').replace(/General/gi, ''));
}

interface Values {
  readonly texts: readonly string[];
  readonly dated: ReadonlySet<number>;
  readonly from1904: boolean;
}

async function* rowsOf(archive: Archive, path: string, values: Values): AsyncGenerator<Row> {
  let ready: Row[] = [];
  let line = 0;
  let cells: string[] = [];
  let cell = { column: 0, type: '', style: -1, text: '' };
  let inValue = false;
  const handlers: Handlers = {
    open({ name, attributes }) {
      if (name === 'row') {
        line = Number(attributes['r'] ?? line + 1);
        cells = [];
      } else if (name === 'c') {
        const column = columnOf(attributes['r']) ?? cells.length;
        cell = { column, type: attributes['t'] ?? 'n', style: Number(attributes['s'] ?? -1), text: '' };
      }
      inValue = name === 'v' || name === 't';
    },
    close(name) {
      inValue = false;
      if (name === 'c' && cell.column < MAX_COLUMNS) {
        while (cells.length < cell.column) cells.push('');
        cells[cell.column] = cellText(cell, values);
      } else if (name === 'row') ready.push({ line, cells });
    },
    text(piece) {
      if (inValue && cell.text.length < MAX_TEXT_CHARS) cell.text += piece;
    },
  };
  for await (const _ of parsed(archive, path, handlers)) {
    yield* ready;
    ready = [];
  }
}

/** 0 of `A1`, 26 of `AA1`. */
function columnOf(reference: string | undefined): number | null {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? '')?.[0];
  return letters === undefined
    ? null
    : [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function cellText({ type, style, text }: { type: string; style: number; text: string }, values: Values): string {
  if (type === 's') return values.texts[Number(text)] ?? '';
  if (type === ERROR) return '';
  if (type === 'b') return text === '1' ? 'true' : 'false';
  if (type !== 'n') return unescaped(text);
  return values.dated.has(style) ? dateOf(Number(text), values.from1904) : text;
}

/** Days since the last day of 1899, in which Excel has a 29 February 1900, or since 1904 as on old Macintoshes. */
function dateOf(days: number, from1904: boolean): string {
  const start = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, days < 60 ? 31 : 30);
  const date = new Date(start + Math.floor(days) * DAY_MS);
  return Number.isNaN(date.getTime()) || days < 1 ? '' : date.toISOString().slice(0, 10);
}
