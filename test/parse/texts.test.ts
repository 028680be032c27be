/** What identifiers, dates and texts of many programs' files come to. */
import { describe, expect, it } from 'vitest';
import { identifiersOf } from '../../src/parse/fields/identifiers.js';
import { withoutMarkup } from '../../src/parse/fields/markup.js';
import { reading } from './reading.js';

describe('a DOI made from a SICI', () => {
  const sici = '10.1002/(sici)1099-0000(20010101/15)9:1/2<33::aid-xyz12>3.0.co;2-q';

  it.each([
    ['as it is', '10.1002/(SICI)1099-0000(20010101/15)9:1/2<33::AID-XYZ12>3.0.CO;2-Q'],
    ['in lower case', sici],
    ['in an address', `https://doi.org/${encodeURIComponent(sici)}`],
    ['with only its brackets encoded', sici.replace('<', '%3C').replace('>', '%3e')],
    ['with entities', sici.replace('<', '&lt;').replace('>', '&gt;')],
  ])('is kept whole %s', (_, doi) => {
    expect(identifiersOf({ doi })).toEqual({ doi: sici });
  });

  it('is kept whole in RIS and BibTeX', async () => {
    expect((await reading(`TY  - JOUR\nTI  - Lamps\nDO  - ${sici}\nER  - \n`)).papers[0]!.identifiers).toEqual({
      doi: sici,
    });
    const written = sici.replace('<', '{\\textless}').replace('>', '{\\textgreater}');
    expect((await reading(`@article{a,\n title = {Lamps},\n doi = {${written}}\n}\n`)).papers[0]!.identifiers).toEqual({
      doi: sici,
    });
  });

  it('ends before a tag that only follows it', () => {
    expect(identifiersOf({ doi: '10.1000/abc<br>3.0' })).toEqual({ doi: '10.1000/abc' });
  });
});

describe('an arXiv id', () => {
  it.each([
    ['https://academic.oup.com/journal/article-pdf/1234567/lamps.pdf'],
    ['https://lamps.test/2101.12345'],
    ['article-pdf/1234567'],
    ['lamps/1234567'],
  ])('is not found in %s', (arxiv) => {
    expect(identifiersOf({ arxiv }, arxiv)).toEqual({});
  });

  it.each([
    ['https://arxiv.org/abs/hep-th/9901001v2', 'hep-th/9901001'],
    ['math.AG/0309136', 'math/0309136'],
    ['cond-mat.mes-hall/0309136', 'cond-mat/0309136'],
    ['arXiv:cs/0309136', 'cs/0309136'],
    ['https://doi.org/10.48550/arXiv.2101.12345', '2101.12345'],
    ['arxiv.org/pdf/2101.12345v3.pdf', '2101.12345'],
  ])('is found in %s', (arxiv, id) => {
    expect(identifiersOf({ arxiv }).arxiv).toBe(id);
  });

  it('is not invented from another publisher’s eprint', async () => {
    const { papers } = await reading(
      '@article{a,\n title = {Lamps},\n eprint = {https://academic.oup.com/lamps/article-pdf/1234567/x.pdf}\n}\n',
    );
    expect(papers[0]!.identifiers).toEqual({});
  });
});

describe('angle brackets', () => {
  it.each([
    'for n<i and j>m',
    'where x <u> y holds',
    'a <b and c> d',
    'p < 0.05 and q > 0.1',
    '1<i<n',
    'if a<p or b>q',
    '<i and> </j>',
  ])('of an inequality stay: %s', (text) => {
    expect(withoutMarkup(text)).toBe(text);
  });

  it.each([
    ['<i>in vivo</i> and H<sub>2</sub>O', 'in vivo and H2O'],
    ['one<br/>two<br>three', 'one two three'],
    ['<jats:p>One</jats:p>', ' One '],
    ['<span class="a b" id=\'c\'>red</span> <a href=x>link</a>', 'red link'],
    ['<mml:math><mml:mi>x</mml:mi></mml:math>', 'x'],
  ])('of tags go: %s', (text, plain) => {
    expect(withoutMarkup(text)).toBe(plain);
  });
});

describe('dates and texts given twice', () => {
  const csv = async (header: string, row: string) =>
    (await reading(`Title,${header}\nLamps,${row}\n`)).papers[0]!.published;

  it('of Web of Science are put together', async () => {
    expect(await csv('Publication Date,Publication Year', 'JAN 15,2021')).toBe('2021-01-15');
    expect(await csv('Publication Date,Publication Year', 'JAN-FEB,2021')).toBe('2021-01');
    expect(await csv('Publication Date,Publication Year', 'FAL,2021')).toBe('2021');
    expect((await reading('PT\tTI\tPD\tPY\nJ\tLamps\tMAR\t2020\n', { format: 'tsv' })).papers[0]!.published).toBe(
      '2020-03',
    );
  });

  it('of Covidence are read', async () => {
    expect(await csv('Published Year,Published Month', '2019,3')).toBe('2019-03');
  });

  it('leave a whole date as it is', async () => {
    expect(await csv('Date,Year', '2020-05-06,2021')).toBe('2020-05-06');
  });

  it('as N2 and AB of RIS keep the longer', async () => {
    for (const [a, b] of [
      ['AB', 'N2'],
      ['N2', 'AB'],
    ]) {
      const { papers } = await reading(
        `TY  - JOUR\nTI  - Lamps\n${a}  - They shine.\n${b}  - They shine all night long.\nER  - \n`,
      );
      expect(papers[0]!.abstract).toBe('They shine all night long.');
    }
  });
});

it('Semantic Scholar’s two ids of a paper are both kept', async () => {
  const { papers } = await reading(
    JSON.stringify({ paperId: 'a'.repeat(40), externalIds: { CorpusId: 17 }, title: 'Lamps' }),
    { format: 'semantic-scholar' },
  );
  expect(papers[0]!.identifiers).toEqual({ s2: 'a'.repeat(40), s2corpus: '17' });
});
