import type { Digest } from '../../index.js';
import { safeLink } from './markup.js';
import { type Entry, factsBelow, restOf, sectionsOf, sentenceOf, titleOf } from './sections.js';

/** Markdown (CommonMark). */
export function markdownOf(digest: Digest): string {
  const lines = [`# ${titleOf(digest)}`];
  for (const section of sectionsOf(digest)) {
    const { title, detail, entries } = section;
    const rest = restOf(section);
    lines.push('', `## ${plain(title)}`, ...(detail === null ? [] : ['', plain(detail)]), '');
    for (const entry of entries) lines.push(...entryLines(entry));
    if (rest !== null) lines.push(`- … ${plain(rest)}`);
  }
  return `${lines.join('\n')}\n`;
}

function entryLines(entry: Entry): string[] {
  const { paper, form, detail } = entry;
  const link = safeLink(paper.url);
  const title = plain(paper.title);
  const name = link === null ? title : `[${title}](<${link.replace(/[<>]/g, encodeURIComponent)}>)`;
  if (form !== 'full') return [`- ${name}${detail === null ? '' : `: ${plain(detail)}`}`];
  const facts = factsBelow(entry, link).map(plain);
  // Two blanks at the end of a line break it.
  const parts = [facts.join(' · '), plain(sentenceOf(paper) ?? '')].filter((part) => part !== '');
  return [[`- **${name}**`, ...parts].join('  \n  ')];
}

/** On one line, escaped for Markdown. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>#|]/g, '\\$&');
}
