/** Recommendations on a terminal. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { paperkinHere } from '../../support/cli-here.js';
import { newFolder } from '../../support/folders.js';

/** A new index of these papers. */
async function indexOf(...papers: readonly object[]): Promise<string> {
  const folder = newFolder();
  writeFileSync(join(folder, 'papers.json'), JSON.stringify(papers));
  expect((await paperkinHere(['add', join(folder, 'papers.json'), '--index', join(folder, 'index')])).code).toBe(0);
  return join(folder, 'index');
}

test('no list of words is announced where no word speaks for a paper', async () => {
  const index = await indexOf(
    { id: 'lamp', title: 'Lamps', abstract: 'They shine at night.' },
    { id: 'sea', title: 'Turtles', abstract: 'Reptiles swim for miles.' },
    { id: 'ice', title: 'Glaciers', abstract: 'Frozen rivers crawl downhill.' },
  );
  const { code, stdout } = await paperkinHere(['recommend', '--like', 'lamp', '--index', index]);
  expect(code).toBe(0);
  expect(stdout).toContain('Trained on 1 liked paper; 2 papers compared.');
  expect(stdout).not.toMatch(/: *$/m);
});

test('without liked papers, the options that name some are told', async () => {
  const index = await indexOf({ title: 'Lamps', abstract: 'They shine at night.' });
  const { code, stderr } = await paperkinHere(['recommend', '--index', index]);
  expect([code, stderr]).toEqual([
    2,
    'paperkin: no liked papers are given. Name a tag with --tag, or papers with --like.\n',
  ]);
});
