/** Limits the length of lines of a stream, so that input without a line end cannot fill the memory. */
import { Transform, type TransformCallback } from 'node:stream';

const LINE_FEED = 0x0a;
const EMPTY = /^\r?\n?$/;

/**
 * Passes lines through, except those longer than `most` bytes and empty ones; calls `onTooLong` once for each that is
 * too long. The last line gets a line end if it has none.
 */
export function boundedLines(most: number, onTooLong: () => void): Transform {
  let pieces: Buffer[] = [];
  let length = 0;
  let skipping = false;

  function add(piece: Buffer): void {
    length += piece.length;
    if (!skipping && length > most) {
      skipping = true;
      pieces = [];
      onTooLong();
    }
    if (!skipping) pieces.push(piece);
  }

  function take(): Buffer {
    const line = Buffer.concat(pieces);
    pieces = [];
    length = 0;
    skipping = false;
    return line;
  }

  return new Transform({
    transform(chunk: Buffer, _encoding, done: TransformCallback) {
      let from = 0;
      for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, from)) {
        add(chunk.subarray(from, end + 1));
        const line = take();
        if (!isEmpty(line)) this.push(line);
        from = end + 1;
      }
      add(chunk.subarray(from));
      done();
    },
    flush(done: TransformCallback) {
      const line = take();
      if (line.length > 0) this.push(Buffer.concat([line, Buffer.of(LINE_FEED)]));
      done();
    },
  });
}

function isEmpty(line: Buffer): boolean {
  return EMPTY.test(line.toString('latin1', 0, 3));
}
