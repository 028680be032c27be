/** Texts that a command is given: as words, on standard input, or in a file. */
import { readFile } from 'node:fs/promises';
import { text as readAll } from 'node:stream/consumers';
import { codeOf, messageOf } from '../../errors.js';
import { CorpusError } from '../../index.js';

/** The words; for a single `-`, standard input. @throws CorpusError INTERRUPTED, INPUT_UNREADABLE */
export async function textFrom(words: readonly string[]): Promise<string> {
  return words.length === 1 && words[0] === '-' ? readAll(process.stdin).catch(refused) : words.join(' ');
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
