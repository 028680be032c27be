/** Themes on the command line: what a person sees, and how wrong use is refused. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { PaperId } from '../../../src/paper.js';
import { describeUnassigned } from '../../../src/present/cli/commands/theme-lines.js';
import { paperkin, paperkinJson } from '../../support/cli.js';
import { inCheckout, newFolder } from '../../support/folders.js';

test('of many papers without a theme the first are listed, and the others counted', () => {
  const outliers = Array.from({ length: 25 }, (_, i) => {
    return { id: `paper-${i}` as PaperId, title: `Paper ${i}`, similarity: 0.1, nearest: 't1' };
  });
  const lines = describeUnassigned(outliers, false);
  expect(lines.slice(-2)).toEqual([
    expect.stringMatching(/^ {4}Paper 19\n.*paper-19/),
    '    … and 5 more; `paperkin list --theme none` lists all',
  ]);
  expect(describeUnassigned(outliers.slice(0, 20), false)).toEqual(lines.slice(0, -1));
  expect(describeUnassigned(outliers, true).at(-1)).toBe('    … and 5 more; --json lists all');
});

test('of more than forty themes, papers are not listed', async () => {
  const index = newFolder();
  const file = join(index, 'papers.jsonl');
  const subjects = Array.from({ length: 41 }, (_, i) => `Lantern ${i} of harbour ${i * i}`);
  writeFileSync(file, subjects.map((title) => `${JSON.stringify({ title, abstract: `${title}.` })}\n`).join(''));
  await paperkinJson(['add', file, '--index', index]);
  const long = await paperkin(['themes', '--k', '41', '--index', index]);
  expect(long.stdout.match(/ · cohesion /g)).toHaveLength(41);
  expect(long.stdout).not.toMatch(/^ {4}1\.00 /m);
  expect(long.stderr.replaceAll('\n', ' ')).toContain('`paperkin theme ID` shows them');
  const short = await paperkin(['themes', '--k', '40', '--index', index]);
  expect(short.stdout).toMatch(/^ {4}1\.00 /m);
  expect(short.stderr).not.toContain('theme ID');
});

test.each([
  [
    'months of few papers, where most have no date',
    (i: number) => (i < 3 ? `2025-0${i + 1}` : null),
    'month, 2025-01 to 2025-03 (3 of 12 papers)',
  ],
  ['years, where no month is known', (i: number) => `${2020 + (i % 4)}`, 'year, 2020 to 2023'],
])(
  'bars are of %s',
  async (_, published, shown) => {
    const index = newFolder();
    const papers = Array.from({ length: 12 }, (_, i) => ({
      title: `Tides of estuary ${i}`,
      abstract: `We measure the tides of estuary ${i}.`,
      published: published(i),
    }));
    const stdin = papers.map((paper) => JSON.stringify(paper)).join('\n');
    await paperkin(['add', '-', '--index', index], { stdin });
    const { stdout, stderr } = await paperkin(['themes', '--index', index]);
    expect(stderr.replaceAll('\n', ' ')).toContain(`of each ${shown}.`);
    expect(stdout).toMatch(/[▁█]{2}/);
  },
  30_000,
);

describe('over a page', () => {
  const index = newFolder();
  const themes = (...args: string[]) => paperkin(['themes', ...args, '--index', index]);
  beforeAll(async () => {
    await paperkinJson(['add', inCheckout('fixtures/pages/daily-1.txt'), '--index', index]);
  });

  test.each([
    ['--k', '0'],
    ['diff', '--k', '5'],
    ['--why', 'diff'],
    ['of', 'x', '--k', '3'],
    ['of', ''],
    ['number'],
    ['number', '0'],
    ['number', 'many'],
    ['rename', 't1'],
    ['rename', 't1', 'A name', '--clear'],
    ['unmerge', 't1'],
    ['unsplit', 't1'],
    ['split', 't1', '--into', '99'],
  ])('`themes %s %s` … is wrong usage', async (...args) => {
    const { code, stdout, stderr } = await themes(...args.filter((one) => one !== undefined));
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).not.toContain('bug in paperkin');
  });

  test('a preview says that nothing was saved', async () => {
    const { stdout, stderr } = await themes('--k', '2');
    expect(stdout).toContain('2 themes over 39 papers');
    expect(stderr).toMatch(/Cohesion: .*Bars: /s);
    expect(stderr).toContain('Nothing was saved');
    expect(stderr.replaceAll('\n', ' ')).toContain('`paperkin themes number 2` keeps the number');
    expect((await themes('--since', '2020')).stderr).not.toContain('themes number');
  });

  test('one theme shows as many papers as asked for, and counts the others', async () => {
    const shown = async (...args: string[]) => (await paperkin(['theme', 't1', ...args, '--index', index])).stdout;
    const size = Number(/ (\d+) papers /.exec(await shown())![1]);
    expect((await shown()).match(/^ {2}\d\.\d\d /gm)).toHaveLength(size);
    expect((await shown('-n', '2')).match(/^ {2}\d\.\d\d /gm)).toHaveLength(2);
    expect(await shown('-n', '2')).toContain(`\n  … and ${size - 2} more papers; -n ${size} lists all\n`);
    const { theme } = await paperkinJson<{ theme: { papers: object[] } }>(['theme', 't1', '-n', '2', '--index', index]);
    expect(theme.papers).toHaveLength(size);
  });

  test('a decision is confirmed, and so is its undoing', async () => {
    const { outliers, themes: found } = await paperkinJson<{
      outliers: { id: string }[];
      themes: { papers: { id: string }[] }[];
    }>(['themes', '--index', index]);
    expect((await themes('split', 't1')).stdout).toMatch(/^Split t1 into 2: t\d+ takes \d+ papers\.\n$/);
    expect((await paperkin(['undo', '--index', index])).stdout).toContain('Split the theme');
    const paper = outliers[0] ?? found.at(-1)!.papers.at(-1);
    expect((await themes('rename', 't1', 'My', 'own', 'name')).stdout).toBe('t1 is now called “My own name”.\n');
    expect((await themes()).stdout).toContain('My own name  t1 ·');
    expect((await themes('rename', 't1', '--clear')).stdout).toBe('t1 has its automatic name again.\n');
    expect((await themes()).stdout).not.toContain('My own name');
    await themes('merge', 't2', 't1');
    expect((await paperkin(['theme', 't2', '--index', index])).stderr).toContain('t2 is part of t1');
    expect((await themes('unmerge', 't2')).stdout).toBe('t2 is a separate theme again.\n');
    await themes('pin', paper!.id, 't1');
    expect((await themes('of', paper!.id)).stdout).toMatch(/^[\d.-]+ {2}.* \(t1, its theme\)\n.* \(t\d+\)\n/);
    expect((await themes('of', 'reward models')).stdout).not.toContain('its theme');
    expect(await paperkinJson(['themes', 'unpin', paper!.id, '--index', index])).toEqual({
      decided: { kind: 'unpin', paper: paper!.id },
    });
  });

  test('a number of themes stays, until the data choose it again', async () => {
    const [automatic] = (await themes()).stdout.match(/^\d+ themes over/m)!;
    expect((await themes('number', '2')).stdout).toBe('The next run finds 2 themes, and later runs keep the number.\n');
    expect((await themes()).stdout).toMatch(/^2 themes over 39 papers/m);
    expect((await themes('number', 'auto')).stdout).toBe('The number of themes is chosen from the data again.\n');
    expect((await themes()).stdout).toContain(automatic);
  });
});

test('one theme says that it is rising, as in the list of themes', async () => {
  const index = newFolder();
  const dated = (about: string, month: number) =>
    Array.from({ length: 14 }, (_, i) => ({
      title: `${about} ${'abcdefghijklmn'[i]}`,
      published: `2025-0${month}-1${i % 9}`,
    }));
  const file = join(newFolder(), 'dated.jsonl');
  const papers = [...dated('Tides and moons of the sea', 1), ...dated('Violins and cellos of the orchestra', 6)];
  writeFileSync(file, papers.map((paper) => `${JSON.stringify(paper)}\n`).join(''));
  await paperkinJson(['add', file, '--index', index]);
  const { themes } = await paperkinJson<{ themes: { id: string; rising: boolean }[] }>(['themes', '--index', index]);
  const shown = await Promise.all(
    themes.map(async ({ id }) => (await paperkin(['theme', id, '--index', index])).stdout),
  );
  expect(themes.filter(({ rising }) => rising)).toHaveLength(1);
  expect(shown.map((text) => text.split('\n')[0]!.endsWith(' · rising'))).toEqual(themes.map(({ rising }) => rising));
});

/** Papers with a title and no abstract: quickly embedded. */
function fileOfTitles(about: string, numberOfPapers: number, ...others: object[]): string {
  const file = join(newFolder(), `${about}.jsonl`);
  const titled = Array.from({ length: numberOfPapers }, (_, i) => ({ title: `${about} ${'abcdefghijklmnopqr'[i]}` }));
  writeFileSync(file, [...titled, ...others].map((paper) => `${JSON.stringify(paper)}\n`).join(''));
  return file;
}

