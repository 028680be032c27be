import { z } from 'zod';
import type { Draft } from '../fields/draft.js';
import type { DraftResult } from '../fields/fields.js';
import type { Format } from '../format.js';
import type { JsonObject } from '../split/json-layout.js';
import { jsonFormat, shaped } from './json-papers.js';

/** Version 2 of the API wraps each value: `{"value": "…"}`. */
const unwrapped = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'value' in value ? value.value : value;
const text = z.preprocess(unwrapped, z.string().nullish().catch(undefined));
const texts = z.preprocess(
  unwrapped,
  z
    .union([z.array(z.string()), z.string().transform((names) => names.split(/,\s*/))])
    .nullish()
    .catch(undefined),
);
const moment = z.number().nullish();
const note = z.looseObject({
  id: z.string().nullish(),
  forum: z.string().nullish(),
  replyto: z.string().nullish(),
  odate: moment,
  pdate: moment,
  cdate: moment,
  tcdate: moment,
  content: z.looseObject({ title: text, abstract: text, authors: texts, keywords: texts, venue: text, year: text }),
});

/** Notes of OpenReview, in either version of its API. */
export const openreview: Format = jsonFormat(
  'openreview',
  [
    /(?<!\\)"(?:forum|invitations?|signatures)"\s*:|(?<!\\)"content"\s*:\s*\{\s*"(?:title|abstract)"\s*:/,
    /(?<!\\)"content"\s*:/,
  ],
  (object) => (isReply(object) ? { reason: 'this note is a reply to a paper' } : read(object)),
);

const read: (object: JsonObject) => DraftResult = shaped(note, draft);

/** A review or a comment names the paper that it is about. */
function isReply({ replyto, forum, id }: JsonObject): boolean {
  return (
    (typeof replyto === 'string' && replyto !== '') ||
    (typeof forum === 'string' && forum !== '' && id !== undefined && forum !== id)
  );
}

function draft(record: z.infer<typeof note>): Draft {
  const { content } = record;
  const at = record.pdate ?? record.odate ?? record.cdate ?? record.tcdate;
  const id = record.forum ?? record.id ?? undefined;
  return {
    title: content.title ?? undefined,
    abstract: content.abstract ?? undefined,
    published: at === null || at === undefined ? (content.year ?? undefined) : dayOf(at),
    authors: content.authors ?? [],
    venue: content.venue ?? undefined,
    keywords: [content.keywords],
    url: id === undefined ? undefined : `https://openreview.net/forum?id=${id}`,
  };
}

/** @param at in milliseconds since 1970 */
function dayOf(at: number): string | undefined {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString().slice(0, 10);
}
