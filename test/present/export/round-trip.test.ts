import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinKeywords } from '../../../src/keywords.js';
import type { Paper, PaperId } from '../../../src/paper.js';
import { EXPORT_FORMATS, type ExportFormat, writePapers } from '../../../src/present/export/index.js';
import { PUBLICATION_TYPES } from '../../../src/publication-types.js';
import { reading } from '../../parse/reading.js';
import { aSource } from '../../support/papers.js';

const word = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      'lamp',
      'Über',
      'learning',
      'x^2',
      '$a_{i}$',
      'R&D',
      '50%',
      '#1',
      'snake_case',
      'naïve',
      '“quoted”',
      '"plain"',
      "it's",
      'Qwen2.5-VL',
      'p<0.05',
      'a,b;c',
      '--',
      '--flag',
      '`code`',
      '~',
      '{set}',
      '日本',
      '😀',
      '$5',
      'C:\\dir',
      '=1+2',
      '- x',
      'TY',
      'ER',
    ),
  },
  // What a bibliography would take for its own: here it is what the text says.
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      '&lt;b&gt;',
      '<b>bold</b>',
      'a<b',
      'c>d',
      '&amp;',
      "caf\\'e",
      '\\"{o}',
      '\\ss{}',
      '{\\ss}',
      '\\textbackslash{}',
      '\\$x$',
      '\\(a\\)',
      '\\(',
      '-{}-',
      "''",
      '``',
      'a---b',
      '@misc{x,',
      '}',
      'arXiv:2101.00001',
      '"";"',
    ),
  },
  { weight: 2, arbitrary: fc.stringMatching(/^[!-~]{1,8}$/) },
);
const text = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(' '));
const oddName = fc.constantFrom(
  'van der Berg, Jan',
  'Li, W.',
  'A and B Co',
  'Lamps, Candles and Sons',
  'others',
  'LAMP Collaboration',
  'Inc Lamp',
  'Jr Adams',
  'Ann MD',
  'X; Y',
  'C:\\dir; Z',
  '{X} Corp',
  '{X} and {Y}',
  "Jos\\'e Diaz",
  '&lt;A&gt; B',
  'Madonna',
);
const usualName = fc
  .tuple(
    fc.array(fc.constantFrom('Ann', 'Chidi', 'van', 'der', 'Berg', 'Álvarez', "O'Neil", 'B.'), {
      minLength: 2,
      maxLength: 4,
    }),
    fc.constantFrom('', '', ' Jr', ' III'),
  )
  .map(([words, suffix]) => words.join(' ') + suffix);
const name = fc.oneof({ weight: 4, arbitrary: usualName }, { weight: 1, arbitrary: oddName });
/** Of any words, none with a semicolon; some have commas, one is a tag below. */
const keywords = fc
  .array(fc.oneof(word, text, fc.constantFrom('Receptors, Opioid', 'to read', 'none', '*starred', 'cs.CL', 'a.')), {
    minLength: 1,
    maxLength: 6,
  })
  .map((words) => joinKeywords(words.map((one) => one.replaceAll(';', '').trim()).filter((one) => one !== '')))
  .filter((words) => words.length > 0);
const digits = (length: number): fc.Arbitrary<string> =>
  fc.integer({ min: 10 ** (length - 1), max: 10 ** length - 1 }).map(String);
const identifiers = fc.record(
  {
    doi: fc
      .tuple(digits(4), fc.stringMatching(/^[a-z0-9/()-]{1,12}[a-z0-9]$/))
      .map(([prefix, rest]) => `10.${prefix}/${rest}`),
    arxiv: fc.oneof(
      digits(4).map((number) => `2101.${number}`),
      fc.constantFrom('astro-ph/9810376', 'math/0309136'),
    ),
    pubmed: digits(8),
    openalex: digits(9).map((number) => `W${number}`),
    s2: fc.constantFrom('0123456789abcdef0123456789abcdef01234567'),
    s2corpus: digits(3),
  },
  { requiredKeys: [] },
);
const published = fc.oneof(fc.constant(null), fc.constantFrom('2025', '2024-02', '2024-02-29', '1998-12-31'));
const paper = fc
  .record({
    title: text,
    abstract: fc.oneof(text, fc.constant('')),
    published,
    by: fc.option(fc.constantFrom('6 authors', 'The Lamp House')),
    authors: fc.array(name, { maxLength: 4 }),
    venue: fc.option(text),
    url: fc.option(
      fc.constantFrom(
        'https://x.test/~ann/a_b?c=%20d#e',
        'http://lamps.test/',
        'https://x.test/{z}?a=\\&b;c%7B',
        'ftp://x.test/$<$',
      ),
    ),
    comments: fc.option(fc.nat(500)),
    identifiers,
    inVenue: fc.record(
      {
        volume: fc.constantFrom('12', '12 Suppl 1', 'XII', '{A} & 5%', '=1', '$x_1$-2'),
        issue: fc.constantFrom('3', '3-4', 'Pt 2', 'Spring_1', 'a-b'),
        pages: fc.constantFrom(
          '45-67',
          'e0123456',
          'S12-S18',
          '123-127; discussion 128-130',
          '3-1-3-20',
          'A&B-C%',
          '-x',
          'ab-b',
          '7, 9-12',
        ),
        type: fc.constantFrom(...PUBLICATION_TYPES),
        publisher: fc.constantFrom('Lamp & Sons', 'University of Light', '=1', '{A} 5%', 'Inc.'),
        keywords,
      },
      { requiredKeys: [] },
    ),
  })
  .map(
    ({ inVenue, ...fields }): Paper => ({
      ...fields,
      ...inVenue,
      by: fields.by ?? bylineOf(fields.authors),
      id: 'x' as PaperId,
      places: [aSource('f')],
    }),
  );
