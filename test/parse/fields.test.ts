import { describe, expect, it } from 'vitest';
import { publishedOf } from '../../src/parse/fields/dates.js';
import { identifiersOf } from '../../src/parse/fields/identifiers.js';
import { withoutMarkup } from '../../src/parse/fields/markup.js';
import { namesIn, uprightName } from '../../src/parse/fields/names.js';
import { typedIdentifiers } from '../../src/parse/fields/typed-identifiers.js';
import { abstractOf } from '../../src/parse/formats/openalex.js';
import { decodeAccents, decodeLatex, decodeProse } from '../../src/text/decode-latex.js';

describe('a date of publication', () => {
  it.each([
    ['2025-08-15T10:00:00Z', '2025-08-15'],
    ['2025/08/15/', '2025-08-15'],
    ['2025/08//Summer', '2025-08'],
    ['2025///', '2025'],
    ['2025 Aug 15', '2025-08-15'],
    ['2025 Jan-Feb', '2025-01'],
    ['2025 Dec 28-2026 Jan 3', '2025-12-28'],
    ['Aug 15, 2025', '2025-08-15'],
    ['15 August 2025', '2025-08-15'],
    ['15th~aug 2025', '2025-08-15'],
    ['Mon, 2 Apr 2007 19:18:42 GMT', '2007-04-02'],
    ['Friday, August 15, 2025', '2025-08-15'],
    ['Fri Aug 15 2025 01:00:00 GMT+0100', '2025-08-15'],
    ['Fri,15 Aug 2025', '2025-08-15'],
    ['20250815', '2025-08-15'],
    ['20250800', '2025-08'],
    ['20250000', '2025'],
    ['20250015', '2025'],
    ['20251315', null],
    ['2021-00-05', '2021'],
    ['20250230', null],
    ['Spring 2025', '2025'],
    ['c1998', '1998'],
    ['2024-02-29', '2024-02-29'],
    ['2025-02-29', null],
    ['2025-13', '2025'],
    ['1973/74', '1973'],
    ['2017-14/2017-15', '2017'],
    ['2025-13-01', null],
    ['Feb 30, 2025', null],
    ['in press', null],
    ['99', null],
  ])('“%s” is %s', (text, date) => {
    expect(publishedOf(text)).toBe(date);
  });
});

describe('a typed identifier', () => {
  it.each([
    ['10.1234/ABC.5', { doi: '10.1234/abc.5' }],
    ['doi: 10.1234/abc', { doi: '10.1234/abc' }],
    [' https://doi.org/10.1234/abc ', { doi: '10.1234/abc' }],
    ['2501.01234v2', { arxiv: '2501.01234' }],
    ['arXiv:2501.01234', { arxiv: '2501.01234' }],
    ['math.GT/0309136', { arxiv: 'math/0309136' }],
    ['https://arxiv.org/pdf/2501.01234v1', { arxiv: '2501.01234' }],
    ['arxiv.org/abs/2501.01234', { arxiv: '2501.01234' }],
    ['https://huggingface.co/papers/2501.01234', { arxiv: '2501.01234' }],
    ['PMID: 123', { pubmed: '123' }],
    ['31234567', { pubmed: '31234567' }],
    ['https://pubmed.ncbi.nlm.nih.gov/31234567/', { pubmed: '31234567' }],
    ['W123', { openalex: 'W123' }],
    ['CorpusId:17', { s2corpus: '17' }],
    ['2026', {}],
    ['arxiv', {}],
    ['GPT-4', {}],
    ['what is 10.1234/abc about', {}],
    ['https://example.org/2501.01234', {}],
    ['', {}],
  ])('“%s” is %o', (text, identifiers) => {
    expect(typedIdentifiers(text)).toEqual(identifiers);
  });
});

