import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { paperTable } from '../../../src/present/cli/commands/list.js';
import { program } from '../../../src/present/cli/program.js';
import { fitted, MARK_OFF, MARK_ON, wrapped } from '../../../src/present/cli/terminal.js';
import { aPaper } from '../../support/papers.js';

const columns = Object.getOwnPropertyDescriptor(process.stdout, 'columns');
const widest = (text: string) => Math.max(...text.split('\n').map((line) => line.length));

describe('on a terminal of 40 columns', () => {
  beforeEach(() => {
    Object.defineProperty(process.stdout, 'columns', { value: 40, configurable: true });
  });
  afterEach(() => {
    if (columns === undefined) delete (process.stdout as { columns?: number }).columns;
    else Object.defineProperty(process.stdout, 'columns', columns);
  });

  test('a list is not wider, and ids are not broken', async () => {
    const papers = ['kelp-after-storms-and-winters-k2x9', 'ferries-of-eleven-islands-q7t3'].map((id) =>
      aPaper(id, {
        title: 'Which juvenile plants survive when winter storms pass over kelp forests',
        published: '2024-05-06',
      }),
    );
    const list = await paperTable(papers);
    expect(widest(list)).toBeLessThanOrEqual(40);
    for (const { id } of papers) expect(list.split('\n')).toContain(id);
  });

  test('help has each description below its option', async () => {
    const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    const argv = ['node', 'paperkin', 'search', '--help'];
    await expect(program({ argv, signal: new AbortController().signal })).rejects.toThrow('outputHelp');
    const help = write.mock.calls.join('');
    write.mockRestore();
    expect(widest(help)).toBeLessThanOrEqual(40);
    expect(help).toContain('  --since <date>\n      published on or after: YYYY,\n      YYYY-MM or YYYY-MM-DD\n');
  });

  test('a word longer than a line stays whole at its beginning', () => {
    expect(wrapped(`held ${'x'.repeat(38)} apart`, '      ')).toBe(`      held\n${'x'.repeat(38)}\n      apart`);
  });

  test('a line that a command did not break is broken below its last column', () => {
    const line = 'h20  2026-11-27  Merged a paper into “Hidden chains of thought”.';
    expect(fitted(line, process.stdout).split('\n')).toEqual([
      'h20  2026-11-27  Merged a paper into',
      '                 “Hidden chains of',
      '                 thought”.',
    ]);
    expect(fitted(`by\n${'x'.repeat(50)} y`, process.stdout).split('\n')).toEqual(['by', 'x'.repeat(50), 'y']);
    expect(fitted(line, {})).toBe(line);
  });

  test('marks of highlighted words take no place in a line', () => {
    const text = 'twenty letters or so, and twenty more ok';
    expect(wrapped(text.replace('letters', `${MARK_ON}letters${MARK_OFF}`), '').split('\n')).toHaveLength(1);
  });
});

test.each(['量子计算中的错误校正-综述-cxipy', `${'kelp-'.repeat(9)}q7t3`])(
  'a list shows the id %s whole',
  async (id) => {
    const list = await paperTable([aPaper(id), aPaper('a')]);
    expect(list).toContain(id);
  },
);

test('a list in order of comments shows them', async () => {
  const list = await paperTable([aPaper('a', { comments: 12 }), aPaper('b')], { comments: true });
  expect(list).toMatch(/comments/);
  expect(list).toMatch(/^a .* 12 /m);
});

test('a list says that a paper has no title', async () => {
  expect(await paperTable([aPaper('a', { title: '' })])).toContain('(without a title)');
});
