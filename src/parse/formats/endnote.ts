import { deliver } from '../fields/draft.js';
import { keywordLines } from '../fields/keywords.js';
import { withoutMarkup } from '../fields/markup.js';
import { uprightName } from '../fields/names.js';
import { labelledVolume } from '../fields/volume-and-pages.js';
import type { Format, Reader, Sink, Source } from '../format.js';
import { byLines } from '../split/lines.js';
import { StrayLines } from '../split/stray-lines.js';
import { OpenRecord, type TaggedFields } from '../split/tagged.js';

/** A per cent sign, one character, a blank. */
const TAG = /^%([0-9A-Z@!#$()+&?<>~*|]) ?(.*)$/;

/** A bibcode, which ADS has instead of a DOI: year, journal, volume, page, initial. */
const BIBCODE = /^\d{4}[\w.&]{14}[A-Z.]$/i;
/** What ADS writes around its references. */
const ADS_FRAME = /^(?:Query Results from the ADS Database|Retrieved \d+ abstracts?\b.*)$/;
/** Where volume and pages begin in a journal of ADS: "Nature, Volume 495, Issue 2, pp.12-20". */
const AFTER_JOURNAL = /, (?:Volume|Vol\.|Issue|id\.|pp?\.).*$/i;

/** EndNote's tagged format, also called Refer: `.enw`; ADS has other fields in it. */
export const endnote: Format = {
  name: 'endnote',
  recognises: ({ text }) => /^%T \S/m.test(text) && /^%[0A] \S/m.test(text),
  open: readEndnote,
};

function readEndnote(source: Source, sink: Sink): Reader {
  const reference = new OpenRecord('reference', sink, (fields) => deliverReference(fields, source, sink));
  const stray = new StrayLines('reference', sink);
  let isFirst = true;
  /** Whether the reference begins with its type: its abstract may then have blank lines. */
  let isTyped = false;
  return byLines(
    sink,
    ({ number, text }) => {
      if (text.trim() === '') {
        // Refer's own records have no type, those of bepress have it behind the title; both end at a blank line.
        if (!isTyped) reference.close();
        isFirst = !isTyped;
        return;
      }
      const field = TAG.exec(text.trimEnd());
      if (field === null) {
        if (reference.fields?.goOn(text) !== true && !ADS_FRAME.test(text.trim())) stray.add(number);
        return;
      }
      stray.end();
      if (field[1] === '0' && reference.fields?.has('T') === true && (isTyped || reference.fields.has('0')))
        reference.close();
      if (isFirst || reference.fields === null) isTyped = field[1] === '0';
      isFirst = false;
      if (field[1] === 'T') reference.tellSecond('T', number, '%T');
      reference.openOn(number).add(field[1]!, field[2] ?? '', number);
    },
    () => {
      stray.end();
      reference.close();
    },
  );
}

function deliverReference(reference: TaggedFields, source: Source, sink: Sink): boolean {
  if (BIBCODE.test(reference.first('R') ?? '')) return deliverOfAds(reference, source, sink);
  const [year, date] = [reference.first('D'), reference.first('8')];
  return deliver(source.file, reference.lineOf('T'), sink, {
    title: reference.first('T'),
    abstract: reference.all('X').join(' '),
    published: date !== undefined && /\d{4}/.test(date) ? date : `${date ?? ''} ${year ?? ''}`.trim(),
    authors: reference.all('A').map((name) => uprightName(name.replace(/,$/, ''))),
    editors: reference.all('E').map((name) => uprightName(name.replace(/,$/, ''))),
    // The ACL Anthology has proceedings as a series.
    venue:
      reference.first('J', 'B') ?? (/^Conference/.test(reference.first('0') ?? '') ? reference.first('S') : undefined),
    volume: reference.first('V'),
    issue: reference.first('N'),
    pages: reference.first('P'),
    type: reference.first('0'),
    degree: reference.first('9'),
    publisher: reference.first('I'),
    keywords: keywordLines(reference.byLines('K')),
    url: reference.first('U'),
    doi: reference.first('R'),
    pubmed: /^\d{5,9}$/.test(reference.first('M') ?? '') ? reference.first('M') : undefined,
  });
}

function deliverOfAds(reference: TaggedFields, source: Source, sink: Sink): boolean {
  const journal = reference.first('J') ?? '';
  const links = reference.all('Y').join(' ');
  return deliver(source.file, reference.lineOf('T'), sink, {
    title: withoutMarkup(reference.first('T') ?? ''),
    abstract: withoutMarkup(reference.all('B').join(' ')),
    published: reference.first('D'),
    authors: reference.all('A').map(uprightName),
    venue: journal.replace(AFTER_JOURNAL, ''),
    volume: reference.first('V') ?? labelledVolume(journal).volume,
    issue: labelledVolume(journal).issue,
    firstPage: reference.first('P'),
    lastPage: reference.first('L'),
    keywords: [reference.all('K').join(' ')],
    url: reference.first('U'),
    doi: /DOI: ?(\S+?);?(?:\s|$)/i.exec(links)?.[1],
    arxiv: /arXiv:(\S+?);?(?:\s|$)/i.exec(links)?.[1],
  });
}
