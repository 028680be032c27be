import { z } from 'zod';
import type { Draft } from '../fields/draft.js';
import { withoutMarkup } from '../fields/markup.js';
import { namesIn } from '../fields/names.js';
import { plainTitle } from '../fields/pubmed-title.js';
import type { Format } from '../format.js';
import { isObject, type JsonObject } from '../split/json-layout.js';
import { byObjects } from '../split/json-objects.js';
import { objectOf } from '../split/xml.js';
import { byElements } from '../split/xml-elements.js';
import { xmlOrJson } from '../split/xml-or-json.js';
import { deliverResult, shaped, text } from './json-papers.js';

const author = z.looseObject({ fullName: text, firstName: text, lastName: text, collectiveName: text });
/** In XML, a list of one element is that element. */
const oneOrMore = <T>(shape: z.ZodType<T>) => z.union([z.array(shape), shape.transform((one) => [one])]);
const authors = z.looseObject({ author: oneOrMore(author) });
const journal = z.looseObject({
  journal: z.looseObject({ title: text }).nullish(),
  printPublicationDate: text,
  volume: text,
  issue: text,
});
const result = z.looseObject({
  id: text,
  source: text,
  pmid: text,
  pmcid: text,
  doi: text,
  title: text,
  authorString: text,
  authorList: authors.nullish().catch(undefined),
  journalTitle: text,
  journalVolume: text,
  issue: text,
  pageInfo: text,
  journalInfo: journal.nullish().catch(undefined),
  bookOrReportDetails: z.looseObject({ publisher: text }).nullish().catch(undefined),
  pubTypeList: z
    .looseObject({ pubType: z.union([z.string(), z.array(z.string())]) })
    .nullish()
    .catch(undefined),
  keywordList: z
    .looseObject({ keyword: oneOrMore(z.string()) })
    .nullish()
    .catch(undefined),
  meshHeadingList: z
    .looseObject({ meshHeading: oneOrMore(z.looseObject({ descriptorName: text })) })
    .nullish()
    .catch(undefined),
  pubType: text,
  pubYear: text,
  firstPublicationDate: text,
  abstractText: text,
});
const read = shaped(result, draft);

/** Answers of Europe PMC's search, in JSON or XML. */
export const europePmc: Format = {
  name: 'europe-pmc',
  recognises: ({ text: beginning }) =>
    /<responseWrapper[\s>]|<resultList[\s>]|"resultList"\s*:/.test(beginning) ||
    (/^\s*[[{]/.test(beginning) &&
      /(?<!\\)"(?:authorString|abstractText|firstPublicationDate)"\s*:/.test(beginning) &&
      /(?<!\\)"(?:pubYear|pmcid|isOpenAccess|inEPMC)"\s*:/.test(beginning)),
  open: xmlOrJson(
    byElements({ names: ['result'], inner: ['abstractText', 'authorString'] }, (element, source, sink) =>
      deliverResult(read(objectOf(element) as Record<string, unknown>), source, element.line, sink),
    ),
    (source, sink) =>
      byObjects(sink, 'stream', (object, line) => deliverResult(read(bare(object)), source, line, sink)),
  ),
};

/** pygetpapers keeps each record under `full`. */
function bare(object: JsonObject): JsonObject {
  const { full } = object;
  return isObject(full) ? full : object;
}

function draft(record: z.infer<typeof result>): Draft {
  const named = (record.authorList?.author ?? []).map(nameOf).filter((name) => name !== '');
  const { pmid, pmcid, doi } = record;
  return {
    title: plainTitle(withoutMarkup(record.title ?? '')),
    abstract: withoutMarkup(record.abstractText ?? ''),
    published: publishedIn(record),
    authors: named.length > 0 ? named : namesIn((record.authorString ?? '').replace(/\.\s*$/, '')),
    venue: record.journalInfo?.journal?.title ?? record.journalTitle ?? undefined,
    volume: record.journalInfo?.volume ?? record.journalVolume ?? undefined,
    issue: record.journalInfo?.issue ?? record.issue ?? undefined,
    pages: record.pageInfo ?? undefined,
    type: [record.pubTypeList?.pubType ?? []].flat().join(';') || (record.pubType ?? undefined),
    publisher: record.bookOrReportDetails?.publisher ?? undefined,
    keywords: [
      record.keywordList?.keyword,
      record.meshHeadingList?.meshHeading.map(({ descriptorName }) => descriptorName ?? ''),
    ],
    url: pmcid ? `https://europepmc.org/article/PMC/${pmcid}` : undefined,
    doi: doi ?? undefined,
    pubmed: pmid ?? undefined,
  };
}

/**
 * The date of first publication: online, in the year of the issue or the year before. For old papers it may be the date
 * of a scan; then the date of the issue counts.
 */
function publishedIn({
  firstPublicationDate: first,
  journalInfo,
  pubYear,
}: z.infer<typeof result>): string | undefined {
  const issue = journalInfo?.printPublicationDate ?? pubYear ?? undefined;
  const years = Number(pubYear?.slice(0, 4)) - Number(first?.slice(0, 4));
  return first && (Number.isNaN(years) || years === 0 || years === 1) ? first : (issue ?? first ?? undefined);
}

function nameOf(one: z.infer<typeof author>): string {
  if (one.collectiveName) return one.collectiveName;
  return one.firstName && one.lastName ? `${one.firstName} ${one.lastName}` : (one.fullName ?? one.lastName ?? '');
}
