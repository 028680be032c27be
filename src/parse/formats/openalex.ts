import { z } from 'zod';
import { ET_AL } from '../../paper.js';
import type { Draft } from '../fields/draft.js';
import { withoutMarkup } from '../fields/markup.js';
import { uprightName } from '../fields/names.js';
import type { Format } from '../format.js';
import { jsonFormat, shaped } from './json-papers.js';

/** Maximum position: an index must not decide how much memory is used. */
const MAX_POSITION = 100_000;

const text = z.string().nullish();
const source = z.looseObject({ display_name: text, type: text, host_organization_name: text });
const location = z.looseObject({ landing_page_url: text, source: source.nullish() });
const invertedIndex = z.record(z.string(), z.array(z.number().int().nonnegative()));
const work = z.looseObject({
  id: text,
  doi: text,
  title: text,
  display_name: text,
  publication_date: text,
  publication_year: z.number().nullish(),
  ids: z.looseObject({ pmid: text }).nullish(),
  authorships: z
    .array(z.looseObject({ author: z.looseObject({ display_name: text }).nullish(), raw_author_name: text }))
    .nullish(),
  is_authors_truncated: z.boolean().nullish().catch(undefined),
  primary_location: location.nullish(),
  type: text,
  type_crossref: text,
  keywords: z
    .array(z.looseObject({ display_name: text, keyword: text }))
    .nullish()
    .catch(undefined),
  biblio: z.looseObject({ volume: text, issue: text, first_page: text, last_page: text }).nullish().catch(undefined),
  locations: z.array(location).nullish(),
  abstract_inverted_index: invertedIndex.nullish(),
});

/** Works of OpenAlex: an answer of its API, a list, or a snapshot's JSON lines. */
export const openalex: Format = jsonFormat(
  'openalex',
  [/(?<!\\)"(?:abstract_inverted_index|authorships|publication_year)"\s*:/, /"https:\/\/openalex\.org\/W\d+"/],
  shaped(work, draft),
);

function draft(record: z.infer<typeof work>): Draft {
  const addresses = [record.primary_location, ...(record.locations ?? [])].map(
    (place) => place?.landing_page_url ?? '',
  );
  return {
    title: withoutMarkup(record.title ?? record.display_name ?? ''),
    abstract: withoutMarkup(abstractOf(record.abstract_inverted_index ?? {})),
    published: record.publication_date ?? record.publication_year?.toString(),
    authors: authorsOf(record),
    venue: venueOf(record),
    volume: record.biblio?.volume ?? undefined,
    issue: record.biblio?.issue ?? undefined,
    firstPage: record.biblio?.first_page ?? undefined,
    lastPage: record.biblio?.last_page ?? undefined,
    type: typeOf(record),
    publisher: record.primary_location?.source?.host_organization_name ?? undefined,
    keywords: [record.keywords?.map((one) => one.display_name ?? one.keyword ?? '')],
    url: record.primary_location?.landing_page_url ?? record.doi ?? undefined,
    doi: record.doi ?? undefined,
    arxiv: addresses.find((address) => /arxiv\.org\/(?:abs|pdf)\//i.test(address)),
    pubmed: record.ids?.pmid?.replace(/^.*\//, ''),
    openalex: record.id ?? undefined,
  };
}

/** A list of works has only the first hundred authors of each. */
function authorsOf({ authorships, is_authors_truncated: isCut }: z.infer<typeof work>): string[] {
  const names = (authorships ?? []).map(({ author, raw_author_name }) =>
    uprightName(author?.display_name ?? raw_author_name ?? ''),
  );
  return isCut === true ? [...names, ET_AL] : names;
}

/** A platform of books is where a book is sold, not what it is in. */
function venueOf({ primary_location: location }: z.infer<typeof work>): string | undefined {
  return location?.source?.type === 'ebook platform' ? undefined : (location?.source?.display_name ?? undefined);
}

/** OpenAlex calls papers of conferences and preprints articles; where they are tells them apart. */
function typeOf({ type, type_crossref, primary_location: location }: z.infer<typeof work>): string {
  const inSource = location?.source?.type === 'conference' ? 'conference' : '';
  return [type, type_crossref, inSource].join(';');
}

/** Puts the words of an inverted index (word → its positions) back into their order. */
export function abstractOf(index: Readonly<Record<string, readonly number[]>>): string {
  const words: [number, string][] = [];
  for (const [word, positions] of Object.entries(index)) {
    for (const position of positions) if (position <= MAX_POSITION) words.push([position, word]);
  }
  return words
    .sort(([a], [b]) => a - b)
    .map(([, word]) => word)
    .join(' ');
}
