import { dateFrom } from '../fields/dates.js';
import { deliver } from '../fields/draft.js';
import { keywordLines } from '../fields/keywords.js';
import { withoutMarkup } from '../fields/markup.js';
import { uprightName } from '../fields/names.js';
import type { Format, Reader, Sink, Source } from '../format.js';
import { byLines } from '../split/lines.js';
import { StrayLines } from '../split/stray-lines.js';
import { OpenRecord, type TaggedFields } from '../split/tagged.js';

/** Two letters or a letter and a digit, and a blank. */
const TAG = /^([A-Z][A-Z0-9])(?: (.*))?$/;

/** RefWorks' tagged format. */
export const refworks: Format = {
  name: 'refworks',
  recognises: ({ text }) => /^RT [A-Z]\w+/m.test(text) && /^(?:T1|A1|SR|ID|YR) \S/m.test(text),
  open: readRefworks,
};

function readRefworks(source: Source, sink: Sink): Reader {
  const reference = new OpenRecord('reference', sink, (fields) => deliverReference(fields, source, sink));
  const stray = new StrayLines('reference', sink);
  return byLines(
    sink,
    ({ number, text }) => {
      if (text.trim() === '') return;
      const field = TAG.exec(text.trimEnd());
      if (field === null) {
        if (reference.fields?.goOn(text) !== true) stray.add(number);
        return;
      }
      if (field[1] === 'RT') reference.close();
      else if (reference.fields === null) return stray.add(number);
      stray.end();
      if (field[1] === 'T1') reference.tellSecond('T1', number);
      reference.openOn(number).add(field[1]!, field[2] ?? '', number);
    },
    () => {
      stray.end();
      reference.close();
    },
  );
}

function deliverReference(reference: TaggedFields, source: Source, sink: Sink): boolean {
  return deliver(source.file, reference.lineOf('T1', 'OT'), sink, {
    title: withoutMarkup(reference.first('T1', 'OT') ?? ''),
    abstract: withoutMarkup(reference.all('AB').join(' ')),
    published: dateFrom(reference.first('YR'), reference.first('FD')),
    authors: reference.all('A1').map(uprightName),
    editors: reference.all('A2').map(uprightName),
    venue: reference.first('JF', 'JO', 'T2'),
    volume: reference.first('VO'),
    issue: reference.first('IS'),
    firstPage: reference.first('SP'),
    lastPage: reference.first('OP'),
    type: reference.first('RT'),
    publisher: reference.first('PB'),
    keywords: keywordLines(reference.byLines('K1')),
    url: reference.all('UL', 'LK').find((link) => /^https?:/i.test(link)),
    doi: reference.first('DO'),
    pubmed: /medline|pubmed/i.test(reference.all('DS', 'DB').join(' ')) ? reference.first('AN', 'ID') : undefined,
  });
}
