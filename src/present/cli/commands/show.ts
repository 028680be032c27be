import type { Paper, PaperMarks, PaperSources } from '../../../index.js';
import { bylineBeside } from '../../byline.js';
import { withoutLatex } from '../../plain-text.js';
import { numbered, sharedText } from '../../shared-text.js';
import { typeText } from '../../type-text.js';
import { venueText } from '../../venue-text.js';
import { answering, type CommonOptions, type Run } from '../run.js';
import { plain, plainTitle, styled, wrapped } from '../terminal.js';

interface Options extends CommonOptions {
  readonly sources?: boolean;
}

export const run: Run<Options> = (args, options, signal) =>
  (options.sources === true ? showSources : showPaper)(args, options, signal);

const showSources = answering('sources', (corpus, [id]) => corpus.sources(id!), describeSources);
const showPaper = answering(
  'shown',
  async (corpus, [id]) => {
    const paper = await corpus.show(id!);
    return { paper, marks: (await corpus.marks()).find((one) => one.paper === paper.id) ?? null };
  },
  describePaper,
);

/** Columns of the name of a fact. */
const LABEL = 10;

function describePaper({ paper, marks }: { readonly paper: Paper; readonly marks: PaperMarks | null }): string {
  const facts = [
    ['id', paper.id],
    ['published', paper.published],
    ['by', bylineBeside(paper)],
    ['authors', listed(paper.authors)],
    ['type', paper.type === undefined ? '' : typeText(paper.type)],
    ['venue', venueText(paper)],
    ['publisher', paper.publisher],
    ['keywords', listed(paper.keywords ?? [])],
    ['comments', paper.comments],
    ['url', paper.url],
    ...Object.entries(paper.identifiers),
    ['tags', marks?.tags.join(', ') ?? ''],
    ['read', marks?.read === true ? 'yes' : ''],
    ...(marks?.note ?? '').split('\n').map((line, i) => [i === 0 ? 'note' : '', line]),
    ...paper.places.map(({ file, line }, i) => [i === 0 ? 'sources' : '', `${file}:${line}`]),
  ].filter(([, value]) => value !== undefined && value !== null && value !== '');
  return [
    styled('bold', wrapped(plainTitle(paper.title), '')),
    '',
    ...facts.map(([name, value]) => `${styled('dim', String(name).padEnd(LABEL))} ${plain(String(value))}`),
    '',
    wrapped(withoutLatex(plain(paper.abstract)), ''),
  ].join('\n');
}

/** On several lines, if one does not hold them. */
function listed(items: readonly string[]): string {
  return wrapped(items.join('; '), ' '.repeat(LABEL + 1)).trimStart();
}

function describeSources({ paper, sources, joinedBy, alone }: PaperSources): string {
  const lines = [
    styled('bold', wrapped(plainTitle(paper.title), '')),
    '',
    ...sources.flatMap(({ file, line, title }, i) => [
      `${numbered([i])} ${styled('dim', plain(`${file}:${line}`))}`,
      ...(title === '' ? [] : [wrapped(plainTitle(title), '    ')]),
    ]),
    '',
    ...joinedBy.map(joinLine),
    ...(alone.length === 0 ? [] : [`${numbered(alone)}  share nothing with another source: you merged them`]),
  ];
  if (sources.length === 1) lines.push('One source; nothing is joined.');
  return lines.join('\n');
}

function joinLine(join: PaperSources['joinedBy'][number]): string {
  const warning = join.suspicious ? styled('yellow', '; the titles differ: check whether this is one paper') : '';
  return `${numbered(join.sources)}  share ${plain(sharedText(join))}${warning}`;
}
