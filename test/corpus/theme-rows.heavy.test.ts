/** A run of themes is stored as rows, and read back as it was. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { headerOf, rowsOf, themesIn } from '../../src/corpus/theme-rows.js';
import { openCorpus } from '../../src/index.js';
import { collect } from '../../src/maths/batches.js';
import type { PaperId } from '../../src/paper.js';
import { openStore, type Store } from '../../src/store/index.js';
import type { Theme, Themes } from '../../src/themes/index.js';
import { inCheckout, newFolder } from '../support/folders.js';

const PAPERS = Array.from({ length: 2_500 }, (_, i) => `paper ${String(i).padStart(4, '0')}` as PaperId);

function theme(id: string, papers: Theme['papers']): Theme {
  return {
    id,
    label: `Label of ${id}`,
    renamed: false,
    mixed: false,
    terms: ['term'],
    size: papers.length,
    cohesion: 0.5,
    papers,
    sentence: { paper: papers[0]!.id, text: 'A sentence.' },
    area: null,
    near: [],
    periods: [{ period: '2025-01', papers: 2, share: 0.5 }],
    rising: false,
  };
}

const THEMES: Themes = {
  themes: [
    theme(
      't10',
      PAPERS.slice(0, 2_400).map((id, i) => ({ id, similarity: 1 - i / 10_000 })),
    ),
    theme('t1', [
      { id: PAPERS[2_402]!, similarity: 0.9, also: { theme: 't10', similarity: 0.88 } },
      { id: PAPERS[2_401]!, similarity: 0.8 },
    ]),
  ],
  areas: [{ id: 'a1', label: 'An area', themes: ['t10', 't1'], size: 2_402 }],
  outliers: PAPERS.slice(2_450).map((id) => ({ id, similarity: 0.1, nearest: 't1' })),
  why: { k: 2, criterion: 'c', curve: [], dissolved: 0, decided: null, outlierBelow: 0.2, changes: [] },
  state: {
    next: 11,
    outlierBelow: 0.2,
    themes: [
      { id: 't10', label: 'Label of t10', shownAs: 't10', centroid: [0.6, 0.8], papers: PAPERS.slice(0, 2_400) },
      { id: 't1', label: 'Label of t1', shownAs: 't1', centroid: [1, 0], papers: PAPERS.slice(2_401, 2_403) },
    ],
    basis: {
      criterion: 'c',
      curve: [],
      dissolved: 0,
      papers: PAPERS.length,
      arrived: [PAPERS[3]!],
      unassigned: PAPERS.slice(2_450),
    },
  },
};

test('the same themes are read from rows in order of key, to the byte', () => {
  const rows = [...rowsOf(THEMES)].sort(([a], [b]) => (a < b ? -1 : 1));
  expect(Math.max(...rows.map(([, value]) => (value as unknown[]).length))).toBe(1_000);
  expect(JSON.stringify(headerOf(THEMES))).not.toContain('paper ');
  expect(JSON.stringify(themesIn(headerOf(THEMES), rows))).toBe(JSON.stringify(THEMES));
});

test('without a basis, none is read', () => {
  const { basis: _, ...state } = THEMES.state;
  const themes = { ...THEMES, state };
  expect(themesIn(headerOf(themes), [...rowsOf(themes)]).state).not.toHaveProperty('basis');
});

const COLLECTION = readFileSync(inCheckout('fixtures/themes/docs.jsonl'), 'utf8').trim().split('\n');

async function addTo(index: string, lines: readonly string[]): Promise<void> {
  const file = join(newFolder(), 'papers.jsonl');
  writeFileSync(file, lines.map((line) => line.replace('"text":', '"abstract":')).join('\n'));
  const corpus = await openCorpus({ index, create: true, workers: 1 });
  await corpus.add([file]);
  await corpus.close();
}

/** As another process, which has nothing in memory. */
async function themesOf(index: string) {
  const corpus = await openCorpus({ index, workers: 1 });
  const answer = await corpus.themes();
  await corpus.close();
  return answer;
}

async function stored<T>(index: string, use: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(index);
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}

test('a run is read back from its rows', async () => {
  const index = newFolder();
  await addTo(index, COLLECTION.slice(0, 40));
  const first = await themesOf(index);
  expect(await themesOf(index)).toEqual(first);
  const rows = await stored(index, (store) => store.read((view) => collect(view.derivedRows('themes'))));
  expect(rows.length).toBeGreaterThan(first.themes.length);
});

test('a run of another format is made again', async () => {
  const index = newFolder();
  await addTo(index, COLLECTION.slice(0, 40));
  const first = await themesOf(index);
  await stored(index, async (store) => {
    const { of, program } = (await store.read((view) => view.derived('themes')))!;
    await store.saveDerived('themes', { of, program, value: { format: 1_000 }, rows: { replace: [] } });
  });
  expect((await themesOf(index)).themes).toEqual(first.themes);
});
