import { z } from 'zod';
import type { Draft } from '../fields/draft.js';
import { withoutMarkup } from '../fields/markup.js';
import { namesIn } from '../fields/names.js';
import type { Format } from '../format.js';
import { jsonFormat, shaped } from './json-papers.js';

const text = z.union([z.string(), z.number().transform(String)]).nullish();
/** The endpoint of published preprints puts `preprint_` before each name. */
const preprint = z.looseObject({
  doi: text,
  title: text,
  authors: text,
  date: text,
  abstract: text,
  server: text,
  preprint_doi: text,
  preprint_title: text,
  preprint_authors: text,
  preprint_date: text,
  preprint_abstract: text,
  preprint_platform: text,
});

/** Answers of the API of bioRxiv and medRxiv. */
export const biorxiv: Format = jsonFormat(
  'biorxiv',
  [
    /(?<!\\)"(?:preprint_)?doi"\s*:/,
    /(?<!\\)"(?:author_corresponding|preprint_author_corresponding|jatsxml|preprint_platform)"\s*:/,
  ],
  shaped(preprint, draft),
);

function draft(found: z.infer<typeof preprint>): Draft {
  const doi = found.doi ?? found.preprint_doi ?? undefined;
  return {
    title: withoutMarkup(found.title ?? found.preprint_title ?? ''),
    abstract: withoutMarkup(found.abstract ?? found.preprint_abstract ?? ''),
    published: found.date ?? found.preprint_date ?? undefined,
    authors: namesIn(found.authors ?? found.preprint_authors ?? ''),
    venue: found.server ?? found.preprint_platform ?? undefined,
    url: doi === undefined ? undefined : `https://doi.org/${doi}`,
    doi,
  };
}
