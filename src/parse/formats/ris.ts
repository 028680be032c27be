import { dateFrom } from '../fields/dates.js';
import { deliver } from '../fields/draft.js';
import { keywordLines, type LooseKeywords } from '../fields/keywords.js';
import { withoutMarkup } from '../fields/markup.js';
import { uprightName } from '../fields/names.js';
import { ownNote } from '../fields/own-fields.js';
import type { Format, Reader, Sink, Source } from '../format.js';
import { byLines } from '../split/lines.js';
import { StrayLines } from '../split/stray-lines.js';
import { OpenRecord, type TaggedFields } from '../split/tagged.js';

const TYPE = /^\s*TY( {0,3}-) ?(.*)$/;
/** Lines of Ovid, ProQuest, JSTOR and other vendors around a reference: its number, a link, the database. */
const FRAME = /^\s*(?:<?\d+\.\s?>?|Link to the .*|Notes:|(?:Provider|Database|Content): .{0,200})\s*$/;
/** Tags of a title, the most reliable first. */
const TITLES = ['TI', 'T1', 'CT', 'BT', 'TT'];
/** The American Psychological Association has a tag of four letters. */
const TAG = /^\s?([A-Z][A-Z0-9]|PMID)( {0,3}-)(?: (.*)|)$/;

/** RIS as Zotero, EndNote, Scopus, Embase and others write it; packages of R leave out the type. */
export const ris: Format = {
  name: 'ris',
  recognises: ({ text }) =>
    /^[ \t]*TY {1,3}- ?[A-Za-z]/m.test(text) || (/^ER {1,2}-/m.test(text) && /^(?:TI|T1) {1,2}- /m.test(text)),
  open: readRis,
};

function readRis(source: Source, sink: Sink): Reader {
  const reference = new OpenRecord('reference', sink, (fields) => deliverReference(fields, source, sink));
  /**
   * The separator of tag and text in this reference; prose such as "OR - odds ratio" has another one. The line of the
   * type may differ from the rest, so the first tag after it decides.
   */
  let gap = '';
  let isFirst = false;
  const stray = new StrayLines('reference', sink);
  let typed = false;
  return byLines(
    sink,
    ({ number, text }) => {
      const type = TYPE.exec(text);
      if (type !== null) {
        reference.close();
        stray.end();
        reference.openOn(number).add('TY', type[2]!, number);
        gap = type[1]!;
        isFirst = true;
        typed = true;
        return;
      }
      if (text.trim() === '') return;
      const field = TAG.exec(text);
      // Where no reference has a type, each begins with its first tag.
      if (!typed && reference.fields === null && field !== null && field[1] !== 'ER') {
        gap = field[2]!;
        reference.openOn(number);
      }
      if (isFirst && field !== null) gap = field[2]!;
      isFirst = false;
      const { fields } = reference;
      if (fields === null) return FRAME.test(text) ? undefined : stray.add(number);
      if (field === null || field[2] !== gap) fields.goOn(text);
      else if (field[1] === 'ER') reference.close();
      else {
        if (TITLES.slice(0, 2).includes(field[1]!)) reference.tellSecond(field[1]!, number);
        fields.add(field[1]!, field[3] ?? '', number);
      }
    },
    () => {
      stray.end();
      reference.closeCut();
    },
  );
}

