import { z } from 'zod';
import type { Draft } from '../fields/draft.js';
import { withoutMarkup } from '../fields/markup.js';
import { namesIn } from '../fields/names.js';
import type { Format } from '../format.js';
import { jsonFormat, shaped, text } from './json-papers.js';

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

function draft(record: z.infer<typeof preprint>): Draft {
  const doi = record.doi ?? record.preprint_doi ?? undefined;
  return {
    title: withoutMarkup(record.title ?? record.preprint_title ?? ''),
    abstract: withoutMarkup(record.abstract ?? record.preprint_abstract ?? ''),
    published: record.date ?? record.preprint_date ?? undefined,
    authors: namesIn(record.authors ?? record.preprint_authors ?? ''),
    type: 'preprint',
    venue: record.server ?? record.preprint_platform ?? undefined,
    url: doi === undefined ? undefined : `https://doi.org/${doi}`,
    doi,
  };
}
