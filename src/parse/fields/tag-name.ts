import { LONGEST_TAG } from '../../limits.js';

/**
 * A tag or the name of a collection as a tag that could be typed: commas, semicolons and braces, which separate
 * keywords, become blanks, and what is too long is cut.
 */
export function tagName(name: string): string {
  return name
    .replace(/[,;{}\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .normalize('NFC')
    .slice(0, LONGEST_TAG)
    .replace(/\p{Cs}/gu, '') // the half of a character that is cut
    .trim();
}
