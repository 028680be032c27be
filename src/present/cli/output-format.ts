/** The format of commands with `--format`, for which `--json` is short for `--format json`. */
import { CorpusError } from '../../index.js';

/** @throws CorpusError USAGE for two formats */
export function formatOf<Format extends string>(
  { json, format }: { readonly json?: boolean; readonly format?: Format },
  usual: Format,
): Format | 'json' {
  if (json !== true) return format ?? usual;
  if (format === undefined || format === 'json') return 'json';
  throw new CorpusError('USAGE', `--json and --format ${format} cannot be combined`, 'Use one of them.');
}
