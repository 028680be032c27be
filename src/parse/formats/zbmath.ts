import { z } from 'zod';
import type { Draft } from '../fields/draft.js';
import { uprightName } from '../fields/names.js';
import { titleWith } from '../fields/subtitle.js';
import type { Format } from '../format.js';
import { jsonFormat, shaped, text } from './json-papers.js';

const titled = z.union([
  z.string(),
  z.looseObject({ title: text, subtitle: text }).transform(({ title, subtitle }) => titleWith(title ?? '', subtitle)),
]);
const person = z.looseObject({ name: text });
const contribution = z.looseObject({ contribution_type: text, text });
const document = z.looseObject({
  title: titled.nullish(),
  contributors: z
    .looseObject({ authors: z.array(person).nullish(), editors: z.array(person).nullish().catch(undefined) })
    .nullish(),
  editorial_contributions: z.array(contribution).nullish(),
  year: text,
  document_type: z.looseObject({ description: text }).nullish().catch(undefined),
  links: z.array(z.looseObject({ type: text, identifier: text, url: text })).nullish(),
  source: z
    .looseObject({
      series: z.array(z.looseObject({ title: text, volume: text, issue: text, publisher: text })).nullish(),
      source: text,
      pages: text,
    })
    .nullish(),
  keywords: z.array(z.string()).nullish().catch(undefined),
  zbmath_url: text,
});

/** Documents of zbMATH Open; a reviewer's text is taken where there is no summary. */
export const zbmath: Format = jsonFormat(
  'zbmath',
  [/(?<!\\)"(?:editorial_contributions|zbmath_url|msc)"\s*:/, /(?<!\\)"contributors"\s*:/, /(?<!\\)"title"\s*:/],
  shaped(document, draft),
);

function draft(record: z.infer<typeof document>): Draft {
  const texts = record.editorial_contributions ?? [];
  const summary = ['summary', 'review'].flatMap(
    (kind) => texts.find((one) => one.contribution_type === kind)?.text ?? [],
  )[0];
  const link = (kind: string) => record.links?.find(({ type }) => type === kind);
  return {
    title: record.title ?? undefined,
    abstract: isMissing(summary) ? '' : summary?.replace(/^\s*Summary:\s*/i, ''),
    published: record.year ?? undefined,
    authors: (record.contributors?.authors ?? []).map(({ name }) => uprightName(name ?? '')),
    editors: (record.contributors?.editors ?? []).map(({ name }) => uprightName(name ?? '')),
    venue: record.source?.series?.[0]?.title ?? record.source?.source ?? undefined,
    volume: record.source?.series?.[0]?.volume ?? undefined,
    issue: record.source?.series?.[0]?.issue ?? undefined,
    pages: record.source?.pages ?? undefined,
    type: record.document_type?.description ?? undefined,
    publisher: record.source?.series?.[0]?.publisher ?? undefined,
    keywords: [record.keywords],
    url: record.zbmath_url ?? link('doi')?.url ?? undefined,
    doi: link('doi')?.identifier ?? undefined,
    arxiv: link('arxiv')?.identifier ?? undefined,
  };
}

/** The API withholds texts whose licence does not allow them, and puts a notice in their place. */
function isMissing(text: string | undefined): boolean {
  return /^zbMATH Open Web Interface contents unavailable/i.test(text ?? '');
}
