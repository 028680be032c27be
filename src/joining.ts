/**
 * "Several sources describe one paper: which fields does it have?"
 *
 * Joining is commutative, associative and idempotent for derived ids, so the order of files has no effect.
 * Imports nouns only; independent of storage.
 */
import { identifiersInOrder } from './identity.js';
import { joinKeywords } from './keywords.js';
import { fuller, smaller } from './maths/order.js';
import type { Identifiers, Paper, PaperFields, PaperId } from './paper.js';
import { joinPlaces, placesBut } from './places.js';
import { surerDoi, surerVenue } from './preprints.js';
import { PUBLICATION_TYPES, type PublicationType } from './publication-types.js';

/**
 * The fields of two papers together: the longer abstract, the more exact date, the journal rather than a preprint
 * server, every identifier and place.
 * Where both have a field of one length, the smaller in code-unit order wins, so `join(a, b)` equals `join(b, a)`. Of
 * two derived ids the smaller stays; a caller that knows a given id replaces the derived one.
 */
export function join(a: Paper, b: Paper): Paper {
  return {
    id: smaller(a.id, b.id) as PaperId,
    title: fuller(a.title, b.title),
    abstract: fuller(a.abstract, b.abstract),
    published: either(a.published, b.published, exacterDate),
    by: either(a.by, b.by, fuller),
    authors: moreNames(a.authors, b.authors),
    venue: either(a.venue, b.venue, surerVenue),
    ...optionalFields(a, b, { text: fuller, type: moreSpecific, keywords: joinKeywords }),
    url: either(a.url, b.url, smaller),
    comments: either(a.comments, b.comments, Math.max),
    identifiers: joinIdentifiers(a.identifiers, b.identifiers),
    places: joinPlaces(a.places, b.places),
  };
}

/**
 * A newer version under an id given by the file: its fields replace the known ones, fields that it leaves empty stay,
 * and places and identifiers accumulate.
 */
export function overwrite(known: Paper, stated: Paper): Paper {
  return {
    id: known.id,
    title: stated.title === '' ? known.title : stated.title,
    abstract: stated.abstract === '' ? known.abstract : stated.abstract,
    published: stated.published ?? known.published,
    by: stated.by ?? known.by,
    authors: stated.authors.length > 0 ? stated.authors : known.authors,
    venue: stated.venue ?? known.venue,
    ...optionalFields(stated, known, { text: first, type: first, keywords: first }),
    url: stated.url ?? known.url,
    comments: stated.comments ?? known.comments,
    identifiers: identifiersInOrder({ ...known.identifiers, ...stated.identifiers }),
    places: joinPlaces(placesBut(known.places, stated.places), stated.places),
  };
}

/** Whether two papers have the same fields, whatever their sources. */
export function saysTheSame(a: Paper, b: Paper): boolean {
  return JSON.stringify({ ...a, places: [] }) === JSON.stringify({ ...b, places: [] });
}

type OptionalFields = Pick<PaperFields, 'volume' | 'issue' | 'pages' | 'type' | 'publisher' | 'keywords'>;
type Choose<T> = (a: T, b: T) => T;
interface Choices {
  readonly text: Choose<string>;
  readonly type: Choose<PublicationType>;
  readonly keywords: Choose<readonly string[]>;
}

/** Fields of two papers that are absent if neither has them. */
function optionalFields(a: PaperFields, b: PaperFields, choices: Choices): OptionalFields {
  const chosen = <T>(one: T | undefined, other: T | undefined, choose: Choose<T>) =>
    either(one ?? null, other ?? null, choose);
  const text = (name: 'volume' | 'issue' | 'pages' | 'publisher') => chosen(a[name], b[name], choices.text);
  const fields = {
    volume: text('volume'),
    issue: text('issue'),
    pages: text('pages'),
    type: chosen(a.type, b.type, choices.type),
    publisher: text('publisher'),
    keywords: chosen(a.keywords, b.keywords, choices.keywords),
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}

function moreSpecific(a: PublicationType, b: PublicationType): PublicationType {
  return PUBLICATION_TYPES.find((type) => type === a || type === b)!;
}

const first = <T>(one: T): T => one;

function either<T>(a: T | null, b: T | null, choose: (a: T, b: T) => T): T | null {
  if (a === null) return b;
  return b === null ? a : choose(a, b);
}

/** A date with more parts is the longer one; of two of equal length the earlier: a paper's first day is its date. */
const exacterDate = fuller;

function moreNames(a: readonly string[], b: readonly string[]): readonly string[] {
  if (a.length !== b.length) return a.length > b.length ? a : b;
  return a.join('\n') <= b.join('\n') ? a : b;
}

function joinIdentifiers(a: Identifiers, b: Identifiers): Identifiers {
  const joined: Record<string, string> = { ...a };
  for (const [kind, value] of Object.entries(b)) {
    const known = joined[kind];
    const choose = kind === 'doi' ? surerDoi : smaller;
    joined[kind] = known === undefined ? value : choose(known, value);
  }
  return identifiersInOrder(joined);
}
