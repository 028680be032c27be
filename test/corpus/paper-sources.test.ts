import { describe, expect, test } from 'vitest';
import { sourcesOf, suspiciousJoins } from '../../src/corpus/paper-sources.js';
import { paperOf } from '../../src/identity.js';
import { join } from '../../src/joining.js';
import type { Paper, ParsedPaper } from '../../src/paper.js';
import { aPaper } from '../support/papers.js';

const source = (file: string, fields: Partial<ParsedPaper>): Paper => {
  const { id: _, places: __, ...rest } = aPaper('x');
  return paperOf({ ...rest, givenId: null, identifiers: {}, ...fields, place: { file, line: 1 } });
};
const HAIL = { title: 'Hail over tin roofs', abstract: 'We count the hail that falls on tin roofs in a year.' };
const SCANNED = { title: 'Grêle sur les toits', abstract: '' };
const doi = (value: string) => ({ identifiers: { doi: value } });
const scanOf = (...papers: Paper[]) => ({
  async *scanPapers() {
    yield papers;
  },
});

describe('the sources of a paper', () => {
  test('name the identifier, the id and the text that they share', () => {
    const paper = join(
      join(source('a.bib', { ...HAIL, ...doi('10.1/a') }), source('b.ris', { ...SCANNED, ...doi('10.1/a') })),
      source('c.csv', HAIL),
    );
    const { sources, joinedBy, alone } = sourcesOf(paper);
    expect(sources.map(({ file, title }) => [file, title])).toEqual([
      ['a.bib', HAIL.title],
      ['b.ris', SCANNED.title],
      ['c.csv', HAIL.title],
    ]);
    expect(joinedBy).toEqual([
      { kind: 'doi', value: '10.1/a', sources: [0, 1], suspicious: true },
      { kind: 'text', value: null, sources: [0, 2], suspicious: false },
    ]);
    expect(alone).toEqual([]);
  });

  test('name a citation that they share', () => {
    const cited = { volume: '7', pages: '12-19', title: 'How hail is told from rain by radar' };
    const paper = join(source('a.ris', { ...cited, abstract: '' }), source('b.csv', { ...cited, pages: '12' }));
    expect(sourcesOf(paper).joinedBy).toEqual([{ kind: 'cited', value: null, sources: [0, 1], suspicious: false }]);
  });

  test('that share nothing are named as such', () => {
    const merged = join(
      source('a.bib', HAIL),
      source('b.bib', { title: 'Rain', abstract: 'Rain falls on the lake all day.' }),
    );
    expect(sourcesOf(merged)).toMatchObject({ joinedBy: [], alone: [0, 1] });
    expect(sourcesOf(source('a.bib', HAIL))).toMatchObject({ joinedBy: [], alone: [] });
  });
});

describe('suspicious joins', () => {
  test('are identifiers under different titles, within one paper and on papers kept apart', async () => {
    const one = join(source('a.bib', { ...HAIL, ...doi('10.1/a') }), source('b.ris', { ...SCANNED, ...doi('10.1/a') }));
    const [book, chapter] = [
      source('c.ris', { ...HAIL, ...doi('10.1/book') }),
      source('c.ris', { title: 'Wind in the high valleys', abstract: 'Wind blows there.', ...doi('10.1/book') }),
    ];
    expect(await suspiciousJoins(scanOf(one, book, chapter))).toEqual([
      { identifier: 'doi:10.1/a', titles: [SCANNED.title, HAIL.title], papers: [one.id] },
      { identifier: 'doi:10.1/book', titles: [HAIL.title, chapter.title], papers: [book.id, chapter.id] },
    ]);
  });

  test('are none where titles differ in case, markup or a subtitle alone', async () => {
    const one = join(
      source('a.bib', { ...HAIL, ...doi('10.1/a') }),
      source('b.ris', { ...HAIL, title: 'HAIL OVER TIN ROOFS: a study of ten years', ...doi('10.1/a') }),
    );
    expect(await suspiciousJoins(scanOf(one))).toEqual([]);
  });
});
