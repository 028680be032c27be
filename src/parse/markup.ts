import { decodeHTMLStrict } from 'entities';

/** The tags of HTML and JATS that stand in titles and abstracts. Nothing else in angle brackets is a tag: "p < 0.05, q > 1". */
const TAG =
  /<\/?(?:jats:)?(?:p|i|b|u|em|strong|sub|sup|inf|sc|scp|span|div|br|ul|ol|li|sec|title|italic|bold|underline|monospace|abstract|list|list-item|label|ext-link|a|h[1-6]|tt|math|mml:[a-z]+|inline-formula|tex-math|alternatives)(?:\s[^<>]*)?\/?>/gi;
/** Tags at which words must not grow together. */
const BLOCK = /^<\/?(?:jats:)?(?:p|div|br|ul|ol|li|sec|title|abstract|list|list-item|label|h[1-6])\b/i;

/** Text without HTML and JATS tags, and with entities decoded. */
export function withoutMarkup(text: string): string {
  const untagged = text.includes('<') ? text.replace(TAG, (tag) => (BLOCK.test(tag) ? ' ' : '')) : text;
  return decodeEntities(untagged);
}

/** Named and numbered entities of HTML as the characters they stand for; what is none stays. */
export function decodeEntities(text: string): string {
  return text.includes('&') ? decodeHTMLStrict(text) : text;
}
