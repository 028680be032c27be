import type { Digest } from '../../index.js';
import { escaped, safeLink } from './markup.js';
import { type Entry, factsBelow, restOf, type Section, sectionsOf, sentenceOf, titleOf } from './sections.js';

const STYLE =
  'body{font:16px/1.5 Georgia,serif;max-width:44em;margin:2em auto;padding:0 1em;color:#222;background:#fff}' +
  'h1{font-size:1.5em}h2{font-size:1.15em;margin:2em 0 .3em}h3{font-size:1em;margin:1em 0 0}' +
  'p{margin:.1em 0 .4em}.facts,.detail{color:#666;font-size:.9em}a{color:#1a4f8b}' +
  '@media(prefers-color-scheme:dark){body{background:#181a1b;color:#ddd}a{color:#8ab8ea}.facts,.detail{color:#aaa}}';

/** A self-contained page, to mail or to save. */
export function htmlOf(digest: Digest): string {
  const title = escaped(titleOf(digest));
  const sections = sectionsOf(digest).map(sectionHtml);
  return (
    `<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n` +
    `<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>${title}</title>\n` +
    `<style>${STYLE}</style>\n</head>\n<body>\n<h1>${title}</h1>\n${sections.join('')}</body>\n</html>\n`
  );
}

function sectionHtml(section: Section): string {
  const note = (text: string | null) => (text === null ? '' : `<p class="detail">${escaped(text)}</p>\n`);
  const rest = restOf(section);
  return (
    `<h2>${escaped(section.title)}</h2>\n${note(section.detail)}${section.entries.map(entryHtml).join('')}` +
    note(rest === null ? null : `… ${rest}`)
  );
}

function entryHtml(entry: Entry): string {
  const { paper, form, detail } = entry;
  const link = safeLink(paper.url);
  const title = escaped(paper.title);
  const name = link === null ? title : `<a href="${escaped(link)}">${title}</a>`;
  if (form !== 'full') return `<p>${name}${detail === null ? '' : `: ${escaped(detail)}`}</p>\n`;
  const sentence = sentenceOf(paper);
  const facts = factsBelow(entry, link).map(escaped);
  return (
    `<h3>${name}</h3>\n${facts.length === 0 ? '' : `<p class="facts">${facts.join(' · ')}</p>\n`}` +
    (sentence === null ? '' : `<p>${escaped(sentence)}</p>\n`)
  );
}
