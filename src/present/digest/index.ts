/**
 * "How does the digest look to a reader, a mail program, a feed reader?"
 *
 * In: a digest, and the name of a format. Out: the whole text. Every format has the same sections in the same order.
 */
import type { Digest } from '../../index.js';
import { atomOf, digestFeed } from './atom.js';
import { htmlOf } from './html.js';
import { markdownOf } from './markdown.js';

export { atomOf, paperEntry } from './atom.js';

const WRITERS = {
  markdown: markdownOf,
  html: htmlOf,
  atom: (digest: Digest) => atomOf(digestFeed(digest)),
} as const;

export type DigestFormat = keyof typeof WRITERS;

export function writeDigest(digest: Digest, format: DigestFormat): string {
  return WRITERS[format](digest);
}
