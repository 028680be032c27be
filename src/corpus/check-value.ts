/** Values of options, for callers without types: a misspelt one is refused, and not taken for the default. */
import { CorpusError } from '../errors.js';

/** `undefined` passes. @throws CorpusError USAGE for a value that is none of `known` */
export function checkOption<T extends string>(
  option: string,
  value: T | undefined,
  known: Readonly<Record<T, true>>,
): void {
  if (value !== undefined) checkValue(option, value, known);
}

/** @throws CorpusError USAGE for a value that is none of `known` */
export function checkValue<T extends string>(option: string, value: T, known: Readonly<Record<T, true>>): void {
  if (Object.hasOwn(known, value)) return;
  const values = Object.keys(known).map((one) => `\`${one}\``);
  throw new CorpusError(
    'USAGE',
    `“${value}” is not a value of \`${option}\``,
    `Use ${values.slice(0, -1).join(', ')} or ${values.at(-1)}.`,
  );
}
