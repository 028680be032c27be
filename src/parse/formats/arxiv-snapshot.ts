import { z } from 'zod';
import type { Draft } from '../fields/draft.js';
import { arxivOf } from '../fields/identifiers.js';
import { decodeAccents } from '../fields/latex.js';
import { namesIn } from '../fields/names.js';
import type { Format } from '../format.js';
import { jsonFormat, shaped } from './json-papers.js';

const text = z.string().nullish();
const shape = z.looseObject({
  id: z.string(),
  title: text,
  abstract: text,
  authors: text,
  authors_parsed: z.array(z.array(z.string())).nullish(),
  'journal-ref': text,
  doi: text,
  versions: z.array(z.looseObject({ created: text })).nullish(),
  update_date: text,
});

/**
 * The arXiv metadata snapshot: a JSON object a line, as Cornell publishes it. Its `comments` are the authors' own and
 * no count.
 */
export const arxivSnapshot: Format = jsonFormat(
  'arxiv-snapshot',
  [
    /(?<!\\)"abstract"\s*:/,
    /(?<!\\)"(?:authors_parsed|journal-ref|update_date|submitter)"\s*:/,
    /(?<!\\)"(?:categories|versions)"\s*:/,
  ],
  shaped(shape, draft),
  'lines',
);

function draft(found: z.infer<typeof shape>): Draft {
  return {
    title: decodeAccents(found.title ?? ''),
    abstract: decodeAccents(found.abstract ?? ''),
    published: found.versions?.[0]?.created ?? found.update_date ?? undefined,
    authors:
      found.authors_parsed?.map(([last, first, suffix]) =>
        decodeAccents([first, last, suffix].filter(Boolean).join(' ')),
      ) ?? namesIn(decodeAccents(found.authors ?? '')),
    venue: found['journal-ref'] ?? undefined,
    url: `https://arxiv.org/abs/${arxivOf(found.id) ?? found.id}`,
    doi: found.doi ?? undefined,
    arxiv: found.id,
  };
}
