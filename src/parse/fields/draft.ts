import { LONGEST_NOTE } from '../../limits.js';
import type { PaperFields, ParsedPaper } from '../../paper.js';
import type { Sink } from '../format.js';
import { bylineOf, type LoosePeople, peopleOf } from './author-list.js';
import { type Citation, citationIn } from './citation.js';
import { publishedOf } from './dates.js';
import { identifiersOf, LONGEST_IDENTIFIER, type LooseIdentifiers } from './identifiers.js';
import { keywordsOf, type LooseKeywords } from './keywords.js';
import { withoutMojibake } from './mojibake.js';
import { NO_VALUE } from './no-value.js';
import { withoutNotices } from './notices.js';
import { excerpt, oneLine } from './one-line.js';
import { withoutPdfMarks } from './pdf-text.js';
import { type LooseType, typeAndPublisher } from './publication-type.js';
import { tagName } from './tag-name.js';
import { type LooseVolume, volumeAndPages } from './volume-and-pages.js';

/**
 * The longest texts taken. The longest abstracts of the judged sets have 5,000 characters; a thesis has its table of
 * contents there. Longer text is a full text or damage, and would take minutes to embed.
 */
const MAX_TITLE_CHARS = 20_000;
const MAX_ABSTRACT_CHARS = 500_000;

/**
 * Placeholders of databases and R for a missing abstract. Read as an abstract, one would join papers with the same
 * title. The whole field must match, so that an abstract that begins with such words is kept.
 */
const PLACEHOLDER_WORDS = [
  `#n\\/?a|${NO_VALUE}|not available`,
  'no abstract(?: (?:is )?(?:available|provided|found))?',
  '(?:the )?(?:abstract|summary) (?:is )?(?:not|un) ?(?:available|provided)',
  'an? (?:abstract|summary) is not available(?: for this content\\b.{0,300})?',
];
const PLACEHOLDER = new RegExp(`^[\\s[(<]*(?:${PLACEHOLDER_WORDS.join('|')})[\\s\\])>.]*$`, 'iu');

