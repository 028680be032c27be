import type { Reader, Sink } from '../format.js';

/** The longest line accepted: a bound on memory. The longest abstract of the judged sets has 5,000 characters. */
const MAX_LINE_CHARS = 16 * 1024 * 1024;

/** A line without its end, counted from 1. */
export interface Line {
  readonly number: number;
  readonly text: string;
}

/** Makes a reader from a callback for each line and one for the end. */
export function byLines(sink: Sink, onLine: (line: Line) => void, onEnd: () => void = () => {}): Reader {
  let number = 1;
  let held = '';
  let overlong = false;

  const finish = (): void => {
    if (overlong) sink.reject(number, `the line is longer than ${MAX_LINE_CHARS / 1024 / 1024} million characters`);
    else onLine({ number, text: held });
    held = '';
    overlong = false;
    number++;
  };
  const hold = (text: string): void => {
    overlong ||= held.length + text.length > MAX_LINE_CHARS;
    held = overlong ? '' : held + text;
  };
  return {
    push(text) {
      let from = 0;
      for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
        hold(text.slice(from, end));
        finish();
        from = end + 1;
      }
      hold(text.slice(from));
    },
    end() {
      if (held !== '' || overlong) finish();
      onEnd();
    },
  };
}
