import { z } from 'zod';
import type { Draft } from '../fields/draft.js';
import { uprightName } from '../fields/names.js';
import { titleWith } from '../fields/subtitle.js';
import type { Format } from '../format.js';
import { jsonFormat, shaped } from './json-papers.js';

const text = z.union([z.string(), z.number().transform(String)]).nullish();
const titled = z.union([
  z.string(),
  z.looseObject({ title: text, subtitle: text }).transform(({ title, subtitle }) => titleWith(title ?? '', subtitle)),
]);
const person = z.looseObject({ name: text });
const contribution = z.looseObject({ contribution_type: text, text });
const document = z.looseObject({
  title: titled.nullish(),
  contributors: z.looseObject({ authors: z.array(person).nullish() }).nullish(),
  editorial_contributions: z.array(contribution).nullish(),
  year: text,
  links: z.array(z.looseObject({ type: text, identifier: text, url: text })).nullish(),
  source: z.looseObject({ series: z.array(z.looseObject({ title: text })).nullish(), source: text }).nullish(),
  zbmath_url: text,
});

/** Documents of zbMATH Open; a reviewer's text is taken where there is no summary. */
export const zbmath: Format = jsonFormat(
  'zbmath',
  [/(?<!\\)"(?:editorial_contributions|zbmath_url|msc)"\s*:/, /(?<!\\)"contributors"\s*:/, /(?<!\\)"title"\s*:/],
  shaped(document, draft),
);

function draft(found: z.infer<typeof document>): Draft {
  const texts = found.editorial_contributions ?? [];
  const summary = ['summary', 'review'].flatMap(
    (kind) => texts.find((one) => one.contribution_type === kind)?.text ?? [],
  )[0];
  const link = (kind: string) => found.links?.find(({ type }) => type === kind);
  return {
    title: found.title ?? undefined,
    abstract: isMissing(summary) ? '' : summary?.replace(/^\s*Summary:\s*/i, ''),
    published: found.year ?? undefined,
    authors: (found.contributors?.authors ?? []).map(({ name }) => uprightName(name ?? '')),
    venue: found.source?.series?.[0]?.title ?? found.source?.source ?? undefined,
    url: found.zbmath_url ?? link('doi')?.url ?? undefined,
    doi: link('doi')?.identifier ?? undefined,
    arxiv: link('arxiv')?.identifier ?? undefined,
  };
}

/** The API leaves out texts whose licence does not allow them, and says so in their place. */
function isMissing(text: string | undefined): boolean {
  return /^zbMATH Open Web Interface contents unavailable/i.test(text ?? '');
}
