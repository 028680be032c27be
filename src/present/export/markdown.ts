import { addressOf, type Paper } from '../../paper.js';
import { plainLine } from '../plain-text.js';
import { venueText } from '../venue-text.js';

/** URLs that become links; others, such as `javascript:`, stay text. */
const LINK = /^(?:https?|ftp):\/\//i;
const FORMULA = /(\$[^$]+\$)/;
/** Text that a viewer without formulas would take for a link, an image, an entity or code. */
const NOT_ONLY_MATHS = /[`&]|\][([:]|!\[/;
const SIGNS = /[\\`*_[\]<>~|&$]|^(?:#|[-+=]|\d+(?=[.)]))/gm;

/** One paper: a heading, a line of facts and the abstract. */
export function* markdownOf(papers: Iterable<Paper>): Generator<string> {
  for (const paper of papers) {
    const facts = [paper.by, paper.published, venueText(paper) ?? paper.publisher ?? null]
      .filter((fact) => fact !== null)
      .map(escaped);
    const address = addressOf(paper);
    const links = address === null ? [] : [linked(address)];
    yield `## ${escaped(paper.title || '(no title)')}\n\n${[...facts, ...links, code(paper.id)].join(' · ')}\n\n`;
    if (paper.abstract !== '') yield `${escaped(paper.abstract)}\n\n`;
  }
}

function linked(address: string): string {
  const plain = plainLine(address);
  return LINK.test(plain) ? `<${plain.replace(/[<>\s\\]/g, encodeURIComponent)}>` : escaped(plain);
}

/** A code span: its fence has one backtick more than the text has in a row (CommonMark 0.31, 6.1). */
function code(text: string): string {
  const plain = plainLine(text);
  const longest = Math.max(0, ...[...plain.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? fence + plain + fence : `${fence} ${plain} ${fence}`;
}

/** Escapes Markdown; formulas stay, because many viewers render them. */
function escaped(text: string): string {
  return plainLine(text)
    .split(FORMULA)
    .map((part, i) => (i % 2 === 1 && !NOT_ONLY_MATHS.test(part) ? withoutTags(part) : part.replace(SIGNS, '\\$&')))
    .join('');
}

function withoutTags(formula: string): string {
  return formula.replaceAll('<', '\\lt ').replaceAll('>', '\\gt ');
}
