import { decodeEntities } from '../split/entities.js';

/**
 * Tags of HTML and JATS in titles and abstracts, whose attributes have values. Nothing else in angle brackets is a tag:
 * "p < 0.05, q > 1", "n<i and j>m".
 */
const TAG_NAMES =
  'p|i|b|u|em|strong|sub|sup|inf|sc|scp|span|div|br|ul|ol|li|sec|title|italic|bold|underline|monospace|abstract|list|' +
  'list-item|label|ext-link|a|h[1-6]|tt|math|mml:[a-z]+|' +
  'm(?:i|n|o|row|sup|sub|subsup|text|frac|sqrt|over|under|space)|inline-formula|tex-math|alternatives';
const ATTRIBUTE = String.raw`\s+[\w:.-]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>=]+)`;
const TAG = new RegExp(String.raw`</?(?:jats:)?(?:${TAG_NAMES})(?:${ATTRIBUTE})*\s*/?>`, 'gi');
/** Tags that separate words. */
const BLOCK = /^<\/?(?:jats:)?(?:p|div|br|ul|ol|li|sec|title|abstract|list|list-item|label|h[1-6])\b/i;

/** The title of an abstract, which Crossref keeps with it. */
const HEADING = /^\s*<(?:jats:)?title>\s*(?:abstract|summary)\s*<\/(?:jats:)?title>/i;
/** An opening tag without attributes. An element that must be closed counts only if its closing tag follows. */
const OPENING = /^<([\w:-]+)\s*>$/;

/** Text without HTML and JATS tags, and with entities decoded; markup that was escaped once or twice is removed too. */
export function withoutMarkup(text: string): string {
  let plain = text.includes('<') ? withoutTags(text.replace(HEADING, '')) : text;
  for (let times = 0; times < 2 && plain.includes('&'); times++) {
    const decoded = decodeEntities(plain);
    if (decoded === plain) break;
    plain = decoded.includes('<') ? withoutTags(decoded) : decoded;
  }
  return plain;
}

function withoutTags(text: string): string {
  const closed = new Map([...text.matchAll(/<\/([\w:-]+)/g)].map(({ 1: name, index }) => [name!.toLowerCase(), index]));
  return text.replace(TAG, (tag, at: number) => {
    if (BLOCK.test(tag)) return ' ';
    const name = OPENING.exec(tag)?.[1];
    // "x <u> y" is an inequality.
    return name !== undefined && !((closed.get(name.toLowerCase()) ?? -1) > at) ? tag : '';
  });
}
