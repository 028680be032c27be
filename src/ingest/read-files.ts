/** Reads files: the papers of each, with a report on what could not be read. */
import { createReadStream, statSync } from 'node:fs';
import { readFile as readFileBytes } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { CorpusError, codeOf, isAbsent, messageOf, throwIfAborted } from '../errors.js';
import type { ParsedPaper } from '../paper.js';
import { expandPaths, openSource, type ParseOptions, type Problem } from '../parse/index.js';

/** Problems of one file that are kept: a file of noise has millions. */
const MAX_PROBLEMS = 1000;

/** A path, a folder, a glob, `-` for standard input; or bytes with the name that they are known by. */
export type AddSource = string | { readonly name: string; readonly bytes: Uint8Array };

/** How one file was read. */
export interface FileReport {
  /** Its path or name, as given or found in a folder. */
  readonly file: string;
  /** `null` where the file could not be read at all; `failure` then says why. */
  readonly format: string | null;
  /** Papers read. */
  readonly read: number;
  /** The first thousand lines that could not be read completely, unless all are requested; `problemCount` is of all. */
  readonly problems: readonly Problem[];
  readonly problemCount: number;
  /** Problems of which nothing is kept; the others are of papers that are kept without a part. */
  readonly rejected: number;
  /** Why the file could not be read, or not to its end, with the remedy; null if it was. */
  readonly failure: string | null;
}

/** Names of files, folders and globs spread out, none twice; named bytes as they are. */
export async function filesOf(sources: readonly AddSource[], passedOver?: Map<string, number>): Promise<AddSource[]> {
  if (typeof sources === 'string')
    throw new CorpusError('USAGE', 'the files are not in a list', `Put them in one: [${JSON.stringify(sources)}].`);
  const files = new Map<AddSource, AddSource>();
  for (const source of sources) {
    const expanded = typeof source === 'string' ? await expandPaths([source], passedOver) : [source];
    for (const file of expanded) {
      const which = typeof file === 'string' && file !== '-' ? resolve(file) : file;
      if (!files.has(which)) files.set(which, file);
    }
  }
  return [...files.values()];
}

export function nameOf(file: AddSource): string {
  return typeof file === 'string' ? file : file.name;
}

/**
 * Passes on the papers of a file. A file that cannot be read is reported; with `strict` it is an error.
 */
export async function readFile(
  file: AddSource,
  input: Input,
  options: ParseOptions,
  take: (paper: ParsedPaper) => Promise<void> | void,
): Promise<FileReport> {
  const problems: Problem[] = [];
  let [read, problemCount, rejected] = [0, 0, 0];
  const report = (format: string | null, failure: string | null): FileReport => ({
    file: nameOf(file),
    format,
    read,
    problems,
    problemCount,
    rejected,
    failure,
  });
  try {
    const source = await openSource(nameOf(file), input.open(file), { ...options, log: () => logBeside(file) });
    for await (const event of source.events) {
      if (event.kind === 'paper') {
        read++;
        await take(atPlace(event.paper, file));
      } else {
        if (event.problem.kind === 'rejected') rejected++;
        if (problemCount++ < MAX_PROBLEMS || options.allProblems === true) problems.push(event.problem);
      }
    }
    return report(source.format, null);
  } catch (error) {
    if (!(error instanceof CorpusError) || !error.code.startsWith('INPUT_')) throw error;
    throwIfAborted(options.signal); // a signal to stop closes standard input
    if (options.strict === true) throw error;
    return report(null, `${error.message}. ${error.remedy}`);
  }
}

/** SQLite's write-ahead log, in which a program that has a database open keeps what it wrote last. */
async function logBeside(file: AddSource): Promise<Uint8Array | null> {
  if (typeof file !== 'string' || file === '-') return null;
  const log = `${file}-wal`;
  try {
    return await readFileBytes(log);
  } catch (cause) {
    if (isAbsent(cause) || codeOf(cause) === 'ENAMETOOLONG') return null;
    throw new CorpusError(
      'INPUT_UNREADABLE',
      `${file} cannot be read: the log beside it, ${log}, has its newest papers, and ${messageOf(cause)}`,
      'Check the permissions of both, or close the program that has it open.',
      cause,
    );
  }
}

/** A file is stored by its absolute path, so that it is the same source in any working directory. */
function atPlace(paper: ParsedPaper, file: AddSource): ParsedPaper {
  return typeof file !== 'string' || file === '-'
    ? paper
    : { ...paper, place: { ...paper.place, file: resolve(file) } };
}

/** The files' bytes, and how far they have been read. */
export class Input {
  readonly #totalBytes: number | null;
  #bytesRead = 0;

  constructor(files: readonly AddSource[]) {
    const sizes = files.map(sizeOf);
    this.#totalBytes = sizes.reduce((sum, size) => (sum === null || size === null ? null : sum + size), 0);
  }

  get share(): number | null {
    return this.#totalBytes === null || this.#totalBytes === 0 ? null : Math.min(1, this.#bytesRead / this.#totalBytes);
  }

  async *open(file: AddSource): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunksOf(file)) {
      this.#bytesRead += chunk.byteLength;
      yield chunk;
    }
  }
}

/** In bytes; `null` for standard input, 0 for a file that cannot be read, which `readFile` reports. */
function sizeOf(file: AddSource): number | null {
  if (typeof file !== 'string') return file.bytes.byteLength;
  if (file === '-') return null;
  try {
    return statSync(file).size;
  } catch {
    return 0;
  }
}

function chunksOf(file: AddSource): AsyncIterable<Uint8Array> {
  if (typeof file !== 'string') return piecesOf(file.bytes);
  return file === '-' ? process.stdin : createReadStream(file);
}

/** Bytes passed on at once, as file streams do: some tens of papers. */
const PIECE_BYTES = 64 * 1024;

/** In pieces with a turn of the event loop between them, so that a signal to stop arrives while they are read. */
async function* piecesOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.byteLength; from += PIECE_BYTES) {
    await nextTurn();
    yield bytes.subarray(from, from + PIECE_BYTES);
  }
}
