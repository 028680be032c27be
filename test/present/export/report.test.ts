/** The report of themes and map, as a file for somebody without paperkin. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Corpus } from '../../../src/index.js';
import { reportOf } from '../../../src/present/export/report.js';
import { tinyModel } from '../../support/tiny-model.js';
import { HOSTILE, PAPERS, smallCorpus } from '../http/small-corpus.js';

let corpus: Corpus;
let report = '';
beforeAll(async () => {
  corpus = await smallCorpus(tinyModel());
  for await (const piece of reportOf(corpus)) report += piece;
});
afterAll(() => corpus.close());

describe('a report', () => {
  test('shows every theme with its papers, and a mark for every paper', async () => {
    const { themes } = await corpus.themes();
    for (const { id } of themes) expect(report).toContain(`<section id="${id}">`);
    expect(report.match(/<circle /g)).toHaveLength(PAPERS.length);
    expect(report).toContain('Hidden chains of thought');
    expect(report.trimEnd().endsWith('</html>')).toBe(true);
  });

  test('fetches nothing, runs nothing, and makes no markup of a title', () => {
    expect(report).not.toMatch(/<script|<img|https?:|@import|url\(/i);
    expect(report).not.toContain(HOSTILE[0]);
    expect(report).toContain('&#60;script&#62;alert(1)&#60;/script&#62;');
    expect(report).toContain("default-src 'none'");
  });

  test('is the same on every run', async () => {
    let again = '';
    for await (const piece of reportOf(corpus)) again += piece;
    expect(again).toBe(report);
  });
});
