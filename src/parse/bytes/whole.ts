import { CorpusError, throwIfAborted } from '../../errors.js';
import { unreadableFile } from './text-source.js';

/** Enough to detect a binary file. */
const HEAD_BYTES = 16;
/** The largest file read as a whole: a bound on memory. Zotero's own libraries of 50,000 papers are half as large. */
const MAX_FILE_BYTES = 512 * 1024 * 1024;

/** The first bytes of a stream, and all of it, these included. @throws CorpusError INPUT_UNREADABLE */
export async function withHead(
  file: string,
  bytes: AsyncIterable<Uint8Array>,
): Promise<{ readonly head: Uint8Array; readonly all: AsyncIterable<Uint8Array> }> {
  const rest = bytes[Symbol.asyncIterator]();
  let head = new Uint8Array(0);
  try {
    while (head.length < HEAD_BYTES) {
      const next = await rest.next();
      if (next.done === true) break;
      head = Buffer.concat([head, next.value]);
    }
  } catch (error) {
    throw error instanceof CorpusError ? error : unreadableFile(file, error);
  }
  return { head, all: joined(head, rest) };
}

async function* joined(head: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    if (head.length > 0) yield head;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

/** @throws CorpusError INPUT_UNREADABLE; INPUT_INVALID where the file is too large; INTERRUPTED */
export async function wholeOf(
  file: string,
  bytes: AsyncIterable<Uint8Array>,
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const piece of bytes) {
      throwIfAborted(signal);
      length += piece.length;
      if (length > MAX_FILE_BYTES) {
        throw new CorpusError(
          'INPUT_INVALID',
          `${file}: the file is larger than ${MAX_FILE_BYTES / 1024 / 1024} MB`,
          'Export the papers as RIS or CSV, and add that.',
        );
      }
      pieces.push(piece);
    }
  } catch (error) {
    throw error instanceof CorpusError ? error : unreadableFile(file, error);
  }
  return Buffer.concat(pieces);
}
