import { deliver } from '../fields/draft.js';
import { uprightName } from '../fields/names.js';
import type { Format, Reader, Sink, Source } from '../format.js';
import { byLines } from '../split/lines.js';
import { StrayLines } from '../split/stray-lines.js';
import { OpenRecord, type TaggedFields } from '../split/tagged.js';

/** Two letters and a blank; continuation lines are indented by three columns. */
const TAG = /^([A-Z][A-Z0-9])(?: (.*))?$/;
const GOES_ON = /^ {3}(.*)$/;
/** Each line of these is another author. */
const AUTHORS = new Set(['AU', 'AF', 'BE', 'CA']);
/** Lines around the records. */
const FRAME = new Set(['FN', 'VR', 'EF']);

/** Kinds of publication, for databases without a type of document. */
const KINDS: Readonly<Record<string, string>> = { J: 'article', C: 'proceedings paper', P: 'patent' };
/** What some databases write behind a name. */
const EMAIL = / \([^\s()@]{1,80}@[^\s()]{1,80}\)/;

/** Plain text of Web of Science: `savedrecs.txt`, `.ciw`. */
export const wos: Format = {
  name: 'wos',
  recognises: ({ text }) => /^(?:FN|VR) .*$/m.test(text) && /^PT [A-Z]\s*$/m.test(text),
  open: readWos,
};

function readWos(source: Source, sink: Sink): Reader {
  const record = new OpenRecord('record', sink, (fields) => deliverRecord(fields, source, sink));
  let tag = '';
  const stray = new StrayLines('record', sink);
  return byLines(
    sink,
    ({ number, text }) => {
      if (text.trim() === '') return;
      const more = GOES_ON.exec(text);
      if (more !== null && record.fields !== null) {
        if (AUTHORS.has(tag)) record.fields.add(tag, more[1]!, number);
        else record.fields.goOn(more[1]!);
        return;
      }
      const field = TAG.exec(text.trimEnd());
      // Copies often lose the blanks of continuation lines.
      if (field === null && record.fields !== null && tag !== '') {
        if (AUTHORS.has(tag)) record.fields.add(tag, text, number);
        else record.fields.goOn(text);
        return;
      }
      if (field === null) return stray.add(number);
      tag = field[1]!;
      if (FRAME.has(tag) && (record.fields === null || tag === 'EF')) return;
      if (tag === 'ER') {
        record.close();
        return;
      }
      if (tag === 'PT') record.close();
      stray.end();
      if (tag === 'TI') record.tellSecond('TI', number);
      record.openOn(number).add(tag, field[2] ?? '', number);
    },
    () => {
      stray.end();
      record.closeCut();
    },
  );
}

function deliverRecord(record: TaggedFields, source: Source, sink: Sink): boolean {
  const full = record.all('AF');
  const year = record.first('PY');
  const day = record.first('PD');
  return deliver(source.file, record.lineOf('TI'), sink, {
    title: record.first('TI'),
    abstract: record.all('AB').join(' '),
    published: year === undefined ? record.first('EA') : `${dayOf(day, year)} ${year}`.trim(),
    authors: [...(full.length > 0 ? full : record.all('AU')).map(nameOf), ...record.all('CA')],
    editors: record.all('BE').map(nameOf),
    venue: record.first('SO'),
    volume: record.first('VL'),
    issue: record.first('IS'),
    // Of MEDLINE and Zoological Record.
    pages: record.first('PS'),
    firstPage: record.first('BP'),
    lastPage: record.first('EP'),
    articleNumber: record.first('AR'),
    type: record.first('DT') ?? KINDS[record.first('PT') ?? ''],
    publisher: record.first('PU'),
    // Of MEDLINE: its own headings.
    keywords: [record.first('DE'), record.first('ID'), record.first('MH')],
    doi: record.first('DI'),
    pubmed: record.first('PM'),
  });
}

function nameOf(name: string): string {
  return uprightName(name.replace(EMAIL, ''));
}

/** "FEB 28" of "2023 FEB 28": some records repeat the year there. */
function dayOf(day: string | undefined, year: string): string {
  return (day ?? '').replace(year, '').trim();
}
