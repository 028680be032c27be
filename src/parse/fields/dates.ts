/** Months by their first three letters, as English bibliographies and pages write them. */
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH_NAME = /\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b\.?/i;
const WEEKDAY = /^\s*(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}(?:[.,]\s*|\s+)/i;
/** As EBSCO and APA write it, with zeros for what is unknown. */
const DIGITS = /^\s*((?:1[4-9]|20|21)\d\d)(\d\d)(\d\d)\s*$/;
const YEAR = /(?<!\d)(1[4-9]\d\d|20\d\d|21\d\d)(?!\d)/;

/** 1…12 for a month's English name or its beginning, or its number; `null` for anything else. */
export function monthOf(text: string): number | null {
  const trimmed = text.trim().replace(/\.$/, '');
  if (/^\d{1,2}$/.test(trimmed)) return inRange(Number(trimmed), 1, 12);
  const index = MONTHS.indexOf(trimmed.slice(0, 3).toLowerCase());
  return index >= 0 && /^[a-z]+$/i.test(trimmed) ? index + 1 : null;
}

/** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; `null` where there is no such day, month or year. */
export function isoDate(year: number, month: number | null = null, day: number | null = null): string | null {
  if (inRange(year, 1400, 2199) === null) return null;
  if (month === null) return String(year);
  if (inRange(month, 1, 12) === null) return null;
  const yearMonth = `${year}-${pad(month)}`;
  if (day === null) return yearMonth;
  const daysInMonth = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return inRange(day, 1, daysInMonth) === null ? null : `${yearMonth}-${pad(day)}`;
}

/**
 * A date of publication as bibliographies write it, with the precision that it has: `2025-08-15T10:00Z`, `2025/08//`,
 * `20250815`, `2025 Aug 15`, `Aug 15, 2025`, `15 August 2025`, `Spring 2025`. `null` without a year, or if there is no
 * such day.
 */
export function publishedOf(date: string): string | null {
  // Zotero and Europe PMC write unknown parts as zeros: `2021-03-00`.
  const text = withoutFraction(date).replace(/^(\s*\d{4}(?:-(?!00)\d\d)?)-00(?:-\d\d)?(?!\d)/, '$1');
  const numeric = /^\s*(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?:[/\sT].*)?$/s.exec(text);
  if (numeric !== null && !MONTH_NAME.test(text)) {
    const [, year, month, day] = numeric;
    // EDTF writes seasons and quarters as months beyond the twelfth, and "1973/74" spans two years.
    if (Number(month) > 12 && day === undefined) return isoDate(Number(year));
    return isoDate(Number(year), month === undefined ? null : Number(month), day === undefined ? null : Number(day));
  }
  const digits = DIGITS.exec(text);
  if (digits !== null) return isoDate(Number(digits[1]), Number(digits[2]) || null, Number(digits[3]) || null);
  const dayFirst = /^\s*(?:(\d{1,2})[/.-])?(\d{1,2})[/.-](\d{4})\s*$/.exec(text);
  if (dayFirst !== null) return fromParts(Number(dayFirst[3]), Number(dayFirst[2]), Number(dayFirst[1] ?? 0));
  const year = YEAR.exec(text)?.[1];
  if (year === undefined) return null;
  const month = MONTH_NAME.exec(text)?.[0];
  if (month === undefined) return isoDate(Number(year));
  // A span such as "2025 Jan-Feb" or "2025 Dec 28-Jan 3" begins with its first month; a day counts only if it stands
  // beside it.
  const rest = text.replace(year, ' ').replace(WEEKDAY, '').trim();
  const day = new RegExp(`^(\\d{1,2})(?:st|nd|rd|th)?[\\s~.-]+${month}|^${month}\\s+(\\d{1,2})(?!\\d)`, 'i').exec(rest);
  const dayNumber = day?.[1] ?? day?.[2];
  return isoDate(Number(year), monthOf(month), dayNumber === undefined ? null : Number(dayNumber));
}

/**
 * `03/2021`, `15/03/2021` and `3/15/2021`: the number above twelve is the day. If both could be, only the year is
 * certain.
 * @param first 0 where there are two numbers only
 */
function fromParts(year: number, second: number, first: number): string | null {
  if (first === 0) return isoDate(year, second) ?? isoDate(year);
  if (first > 12 || first === second) return isoDate(year, second, first);
  return second > 12 ? isoDate(year, first, second) : isoDate(year);
}

/**
 * Combines a year and a day, which bibliographies store separately. The day may include the year; a day of another year
 * is not that of the paper.
 */
export function dateFrom(year: string | undefined, day: string | undefined): string | undefined {
  if (year === undefined || year.trim() === '') return day;
  const whole = day === undefined || /\d{4}/.test(day) ? day : `${day} ${year}`;
  const [coarse, fine] = [publishedOf(year), whole === undefined ? null : publishedOf(whole)];
  return coarse !== null && fine?.startsWith(coarse) ? whole : year;
}

/** Spreadsheets and pandas write a year as a number with a fraction: `1999.0`. */
export function withoutFraction(year: string): string {
  return year.replace(/^\s*(\d{4})\.0+\s*$/, '$1');
}

function inRange(value: number, low: number, high: number): number | null {
  return Number.isInteger(value) && value >= low && value <= high ? value : null;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
