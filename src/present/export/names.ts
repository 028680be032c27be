/** Suffixes after a surname. */
export const SUFFIX = /^(?:Jr|Sr|II|III|IV)\.?$/i;

/** "Last, First" and "Last, First, Jr", as RIS and EndNote require. A name that contains a comma stays unchanged. */
export function invertedName(name: string): string {
  const words = name.split(' ');
  if (words.length < 2 || name.includes(',')) return name;
  const suffix = words.length > 2 && SUFFIX.test(words.at(-1)!) ? words.pop() : undefined;
  return [words.at(-1), words.slice(0, -1).join(' '), ...(suffix === undefined ? [] : [suffix])].join(', ');
}
