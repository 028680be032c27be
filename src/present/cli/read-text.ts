/** Texts that a command is given: as words, on standard input, or in a file. */
import { readFile } from 'node:fs/promises';
import { text as readAll } from 'node:stream/consumers';
import { CorpusError } from '../../index.js';

/** The words; for a single `-`, standard input. */
export async function textFrom(words: readonly string[]): Promise<string> {
  return words.length === 1 && words[0] === '-' ? readAll(process.stdin) : words.join(' ');
}

/** @throws CorpusError INPUT_UNREADABLE */
export function textInFile(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((cause: unknown) => {
    throw new CorpusError('INPUT_UNREADABLE', `${file} cannot be read`, 'Check the path and its permissions.', cause);
  });
}
