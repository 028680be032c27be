import { z } from 'zod';
import type { Draft } from '../fields/draft.js';
import { withoutMarkup } from '../fields/markup.js';
import { uprightName } from '../fields/names.js';
import type { Format } from '../format.js';
import type { JsonObject } from '../split/json-layout.js';
import { jsonFormat, shaped } from './json-papers.js';

const text = z.union([z.string(), z.number().transform(String)]).nullish();
const creator = z.looseObject({ name: text, creatorName: text, givenName: text, familyName: text, nameType: text });
const named = z.union([z.string(), z.looseObject({ name: z.string() }).transform(({ name }) => name)]);
const attributes = z.looseObject({
  doi: text,
  titles: z.array(z.looseObject({ title: text, titleType: text })).nullish(),
  creators: z.array(creator).nullish(),
  descriptions: z.array(z.looseObject({ description: text, descriptionType: text })).nullish(),
  dates: z.array(z.looseObject({ date: text, dateType: text })).nullish(),
  publicationYear: text,
  publisher: named.nullish().catch(undefined),
  container: z.looseObject({ title: text }).nullish().catch(undefined),
  url: text,
});

/** Metadata of DataCite: an answer of its API, or the record of one DOI. */
export const datacite: Format = jsonFormat(
  'datacite',
  [
    /(?<!\\)"titles"\s*:/,
    /(?<!\\)"(?:publicationYear|descriptions|creators)"\s*:/,
    /(?<!\\)"(?:schemaVersion|resourceTypeGeneral|relatedIdentifiers|descriptionType|dateType)"\s*:/,
  ],
  (object) => shaped(attributes, draft)(bare(object)),
);

/** The API puts metadata under `attributes`, and what was asked for alone under `data`. */
function bare(object: JsonObject): JsonObject {
  const inner = object['attributes'] ?? object['data'];
  return typeof inner === 'object' && inner !== null ? bare(inner as JsonObject) : object;
}

function draft(found: z.infer<typeof attributes>): Draft {
  const titles = found.titles ?? [];
  const main = titles.find(({ titleType }) => titleType === null || titleType === undefined) ?? titles[0];
  const subtitle = titles.find(({ titleType }) => titleType === 'Subtitle')?.title ?? '';
  const descriptions = found.descriptions ?? [];
  const abstract =
    descriptions.find(({ descriptionType }) => descriptionType === 'Abstract') ??
    descriptions.find(
      ({ descriptionType }) => !/TechnicalInfo|SeriesInformation|TableOfContents/.test(descriptionType ?? ''),
    );
  const dates = found.dates ?? [];
  const issued = ['Issued', 'Available', 'Published'].flatMap(
    (kind) => dates.find(({ dateType }) => dateType === kind)?.date ?? [],
  )[0];
  return {
    title: withoutMarkup((main?.title ?? '') + (subtitle === '' ? '' : `: ${subtitle}`)),
    abstract: withoutMarkup(abstract?.description ?? ''),
    published: issued?.startsWith(found.publicationYear ?? '') ? issued : (found.publicationYear ?? issued),
    authors: (found.creators ?? []).map(nameOf),
    venue: found.container?.title || (found.publisher ?? undefined),
    url: found.url ?? undefined,
    doi: found.doi ?? undefined,
  };
}

function nameOf({ name, creatorName, givenName, familyName, nameType }: z.infer<typeof creator>): string {
  if (givenName && familyName) return `${givenName} ${familyName}`;
  const whole = name ?? creatorName ?? familyName ?? '';
  return nameType === 'Organizational' ? whole : uprightName(whole);
}
