/** The type of a publication, whatever words a format has for it, and its publisher. */
import type { PaperFields } from '../../paper.js';
import { isPreprint } from '../../preprints.js';
import { PUBLICATION_TYPES, type PublicationType } from '../../publication-types.js';
import { withoutUndefined } from '../../without-undefined.js';
import { NO_VALUE } from './no-value.js';
import { oneLine } from './one-line.js';

/** Longer text is no type and no publisher. */
const MAX_CHARS = 300;

/**
 * What formats write for each type, in lower case and without signs: types of BibTeX, BibLaTeX, RIS, RefWorks, EndNote,
 * Zotero, CSL, Crossref, DataCite, OpenAlex, PubMed, Scopus, Web of Science and Dublin Core.
 */
const WORDS: Readonly<Record<PublicationType, string>> = {
  'conference-paper':
    'conferencepaper conference inproceedings conferencearticle proceedingsarticle proceedingspaper paperconference ' +
    'speechesmeetingpapers ' +
    'conf cpaper conferenceproceedings conferenceproceeding conferenceabstract meetingabstract conferenceobject',
  'book-chapter':
    'bookchapter chapter booksection bookpart incollection inbook chap echap electronicbooksection inreference ' +
    'entryencyclopedia entrydictionary encyclopediaarticle dictionaryentry ency dict referenceentry',
  'doctoral-thesis':
    'phdthesis dissertationsthesesdoctoraldissertations doctoralthesis doctoraldissertation thesisdoctoral',
  'masters-thesis': 'mastersthesis dissertationsthesesmasterstheses masterthesis mathesis diplomathesis',
  thesis: 'thesis thes dissertation dissertationthesis dissertationabstract bachelorthesis',
  patent: 'patent pat',
  'magazine-article': 'magazinearticle articlemagazine mgzn',
  'newspaper-article': 'newspaperarticle articlenewspaper newspaper',
  'journal-article':
    'journalarticle journalarticles articlejournal journal article jour ejour electronicarticle journalelectronic ' +
    'inpress inpr review reviewarticle editorial letter note shortsurvey articleinpress earlyaccess abst ' +
    'datapaper researcharticle editorialmaterial originalarticle',
  book:
    'book books mvbook edbook editedbook wholebook bookwhole bookedited collection mvcollection ' +
    'reference mvreference proceedings mvproceedings editedvolume monograph referencebook ebook electronicbook',
  report:
    'report rprt techreport technicalreport reporttechnical govdoc governmentdocument workingpaper ' +
    'reportsresearch reportsevaluative reportsdescriptive',
  dataset: 'dataset data datafile',
  software: 'software computerprogram comp',
  preprint: 'preprint postedcontent eprint',
  manuscript: 'unpublished unpb unpublishedwork manuscript',
  'web-page': 'webpage online website electronic elec www blogpost blog post postweblog',
};
const TYPE_OF: ReadonlyMap<string, PublicationType> = new Map(
  PUBLICATION_TYPES.flatMap((type) => WORDS[type].split(' ').map((word) => [word, type] as const)),
);

/** Degrees in the words that universities and reference managers use. */
const DOCTORAL = /\bph\.?\s?d|\bd\.?\s?phil|doctor|doktor|dottorato/i;
const MASTERS = /master|\bm\.?\s?(?:sc|phil|a|s)\b|\bmathesis\b|magist|diplom/i;

/** What formats write where they know none. */
const NOTHING = new RegExp(
  String.raw`^(?:[-?.]*|${NO_VALUE}|undefined|unknown|s\.? ?n\.?|\[?publisher not identified\]?)$`,
  'i',
);
/** Google Scholar has the address of a site in place of the publisher. */
const SITE = /^[\w-]{1,60}(?:\.[\w-]{1,60}){1,4}$/;

/** As a format gives it. */
export interface LooseType {
  /** Words for the type; several are separated by semicolons. Other words are ignored. */
  readonly type?: string | undefined;
  /** Words for the degree of a thesis. */
  readonly degree?: string | undefined;
  readonly publisher?: string | undefined;
  /** Whether paperkin wrote the fields, which then are taken as they are. */
  readonly exact?: boolean | undefined;
}

/**
 * Fields that are not known are absent. Reference managers call what is on a preprint server an article of a journal;
 * some databases repeat the publisher as the venue.
 */
export function typeAndPublisher(
  { type: words = '', degree = '', publisher = '', exact = false }: LooseType,
  place: Pick<PaperFields, 'venue' | 'identifiers'>,
): Pick<PaperFields, 'type' | 'publisher'> {
  const stated = typeOf(words, degree);
  const type = stated === 'journal-article' && !exact && isPreprint(place) ? 'preprint' : stated;
  const name = publisherOf(publisher);
  const isKnown = name !== '' && (exact || name !== place.venue);
  return withoutUndefined({ type, publisher: isKnown ? name : undefined });
}

/** The most specific of several: a proceedings paper is an article, too; PubMed calls preprints articles. */
function typeOf(words: string, degree: string): PublicationType | undefined {
  if (words.length > MAX_CHARS) return undefined;
  const types = words.split(/[;|]/).map(wordType);
  const type = types.includes('preprint') ? 'preprint' : PUBLICATION_TYPES.find((one) => types.includes(one));
  if (type !== 'thesis') return type;
  if (MASTERS.test(degree)) return 'masters-thesis';
  return DOCTORAL.test(degree) ? 'doctoral-thesis' : type;
}

/** Vocabularies have addresses: `info:eu-repo/semantics/article`. */
function wordType(word: string): PublicationType | undefined {
  // An address ends with the name; words may have a stroke between them: Dissertations/Theses.
  const name = word.trim().replace(/^\S*:\S*[/#]/, '');
  return TYPE_OF.get(name.toLowerCase().replace(/[^a-z]+/g, ''));
}

/** Cataloguers end a name with the punctuation before the next part. */
function publisherOf(text: string): string {
  if (text.length > MAX_CHARS) return '';
  const name = oneLine(text).replace(/(?:\s*[,;:/])+$/, '');
  return NOTHING.test(name) || SITE.test(name) ? '' : name;
}
