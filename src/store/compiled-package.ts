/** Optional packages that npm compiles, and leaves out where it cannot. */
import { closeSync, openSync } from 'node:fs';
import { CorpusError, codeOf } from '../errors.js';

const MISSING = ['MODULE_NOT_FOUND', 'ERR_MODULE_NOT_FOUND'];

/** @param cause why the package did not load @returns an error with the remedy if the package is missing */
export function notInstalled(name: string, remedy: string, cause: unknown): unknown {
  if (!MISSING.includes(codeOf(cause) ?? '')) return cause;
  closeSync(openSync(import.meta.filename, 'r')); // throws if no file can be opened: then every package seems missing
  return new CorpusError('FAILED', `${name} is not installed: npm could not compile it`, remedy, cause);
}
