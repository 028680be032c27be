/**
 * The grid of Hugging Face Daily Papers as text: cards without abstracts. A card has the submitter, votes, the title,
 * sometimes an organisation, the number of authors, and the number of comments.
 */
import { decodeAccents } from '../../text/decode-latex.js';
import { publishedOf } from '../fields/dates.js';
import { deliver } from '../fields/draft.js';
import type { Sink, Source } from '../format.js';
import type { Line } from '../split/lines.js';
import { inNumber } from './hf-page-lines.js';

const SUBMITTED = /^\s*Submitted by\b\s*(.*)$/;
/** A line of at least this many characters is part of an abstract: the longest titles of the real pages have 146. */
const ABSTRACT_CHARS = 250;
/** What a card shows beside its texts: votes, comments, separators, names of buttons. */
const FURNITURE = /^(?:[\d.,]+k?|[·•-]|Upvote|View paper|Paper|Comment|\+\d+)$/i;
const AUTHORS = /^[·•\s]*(\d+ authors?)$/;
const DATE = /^[·•\s]*(?:Published on\s+)?(\p{L}{3,9}\.? \d{1,2}(?:, \d{4})?)$/u;

/** Whether most cards of a page have no abstract; pages with abstracts are read as lists. */
export function isGrid(lines: readonly Line[]): boolean {
  const cards = cardsOf(lines);
  return cards.length > 0 && cards.filter((card) => card.some(isLong)).length < cards.length / 2;
}

export function readGrid(lines: readonly Line[], source: Source, sink: Sink): void {
  const first = lines.findIndex(({ text }) => SUBMITTED.test(text));
  for (const line of lines.slice(0, first))
    if (isLong(line)) sink.reject(line.number, 'part of an abstract without a title above it');
  for (const card of cardsOf(lines)) readCard(card, source, sink);
}

const isLong = ({ text }: Line): boolean => text.length >= ABSTRACT_CHARS;

/** The non-blank lines of each card, starting with its first. */
function cardsOf(lines: readonly Line[]): Line[][] {
  const cards: Line[][] = [];
  for (const line of lines) {
    if (SUBMITTED.test(line.text)) cards.push([line]);
    else if (line.text.trim() !== '') cards.at(-1)?.push(line);
  }
  return cards;
}

function readCard([begin, ...rest]: readonly Line[], source: Source, sink: Sink): void {
  // The name of who submitted it follows "Submitted by", or is alone on the next line.
  const named = SUBMITTED.exec(begin!.text)![1] !== '';
  const texts = rest.slice(named ? 0 : 1).filter(({ text }) => !FURNITURE.test(text.trim()));
  const [title, ...more] = texts.filter(({ text }) => !AUTHORS.test(text) && !DATE.test(text));
  if (title === undefined || isLong(title)) return sink.reject(begin!.number, 'this card of the page has no title');
  const match = (pattern: RegExp): string | undefined =>
    texts.flatMap(({ text }) => pattern.exec(text.trim())?.[1] ?? [])[0];
  const date = match(DATE);
  const authors = match(AUTHORS);
  deliver(source.file, title.number, sink, {
    title: decodeAccents(title.text),
    abstract: decodeAccents(
      more
        .filter(isLong)
        .map(({ text }) => text)
        .join(' '),
    ),
    by: more.find((line) => !isLong(line))?.text ?? (authors && inNumber(authors)),
    published: date === undefined ? undefined : (publishedOf(date) ?? undefined),
  });
}
