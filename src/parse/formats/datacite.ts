import { z } from 'zod';
import type { Draft } from '../fields/draft.js';
import { withoutMarkup } from '../fields/markup.js';
import { uprightName } from '../fields/names.js';
import { titleWith } from '../fields/subtitle.js';
import { type LooseVolume, labelledVolume } from '../fields/volume-and-pages.js';
import type { Format, Sink, Source } from '../format.js';
import { type JsonObject, layoutOf } from '../split/json-layout.js';
import { byObjects } from '../split/json-objects.js';
import { childrenOf, descend, proseOf, textOf, type XmlElement } from '../split/xml.js';
import { byElements } from '../split/xml-elements.js';
import { xmlOrJson } from '../split/xml-or-json.js';
import { deliverResult, shaped, text } from './json-papers.js';

/** Some repositories have one description for each paragraph. */
const texts = z.union([text, z.array(z.string()).transform((parts) => parts.join(' '))]);
const creator = z.looseObject({ name: text, creatorName: text, givenName: text, familyName: text, nameType: text });
const named = z.union([z.string(), z.looseObject({ name: z.string() }).transform(({ name }) => name)]);
const part = z.looseObject({ volume: text, issue: text, firstPage: text, lastPage: text });
type Part = z.infer<typeof part>;
const relatedItem = part.extend({
  relationType: text,
  titles: z.array(z.looseObject({ title: text })).nullish(),
});
const attributes = z.looseObject({
  doi: text,
  titles: z.array(z.looseObject({ title: text, titleType: text })).nullish(),
  creators: z.array(creator).nullish(),
  contributors: z
    .array(creator.extend({ contributorType: text }))
    .nullish()
    .catch(undefined),
  descriptions: z.array(z.looseObject({ description: texts, descriptionType: text })).nullish(),
  dates: z.array(z.looseObject({ date: text, dateType: text })).nullish(),
  publicationYear: text,
  'publication-year': text,
  publisher: named.nullish().catch(undefined),
  types: z.looseObject({ resourceTypeGeneral: text, resourceType: text }).nullish().catch(undefined),
  container: part.extend({ title: text }).nullish().catch(undefined),
  relatedItems: z.array(relatedItem).nullish().catch(undefined),
  subjects: z
    .array(z.looseObject({ subject: text, subjectScheme: text }))
    .nullish()
    .catch(undefined),
  url: text,
});

/** Schemes whose subjects are fields of science or codes. */
const CLASSIFICATION = /arxiv|anzsrc|classification|ddc|dewey|\bfields? of|\bfos\b|\bmsc\b/i;

const read = shaped(attributes, draft);
const TELLING_KEYS = [
  /(?<!\\)"titles"\s*:/,
  /(?<!\\)"(?:publication-?[Yy]ear|descriptions|creators)"\s*:/,
  /(?<!\\)"(?:schema-?[Vv]ersion|resourceTypeGeneral|relatedIdentifiers|descriptionType|dateType)"\s*:/,
];

/** Metadata of DataCite: an answer of its API, or the record of one DOI in JSON or XML. */
export const datacite: Format = {
  name: 'datacite',
  recognises: ({ text: beginning }) =>
    /<(?:\w+:)?resource\s[^>]*datacite\.org\/(?:schema|meta)\/kernel/.test(beginning) ||
    (layoutOf(beginning) !== null && TELLING_KEYS.every((key) => key.test(beginning))),
  open: xmlOrJson(
    byElements({ names: ['resource'], inner: ['title', 'creatorName', 'description'] }, readDatacite),
    (source, sink) =>
      byObjects(sink, 'stream', (object, line) => deliverResult(read(bare(object)), source, line, sink)),
  ),
};

/** Reads a `resource` element at any position. */
export function readDatacite(resource: XmlElement, source: Source, sink: Sink): void {
  const titles = childrenOf(resource, 'titles');
  if (titles.length > 1) return sink.reject(resource.line, 'two records are not separated here');
  const line = descend(titles[0], 'title')?.line ?? resource.line;
  deliverResult(read(attributesIn(resource)), source, line, sink);
}