describe('an identifier', () => {
  it.each([
    [{ doi: 'https://doi.org/10.1234/ABC.5' }, { doi: '10.1234/abc.5' }],
    [{ doi: 'doi: 10.1234/abc(5).' }, { doi: '10.1234/abc(5)' }],
    [{ doi: 'http://dx.doi.org/10.1234%2Fabc' }, { doi: '10.1234/abc' }],
    [{ doi: '10.48550/arXiv.2501.01234' }, { doi: '10.48550/arxiv.2501.01234', arxiv: '2501.01234' }],
    [{ doi: 'none' }, {}],
    [{ arxiv: 'arXiv:2501.01234v12 [cs.LG]' }, { arxiv: '2501.01234' }],
    [{ arxiv: 'astro-ph/9810376v2' }, { arxiv: 'astro-ph/9810376' }],
    [{ arxiv: 'math.GT/0309136' }, { arxiv: 'math/0309136' }],
    [{ pubmed: 'PMID: 31234567' }, { pubmed: '31234567' }],
    [{ openalex: 'https://openalex.org/w123' }, { openalex: 'W123' }],
    [{ s2: 'CorpusID:17' }, { s2corpus: '17' }],
  ])('%o has the normal form %o', (loose, normal) => {
    expect(identifiersOf(loose)).toEqual(normal);
  });

  it.each([
    ['https://arxiv.org/pdf/2501.01234v2.pdf', { arxiv: '2501.01234' }],
    ['http://arxiv.org/abs/hep-th/9901001', { arxiv: 'hep-th/9901001' }],
    ['https://huggingface.co/papers/2501.01234', { arxiv: '2501.01234' }],
    ['https://doi.org/10.1234/ABC', { doi: '10.1234/abc' }],
    ['https://pubmed.ncbi.nlm.nih.gov/31234567/', { pubmed: '31234567' }],
    ['https://lamps.test/2501.01234', {}],
  ])('is told by the address %s', (url, expected) => {
    expect(identifiersOf({}, url)).toEqual(expected);
  });
});

describe('names', () => {
  it.each([
    ['Adler, Ann', 'Ann Adler'],
    ['van der Berg, Jan', 'Jan van der Berg'],
    ['Okafor, Chidi, Jr.', 'Chidi Okafor Jr.'],
    ['Okafor, Jr., Chidi', 'Chidi Okafor Jr.'],
    ['Adler, M D', 'M D Adler'],
    ['Ann Adler, MD', 'Ann Adler, MD'],
    ['Adler, JR', 'JR Adler'],
    ['Adler, Jr', 'Adler, Jr'],
    ['ANN ADLER, JR', 'ANN ADLER, JR'],
    ['Adler, Ann B Jr', 'Ann B Adler Jr'],
    ['Adler, Ann 3rd', 'Ann Adler 3rd'],
    ['Wei Adler 0001', 'Wei Adler'],
    ['Lamp House 2020', 'Lamp House 2020'],
    ['Lamp House, Inc.', 'Lamp House, Inc.'],
    ['Ann Adler', 'Ann Adler'],
  ])('“%s” is set upright as “%s”', (inverted, upright) => {
    expect(uprightName(inverted)).toBe(upright);
  });

  it.each([
    ['Adler, Ann; Okafor, Chidi', ['Ann Adler', 'Chidi Okafor']],
    ['Adler, Ann and Okafor, Chidi', ['Ann Adler', 'Chidi Okafor']],
    ['A. Adler, C. Okafor and J. Berg', ['A. Adler', 'C. Okafor', 'J. Berg']],
    ['A. Adler, C. Okafor', ['A. Adler', 'C. Okafor']],
    ['Adler, Ann', ['Ann Adler']],
    ['Adler AB, van Okafor C Jr; Lamp Group', ['Adler AB', 'van Okafor C Jr', 'Lamp Group']],
    ['Adler, AB; Okafor, C', ['AB Adler', 'C Okafor']],
    ['', []],
  ])('are parted in “%s”', (text, names) => {
    expect(namesIn(text)).toEqual(names);
  });
});

