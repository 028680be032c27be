/** Options that would have no effect are refused: a person who typed one expects something of it. */
import { CorpusError } from '../../index.js';

/**
 * @param remedyFor what to do, of an option such as `--diff`
 * @throws CorpusError USAGE for the first of the options that is set
 */
export function refuseOptions<Name extends string>(
  names: readonly Name[],
  options: { readonly [N in Name]?: unknown },
  why: string,
  remedyFor: (option: string) => string,
): void {
  const name = names.find((one) => options[one] !== undefined);
  if (name !== undefined) throw new CorpusError('USAGE', `--${name} ${why}`, remedyFor(`--${name}`));
}
