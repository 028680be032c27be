import type { Paper } from '../../paper.js';

/** A heading, a line of facts and the abstract a paper. */
export function* markdownOf(papers: Iterable<Paper>): Generator<string> {
  for (const paper of papers) {
    const link = addressOf(paper);
    const facts = [paper.by, paper.published, paper.venue].filter((fact) => fact !== null).map(escaped);
    const links = link === null ? [] : [`<${link}>`];
    yield `## ${escaped(paper.title || '(no title)')}\n\n${[...facts, ...links, `\`${paper.id}\``].join(' · ')}\n\n`;
    if (paper.abstract !== '') yield `${escaped(paper.abstract)}\n\n`;
  }
}

function addressOf({ url, identifiers: { doi, arxiv } }: Paper): string | null {
  const address =
    url ??
    (arxiv === undefined ? null : `https://arxiv.org/abs/${arxiv}`) ??
    (doi === undefined ? null : `https://doi.org/${doi}`);
  return address === null ? null : address.replace(/[<>\s]/g, encodeURIComponent);
}

/** Text without Markdown's own signs; formulas stay as they are, for many viewers set them. */
function escaped(text: string): string {
  return text
    .split(/(\$[^$]+\$)/)
    .map((part, i) => (i % 2 === 1 ? part : part.replace(/[\\`*_[\]<>]|^(?:#|[-+]\s|\d+\.\s)/g, '\\$&')))
    .join('');
}
