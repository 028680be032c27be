/** Commands that take the ids of papers on standard input, and how they speak of many papers. */
import { beforeAll, expect, test } from 'vitest';
import { paperkin, paperkinJson } from '../../support/cli.js';
import { inCheckout, newFolder } from '../../support/folders.js';

const index = newFolder();
const run = (args: readonly string[], stdin?: string) =>
  paperkin([...args, '--index', index], stdin === undefined ? {} : { stdin });
let ids: string;

beforeAll(async () => {
  await paperkinJson(['add', inCheckout('fixtures/pages/daily-1.txt'), '--index', index]);
  ids = (await run(['export', '--format', 'ids'])).stdout;
});

test('papers are tagged, marked and removed by the ids that export writes', async () => {
  const three = ids.split('\n').slice(0, 3).join('\n');
  expect((await run(['tag', 'add', 'lamps', '-'], three)).stdout).toBe('3 papers tagged.\n');
  expect((await run(['read', '-'], three)).stdout).toBe('3 papers marked as read.\n');
  expect((await run(['unread', '-'], three)).stdout).toBe('3 papers marked as unread.\n');
  expect((await run(['tag', 'remove', 'lamps', '-'], three)).stdout).toBe('The tag is removed from 3 papers.\n');
  expect((await run(['remove', '-'], ids)).stdout).toBe('Removed 39 papers; 0 papers remain.\n');
  expect((await run(['undo'])).stdout).toMatch(/^Undone: h2 of \d{4}-\d\d-\d\d \d\d:\d\d: Removed 39 papers\.\n$/);
});

test('a tag named “-” is no place for ids', async () => {
  const [first, second] = ids.split('\n');
  expect((await run(['tag', 'add', '-', first!], second)).stdout).toBe('1 paper tagged.\n');
  expect((await run(['tag', 'add', '-', '-'], ids)).stdout).toBe('38 papers tagged; 1 paper had the tag already.\n');
  expect((await run(['tag', 'remove', '-', '-'], ids)).stdout).toBe('The tag is removed from 39 papers.\n');
});

test('standard input without an id is wrong usage', async () => {
  const { code, stderr } = await run(['remove', '-'], '\n');
  expect([code, stderr]).toEqual([2, expect.stringContaining('standard input holds no id')]);
});

test('the papers of a tag are described in lines no wider than the others', async () => {
  const [long] = (await run(['list', '--json'])).stdout.match(/"id": "[^"]+",\n *"title": "[^"]{96,}"/) ?? [];
  const id = /"id": "([^"]+)"/.exec(long!)![1]!;
  await run(['tag', 'add', 'long', id]);
  const lines = (await run(['tag', 'show', 'long'])).stdout.trimEnd().split('\n');
  expect(lines.every((line) => line.length <= 100)).toBe(true);
  expect(lines.at(-1)).toMatch(new RegExp(`^ {6}${id} · \\d{4}-`));
});
