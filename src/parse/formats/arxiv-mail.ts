import { decodeAccents } from '../../text/decode-latex.js';
import { deliver } from '../fields/draft.js';
import { arxivMonth, arxivOf } from '../fields/identifiers.js';
import { arxivNames } from '../fields/names.js';
import type { Format, Reader, Sink, Source } from '../format.js';
import { byLines } from '../split/lines.js';
import { StrayLines } from '../split/stray-lines.js';

/** The separator between the head of a paper, its abstract and the address. */
const BAR = /^\\\\(?:\s|$)/;
const FIELD = /^([A-Z][A-Za-z-]*(?: \([A-Za-z]+\))?):\s*(.*)$/;
/** Parts of a paper recognised before one has begun; the rest of a mail is its header. */
const OUTSIDE = /^\s*(?:(?:Title|Authors?|Categories): |Date: .*\(\d+kb)|arXiv:\d|^ {2}\S|.{90}/;
const ID = /^(?:>\s?)?(?:Paper \(\*cross-listing\*\): |Paper: |Replaced: )?arXiv:\s?(\S+)/i;

/** Mails with arXiv's daily lists, one or several concatenated. */
export const arxivMail: Format = {
  name: 'arxiv-mail',
  recognises: ({ text }) =>
    /^\\\\\s*$/m.test(text) && /^(?:Paper: )?arXiv:\s?\S+/im.test(text) && /^Title: /m.test(text),
  open: readMail,
};

interface Entry {
  readonly line: number;
  readonly id: string;
  readonly fields: Map<string, string>;
  titleLine: number;
  last: string;
  abstract: string[] | null;
}

function readMail(source: Source, sink: Sink): Reader {
  const stray = new StrayLines('paper', sink);
  let entry: Entry | null = null;
  const close = (): void => {
    if (entry !== null) deliverEntry(entry, source, sink);
    entry = null;
  };
  return byLines(
    sink,
    ({ number, text }) => {
      const id = ID.exec(text);
      if (id !== null && (entry === null || entry.abstract === null || entry.last === 'end')) {
        close();
        stray.end();
        entry = { line: number, id: id[1]!, fields: new Map(), titleLine: number, last: '', abstract: null };
      } else if (entry === null) {
        if (OUTSIDE.test(text)) stray.add(number);
      } else if (BAR.test(text)) {
        if (entry.abstract === null && !/https?:/.test(text)) entry.abstract = [];
        else close();
      } else if (/^-{20,}$/.test(text.trim())) close();
      else if (entry.abstract !== null) entry.abstract.push(text);
      else readHead(entry, text, number);
    },
    () => {
      close();
      stray.end();
    },
  );
}

function readHead(entry: Entry, text: string, line: number): void {
  const field = FIELD.exec(text);
  if (field === null) {
    const before = entry.fields.get(entry.last);
    if (/^\s+\S/.test(text) && before !== undefined) entry.fields.set(entry.last, `${before} ${text.trim()}`);
    return;
  }
  entry.last = field[1]!.toLowerCase();
  if (entry.last === 'title') entry.titleLine = line;
  if (!entry.fields.has(entry.last)) entry.fields.set(entry.last, field[2]!);
}

function deliverEntry({ id, fields, titleLine, abstract }: Entry, source: Source, sink: Sink): void {
  const arxiv = arxivOf(id) ?? undefined;
  deliver(source.file, titleLine, sink, {
    title: decodeAccents(fields.get('title') ?? ''),
    abstract: decodeAccents((abstract ?? []).join('\n')),
    published: fields.get('date')?.replace(/\(.*$/, '') ?? fields.get('date (v1)') ?? arxivMonth(arxiv),
    authors: arxivNames(decodeAccents(fields.get('authors') ?? fields.get('author') ?? '')),
    venue: fields.get('journal-ref'),
    url: arxiv === undefined ? undefined : `https://arxiv.org/abs/${arxiv}`,
    doi: fields.get('doi'),
    arxiv,
  });
}
