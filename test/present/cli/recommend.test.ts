/** Recommendations on a terminal. */
import { expect, test } from 'vitest';
import { paperkin } from '../../support/cli.js';
import { newFolder } from '../../support/folders.js';

test('no list of words is announced where no word speaks for a paper', async () => {
  const index = newFolder();
  const papers = [
    { id: 'lamp', title: 'Lamps', abstract: 'They shine at night.' },
    { id: 'sea', title: 'Turtles', abstract: 'Reptiles swim for miles.' },
    { id: 'ice', title: 'Glaciers', abstract: 'Frozen rivers crawl downhill.' },
  ];
  const stdin = papers.map((paper) => JSON.stringify(paper)).join('\n');
  expect((await paperkin(['add', '-', '--index', index], { stdin })).code).toBe(0);
  const { code, stdout } = await paperkin(['recommend', '--like', 'lamp', '--index', index]);
  expect(code).toBe(0);
  expect(stdout).toContain('Trained on 1 liked paper; 2 papers compared.');
  expect(stdout).not.toMatch(/: *$/m);
}, 30_000);

test('without liked papers, the options that name some are told', async () => {
  const index = newFolder();
  await paperkin(['add', '-', '--index', index], { stdin: '{"title":"Lamps","abstract":"They shine at night."}' });
  const { code, stderr } = await paperkin(['recommend', '--index', index]);
  expect([code, stderr]).toEqual([
    2,
    'paperkin: no liked papers are given. Name a tag with --tag, or papers with --like.\n',
  ]);
});
