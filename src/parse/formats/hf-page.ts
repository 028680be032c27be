import { CorpusError } from '../../errors.js';
import { decodeAccents } from '../../text/decode-latex.js';
import { isoDate, monthOf } from '../fields/dates.js';
import { deliver } from '../fields/draft.js';
import type { Beginning, Format, Sink, Source } from '../format.js';
import { byLines, type Line } from '../split/lines.js';
import { isGrid, readGrid } from './hf-page-grid.js';
import { type PageDate, type Stretch, stretchesOf } from './hf-page-lines.js';
import { endsSentence, labelParagraphs } from './hf-page-titles.js';

/**
 * A page is read as a whole, because a year on its last line also applies to its first. The largest known page has 100
 * kB; this is 300 times as much.
 */
const MAX_PAGE_CHARS = 32 * 1024 * 1024;

/** Saved pages of Hugging Face Daily Papers, as plain text. */
export const hfPage: Format = {
  name: 'hf-page',
  recognises,
  open(source, sink) {
    const lines: Line[] = [];
    let chars = 0;
    return byLines(
      sink,
      (line) => {
        lines.push(line);
        chars += line.text.length + 1;
        if (chars > MAX_PAGE_CHARS) {
          throw new CorpusError(
            'INPUT_INVALID',
            `${source.file}:${line.number}: a saved page cannot be larger than ${MAX_PAGE_CHARS / 1024 / 1024} MB.`,
            'Split the file, or name its format with --format if it is not a saved page.',
          );
        }
      },
      () => readPage(lines, source, sink),
    );
  },
};

/** A page has its heading, or the foot of a paper: a byline, a middle dot, a date. */
function recognises({ text }: Beginning): boolean {
  return (
    /^[ \t]*Daily Papers[ \t]*$/m.test(text) ||
    /^[ \t]*·[ \t]*\n\s*\p{Lu}\p{Ll}{2,8}\.? \d{1,2}\b/mu.test(text) ||
    /^[ \t]*• \d+ authors?[ \t]*$/m.test(text)
  );
}

/** A paper being read: the paragraphs of its abstract are collected until the next title or foot. */
interface OpenPaper {
  readonly title: Line;
  readonly titleText: string;
  readonly abstract: string[];
  last: Line;
}

function readPage(lines: readonly Line[], source: Source, sink: Sink): void {
  if (isGrid(lines)) return readGrid(lines, source, sink);
  const stretches = stretchesOf(lines);
  const year = new CaptureYear(stretches, source.year);
  let run: Extract<Stretch, { kind: 'paragraph' }>[] = [];
  for (const stretch of stretches) {
    if (stretch.kind === 'paragraph') {
      run.push(stretch);
      continue;
    }
    const papers = papersIn(run, stretch.kind === 'foot', sink);
    run = [];
    if (stretch.kind === 'foot') {
      const last = papers.pop();
      for (const paper of papers) close(paper, source, sink);
      if (last === undefined) rejectAll(stretch.lines, 'a byline or date with no paper above it', sink);
      else closeWithFoot(last, stretch, year, { source, sink });
    } else {
      for (const paper of papers) close(paper, source, sink);
      if (stretch.date !== null && year.isKnownFor(stretch.date)) year.published(stretch.date, sink);
    }
  }
  const papers = papersIn(run, false, sink);
  const last = papers.pop();
  for (const paper of papers) close(paper, source, sink);
  if (last !== undefined) closeAtEnd(last, source, sink);
  year.report(sink);
}

function papersIn(
  run: readonly Extract<Stretch, { kind: 'paragraph' }>[],
  endsInFoot: boolean,
  sink: Sink,
): OpenPaper[] {
  const papers: OpenPaper[] = [];
  const parts = labelParagraphs(
    run.map((paragraph) => paragraph.text),
    endsInFoot,
  );
  for (const [i, { lines, text }] of run.entries()) {
    const last = lines.at(-1)!;
    const paper = papers.at(-1);
    if (parts[i] === 'title') papers.push({ title: lines[0]!, titleText: text, abstract: [], last });
    else if (paper === undefined) sink.reject(lines[0]!.number, 'part of an abstract without a title above it');
    else {
      paper.abstract.push(text);
      paper.last = last;
    }
  }
  return papers;
}

/**
 * A paper without a foot must have an abstract; otherwise any line could be its "title".
 * @returns whether the paper is delivered
 */
function close(paper: OpenPaper, source: Source, sink: Sink): boolean {
  if (paper.abstract.length > 0) return deliver(source.file, paper.title.number, sink, drafted(paper));
  sink.reject(paper.title.number, 'a title without an abstract, byline or date below it');
  return false;
}

function closeAtEnd(paper: OpenPaper, source: Source, sink: Sink): void {
  if (close(paper, source, sink) && !endsSentence(paper.abstract.at(-1)!)) {
    sink.incomplete(paper.last.number, 'the file ends in the middle of a sentence; the paper is read up to there');
  }
}

function closeWithFoot(
  paper: OpenPaper,
  foot: Extract<Stretch, { kind: 'foot' }>,
  year: CaptureYear,
  { source, sink }: { readonly source: Source; readonly sink: Sink },
): void {
  const published = foot.date === null ? null : year.published(foot.date, sink);
  const comments = foot.date?.comments ?? undefined;
  deliver(source.file, paper.title.number, sink, {
    ...drafted(paper),
    by: foot.by ?? undefined,
    published: published ?? undefined,
    comments,
  });
}

function drafted(paper: OpenPaper): { title: string; abstract: string } {
  return { title: decodeAccents(paper.titleText), abstract: decodeAccents(paper.abstract.join(' ')) };
}

function rejectAll(lines: readonly Line[], reason: string, sink: Sink): void {
  for (const line of lines) sink.reject(line.number, reason);
}

/**
 * The year of dates without one. A page omits the year of a date exactly if it is the year of saving. So the latest
 * year on the page is the year before, unless the caller names another one.
 */
class CaptureYear {
  readonly #year: number | null;
  #undated: { line: number; count: number } | null = null;

  constructor(stretches: readonly Stretch[], total: number | null) {
    const stated = stretches.flatMap((stretch) => (stretch.kind === 'paragraph' ? [] : (stretch.date?.year ?? [])));
    this.#year = total ?? (stated.length === 0 ? null : stated.reduce((latest, year) => Math.max(latest, year)) + 1);
  }

  isKnownFor(date: PageDate): boolean {
    return date.year !== null || this.#year !== null;
  }

  /** `YYYY-MM-DD`; `null`, with the reason reported, if there is no such day or the year is unknown. */
  published(date: PageDate, sink: Sink): string | null {
    const year = date.year ?? this.#year;
    if (year === null) {
      this.#undated = { line: this.#undated?.line ?? date.line.number, count: (this.#undated?.count ?? 0) + 1 };
      return null;
    }
    const published = isoDate(year, monthOf(date.month), date.day);
    if (published === null)
      sink.incomplete(
        date.line.number,
        `“${date.line.text.trim()}” is not a date${date.year === null ? ` of ${year}` : ''}`,
      );
    return published;
  }

  report(sink: Sink): void {
    if (this.#undated === null) return;
    const { line, count } = this.#undated;
    const more = count === 2 ? '1 more date' : `${count - 1} more dates`;
    const dates = count === 1 ? 'this date shows' : `this and ${more} show`;
    sink.incomplete(line, `${dates} no year, and no other date gives it; set the year of saving with --year`);
  }
}
