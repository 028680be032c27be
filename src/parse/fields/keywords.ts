/** Keywords in whatever way a format lists them. */
import { joinKeywords, MAX_KEYWORDS } from '../../keywords.js';
import { fold } from '../../text/words.js';
import { itemsOfList } from './list-text.js';
import { withoutMarkup } from './markup.js';
import { withoutMojibake } from './mojibake.js';
import { NO_VALUE } from './no-value.js';
import { oneLine } from './one-line.js';

/** Longer text is no keyword. */
const MAX_KEYWORD_CHARS = 200;
/** How much of a text, and how many parts of a list, are read: a bound on time. */
const MAX_TEXT_CHARS = 50_000;
const MAX_PARTS = 1_000;

/** What separates keywords within one text; the first that is present counts. */
const SEPARATORS = [/;/, /\|| [·•] /, /,/, /[\r\n]/];
const LABEL = /^(?:author )?(?:key ?words?|index terms|mesh terms)\s*[:—–]\s*/i;
/** Cochrane's, around all keywords of a trial. */
const BRACKETS = /^\[([^[\]]*)\]$/;
/** What databases and R write where there are none, and what is no word: addresses of terms. */
const NO_KEYWORD = new RegExp(
  String.raw`^(?:[^\p{L}\p{N}]*|#n\/?a|${NO_VALUE}|undefined|unknown|key ?words?|https?:\S*|info:\S*` +
    '|no (?:key ?words?|terms).{0,30}|not (?:available|applicable|provided|specified))$',
  'iu',
);

/** Categories of arXiv, as ADS, DataCite and Zotero write them, and fields of science: they are no keywords. */
const ARCHIVES =
  'Astrophysics|Condensed Matter|Computer Science|Economics|Electrical Engineering and Systems Science|' +
  'High Energy Physics|Mathematics|Nonlinear Sciences|Physics|Quantitative Biology|Quantitative Finance|Statistics';
const CODES = 'astro-ph|cond-mat|cs|econ|eess|math|nlin|physics|q-bio|q-fin|stat';
const CODE = String.raw`(?:${CODES})\.[A-Za-z-]{2,}`;
const CATEGORY = new RegExp(String.raw`^(?:FOS: |\[[A-Z.-]+\] |(?:${ARCHIVES}) - )|^${CODE}$|\(${CODE}\)$`);

/** The qualifiers of MeSH, which PubMed writes behind a descriptor: “Lamps/adverse effects”, “Lamps/*history”. */
const QUALIFIERS =
  'abnormalities|administration & dosage|adverse effects|agonists|analogs & derivatives|analysis|' +
  'anatomy & histology|antagonists & inhibitors|biosynthesis|blood|blood supply|cerebrospinal fluid|' +
  'chemical synthesis|chemically induced|chemistry|classification|complications|congenital|cytology|deficiency|' +
  'diagnosis|diagnostic imaging|diet therapy|drug effects|drug therapy|economics|education|embryology|enzymology|' +
  'epidemiology|ethics|ethnology|etiology|genetics|growth & development|history|immunology|injuries|innervation|' +
  'instrumentation|isolation & purification|legislation & jurisprudence|metabolism|methods|microbiology|mortality|' +
  'nursing|organization & administration|parasitology|pathogenicity|pathology|pharmacokinetics|pharmacology|' +
  'physiology|physiopathology|poisoning|prevention & control|psychology|radiation effects|radiotherapy|' +
  'rehabilitation|secondary|standards|statistics & numerical data|supply & distribution|surgery|therapeutic use|' +
  'therapy|toxicity|transmission|transplantation|trends|ultrastructure|urine|veterinary|virology';
const QUALIFIED = new RegExp(String.raw`/\*?(?:${QUALIFIERS})(?:/.*)?$`, 'i');

/** Texts that each have any number of keywords, and lists of keywords. */
export type LooseKeywords = readonly (string | undefined | null | readonly string[])[];

/**
 * Keywords without repeats, markup and placeholders, none with a semicolon; absent if there are none. A comma separates
 * only those of a text without semicolons: terms such as “Receptors, Opioid” have one.
 * @param exact as paperkin wrote them
 */
export function keywordsOf(loose: LooseKeywords | undefined, exact = false): { readonly keywords?: readonly string[] } {
  const keywords: string[] = [];
  const seen = new Set<string>();
  for (const part of partsOf(loose ?? [], exact)) {
    const keyword = exact ? oneLine(part) : clean(part);
    if (keyword === '' || keyword.length > MAX_KEYWORD_CHARS) continue;
    const folded = fold(keyword);
    if (seen.size === MAX_KEYWORDS && !seen.has(folded)) break;
    seen.add(folded);
    keywords.push(keyword);
  }
  return keywords.length === 0 ? {} : { keywords: joinKeywords(keywords) };
}

/** Keywords of lines, one each; a single line may have several. */
export function keywordLines(lines: readonly string[]): LooseKeywords {
  return lines.length === 1 ? lines : [lines];
}

function partsOf(loose: LooseKeywords, exact: boolean): string[] {
  const parts: string[] = [];
  for (const one of loose) {
    if (one === undefined || one === null) continue;
    const listed = typeof one === 'string' && !exact ? itemsOfList(one.slice(0, MAX_TEXT_CHARS)) : null;
    const isText = typeof one === 'string' && listed === null;
    for (const text of typeof one === 'string' ? (listed ?? [one]) : one) {
      if (parts.length > MAX_PARTS) return parts;
      const plain = exact ? text : withoutMarkup(text.slice(0, MAX_TEXT_CHARS)).replace(BRACKETS, '$1');
      const separator = (isText && !exact ? SEPARATORS.find((each) => each.test(plain)) : undefined) ?? ';';
      parts.push(...plain.split(separator, MAX_PARTS));
    }
  }
  return parts;
}

function clean(part: string): string {
  const line = oneLine(part);
  if (line.length > 2 * MAX_KEYWORD_CHARS) return '';
  const keyword = withoutMojibake(line)
    .replace(LABEL, '')
    .replace(/^\*+\s*|\s*\*+$/g, '')
    .replace(QUALIFIED, '')
    .replace(/[\s,:]+$|^[\s,:]+/g, '')
    // The end of a list; “U.S.” keeps its stop.
    .replace(/^([^.]*)\.$/, '$1');
  return NO_KEYWORD.test(keyword) || CATEGORY.test(keyword) ? '' : keyword;
}
