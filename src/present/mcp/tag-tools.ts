/** Tools for tags: which there are, and which papers have one. They change nothing. */
import { counted } from '../../counted.js';
import { onOneLine } from '../plain-text.js';
import { cursor, cursorTo, startOf } from '../verbs/cursor.js';
import { type VerbAnswer, verbs } from '../verbs/index.js';
import { type Shape, shapes } from './shapes.js';
import { type Tool, tool } from './tool.js';
import { fitting, short, TITLE } from './truncate.js';

/** Of a note in a list. */
const NOTE = 400;

export const tagTools: readonly Tool[] = [
  tool({
    name: 'list_tags',
    title: 'List tags',
    description:
      'List the tags that the person gave to papers, with the number of papers and of unread papers of each.',
    verb: 'tags',
    output: shapes.tags,
    cut: ({ tags }) => ({ tags: tags.map(({ name, papers, unread }) => ({ name, papers, unread })) }),
    text: ({ tags }) =>
      tags.length === 0
        ? 'There are no tags.'
        : tags
            .map(({ name, papers, unread }) => `- ${onOneLine(name)}: ${counted(papers, 'paper')}, ${unread} unread`)
            .join('\n'),
  }),
  tool({
    name: 'get_tag',
    title: 'Get a tag',
    description: 'List the papers that the person gave a tag, with the notes that they wrote on them.',
    verb: 'tag',
    input: verbs.tag.request.extend({ cursor: cursor.at.optional() }),
    output: shapes.tag,
    request: ({ name }) => ({ name }),
    cut: (answer, args) => cutTag(answer, args.cursor),
    text: tagText,
  }),
];

function cutTag({ tag, papers }: VerbAnswer<'tag'>, from: string | undefined): Shape<'tag'> {
  const start = startOf(from);
  const rest = { tag, total: papers.length };
  const all = papers.slice(start).map(({ paper, read, note }) => ({
    id: paper.id,
    title: short(paper.title, TITLE),
    published: paper.published,
    read,
    note: note === null ? null : short(note, NOTE),
  }));
  const page = fitting(all, rest);
  return { ...rest, papers: page, next: page.length < all.length ? cursorTo({ at: start + page.length }) : null };
}

function tagText({ tag, total, papers, next }: Shape<'tag'>): string {
  const more = next === null ? '' : `; more with cursor ${next}`;
  return [
    `${papers.length} of ${counted(total, 'paper')} of the tag ${onOneLine(tag)}${more}`,
    ...papers.map(
      ({ id, title, published, read, note }) =>
        `- ${onOneLine(title)} [${id}] ${published ?? 'no date'}${read ? ', read' : ''}` +
        (note === null ? '' : `\n  Note: ${onOneLine(note)}`),
    ),
  ].join('\n');
}