const papers = fc
  .array(paper, { minLength: 1, maxLength: 5 })
  .map((list) => list.map((one, i): Paper => ({ ...one, id: `given id ${i}` as PaperId })));

/** As the parser makes it where a file gives names and no byline. */
function bylineOf(authors: readonly string[]): string | null {
  if (authors.length === 0) return null;
  return authors.length > 4 ? `${authors.slice(0, 3).join(', ')} and ${authors.length - 3} more` : authors.join(', ');
}

const READ_BACK = EXPORT_FORMATS.filter((format): format is Exclude<ExportFormat, 'markdown'> => format !== 'markdown');

describe.each(READ_BACK)('papers written as %s', (format) => {
  it('are read back as the same papers', async () => {
    await fc.assert(
      fc.asyncProperty(papers, async (written) => {
        const { papers: read, problems } = await reading([...writePapers(written, format)].join(''), { format });
        expect(problems).toEqual([]);
        expect(read.map(({ place, givenId, ...fields }) => ({ id: givenId, ...fields }))).toEqual(
          written.map(({ places, ...fields }) => fields),
        );
      }),
      { numRuns: 300, seed: 6 },
    );
  });

  it('keep their tags, and a text that begins like a heading', async () => {
    const [first, second] = fc.sample(papers, { numRuns: 9, seed: 3 }).flat();
    const written = [
      { ...first!, id: 'a' as PaperId, abstract: 'Abstract: We shine.' },
      { ...second!, id: 'b' as PaperId },
    ];
    const tagsOf = (id: PaperId) => (id === 'a' ? ['to read', '=lamps'] : []);
    const { papers: read } = await reading([...writePapers(written, format, { tagsOf })].join(''), { format });
    expect(read.map(({ tags }) => tags)).toEqual([['to read', '=lamps'], undefined]);
    expect(read[0]!.abstract).toBe('Abstract: We shine.');
  });

  it('keep keywords and tags apart, also where they are the same', async () => {
    const one: Paper = {
      ...fc.sample(paper, { numRuns: 1, seed: 3 })[0]!,
      keywords: ['candles', 'Lamps, Oil', 'to read'],
    };
    const tagsOf = () => ['candle', 'to read', 'Candles'];
    const text = [...writePapers([one], format, { tagsOf })].join('');
    const { papers: read } = await reading(text, { format });
    expect(read.map((paper) => [paper.keywords, paper.tags])).toEqual([[one.keywords, tagsOf()]]);
  });

  it('keep their notes if notes are asked for, and have none otherwise', async () => {
    const [one] = fc.sample(papers, { numRuns: 1, seed: 3 });
    const notes = fc.sample(fc.array(text, { minLength: 1, maxLength: 3 }), { numRuns: 40, seed: 5 });
    for (const note of ['100 % “sure”\n\n=1+2', ...notes.map((lines) => lines.join('\n'))]) {
      const noteOf = (id: PaperId) => (id === one![0]!.id ? note : null);
      const { papers: read, problems } = await reading([...writePapers(one!, format, { noteOf })].join(''), { format });
      expect(problems).toEqual([]);
      expect(read.map((paper) => paper.note)).toEqual([note, ...one!.slice(1).map(() => undefined)]);
    }
    const { papers: read } = await reading([...writePapers(one!, format)].join(''), { format });
    expect(read.map((paper) => paper.note)).toEqual(one!.map(() => undefined));
  });

  it('are recognised without being named', async () => {
    const [one] = fc.sample(papers, { numRuns: 1, seed: 1 });
    expect((await reading([...writePapers(one!, format)].join(''))).format).toBe(format);
  });

  it('are a file even if there are none', () => {
    expect([...writePapers([], format)].join('')).toEqual(
      {
        json: '[]\n',
        jsonl: '',
        csv: 'id,title,abstract,published,by,authors,venue,volume,issue,pages,type,publisher,keywords,url,comments,doi,arxiv,pubmed,openalex,s2,s2corpus,tags\r\n',
        bibtex: '',
        ris: '',
        'csl-json': '[]\n',
        'endnote-xml': '<?xml version="1.0" encoding="UTF-8"?>\n<xml><records>\n</records></xml>\n',
        'zotero-rdf': expect.stringMatching(/<rdf:RDF[^>]*>\n<\/rdf:RDF>\n$/),
      }[format],
    );
  });
});
