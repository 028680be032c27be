import type { Reader, Sink } from '../format.js';

/** The largest page accepted: a bound on memory. A day of papers has about half a million characters. */
const MAX_PAGE_CHARS = 32 * 1024 * 1024;

/** Collects a page, which is read as a whole; one that is too large is rejected. */
export function wholePage(sink: Sink, onPage: (page: string) => void): Reader {
  const pieces: string[] = [];
  let chars = 0;
  return {
    push(text) {
      chars += text.length;
      if (chars <= MAX_PAGE_CHARS) pieces.push(text);
    },
    end() {
      const most = `${MAX_PAGE_CHARS / 1024 / 1024} MB`;
      if (chars > MAX_PAGE_CHARS) sink.reject(1, `the file is larger than ${most}, the most for this format`);
      else onPage(pieces.join(''));
    },
  };
}
