/** The longest name that a tag has. */
const MAX_TAG_CHARS = 60;

/** The name of a collection as a tag: commas, semicolons and braces, which separate keywords, become blanks. */
export function collectionTag(name: string): string {
  return name
    .replace(/[,;{}\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, MAX_TAG_CHARS)
    .trim();
}