function deliverReference(reference: TaggedFields, source: Source, sink: Sink): boolean {
  const [pubmedNumber] = reference
    .all('C2', ...(/pubmed|medline|nlm/i.test(reference.all('DB', 'DP').join(' ')) ? ['AN'] : []))
    .filter((text) => /^\d{5,9}$/.test(text));
  const inCochrane = reference.all('PM').find((text) => /^PUBMED \d+$/i.test(text));
  const own = ownFields(reference);
  // In a file of our own, text is exact and nothing is guessed.
  const ours = own.has('id');
  const plain = ours ? (text: string): string => text : withoutMarkup;
  return deliver(source.file, reference.lineOf(...TITLES), sink, {
    exact: ours,
    id: own.get('id'),
    title: plain(reference.first(...TITLES) ?? ''),
    abstract: plain(longer(abstractIn(reference, ours), reference.all('N2').join(' '))),
    published: dateFrom(reference.first('PY', 'Y1'), reference.first('DA')),
    by: own.get('by'),
    authors: ownAuthors(reference) ?? reference.inOrder('AU', 'A1').map(uprightName),
    // Zotero has the editors of a book in A2.
    editors: reference.inOrder(reference.has('ED') ? 'ED' : 'A2').map(uprightName),
    venue: venueOf(reference),
    volume: reference.first('VL'),
    issue: reference.first('IS'),
    firstPage: reference.first('SP'),
    lastPage: reference.first('EP'),
    type: ours
      ? own.get('type')
      : // PubMed's news are those of journals.
        reference.first('TY')?.replace(/^NEWS$/, 'newspaper'),
    degree: reference.first('M3'),
    publisher: reference.first('PB'),
    keywords: ours ? ownKeywords(reference) : keywordLines(reference.byLines('KW')),
    articleNumber: reference.all('C7').find((text) => !/arxiv:/i.test(text)),
    url: ours
      ? reference.first('UR')
      : reference
          .all('UR', 'L2', 'LK')
          .flatMap((text) => text.split(/[;\s]+/))
          .find((text) => /^https?:/i.test(text)),
    doi:
      reference.first('DO') ??
      (ours ? [] : reference.all('M3', 'N1', 'L3')).find((text) => /^(?:doi:\s*)?10\.\d{4,9}\//i.test(text)),
    comments: Number(own.get('comments') ?? Number.NaN),
    tags: ownTexts(reference, 'tag'),
    note: ownNote(own.get('note')),
    arxiv: own.get('arxiv') ?? (ours ? [] : reference.all('AN', 'M1', 'C7', 'U1')).find((text) => /arxiv:/i.test(text)),
    pubmed: own.get('pubmed') ?? (ours ? undefined : (reference.first('PMID') ?? inCochrane)) ?? pubmedNumber,
    openalex: own.get('openalex'),
    s2: own.get('s2'),
    s2corpus: own.get('s2corpus'),
  });
}

/** EBSCO writes a second abstract, with the copyright of the first. */
function abstractIn(reference: TaggedFields, ours: boolean): string {
  const texts = reference.all('AB');
  return (ours ? texts : texts.filter((text, i) => i === 0 || !/^(?:Copyright|©|\(c\))/i.test(text))).join(' ');
}

/** Zotero and EndNote write the proceedings of a paper into C3, and older programs the book of a chapter into BT. */
function venueOf(reference: TaggedFields): string | undefined {
  const isPaper = /^(?:CONF|CPAPER)/.test(reference.first('TY') ?? '');
  const book = reference.has('TI') || reference.has('T1') ? ['BT'] : [];
  return reference.first('T2', ...(isPaper ? ['C3'] : []), ...book, 'JF', 'JO', 'JA', 'J2');
}

function longer(a: string, b: string): string {
  return b.length > a.length ? b : a;
}

/** Fields for which our own export has no tag. */
function ownFields(reference: TaggedFields): ReadonlyMap<string, string> {
  return new Map(
    reference.all('U1').flatMap((text) => {
      const match = /^paperkin\.(\w+): (.+)$/.exec(text);
      return match === null ? [] : [[match[1]!, match[2]!] as const];
    }),
  );
}

/** Names that do not survive inversion and back are written unchanged in a second field. */
function ownAuthors(reference: TaggedFields): string[] | undefined {
  const names = ownTexts(reference, 'author');
  return names.length === 0 ? undefined : names;
}

/** Tags are keywords for other programs; what is both is written in a second field. */
function ownKeywords(reference: TaggedFields): LooseKeywords {
  const tags = new Set(ownTexts(reference, 'tag'));
  return [[...reference.all('KW').filter((text) => !tags.has(text)), ...ownTexts(reference, 'keyword')]];
}

/** The values of a field of our own that may occur several times. */
function ownTexts(reference: TaggedFields, name: 'author' | 'keyword' | 'tag'): string[] {
  const prefix = `paperkin.${name}: `;
  return reference.all('U1').flatMap((text) => (text.startsWith(prefix) ? [text.slice(prefix.length)] : []));
}
