/**
 * "Here is a file: which papers are in it?"
 *
 * In: named bytes, in any of `FORMATS`, compressed or not, in UTF-8, UTF-16 or Latin-1.
 * Out: the file's format, and a stream of events: a paper with its line, or a line that is rejected or incomplete,
 * with the reason. Unreadable parts are skipped (unless `strict`), and memory does not grow with the file.
 * Does not join records of the same paper, derive ids, or store anything.
 */
import { CorpusError, messageOf } from '../errors.js';
import type { Identifiers } from '../paper.js';
import { withHead } from './bytes/head.js';
import { TextSource, unreadableFile } from './bytes/text-source.js';
import { wholeOf } from './bytes/whole.js';
import type { BinaryFormat, Format, FormatName, ParseEvent, Problem, Reader, Sink, Source } from './format.js';
import { damagedFile, notBinary, notRecognised, otherBinary } from './other-kinds.js';

export { expandPaths, isReadInFolders, isSkippedFolder } from './bytes/expand-paths.js';
export { FORMATS, type FormatName, type Problem } from './format.js';
export { adviceOn } from './other-kinds.js';

/** Enough to recognise a binary file. */
const HEAD_BYTES = 16;
/** Reading stops at this many problems: the file does not contain papers, and each problem takes time. */
const MOST_PROBLEMS = 1_000_000;
const TOO_MANY = 'more than 1,000,000 problems; the rest of the file is not read';

/** How files are read. */
export interface ParseOptions {
  /** The file's format, if its content is ambiguous. */
  readonly format?: FormatName | undefined;
  /** The year in which a page was saved; its dates without a year belong to it. */
  readonly year?: number | undefined;
  /** Keeps ids that are small integers; otherwise they are row numbers and get the file's name. */
  readonly trustNumbers?: boolean | undefined;
  /** Whether the first problem, or file that cannot be read, ends the run with INPUT_INVALID or INPUT_UNREADABLE. */
  readonly strict?: boolean | undefined;
  /** Aborts the call, which then throws CorpusError INTERRUPTED. */
  readonly signal?: AbortSignal | undefined;
  /** Whether the report keeps every problem and not only the first thousand of a file. */
  readonly allProblems?: boolean | undefined;
}

interface SourceOptions extends ParseOptions {
  /** The write-ahead log beside a database that may be open in its program; `null` where there is none. */
  readonly log?: (() => Promise<Uint8Array | null>) | undefined;
}

export interface OpenedSource {
  /** As detected, or as given. */
  readonly format: FormatName;
  /** Papers and problems in order of the file; can be read once. */
  readonly events: AsyncIterable<ParseEvent>;
}

/** The identifiers that a typed text consists of: a DOI, an arXiv id, a web address; none if it is not one. */
export async function identifiersIn(text: string): Promise<Identifiers> {
  return (await import('./fields/typed-identifiers.js')).typedIdentifiers(text);
}

/**
 * Opens named bytes.
 * @throws CorpusError INPUT_UNREADABLE, INPUT_INVALID (no format recognised; with `strict` a problem), INTERRUPTED
 */
export async function openSource(
  name: string,
  bytes: AsyncIterable<Uint8Array>,
  options: SourceOptions = {},
): Promise<OpenedSource> {
  const { BINARY_FORMATS, DETECTION_ORDER } = await import('./formats/index.js');
  const { head, all } = await withHead(bytes, HEAD_BYTES).catch((error: unknown) => {
    throw error instanceof CorpusError ? error : unreadableFile(name, error);
  });
  const binary = BINARY_FORMATS.find((candidate) => candidate.recognises(head));
  if (binary !== undefined) return openBinary(binary, name, all, options);
  const text = new TextSource(name, all, options.signal);
  const beginning = await text.beginning();
  const format = DETECTION_ORDER.find((candidate) =>
    options.format === undefined ? candidate.recognises(beginning) : candidate.name === options.format,
  );
  if (format === undefined) {
    await text.close();
    if (options.format !== undefined) throw notBinary(name, options.format);
    throw notRecognised(name, beginning.text, text.damage);
  }
  const likely = options.format === undefined ? format : DETECTION_ORDER.find((one) => one.recognises(beginning));
  return { format: format.name, events: eventsOf({ format, likely: likely ?? format }, name, text, options) };
}

/** Reads a binary file, as a whole, because only then its format is certain. */
async function openBinary(
  format: BinaryFormat,
  file: string,
  bytes: AsyncIterable<Uint8Array>,
  options: SourceOptions,
): Promise<OpenedSource> {
  const events: ParseEvent[] = [];
  const sink: Sink = {
    paper: (paper) => events.push({ kind: 'paper', paper }),
    ...problemSink((problem) => {
      if (options.strict === true) throw invalid(file, problem);
      events.push({ kind: 'problem', problem });
    }),
  };
  const whole = await wholeOf(file, bytes, options.signal);
  const read = await format.read(whole, sourceOf(file, options), sink).catch((error: unknown) => {
    if (error instanceof CorpusError) throw error;
    if (events.length === 0) throw damagedFile(file, error);
    sink.reject(1, `the file is damaged (${messageOf(error)}); papers before the damage are read`);
    return true;
  });
  if (!read) throw otherBinary(file, format.other);
  return {
    format: format.name,
    events: (async function* () {
      yield* events;
    })(),
  };
}

function sourceOf(file: string, options: SourceOptions): Source {
  return { file, year: options.year ?? null, trustsNumbers: options.trustNumbers ?? false, log: options.log };
}

/** @param likely the detected format, if a person named another */
async function* eventsOf(
  { format, likely }: { readonly format: Format; readonly likely: Format },
  file: string,
  text: TextSource,
  options: SourceOptions,
): AsyncGenerator<ParseEvent> {
  let events: ParseEvent[] = [];
  let [papers, problems] = [0, 0];
  const isOver = () => problems > MOST_PROBLEMS; // the rest of the same chunk is ignored too
  const sink: Sink = {
    paper(paper) {
      if (isOver()) return;
      papers++;
      events.push({ kind: 'paper', paper });
    },
    ...problemSink((problem) => {
      if (options.strict === true) throw invalid(file, problem);
      if (isOver()) return;
      problems++;
      events.push({ kind: 'problem', problem: isOver() ? { ...problem, reason: TOO_MANY } : problem });
    }),
  };
  const reader: Reader = format.open(sourceOf(file, options), sink);
  for await (const chunk of text.chunks()) {
    reader.push(chunk);
    yield* events;
    events = [];
    if (isOver()) return;
  }
  reader.end();
  if (text.damage !== null) sink.reject(text.line, text.damage);
  if (papers === 0 && likely !== format)
    sink.reject(1, `the file contains no papers; it looks like ${likely.name}: leave out --format`);
  yield* events;
}

/** The part of a sink that takes problems. */
function problemSink(tell: (problem: Problem) => void): Pick<Sink, 'reject' | 'incomplete'> {
  return {
    reject: (line, reason) => tell({ kind: 'rejected', line, reason }),
    incomplete: (line, reason) => tell({ kind: 'incomplete', line, reason }),
  };
}

function invalid(file: string, { line, reason }: Problem): CorpusError {
  return new CorpusError(
    'INPUT_INVALID',
    `${file}:${line}: ${reason}`,
    'Correct the file, or omit --strict to skip what cannot be read.',
  );
}
