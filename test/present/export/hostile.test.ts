/** Papers whose text tries to be markup, a formula of a spreadsheet, or a program. */
import { describe, expect, test } from 'vitest';
import { type ExportFormat, writePapers } from '../../../src/present/export/index.js';
import { reading } from '../../parse/reading.js';
import { aPaper } from '../../support/papers.js';

const write = (format: ExportFormat, fields: Parameters<typeof aPaper>[1], id = 'x', options = {}) =>
  [...writePapers([aPaper(id, fields)], format, options)].join('');

describe('Markdown', () => {
  test.each([
    ['tag in a formula', '$<img src=x onerror=alert(1)>$', /<img/],
    ['link in a formula', '$[x](javascript:alert(1))$', /(?<!\\)\]\(/],
    ['reference in a formula', '$[x]: javascript:alert(1)$', /(?<!\\)\]:/],
    ['image in a formula', '$![x][y]$', /(?<!\\)!\[/],
    ['code in a formula', '$`$ <img src=x>', /(?<!\\)(`|<img)/],
    ['entity', '&lt;script&gt;', /(?<!\\)&lt;/],
    ['table', 'a | b', /(?<!\\)\|/],
    ['text in reverse', 'pay \u202e001\u202c to me', /[\u202a-\u202e]/],
    ['escape sequence', 'red \u001b[31m', /\u001b/],
  ])('contains no %s', (_what, abstract, danger) => {
    expect(write('markdown', { abstract }).split('`x`')[1]).not.toMatch(danger);
  });

  test('keeps a formula that only sets maths', () => {
    expect(write('markdown', { abstract: 'of $x_i^{2} < \\alpha[0]$.' })).toContain('of $x_i^{2} \\lt  \\alpha[0]$.');
  });

  test('links addresses of the web alone', () => {
    expect(write('markdown', { url: 'javascript:alert(1)' })).not.toContain('<javascript');
    expect(write('markdown', { url: 'https://lamps.test/a' })).toContain('<https://lamps.test/a>');
    expect(write('markdown', { url: 'https://lamps.test/>\n<img>' })).not.toContain('<img');
  });

  test('shows an id with backticks as code', () => {
    expect(write('markdown', {}, 'a`` `<b>')).toContain('``` a`` `<b> ```');
  });
});

describe('CSV', () => {
  const formulas = ['=1+2', '+1', '-1', '@SUM(A1)', "'=1"];

  test.each(formulas)('makes the formula %s text, and is read back as it was', async (title) => {
    const file = write('csv', { title });
    expect(file.split('\r\n')[1]).toContain(`'${title}`);
    expect((await reading(file, { format: 'csv' })).papers[0]).toMatchObject({ title });
  });

  test.each(formulas)('leaves %s as it is where that is asked for', (title) => {
    expect(write('csv', { title }, 'x', { exact: true }).split('\r\n')[1]!.startsWith(`x,${title}`)).toBe(true);
  });
});

describe('BibTeX', () => {
  test.each([
    '$\\write18{touch /tmp/x}$',
    '$\\input{/etc/passwd}$',
    '$^^5cinput{/etc/passwd}$',
    '\\(\\csname input\\endcsname x\\)',
    '$\\def\\alpha{x}\\alpha$',
    '$x % }$',
  ])('prints %s and does not run it', async (abstract) => {
    const file = write('bibtex', { abstract });
    expect(file).not.toMatch(/\\(write|input|csname|def)|\^\^|(?<!\\)%/);
    expect((await reading(file, { format: 'bibtex' })).papers[0]).toMatchObject({ abstract });
  });

  test('keeps a formula of known commands as it is', () => {
    const abstract = 'of $\\mathcal{O}(n \\log n)$ and $\\frac{1}{\\sqrt{d}}$';
    expect(write('bibtex', { abstract })).toContain(abstract);
  });
});

test('a DOI ends where a control character or a direction mark begins', async () => {
  for (const mark of ['\\u0007', '\\u001b[31m', '\\u202e']) {
    const line = `{"id":"x","title":"A lamp","abstract":"It shines.","doi":"10.1234/ab${mark}cd"}`;
    expect((await reading(line, { format: 'jsonl' })).papers[0]!.identifiers).toEqual({ doi: '10.1234/ab' });
  }
});
