/** Texts that a command is given: as words, on standard input, or in a file. */
import { readFile } from 'node:fs/promises';
import { text as readAll } from 'node:stream/consumers';
import { codeOf, messageOf } from '../../errors.js';
import { CorpusError } from '../../index.js';
import type { CommonOptions, Run } from './run.js';

/** The words; for a single `-`, standard input. @throws CorpusError INTERRUPTED, INPUT_UNREADABLE */
export async function textFrom(words: readonly string[]): Promise<string> {
  return words.length === 1 && words[0] === '-' ? readAll(process.stdin).catch(refused) : words.join(' ');
}

type Answering<Options extends CommonOptions> = (...call: Parameters<Run<Options>>) => Promise<void>;

/**
 * A command that takes the ids on standard input in place of a `-`.
 * @param others how many arguments precede the ids, such as the name of a tag
 */
export function withIdsFromInput<Options extends CommonOptions>(
  run: Answering<Options>,
  others = 0,
): Answering<Options> {
  return async (args, options, signal) =>
    run([...args.slice(0, others), ...(await idsFrom(args.slice(others)))], options, signal);
}

/** @throws CorpusError USAGE where standard input is empty; INTERRUPTED */
async function idsFrom(args: readonly string[]): Promise<string[]> {
  const at = args.indexOf('-');
  if (at === -1) return [...args];
  const ids = (await textFrom(['-'])).split(/\s+/).filter((id) => id !== '');
  if (ids.length === 0)
    throw new CorpusError('USAGE', 'standard input holds no id', 'Write ids to it, as `paperkin export --format ids`.');
  return args.toSpliced(at, 1, ...ids);
}

/** A signal to stop closes standard input. */
function refused(cause: unknown): never {
  if (codeOf(cause) === 'ERR_STREAM_PREMATURE_CLOSE')
    throw new CorpusError('INTERRUPTED', 'interrupted', 'Run the same command again.', cause);
  const reason = `standard input cannot be read: ${messageOf(cause)}`;
  throw new CorpusError('INPUT_UNREADABLE', reason, 'Check where it comes from.', cause);
}

/** @throws CorpusError INPUT_UNREADABLE */
export function textInFile(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((cause: unknown) => {
    throw new CorpusError('INPUT_UNREADABLE', `${file} cannot be read`, 'Check the path and its permissions.', cause);
  });
}

/** @throws CorpusError INPUT_UNREADABLE; INPUT_INVALID if the file is not text, such as a PDF */
export async function queryInFile(file: string): Promise<string> {
  const text = await textInFile(file);
  if (text.includes('\0') || text.startsWith('%PDF-'))
    throw new CorpusError('INPUT_INVALID', `${file} is not text in UTF-8`, 'Save the abstract as plain text.');
  return text;
}
