/**
 * Rows of the tables of an SQLite database (https://sqlite.org/fileformat2.html), read from its bytes: the file may be
 * open in another program, which holds a lock that the library would have to wait for. Nothing is written.
 */

const MAGIC = 'SQLite format 3\0';
const [INTERIOR, LEAF] = [5, 13];
/** Maximum depth of a table's tree: with the smallest pages, billions of rows need less. */
const MAX_DEPTH = 40;
/** The largest text accepted: a bound on memory. */
const MAX_VALUE_BYTES = 16 * 1024 * 1024;
const [WAL_HEADER, FRAME_HEADER] = [32, 24];

export type SqliteValue = string | number | Uint8Array | null;
/** By column; a column that is the table's integer key has it. */
export type SqliteRow = Readonly<Record<string, SqliteValue>>;

export function isSqlite(head: Uint8Array): boolean {
  return Buffer.from(head.subarray(0, MAGIC.length)).toString('latin1') === MAGIC;
}

/** @throws Error if the bytes are not a database, or a requested page is damaged */
export class SqliteFile {
  readonly #bytes: Buffer;
  readonly #pageBytes: number;
  readonly #usable: number;
  readonly #encoding: 'utf8' | 'utf16le' | 'utf16be';
  /** Changed pages that are still in the write-ahead log. */
  readonly #newer: ReadonlyMap<number, Buffer>;
  readonly #tables = new Map<
    string,
    { readonly root: number; readonly columns: readonly string[]; readonly key: number }
  >();

  /** @param log the write-ahead log beside the file, if there is one */
  constructor(bytes: Uint8Array, log: Uint8Array | null = null) {
    if (!isSqlite(bytes)) throw new Error('this is not an SQLite database');
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const size = this.#bytes.readUInt16BE(16);
    this.#pageBytes = size === 1 ? 65_536 : size;
    this.#usable = this.#pageBytes - this.#bytes[20]!;
    if (this.#pageBytes < 512 || this.#usable < 480) throw new Error('its page size is not valid');
    this.#newer =
      log === null
        ? new Map()
        : committedPages(Buffer.from(log.buffer, log.byteOffset, log.byteLength), this.#pageBytes);
    this.#encoding = (['utf8', 'utf8', 'utf16le', 'utf16be'] as const)[this.#page(1).readUInt32BE(56)] ?? 'utf8';
    for (const { payload } of this.#cells(1)) {
      const [type, name, , root, sql] = this.#values(payload);
      if (type !== 'table' || typeof name !== 'string' || typeof root !== 'number' || typeof sql !== 'string') continue;
      this.#tables.set(name, { root, ...columnsIn(sql) });
    }
  }

  has(table: string): boolean {
    return this.#tables.has(table);
  }

  /** In order of the row's number. Empty if there is no such table. */
  *rows(table: string): Generator<SqliteRow> {
    const schema = this.#tables.get(table);
    if (schema === undefined) return;
    const { root, columns, key } = schema;
    for (const { id, payload } of this.#cells(root)) {
      const values = this.#values(payload);
      yield Object.fromEntries(columns.map((name, i) => [name, i === key ? id : (values[i] ?? null)]));
    }
  }

  #page(number: number): Buffer {
    const newer = this.#newer.get(number);
    if (newer !== undefined) return newer;
    const start = (number - 1) * this.#pageBytes;
    if (number < 1 || start + this.#pageBytes > this.#bytes.length) throw new Error(`page ${number} is missing`);
    return this.#bytes.subarray(start, start + this.#pageBytes);
  }

  /** The cells of a table's tree, from left to right. */
  *#cells(root: number, visited = new Set<number>(), depth = 0): Generator<{ id: number; payload: Buffer }> {
    if (depth > MAX_DEPTH || visited.has(root)) throw new Error('a table refers to itself');
    visited.add(root);
    const page = this.#page(root);
    const header = root === 1 ? 100 : 0;
    const type = page[header];
    const count = page.readUInt16BE(header + 3);
    if (type !== INTERIOR && type !== LEAF) throw new Error(`page ${root} is not a page of a table`);
    const pointers = header + (type === INTERIOR ? 12 : 8);
    for (let i = 0; i < count; i++) {
      const at = page.readUInt16BE(pointers + 2 * i);
      if (type === INTERIOR) yield* this.#cells(page.readUInt32BE(at), visited, depth + 1);
      else yield this.#leafCell(page, at);
    }
    if (type === INTERIOR) yield* this.#cells(page.readUInt32BE(header + 8), visited, depth + 1);
  }

  #leafCell(page: Buffer, at: number): { id: number; payload: Buffer } {
    const [size, afterSize] = varint(page, at);
    const [id, start] = varint(page, afterSize);
    const usable = this.#usable;
    const most = usable - 35;
    if (size <= most) return { id, payload: page.subarray(start, start + size) };
    const least = Math.floor(((usable - 12) * 32) / 255) - 23;
    const some = least + ((size - least) % (usable - 4));
    const here = some <= most ? some : least;
    return {
      id,
      payload: this.#withOverflow(page.subarray(start, start + here), size, page.readUInt32BE(start + here)),
    };
  }

