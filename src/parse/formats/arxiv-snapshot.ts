import { z } from 'zod';
import { decodeAccents } from '../../text/decode-latex.js';
import type { Draft } from '../fields/draft.js';
import { arxivOf } from '../fields/identifiers.js';
import { arxivNames } from '../fields/names.js';
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
 * The arXiv metadata snapshot: one JSON object per line, as Cornell publishes it. Its `comments` are remarks of the
 * authors, not a count.
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

function draft(record: z.infer<typeof shape>): Draft {
  return {
    title: decodeAccents(record.title ?? ''),
    abstract: decodeAccents(record.abstract ?? ''),
    published: record.versions?.[0]?.created ?? record.update_date ?? undefined,
    authors:
      record.authors_parsed?.map(([last, first, suffix]) =>
        decodeAccents([first, last, suffix].filter(Boolean).join(' ')),
      ) ?? arxivNames(decodeAccents(record.authors ?? '')),
    venue: record['journal-ref'] ?? undefined,
    url: `https://arxiv.org/abs/${arxivOf(record.id) ?? record.id}`,
    doi: record.doi ?? undefined,
    arxiv: record.id,
  };
}
