import { deliver } from '../fields/draft.js';
import { uprightName } from '../fields/names.js';
import type { Format, Reader, Sink, Source } from '../format.js';
import { byLines } from '../split/lines.js';
import { StrayLines } from '../split/stray-lines.js';
import { TaggedFields } from '../split/tagged.js';

/** Two letters and a blank; what goes on stands three columns in. */
const TAG = /^([A-Z][A-Z0-9])(?: (.*))?$/;
const GOES_ON = /^ {3}(.*)$/;
/** Each line of these is another author. */
const AUTHORS = new Set(['AU', 'AF', 'CA']);
/** Lines around the records. */
const FRAME = new Set(['FN', 'VR', 'EF']);

/** Plain text of Web of Science: `savedrecs.txt`, `.ciw`. */
export const wos: Format = {
  name: 'wos',
  recognises: ({ text }) => /^(?:FN|VR) .*$/m.test(text) && /^PT [A-Z]\s*$/m.test(text),
  open: readWos,
};

function readWos(source: Source, sink: Sink): Reader {
  let record: TaggedFields | null = null;
  let tag = '';
  const stray = new StrayLines('record', sink);
  const close = (): void => {
    if (record !== null) deliverRecord(record, source, sink);
    record = null;
  };
  return byLines(
    sink,
    ({ number, text }) => {
      if (text.trim() === '') return;
      const more = GOES_ON.exec(text);
      if (more !== null && record !== null) {
        if (AUTHORS.has(tag)) record.add(tag, more[1]!, number);
        else record.goOn(more[1]!);
        return;
      }
      const field = TAG.exec(text.trimEnd());
      if (field === null) return stray.met(number);
      tag = field[1]!;
      if (FRAME.has(tag) && (record === null || tag === 'EF')) return;
      if (tag === 'ER') return close();
      if (tag === 'PT') close();
      stray.end();
      record ??= new TaggedFields(number);
      if (tag === 'TI' && record.all('TI').length > 0)
        sink.reject(number, 'a second TI in one record; the first is kept');
      record.add(tag, field[2] ?? '', number);
    },
    () => {
      stray.end();
      if (record !== null)
        sink.reject(record.line, 'the file ends before this record does; it is kept as far as it goes');
      close();
    },
  );
}

function deliverRecord(record: TaggedFields, source: Source, sink: Sink): void {
  const full = record.all('AF');
  const year = record.first('PY');
  const day = record.first('PD');
  deliver(
    {
      title: record.first('TI'),
      abstract: record.all('AB').join(' '),
      published: year === undefined ? record.first('EA') : `${dayOf(day, year)} ${year}`.trim(),
      authors: [...(full.length > 0 ? full : record.all('AU')).map(uprightName), ...record.all('CA')],
      venue: record.first('SO'),
      doi: record.first('DI'),
      pubmed: record.first('PM'),
    },
    source.file,
    record.lineOf('TI'),
    sink,
  );
}

/** "FEB 28" of "2023 FEB 28": some records repeat the year there. */
function dayOf(day: string | undefined, year: string): string {
  return (day ?? '').replace(year, '').trim();
}