/** Converts an XML record to the keys of the API. */
function attributesIn(resource: XmlElement): JsonObject {
  const text = (name: string): string => textOf(descend(resource, name)).trim();
  const listed = (list: string, name: string, kind: string): JsonObject[] =>
    childrenOf(descend(resource, list), name).map((element) => ({
      [name]: proseOf(element).trim(),
      [kind]: element.attributes[kind],
    }));
  const identifier = descend(resource, 'identifier');
  return {
    doi: identifier?.attributes['identifierType'] === 'DOI' ? textOf(identifier).trim() : undefined,
    titles: listed('titles', 'title', 'titleType'),
    creators: childrenOf(descend(resource, 'creators'), 'creator').map(personIn),
    contributors: childrenOf(descend(resource, 'contributors'), 'contributor').map(personIn),
    descriptions: listed('descriptions', 'description', 'descriptionType'),
    dates: listed('dates', 'date', 'dateType'),
    subjects: listed('subjects', 'subject', 'subjectScheme'),
    publicationYear: text('publicationYear'),
    publisher: text('publisher'),
    types: {
      resourceTypeGeneral: descend(resource, 'resourceType')?.attributes['resourceTypeGeneral'],
      resourceType: text('resourceType'),
    },
    relatedItems: childrenOf(descend(resource, 'relatedItems'), 'relatedItem').map((item) => ({
      relationType: item.attributes['relationType'],
      titles: [{ title: textOf(descend(item, 'titles', 'title')).trim() }],
      ...Object.fromEntries(
        ['volume', 'issue', 'firstPage', 'lastPage'].map((name) => [name, textOf(descend(item, name))]),
      ),
    })),
  };
}

function personIn(person: XmlElement): JsonObject {
  const whole = descend(person, 'creatorName') ?? descend(person, 'contributorName');
  const part = (name: string): string => textOf(descend(person, name)).trim();
  return {
    name: textOf(whole).trim(),
    givenName: part('givenName'),
    familyName: part('familyName'),
    nameType: whole?.attributes['nameType'],
    contributorType: person.attributes['contributorType'],
  };
}

/** The API puts metadata under `attributes`, and a single requested record under `data`. */
function bare(object: JsonObject): JsonObject {
  const inner = object['attributes'] ?? object['data'];
  return typeof inner === 'object' && inner !== null ? bare(inner as JsonObject) : object;
}

function draft(record: z.infer<typeof attributes>): Draft {
  const titles = record.titles ?? [];
  const main = titles.find(({ titleType }) => titleType === null || titleType === undefined) ?? titles[0];
  const subtitle = titles.find(({ titleType }) => titleType === 'Subtitle')?.title;
  const descriptions = record.descriptions ?? [];
  const abstract =
    descriptions.find(({ descriptionType }) => descriptionType === 'Abstract') ??
    descriptions.find(
      ({ descriptionType }) => !/TechnicalInfo|SeriesInformation|TableOfContents/.test(descriptionType ?? ''),
    );
  const dates = record.dates ?? [];
  const year = record.publicationYear ?? record['publication-year'];
  const issued = ['Issued', 'Available', 'Published'].flatMap(
    (kind) => dates.find(({ dateType }) => dateType === kind)?.date ?? [],
  )[0];
  const host = record.relatedItems?.find(({ relationType }) => relationType === 'IsPublishedIn');
  return {
    title: withoutMarkup(titleWith(main?.title ?? '', subtitle)),
    abstract: withoutMarkup(abstract?.description ?? ''),
    published: issued?.startsWith(year ?? '') ? issued : (year ?? issued),
    authors: (record.creators ?? []).map(nameOf),
    editors: (record.contributors ?? []).filter((one) => one.contributorType === 'Editor').map(nameOf),
    venue: host?.titles?.[0]?.title || record.container?.title || (record.publisher ?? undefined),
    ...partIn(host ?? record.container ?? {}),
    type: [record.types?.resourceTypeGeneral, record.types?.resourceType].join(';'),
    degree: record.types?.resourceType ?? undefined,
    publisher: record.publisher ?? undefined,
    keywords: [
      (record.subjects ?? [])
        .filter(({ subjectScheme }) => !CLASSIFICATION.test(subjectScheme ?? ''))
        .map(({ subject }) => subject ?? ''),
    ],
    url: record.url ?? undefined,
    doi: record.doi ?? undefined,
  };
}

/** DataCite takes a volume or an issue with its label for a page: "Vol. 1 No. 2 (2018)". */
function partIn({ volume, issue, firstPage, lastPage }: Part): LooseVolume {
  const labelled = labelledVolume(firstPage ?? '');
  const isPage = labelled.volume === undefined && labelled.issue === undefined;
  return {
    volume: volume || labelled.volume,
    issue: issue || labelled.issue,
    firstPage: (isPage ? firstPage : undefined) ?? undefined,
    lastPage: (isPage ? lastPage : undefined) ?? undefined,
  };
}

function nameOf({ name, creatorName, givenName, familyName, nameType }: z.infer<typeof creator>): string {
  if (givenName && familyName) return `${givenName} ${familyName}`;
  const whole = name ?? creatorName ?? familyName ?? '';
  return nameType === 'Organizational' ? whole : uprightName(whole);
}
