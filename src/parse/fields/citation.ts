/** Journal, volume, issue, pages and year where a source has them in one text: "Phys. Rev. D 76, 013009 (2007)". */
import { type LooseVolume, labelledVolume } from './volume-and-pages.js';

export interface Citation extends LooseVolume {
  readonly venue: string;
  readonly year?: string | undefined;
}

/** Longer text is not a citation. */
const MAX_CHARS = 400;

const NAME = String.raw`(?<venue>\p{L}(?:[^;()]|\([^()\d]{1,30}\)){1,200}?)`;
const STARTS_OF_MONTHS = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|spring|summer|autumn|fall|winter';
const MONTH = String.raw`(?:${STARTS_OF_MONTHS})[a-z]{0,6}\.?`;
const MONTHS = `${MONTH}(?:[/-]${MONTH})?`;
const YEAR = String.raw`(?<year>(?:1[89]|20)\d\d)`;
/** "2004 Nov 15", "November 15, 2004", "(2004)". */
const DATE = String.raw`\(?(?:(?:${MONTHS} )?(?:\d\d?(?:,|(?= \d{4})) ?)?${YEAR}(?: ${MONTHS}(?: \d\d?)?)?)\)?`;
const LABEL = String.raw`(?:(?:vol(?:ume)?|bd)\.? ?)?`;
const VOLUME = String.raw`${LABEL}(?<volume>[A-Z]?\d{1,5}[A-Z]?)`;
const ISSUE =
  String.raw`(?: ?\((?!(?:1[89]|20)\d\d\))(?<issue>[\w /-]{1,15})\)` +
  String.raw`|,? ?(?:no|nr|issue|number)\.? ?(?<number>\w{1,8}(?:-\w{1,8})?))?`;
const LAST_PAGE = String.raw`(?: ?[-–]{1,2} ?[A-Za-z]{0,2}\d\w{0,9})?`;
const PAGES = String.raw`(?:(?:pp?|pages?)\.? ?)?(?<pages>[A-Za-z]{0,2}\d[\w.]{0,12}${LAST_PAGE})`;

const FORMS = [
  // Phys. Rev. D 76, 013009 (2007) · Astrophys.J.664:L1-L4,2007 · Lamps. 201(2-3):327-334, November 15, 2004.
  String.raw`${NAME}(?:\.,|,)?\s?${VOLUME}${ISSUE}[,:] ?${PAGES}(?:,|\.(?= )|) ?${DATE}`,
  // Lamps 495 (2013) 12-20 · Lamps 12, Winter 2007: 7-14. · Lamps. Vol.43(5), Sep 2015, pp. 623-634.
  String.raw`${NAME}(?:\.,|,)?\s?${VOLUME}${ISSUE},? ?${DATE}[,:]? ?(?:(?:no|nr)\.? ?(?<late>\d{1,5}),? )?${PAGES}`,
  // Lamps January/February 2010;14(1):56
  String.raw`${NAME},? (?:${MONTHS} (?:\d\d?,? )?)?${YEAR}; ?${VOLUME}${ISSUE}: ?${PAGES}`,
  // J. Am. Lamp Soc. 2010, 132, 1234-1236
  `${NAME},? ${YEAR}, ?${VOLUME}${ISSUE}[,:] ?${PAGES}`,
  // New J. Lamps 12 043012 (2010)
  String.raw`${NAME} ${VOLUME} (?<pages>\d{6}) ${DATE}`,
  // Lamps, 2013(1): 3-28.
  String.raw`${NAME},? (?<volume>(?:1[89]|20)\d\d)\((?<issue>\d{1,3})\): ?${PAGES}`,
].map((form) => new RegExp(String.raw`^${form}\.?$`, 'iu'));

/** Open Journal Systems: "Lamps; Vol. 12 No. 3 (2010): On light; 45-67". */
const WITH_LABELS = /^(?<venue>[^;]{2,200}?); (?<rest>.{1,300})$/u;
const LAST_PART_PAGES = /; ?(?:pp?\. ?)?(\w{1,8}(?: ?[-–]{1,2} ?\w{1,8})?)$/;

/** What a text states that is a citation as a whole; `null` for the name of a journal, and for any other text. */
export function citationIn(text: string): Citation | null {
  if (text.length > MAX_CHARS || !/\d/.test(text)) return null;
  const labelled = inParts(text);
  if (labelled !== null) return labelled;
  // An erratum, or the same paper elsewhere.
  const first = text.split(/;\s|\s?\[/, 1)[0]!.trim();
  for (const form of FORMS) {
    const groups = form.exec(first)?.groups;
    if (groups === undefined) continue;
    const { venue, volume, issue, number, late, pages, year } = groups;
    return { ...journalOf(venue!, volume!), issue: issue ?? number ?? late, pages, year };
  }
  return null;
}

function inParts(text: string): Citation | null {
  const { venue = '', rest = '' } = WITH_LABELS.exec(text)?.groups ?? {};
  const { volume, issue } = labelledVolume(rest);
  if (volume === undefined && issue === undefined) return null;
  const pages = LAST_PART_PAGES.exec(text)?.[1];
  const year = /\(((?:1[89]|20)\d\d)\)/.exec(rest)?.[1];
  return { venue, volume, issue, pages: /\d/.test(pages ?? '') ? pages : undefined, year };
}

/**
 * A full stop that ends the name belongs to an abbreviation if there is another one. In particle physics, the letter of
 * a series stands with the volume: "Phys.Rev.D76".
 */
function journalOf(name: string, number: string): Citation {
  const [, letter = '', digits = number] = name.endsWith('.') ? (/^([A-Z])(\d+)$/.exec(number) ?? []) : [];
  const venue = name + letter;
  return { venue: /\..*\.$/.test(venue) ? venue : venue.replace(/\.$/, ''), volume: digits };
}
