import type { Digest } from '../../index.js';
import { safeLink } from './markup.js';
import { type Entry, factsOf, sectionsOf, titleOf } from './sections.js';

/** Markdown (CommonMark), to be read as it is or rendered. */
export function markdownOf(digest: Digest): string {
  const lines = [`# ${titleOf(digest)}`];
  for (const { title, detail, entries, more } of sectionsOf(digest)) {
    lines.push('', `## ${plain(title)}`, ...(detail === null ? [] : ['', plain(detail)]), '');
    for (const entry of entries) lines.push(...entryLines(entry));
    if (more > 0) lines.push(`- … and ${more} more`);
  }
  return `${lines.join('\n')}\n`;
}

function entryLines({ paper, again, detail }: Entry): string[] {
  const link = safeLink(paper.url);
  const title = plain(paper.title === '' ? paper.id : paper.title);
  const name = link === null ? title : `[${title}](<${link.replace(/[<>]/g, encodeURIComponent)}>)`;
  if (again) return [`- ${name}${detail === null ? ' (above)' : `: ${plain(detail)}`}`];
  const facts = [factsOf(paper), ...(detail === null ? [] : [detail])].filter((fact) => fact !== '').map(plain);
  return [
    `- **${name}**${facts.length === 0 ? '' : `  \n  ${facts.join(' · ')}`}`,
    ...(paper.sentence === null ? [] : [`  \n  ${plain(paper.sentence)}`]),
  ];
}

/** On one line, with what Markdown would take for its own escaped. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>#|]/g, '\\$&');
}