  #withOverflow(first: Buffer, size: number, next: number): Buffer {
    if (size > MAX_VALUE_BYTES) return first;
    const pieces = [first];
    let length = first.length;
    for (let number = next; number !== 0 && length < size; ) {
      const page = this.#page(number);
      const piece = page.subarray(4, Math.min(this.#usable, 4 + size - length));
      pieces.push(piece);
      length += piece.length;
      number = page.readUInt32BE(0);
    }
    return Buffer.concat(pieces);
  }

  #values(payload: Buffer): SqliteValue[] {
    const [headerBytes, afterSize] = varint(payload, 0);
    const values: SqliteValue[] = [];
    let at = headerBytes;
    for (let head = afterSize; head < headerBytes; ) {
      const [type, next] = varint(payload, head);
      head = next;
      const length = lengthOf(type);
      values.push(this.#value(type, payload.subarray(at, at + length)));
      at += length;
    }
    return values;
  }

  #value(type: number, bytes: Buffer): SqliteValue {
    if (bytes.length < lengthOf(type)) return null;
    if (type === 0) return null;
    if (type <= 5) return bytes.readIntBE(0, bytes.length);
    if (type === 6) return Number(bytes.readBigInt64BE(0));
    if (type === 7) return bytes.readDoubleBE(0);
    if (type === 8 || type === 9) return type - 8;
    if (type % 2 === 0) return bytes;
    if (this.#encoding === 'utf16be') return Buffer.from(bytes).swap16().toString('utf16le');
    return bytes.toString(this.#encoding);
  }
}

function lengthOf(type: number): number {
  if (type >= 12) return Math.floor((type - 12) / 2);
  return [0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0][type] ?? 0;
}

/** A varint of one to nine bytes, and the position after it. */
function varint(bytes: Buffer, at: number): [value: number, next: number] {
  let value = 0;
  for (let i = 0; i < 8; i++) {
    const byte = bytes[at + i];
    if (byte === undefined) throw new Error('a row is cut short');
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return [value, at + i + 1];
  }
  return [value * 256 + bytes[at + 8]!, at + 9];
}

/** The names of a table's columns, and the index of its integer key (−1 for none). */
function columnsIn(sql: string): { columns: string[]; key: number } {
  const inner = /\(([\s\S]*)\)/.exec(sql.replace(/--[^\n]*/g, ''))?.[1] ?? '';
  const parts = inner.match(/(?:[^,(]|\([^()]*(?:\([^()]*\)[^()]*)*\))+/g) ?? [];
  const columns = parts
    .map((part) => part.trim())
    .filter((part) => !/^(?:PRIMARY|FOREIGN|UNIQUE|CHECK|CONSTRAINT)\b/i.test(part));
  return {
    columns: columns.map((column) => /^["'`[]?(\w+)/.exec(column)?.[1] ?? ''),
    key: columns.findIndex((column) => /\bINTEGER\s+PRIMARY\s+KEY\b/i.test(column)),
  };
}

/** Pages of the complete transactions in a write-ahead log; frames with another salt belong to an older log. */
function committedPages(log: Buffer, pageBytes: number): ReadonlyMap<number, Buffer> {
  const committed = new Map<number, Buffer>();
  if (log.length < WAL_HEADER || log.readUInt32BE(8) !== pageBytes) return committed;
  let open: [number, Buffer][] = [];
  for (let at = WAL_HEADER; at + FRAME_HEADER + pageBytes <= log.length; at += FRAME_HEADER + pageBytes) {
    if (log.compare(log, 16, 24, at + 8, at + 16) !== 0) break;
    open.push([log.readUInt32BE(at), log.subarray(at + FRAME_HEADER, at + FRAME_HEADER + pageBytes)]);
    if (log.readUInt32BE(at + 4) === 0) continue;
    for (const [page, bytes] of open) committed.set(page, bytes);
    open = [];
  }
  return committed;
}