test('papers without title or abstract are shown by what there is', async () => {
  const untitled = { id: 'untitled', abstract: 'A saucepan of soup is stirred on a stove until the beans are done.' };
  const index = newFolder();
  await paperkinJson(['add', fileOfTitles('Tides and moons', 14, untitled), '--index', index]);
  const { stdout } = await paperkin(['themes', '--index', index]);
  expect(stdout).not.toContain('“”');
  expect(stdout).toContain('untitled');
  for (const line of stdout.split('\n')) expect(line).not.toMatch(/^ +[\d.]+ *$/);
  expect((await paperkin(['theme', 't1', '--index', index])).stdout).not.toContain('“”');
});

test('themes without an area are listed after the areas', async () => {
  const index = newFolder();
  await paperkinJson(['add', inCheckout('fixtures/pages'), '--year', '2026', '--index', index]);
  const preview = ['themes', '--k', '20', '--index', index];
  const { areas, themes } = await paperkinJson<{
    areas: { label: string; themes: string[] }[];
    themes: { id: string; area: string | null }[];
  }>(preview);
  const alone = themes.filter(({ area }) => area === null).map(({ id }) => id);
  expect(areas.length).toBeGreaterThan(0);
  expect(alone.length).toBeGreaterThan(0);
  const { stdout } = await paperkin(preview);
  const heads = [...areas.map(({ label }) => label), 'Other themes'].map((head) => stdout.indexOf(`${head}  `));
  expect(heads).toEqual([...heads].sort((a, b) => a - b));
  const listed = [...stdout.slice(heads.at(-1)).matchAll(/^\S.*? {2}(t\d+) · /gmu)].map(([, id]) => id);
  expect(listed).toEqual(alone);
});

test('`themes --why` says that all papers were grouped again, after the collection has doubled', async () => {
  const index = newFolder();
  await paperkinJson(['add', fileOfTitles('Tides and moons', 14), '--index', index]);
  await paperkinJson(['themes', '--index', index]);
  await paperkinJson(['add', fileOfTitles('Robots fold laundry', 18), '--index', index]);
  const { stdout } = await paperkin(['themes', '--why', '--index', index]);
  expect(stdout).toContain('Since the last run, all papers were grouped again: at least half of them came since');
});
