/** `--partial` is a setting of the URL of a database, so that every process that opens the index knows it. */
import { CorpusError } from '../../errors.js';

export interface PartialOptions {
  readonly index?: string;
  readonly readFrom?: string;
  readonly partial?: boolean;
}

/** @throws CorpusError USAGE for a folder */
export function withPartial<T extends PartialOptions>({ partial, ...options }: T): Omit<T, 'partial'> {
  if (partial !== true) return options;
  const { index, readFrom } = options;
  if (index === undefined || !/^postgres(?:ql)?:/i.test(index))
    throw new CorpusError(
      'USAGE',
      'a folder has no servers that could be missing',
      'Leave out --partial, or name a database with --index.',
    );
  return { ...options, index: allowing(index), readFrom: readFrom && allowing(readFrom) };
}

function allowing(url: string): string {
  return `${url}${url.includes('?') ? '&' : '?'}partial=true`;
}
