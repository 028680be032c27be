import { describe, expect, it } from 'vitest';
import { type EXPORT_FORMATS, writePapers } from '../../../src/present/export/index.js';
import type { PublicationType } from '../../../src/publication-types.js';
import { aPaper } from '../../support/papers.js';

const full = aPaper('lamps-x7', {
  title: 'Lamps & "Candles": 50% of $x_{i}$ --flag, Schr\\"odinger',
  abstract: "They shine, it's said; {really}.",
  published: '2025-08-05',
  by: 'The Lamp House',
  authors: ['Ann van Adler', 'Chidi Okafor Jr'],
  venue: 'Journal of Lamps',
  volume: '12',
  issue: '3',
  pages: '45-67',
  url: 'https://lamps.test/a_b?c=%20d',
  comments: 2,
  identifiers: { doi: '10.1234/lamp_1', arxiv: '2508.00001' },
});
const bare = aPaper('bare', { abstract: '' });
const written = (format: (typeof EXPORT_FORMATS)[number], ...papers: (typeof full)[]): string =>
  [...writePapers(papers, format)].join('');

describe('papers written', () => {
  it('as BibTeX keep formulas and accents and escape what LaTeX would take for itself', () => {
    expect(written('bibtex', full, bare)).toBe(`@article{adler2025lamps,
  title = {{Lamps \\& "Candles": 50\\% of $x_{i}$ -{}-flag, Schr\\"odinger}},
  author = {Ann van Adler and Chidi Okafor Jr},
  abstract = {They shine, it's said; \\textbraceleft{}really\\textbraceright{}.},
  journal = {Journal of Lamps},
  volume = {12},
  number = {3},
  pages = {45--67},
  year = {2025},
  month = aug,
  day = {05},
  doi = {10.1234/lamp_1},
  eprint = {2508.00001},
  archiveprefix = {arXiv},
  url = {https://lamps.test/a_b?c=%20d},
  byline = {The Lamp House},
  comments = {2},
  paperkin = {lamps-x7},
}

@misc{titlebare,
  title = {{Title of bare}},
  paperkin = {bare},
}

`);
  });

  it('as RIS have inverted names, and under U1 what RIS has no tag for', () => {
    expect(written('ris', full).replaceAll('\r\n', '\n')).toBe(`TY  - JOUR
ID  - adler2025lamps
TI  - Lamps & "Candles": 50% of $x_{i}$ --flag, Schr\\"odinger
AU  - van Adler, Ann
AU  - Okafor, Chidi, Jr
AB  - They shine, it's said; {really}.
PY  - 2025
DA  - 2025/08/05/
T2  - Journal of Lamps
VL  - 12
IS  - 3
SP  - 45
EP  - 67
DO  - 10.1234/lamp_1
UR  - https://lamps.test/a_b?c=%20d
U1  - paperkin.id: lamps-x7
U1  - paperkin.by: The Lamp House
U1  - paperkin.comments: 2
U1  - paperkin.arxiv: 2508.00001
ER  - 

`);
  });

  it('as CSV quote what must be quoted', () => {
    expect(written('csv', full).split('\r\n')[1]).toBe(
      'lamps-x7,"Lamps & ""Candles"": 50% of $x_{i}$ --flag, Schr\\""odinger","They shine, it\'s said; {really}.",2025-08-05,The Lamp House,"Ann van Adler; Chidi Okafor Jr",Journal of Lamps,12,3,45-67,,,,https://lamps.test/a_b?c=%20d,2,10.1234/lamp_1,2508.00001,,,,,',
    );
  });

  it('as Markdown are for people: a heading, facts, the abstract, signs of Markdown shown as themselves', () => {
    expect(written('markdown', { ...full, title: '*Lamps* of $x_i$' }, bare)).toBe(`## \\*Lamps\\* of $x_i$

The Lamp House · 2025-08-05 · Journal of Lamps 12(3), 45–67 · <https://lamps.test/a_b?c=%20d> · \`lamps-x7\`

They shine, it's said; {really}.

## Title of bare

\`bare\`

`);
  });

  it('as CSL-JSON, EndNote XML and Zotero RDF have volume, issue and pages where these formats have them', () => {
    expect(JSON.parse(written('csl-json', full))).toMatchObject([{ volume: '12', issue: '3', page: '45-67' }]);
    expect(written('endnote-xml', full)).toContain('<pages>45-67</pages><volume>12</volume><number>3</number>');
    const number = '<prism:volume>12</prism:volume><prism:number>3</prism:number>';
    const rdf = written('zotero-rdf', full);
    expect(rdf).toContain(`<bib:Journal><dc:title>Journal of Lamps</dc:title>${number}</bib:Journal>`);
    expect(rdf).toContain('<bib:pages>45-67</bib:pages>');
  });

  it('have type and publisher in the words of each format', () => {
    const of = (type: PublicationType, format: (typeof EXPORT_FORMATS)[number]) =>
      written(format, { ...full, venue: 'Proceedings of Lamps', type, publisher: 'Lamp & Sons' });
    expect(of('conference-paper', 'bibtex')).toMatch(
      /^@inproceedings\{[\s\S]* booktitle = \{Proceedings of Lamps\},[\s\S]* publisher = \{Lamp \\& Sons\},/,
    );
    expect(of('doctoral-thesis', 'bibtex')).toMatch(
      /^@phdthesis\{[\s\S]* school = \{Lamp[\s\S]* type = \{PhD thesis\},/,
    );
    expect(of('report', 'bibtex')).toMatch(/^@techreport\{[\s\S]* institution = \{Lamp \\& Sons\},/);
    expect(of('book-chapter', 'ris')).toMatch(/^TY {2}- CHAP\r\n[\s\S]*EP {2}- 67\r\nPB {2}- Lamp & Sons\r\n/);
    expect(of('masters-thesis', 'ris')).toMatch(/^TY {2}- THES\r\n[\s\S]*M3 {2}- Master’s thesis\r\n/);
    expect(JSON.parse(of('masters-thesis', 'csl-json'))).toMatchObject([
      { type: 'thesis', genre: 'Master’s thesis', publisher: 'Lamp & Sons' },
    ]);
    expect(of('conference-paper', 'endnote-xml')).toContain('<ref-type name="Conference Proceedings">10</ref-type>');
    expect(of('book', 'endnote-xml')).toContain('<publisher>Lamp &amp; Sons</publisher>');
    const rdf = of('conference-paper', 'zotero-rdf');
    expect(rdf).toContain('<z:itemType>conferencePaper</z:itemType>');
    expect(rdf).toContain('<bib:Proceedings><dc:title>Proceedings of Lamps</dc:title>');
    expect(rdf).toContain('<dc:publisher><foaf:Organization><foaf:name>Lamp &amp; Sons</foaf:name>');
  });

  it('as RIS and BibTeX have the number of an article, or a list of pages, as its pages', () => {
    expect(written('ris', { ...full, pages: 'e0123456' })).toMatch(/SP {2}- e0123456\r\nDO/);
    expect(written('ris', { ...full, pages: '4-6, 9-11' })).toMatch(/SP {2}- 4-6, 9-11\r\nDO/);
    expect(written('bibtex', { ...full, pages: 'e0123456' })).toContain('pages = {e0123456}');
  });

  it('keep particles with the surname', () => {
    const paper = aPaper('lamps', { authors: ['Frank C. van den Bosch', 'van der Berg', 'Ann van'] });
    expect(written('ris', paper)).toContain(
      'AU  - van den Bosch, Frank C.\r\nAU  - van der Berg\r\nAU  - van, Ann\r\n',
    );
    expect(written('csl-json', paper)).toContain('{"family":"van den Bosch","given":"Frank C."}');
  });

  it('name a collaboration as a whole, and say that a list of authors is cut', () => {
    const paper = aPaper('lamps', { authors: ['Ann Adler', 'LAMP Collaboration', 'et al.'] });
    expect(written('bibtex', paper)).toContain('  author = {Ann Adler and {LAMP Collaboration} and others},\n');
    expect(written('ris', paper)).toContain('AU  - Adler, Ann\r\nAU  - LAMP Collaboration\r\nAU  - et al.\r\n');
    expect(written('csl-json', paper)).toContain('{"literal":"LAMP Collaboration"}');
  });

  it('as JSON are one list, as JSON lines one object a line', () => {
    const papers = [full, bare].map((one) => ({ ...one, places: [{ file: 'page.txt', line: 1 }] }));
    expect(JSON.parse(written('json', full, bare))).toEqual(papers);
    expect(
      written('jsonl', full, bare)
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual(papers);
  });
});
