import { z } from 'zod';
import type { Draft } from './draft.js';

const text = z.string().nullish();
const own = z.looseObject({
  id: z.string(),
  published: text,
  by: text,
  authors: z.array(z.string()),
  venue: text,
  volume: text,
  issue: text,
  pages: text,
  type: text,
  publisher: text,
  keywords: z.array(z.string()).optional(),
  url: text,
  comments: z.number().nullish(),
  identifiers: z.record(z.string(), z.string()),
  tags: z.array(z.string()).optional(),
  note: z.string().optional(),
});
/** Fields that paperkin writes as JSON into formats without a field for them. */
export type OwnFields = z.infer<typeof own>;

/** `null` for anything else. */
export function ownFields(value: unknown): OwnFields | null {
  return own.safeParse(value).data ?? null;
}

/** As text: `paperkin: {…}`. */
export function ownFieldsIn(written: string): OwnFields | null {
  const json = /^paperkin: (\{.*\})$/s.exec(written)?.[1];
  if (json === undefined) return null;
  try {
    return ownFields(JSON.parse(json));
  } catch {
    return null;
  }
}

/** The draft as it was written. */
export function ownDraft({ identifiers, tags, note, ...fields }: OwnFields, title: string, abstract: string): Draft {
  const { id, authors } = fields;
  return {
    ...identifiers,
    exact: true,
    id,
    title,
    abstract,
    authors,
    published: fields.published ?? undefined,
    by: fields.by ?? undefined,
    venue: fields.venue ?? undefined,
    volume: fields.volume ?? undefined,
    issue: fields.issue ?? undefined,
    pages: fields.pages ?? undefined,
    type: fields.type ?? undefined,
    publisher: fields.publisher ?? undefined,
    keywords: [fields.keywords],
    url: fields.url ?? undefined,
    comments: fields.comments ?? undefined,
    tags,
    note,
  };
}

/** A note that was written on one line, percent-encoded; `undefined` for anything else. */
export function ownNote(written: string | undefined): string | undefined {
  try {
    return written === undefined ? undefined : decodeURIComponent(written);
  } catch {
    return undefined;
  }
}