describe('LaTeX', () => {
  it.each([
    ['{\\"o}\\"{o}\\"o \\\'{\\i} \\c{c} \\v s \\H{o}', 'ööö í ç š ő'],
    ["Stra{\\ss}e, \\O re, {\\L}\\'od\\'z", 'Straße, Øre, Łódź'],
    ['\\emph{very} {\\it so} \\textbf{bold}', 'very so bold'],
    ["a--b --- ``c''~d\\ e", 'a–b — “c” d e'],
    ['50\\% \\& \\#1 \\_x \\{y\\}', '50% & #1 _x {y}'],
    ['$x_{i}$ and {X}, not $5', '$x_{i}$ and X, not $5'],
    ['-{}- and \\textbackslash{}alpha', '-- and \\alpha'],
    ['\\unknown stays', '\\unknown stays'],
    ['H{\\ensuremath{\\alpha}} at z {\\ensuremath{<}} 2{\\ensuremath{-}}', 'H$\\alpha$ at z < 2$-$'],
    ['M$_{{\\ensuremath{\\odot}}}$, \\ensuremath{\\frac{a}{b_{c}}}', 'M$_{\\odot}$, $\\frac{a}{b_{c}}$'],
    ['0.12\\,dex in 3\\;h, R.\\,Stone', '0.12 dex in 3 h, R. Stone'],
    ['\\ion{C}{iv}, \\ion{H}{2} and \\ion{Fe}{X}', 'C IV, H II and Fe X'],
    ['\\textsc{Lamp}\\xspace is \\textcolor{red}{red}\\footnote{Or so.}', 'Lamp is red'],
    ['\\begin{itemize}\\item one\\item two\\end{itemize}', ' one two'],
    ['\\ac{LED}s of \\mathcal{N}=4 and \\ce{H2O}', 'LEDs of N=4 and H2O'],
  ])('%s is read as %s', (latex, text) => {
    expect(decodeLatex(latex)).toBe(text);
  });
});

it('prose of LaTeX has no commands: symbols are shown, and what authors defined is a word', () => {
  expect(decodeProse('\\ourlamp{} shines \\sim 5 times, methodology\\hyphen independent, $\\sim 5$')).toBe(
    'ourlamp shines ∼ 5 times, methodology-independent, $\\sim 5$',
  );
});

describe('LaTeX from arXiv', () => {
  it.each([
    ['the \\ion{C}{iv} line of \\textsf{R} and {\\sc Lamp}', 'the C IV line of R and Lamp'],
    ['CO\\textsubscript{2} \\textit{a \\textbf{b} c}', 'CO2 a b c'],
    ['\\ac{LED}s in \\mathcal{N}=4\\xspace', 'LEDs in N=4'],
    ['C:\\dir\\file, {0,1} and $\\textrm{x}$', 'C:\\dir\\file, {0,1} and $\\textrm{x}$'],
  ])('%s is read as %s', (latex, text) => {
    expect(decodeAccents(latex)).toBe(text);
  });

  it('has a space where it prints one', () => {
    expect(decodeAccents('0.12\\,dex, $a\\,b$')).toBe('0.12 dex, $a\\,b$');
  });
});

describe('markup', () => {
  it('loses tags of HTML and JATS, and nothing else in angle brackets', () => {
    expect(
      withoutMarkup(
        '<jats:title>Aim</jats:title><jats:p>p &lt; 0.05, <i>x</i> < 3 > y, H<sub>2</sub>O &amp; caf&eacute;</jats:p>',
      )
        .replace(/\s+/g, ' ')
        .trim(),
    ).toBe('Aim p < 0.05, x < 3 > y, H2O & café');
  });

  it('loses MathML without a prefix, as the American Physical Society writes it', () => {
    expect(withoutMarkup('8 fb<math><msup><mrow/><mrow><mo>-</mo><mn>1</mn></mrow></msup></math>, n <mi')).toBe(
      '8 fb-1, n <mi',
    );
  });
});

describe('an inverted index', () => {
  it('gives its words in order of position, and takes no memory for a far one', () => {
    expect(abstractOf({ lamps: [1, 3], We: [0], 'are,': [2], never: [4_000_000_000] })).toBe('We lamps are, lamps');
  });
});
