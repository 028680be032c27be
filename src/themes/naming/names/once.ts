import type { Phrase } from '../phrases/phrase.js';

/** The same function, computed once for each phrase and group, though a phrase is part of many names. */
export function oncePerGroup<Part extends { readonly phrase: Phrase }, Value>(
  compute: (part: Part, group: number) => Value,
): (part: Part, group: number) => Value {
  const known: Map<Phrase, Value>[] = [];
  return (part, group) => {
    const own = (known[group] ??= new Map());
    const value = own.get(part.phrase) ?? compute(part, group);
    own.set(part.phrase, value);
    return value;
  };
}
