import { CorpusError, throwIfAborted } from '../../errors.js';
import { unreadableFile } from './text-source.js';

/** The largest file read as a whole: a bound on memory. Zotero's own libraries of 50,000 papers are half as large. */
const MAX_FILE_BYTES = 512 * 1024 * 1024;

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
