/** Formats numbers, dates and names in English, whatever the language of the browser. */

const COUNT = new Intl.NumberFormat('en-GB');
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export const count = (number: number): string => COUNT.format(number);

/** "1 paper", "2 papers". */
export function counted(n: number, one: string): string {
  return `${count(n)} ${one}${n === 1 ? '' : 's'}`;
}

/** Its title, or its id where it has none. */
export const titleOf = ({ id, title }: { readonly id: string; readonly title: string }): string => title || id;

/** With a dot between them, which stays at the end of a line. */
export function dotted(words: readonly string[]): string {
  return words.join('\u00a0· ');
}

/** Two places, and a true minus sign. */
export function similarityText(similarity: number): string {
  return similarity.toFixed(2).replace('-', '−');
}

export function percent(share: number): string {
  const value = share * 100;
  return `${value > 0 && value < 9.95 ? value.toFixed(1) : Math.round(value)} %`;
}

/** Bytes as "512 B", "3.4 MB". */
export function sizeText(bytes: number): string {
  let size = bytes;
  for (const unit of ['B', 'kB', 'MB']) {
    if (size < 1000) return `${unit === 'B' || size >= 99.5 ? Math.round(size) : size.toFixed(1)} ${unit}`;
    size /= 1000;
  }
  return `${size.toFixed(1)} GB`;
}

/** `2026`, `2026-03` or `2026-03-09` as "2026", "Mar 2026" or "9 Mar 2026"; anything else unchanged. */
export function dateText(published: string): string {
  const parts = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(published);
  const month = parts?.[2] === undefined ? undefined : MONTHS[Number(parts[2]) - 1];
  if (parts === null || month === undefined) return published;
  return [parts[3] === undefined ? '' : String(Number(parts[3])), month, parts[1]]
    .filter((part) => part !== '')
    .join(' ');
}

/** A moment in ISO 8601 as "28 Nov 2026, 12:03", in the time zone of the browser. */
export function momentText(moment: string): string {
  const at = new Date(moment);
  return `${at.getDate()} ${MONTHS[at.getMonth()]} ${at.getFullYear()}, ${at.toTimeString().slice(0, 5)}`;
}

/** Whether a text is a valid year, month or day. */
export function isDate(text: string): boolean {
  if (!/^\d{4}(-\d{2}(-\d{2})?)?$/.test(text)) return false;
  const full = `${text}-01-01`.slice(0, 10);
  const date = new Date(`${full}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(full);
}

/** The last part of a path, on any system. */
export function fileName(path: string): string {
  return path.split(/[/\\]/).at(-1) || path;
}

/** A URL that may be a link: http and https only, so that a paper cannot carry a script. */
export function safeLink(url: string | null): string | null {
  if (url === null || !/^https?:\/\//i.test(url)) return null;
  return isUrl(url) ? url : null;
}

/** Not every supported browser has a function of its own for this. */
export function isUrl(text: string): boolean {
  try {
    return new URL(text).href !== '';
  } catch {
    return false;
  }
}
