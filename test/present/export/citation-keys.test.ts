import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Paper } from '../../../src/paper.js';
import { citationKeyOf, distinctKeys } from '../../../src/present/export/citation-keys.js';
import { writePapers } from '../../../src/present/export/index.js';
import { aPaper } from '../../support/papers.js';

const key = (fields: Partial<Paper>): string =>
  citationKeyOf(aPaper('given-id', { published: '2025-08-05', ...fields }));

describe('the citation key of a paper', () => {
  it.each([
    ['Ada Lamp', 'On the Light of Lamps', 'lamp2025light'],
    ['Lamp, Ada', 'Self-Lighting Lamps', 'lamp2025self'],
    ['Jan van der Berg Jr', 'What Do Lamps Know?', 'berg2025lamps'],
    ['Okafor CB', '3D lamps', 'okafor20253d'],
    ['C. B. Okafor', 'A lamp of one’s own', 'okafor2025lamp'],
    ['Łukasz Müßiggänger-Øre', 'Über Lampen', 'mussiggangerore2025uber'],
    ['Madonna', 'You Only Light Once', 'madonna2025you'],
    ["Siobhán O'Neil", '$\\ell_1$ lamps', 'oneil2025ell1'],
    ['Ann Adler', '\\textbf{Bold} lamps', 'adler2025bold'],
    ['Ann Adler', 'What Is It For?', 'adler2025it'],
    ['The LAMP Collaboration', 'Candles', 'lamp2025candles'],
  ])('of %s, “%s”, is %s', (author, title, expected) => {
    expect(key({ authors: [author, 'Second Author'], title })).toBe(expected);
  });

  it('begins with the organisation, or else with the title, where no author is named', () => {
    expect(key({ by: 'The Lamp House', title: 'A Candle' })).toBe('lamp2025candle');
    expect(key({ by: 'University of the Lamp', title: 'A Candle' })).toBe('lamp2025candle');
    expect(key({ by: '6 authors', title: 'Reading by the Light of a Lamp' })).toBe('readinglightlamp2025');
  });

  it('has no year where the paper has no date', () => {
    expect(key({ authors: ['Ada Lamp'], title: 'Candles', published: null })).toBe('lampcandles');
  });

  it('has letters of the id where names and title have none that a key can hold', () => {
    expect(key({ authors: ['山田 太郎'], title: '灯り' })).toBe('givenid2025');
  });
});

describe('the citation keys of a collection', () => {
  const lamp = (id: string, title = 'Lamps') => aPaper(id, { authors: ['Ada Lamp'], published: '2025', title });

  it('are plain where they differ, and have letters of the id where they do not', () => {
    const keys = distinctKeys([lamp('a'), lamp('b'), lamp('c', 'Candles')]);
    expect(keys.get(lamp('c').id)).toBe('lamp2025candles');
    expect(keys.get(lamp('a').id)).toMatch(/^lamp2025lamps-[a-z]{3}$/);
    expect(new Set(keys.values()).size).toBe(3);
  });

  it('are distinct, whatever the papers, and the same in any order', () => {
    const few = fc.constantFrom('Ada Lamp', 'Li Wei', '');
    const papers = fc
      .array(fc.tuple(few, fc.constantFrom('Lamps', 'Candles', '灯'), fc.constantFrom('2024', '2025')), {
        maxLength: 300,
      })
      .map((all) =>
        all.map(([author, title, published], i) =>
          aPaper(`p${i}`, { authors: author === '' ? [] : [author], title, published }),
        ),
      );
    fc.assert(
      fc.property(papers, (all) => {
        const keys = distinctKeys(all);
        expect(new Set(keys.values()).size).toBe(all.length);
        expect([...distinctKeys([...all].reverse())].sort()).toEqual([...keys].sort());
      }),
      { numRuns: 50, seed: 4 },
    );
  });

  it('never name another paper after one more with the same key was added', () => {
    const before = distinctKeys([lamp('a'), lamp('b')]);
    const after = distinctKeys([lamp('0'), lamp('a'), lamp('b')]);
    for (const [id, name] of before) expect(after.get(id)).toBe(name);
    expect([...after.values()]).not.toContain('lamp2025lamps');
  });

  it('are those that a file is given, so that one paper alone has the same key as among all', () => {
    const text = [...writePapers([lamp('a')], 'bibtex', { keyOf: () => 'lamp2025lamps-xyz' })].join('');
    expect(text).toContain('@misc{lamp2025lamps-xyz,');
    expect(text).toContain('paperkin = {a}');
  });
});