/** What R and EndNote write where there is no title. */
const NO_TITLE = /^[\s[(]*(?:no title(?: available)?|untitled|#?n\/a|nan)[\s\]).]*$/iu;

/** Words that begin an abstract. "Abstract" before another word may belong to it: "Abstract Meaning Representation". */
const FIRST_WORDS =
  'We|Our|The|This|These|In|A|An|It|To|As|For|On|With|While|Although|Despite|Recent|Recently|Many|Most|Here|' +
  'Background|Objectives?|Purpose|Aims?|Introduction|Motivation|Context|Importance|Summary';
/** The heading of an abstract, which saved pages and Zotero's translators of some publishers keep with it. */
const HEADING = new RegExp(
  `^\\s*(?:Abstract|ABSTRACT|abstract)(?:\\s*[:.—–]+\\s*|[^\\S\\n]*\\n\\s*|\\s*(?=(?:${FIRST_WORDS})\\b))(?=\\S)`,
);

/** The first heading of a structured abstract, which pages of PLOS and others lose the space behind: "BackgroundWe". */
const GLUED_HEADING = /^\s*(Background|Objectives?|Introduction)(?=\p{Lu}\p{Ll}* )/u;

/** A paper as a format gives it, not checked yet. Empty text counts as missing. */
export interface Draft extends LooseIdentifiers, LooseVolume, LooseType, LoosePeople {
  readonly id?: string | undefined;
  readonly title?: string | undefined;
  readonly abstract?: string | undefined;
  readonly published?: string | undefined;
  readonly by?: string | undefined;
  readonly venue?: string | undefined;
  readonly url?: string | undefined;
  /** Ignored if it is not a whole number. */
  readonly comments?: number | undefined;
  /** Those of the authors and of vocabularies. */
  readonly keywords?: LooseKeywords | undefined;
  /** Tags in a file of our own. */
  readonly tags?: readonly string[] | undefined;
  /** The note in a file of our own, with its lines. */
  readonly note?: string | undefined;
  /** Whether paperkin wrote the text, which then is taken as it is. */
  readonly exact?: boolean | undefined;
}

/**
 * Delivers a checked draft as a parsed paper, or rejects it with the reason. An unreadable date costs the date, not
 * the paper.
 * @param line of the title
 * @returns whether it is delivered
 */
export function deliver(file: string, line: number, sink: Sink, written: Draft): boolean {
  const reject = (reason: string): false => {
    sink.reject(line, reason);
    return false;
  };
  const draft = written.exact === true ? written : repaired(written);
  const tooLong = (draft.title ?? '').length > MAX_TITLE_CHARS ? 'title' : 'abstract';
  if (tooLong === 'title' || (draft.abstract ?? '').length > MAX_ABSTRACT_CHARS)
    return reject(`the ${tooLong} is too long to be one; the paper is skipped`);
  const title = withoutPlaceholder(oneLine(draft.title), NO_TITLE);
  const abstract = withoutPlaceholder(oneLine(withoutHeading(draft)), PLACEHOLDER);
  if (title === '' && abstract === '') return reject('there is neither a title nor an abstract');
  const cited = citedIn(draft);
  const date = oneLine(draft.published) || (cited?.year ?? '');
  const published = date === '' ? null : publishedOf(date);
  const url = oneLine(draft.url) || null;
  const named = cited?.venue ?? oneLine(draft.venue);
  // Databases repeat the title of a book there.
  const venue = named === '' || (named === title && draft.exact !== true) ? null : named;
  const identifiers = identifiersOf({ ...draft, arxiv: draft.arxiv || arxivOfVolume(draft.volume) }, url);
  const kind = typeAndPublisher(draft, { venue, identifiers });
  const authors = peopleOf(draft, { venue, ...kind });
  const fields: PaperFields = {
    title,
    abstract,
    published,
    by: oneLine(draft.by) || bylineOf(authors),
    authors,
    venue,
    ...volumeAndPages(cited ?? draft),
    ...kind,
    ...keywordsOf(draft.keywords, draft.exact),
    url,
    comments: Number.isInteger(draft.comments) ? draft.comments! : null,
    identifiers,
  };
  const tags = [...new Set((draft.tags ?? []).map(tagName))].filter((tag) => tag !== '');
  const note = (draft.note ?? '').slice(0, LONGEST_NOTE).trim();
  const own = { ...(tags.length === 0 ? {} : { tags }), ...(note === '' ? {} : { note }) };
  const id = oneLine(draft.id);
  const givenId = id === '' || id.length > LONGEST_IDENTIFIER ? null : id;
  const paper: ParsedPaper = { ...fields, ...own, givenId, place: { file, line } };
  sink.paper(paper);
  if (date !== '' && published === null) {
    sink.incomplete(line, `“${excerpt(date)}” is not a date; the paper is read without one`);
  }
  return true;
}

/** In CoRR the volume names the arXiv id, as dblp and Semantic Scholar have it: "abs/2101.00001". */
function arxivOfVolume(volume: string | undefined): string | undefined {
  return /^\s*abs\/(\S{1,40})\s*$/.exec(volume ?? '')?.[1];
}

/** Without what other programs did to its texts. */
function repaired(draft: Draft): Draft {
  const { title, abstract, authors, editors, venue, publisher } = draft;
  const whole = (text: string): string => withoutPdfMarks(withoutMojibake(text));
  const fix = (text: string | undefined): string | undefined => (text === undefined ? text : whole(text));
  return {
    ...draft,
    title: fix(title),
    abstract: fix(abstract),
    authors: authors?.map(whole),
    editors: editors?.map(whole),
    venue: fix(venue),
    publisher: fix(publisher),
  };
}

/** The citation that stands in place of a venue, if no field has its parts. */
function citedIn({ venue, exact = false, volume, issue, pages, firstPage, articleNumber }: Draft): Citation | null {
  const parts = [volume, issue, pages, firstPage, articleNumber].some((part) => oneLine(part) !== '');
  return exact || parts ? null : citationIn(oneLine(venue));
}

/** Text that paperkin wrote is exact. */
function withoutHeading({ abstract, exact = false }: Draft): string | undefined {
  if (exact || abstract === undefined) return abstract;
  return withoutNotices(abstract.replace(HEADING, '').replace(GLUED_HEADING, '$1: '));
}

function withoutPlaceholder(text: string, placeholder: RegExp): string {
  return placeholder.test(text) ? '' : text;
}
