import { deliver } from '../fields/draft.js';
import { uprightName } from '../fields/names.js';
import type { Format, Reader, Sink, Source } from '../format.js';
import { byLines } from '../split/lines.js';
import { StrayLines } from '../split/stray-lines.js';
import { OpenRecord, type TaggedFields } from '../split/tagged.js';

/** A per cent sign, one character, a blank. */
const TAG = /^%([0-9A-Z@!#$()+&?<>~*|]) ?(.*)$/;

/** EndNote's tagged format, also called Refer: `.enw`. */
export const endnote: Format = {
  name: 'endnote',
  recognises: ({ text }) => /^%T \S/m.test(text) && /^%[0A] \S/m.test(text),
  open: readEndnote,
};

function readEndnote(source: Source, sink: Sink): Reader {
  const reference = new OpenRecord('reference', sink, (fields) => deliverReference(fields, source, sink));
  const stray = new StrayLines('reference', sink);
  return byLines(
    sink,
    ({ number, text }) => {
      if (text.trim() === '') {
        // Refer's own records have no type, and end at a blank line.
        if (reference.fields?.has('0') === false) reference.close();
        return;
      }
      const field = TAG.exec(text.trimEnd());
      if (field === null) {
        if (reference.fields?.goOn(text) !== true) stray.add(number);
        return;
      }
      stray.end();
      if (field[1] === '0' && reference.fields?.has('T') === true) reference.close();
      if (field[1] === 'T') reference.tellSecond('T', number, '%T');
      reference.openOn(number).add(field[1]!, field[2] ?? '', number);
    },
    () => {
      stray.end();
      reference.close();
    },
  );
}

function deliverReference(reference: TaggedFields, source: Source, sink: Sink): void {
  const [year, date] = [reference.first('D'), reference.first('8')];
  deliver(source.file, reference.lineOf('T'), sink, {
    title: reference.first('T'),
    abstract: reference.all('X').join(' '),
    published: date !== undefined && /\d{4}/.test(date) ? date : `${date ?? ''} ${year ?? ''}`.trim(),
    authors: reference.all('A').map((name) => uprightName(name.replace(/,$/, ''))),
    venue: reference.first('J', 'B'),
    volume: reference.first('V'),
    issue: reference.first('N'),
    pages: reference.first('P'),
    url: reference.first('U'),
    doi: reference.first('R'),
    pubmed: /^\d{5,9}$/.test(reference.first('M') ?? '') ? reference.first('M') : undefined,
  });
}
