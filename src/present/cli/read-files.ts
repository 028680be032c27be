/** The summary of each file that a command read: papers, and lines that could not be read completely. */
import { relative } from 'node:path';
import { counted } from '../../counted.js';
import { exitCodeOf } from '../../errors.js';
import type { AddOptions, FileReport } from '../../index.js';
import { problemText } from '../problem-text.js';
import type { ReadingOptions } from './declare/options.js';
import { plainLine, styled } from './terminal.js';

/** Problems listed for a file; the rest are counted. `--json` lists them all. */
const PROBLEMS_SHOWN = 8;
/** Exit code if a file or an address could not be read. */
export const UNREADABLE = exitCodeOf('INPUT_UNREADABLE');

export function parseOptions({ format, year, strict }: ReadingOptions): Pick<AddOptions, 'format' | 'year' | 'strict'> {
  return { format, year, strict: strict === true };
}

/** A file of which every record was rejected counts as unreadable; one with some papers does not. */
export function exitCodeOfFiles(files: readonly FileReport[]): number {
  const isUnreadable = ({ failure, read, rejected }: FileReport) => failure !== null || (read === 0 && rejected > 0);
  return files.some(isUnreadable) ? UNREADABLE : 0;
}

export function describeFile({ file, format, read, problems, problemCount, rejected, failure }: FileReport): string[] {
  const name = styled('bold', plainLine(shortPath(file)));
  if (failure !== null) return [`${name}: ${styled('red', plainLine(withoutName(failure, file)))}`];
  const lines = [`${name}: ${counted(read, 'paper')} (${format})${rejected === 0 ? '' : `, ${rejected} rejected`}`];
  for (const problem of problems.slice(0, PROBLEMS_SHOWN)) lines.push(`  ${plainLine(problemText(problem))}`);
  const jsonHas = `--json lists ${problemCount > problems.length ? 'the first 1,000' : 'all'}`;
  if (problemCount > PROBLEMS_SHOWN) lines.push(`  … and ${problemCount - PROBLEMS_SHOWN} more; ${jsonHas}`);
  return lines;
}

/** A line on how many of several files could not be read, if there are any. */
export function describeFailures(files: readonly FileReport[]): string[] {
  const unread = files.filter(({ failure }) => failure !== null).length;
  if (unread === 0 || files.length === 1) return [];
  return [`${unread} of ${files.length} files could not be read; the reasons are above.`];
}

/** What is wrong, without the file and the first line, which a message begins with. */
function withoutName(failure: string, file: string): string {
  const rest = [`${file}:`, `${file} `].some((start) => failure.startsWith(start))
    ? failure.slice(file.length + 1)
    : failure;
  return rest.replace(/^1: /, '').replace(/^(\d+): /, 'line $1: ');
}

/** A path relative to the working directory where that is shorter. */
function shortPath(file: string): string {
  const near = relative('', file);
  return near !== '' && !near.startsWith('..') ? near : file;
}
