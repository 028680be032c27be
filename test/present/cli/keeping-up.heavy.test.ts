/** Tags, followed addresses, recommendations and the digest on the command line, one after the other, as in a week. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { serving } from '../../fetch/hostile-server.js';
import { paperkin, paperkinJson } from '../../support/cli.js';
import { inCheckout, newFolder } from '../../support/folders.js';

const [MONDAY, TUESDAY] = ['daily-1.txt', 'daily-2.txt'].map((name) =>
  readFileSync(inCheckout(`fixtures/pages/${name}`)),
);

test('papers are fetched, tagged, recommended, and new once for each reader', async () => {
  const index = newFolder();
  let page = MONDAY!;
  const { url } = await serving((_request, response) => response.end(page));
  const run = async (...args: string[]) => {
    const { code, stdout, stderr } = await paperkin([...args, '--index', index]);
    expect(code, `${args.join(' ')}\n${stderr}`).toBe(0);
    return stdout;
  };
  const ask = <T>(...args: string[]) => paperkinJson<T>([...args, '--index', index]);

  expect(await run('follow', 'add', 'daily', `${url}/page.txt`)).toContain('Following daily');
  expect(await run('follow', 'list')).toContain(url);
  expect(await run('update')).toMatch(/daily: \d+ papers/);
  const { papers } = await ask<{ papers: { paper: { id: string; title: string } }[] }>('search', 'reasoning');
  const [first, second, third, fourth] = papers.map(({ paper }) => paper);
  await run('search', 'speech', '--save', 'speech');
  expect(await run('searches')).toContain('speech');

  await run('tag', 'add', 'reasoning', first!.id, second!.id, third!.id);
  expect(await run('tag', 'list')).toMatch(/^ +3 .*reasoning$/m);
  await run('note', first!.id, 'compare', 'with', 'ours');
  await run('read', fourth!.id);
  const shown = await run('tag', 'show', 'reasoning');
  for (const text of [first!.title.slice(0, 30), 'compare with ours']) expect(shown).toContain(text);
  const recommended = await ask<{ papers: { paper: { id: string }; words: unknown[] }[] }>(
    'recommend',
    '--tag',
    'reasoning',
    '--limit',
    '5',
  );
  const ids = recommended.papers.map(({ paper }) => paper.id);
  expect(ids).toHaveLength(5);
  for (const marked of [first, second, third, fourth]) expect(ids).not.toContain(marked!.id);
  await run('tag', 'remove', 'reasoning', third!.id);
  expect(await run('tag', 'list')).toMatch(/^ +2 .*reasoning$/m);
  await run('tag', 'add', 'reasoning', third!.id);

  expect(await run('digest')).toMatch(/^39 new papers, added on /);
  expect(await run('digest')).toContain('Nothing is new.');
  page = TUESDAY!;
  await run('update');
  expect(await run('digest', '--preview')).toMatch(/^\d+ new papers since /);
  const morning = await run('digest', '--format', 'markdown');
  expect(morning).toContain('## For your tag “reasoning”');
  expect(morning).toContain('above: “');
  expect(await run('digest', '--format', 'html')).not.toContain('<h2>');
  const atom = await run('digest', '--reader', 'ada', '--format', 'atom');
  expect(atom.match(/<entry>/g)!.length).toBeGreaterThan(10);
  expect(await run('trending', '--days', '400')).toContain('comments');

  await run('follow', 'remove', 'daily');
  expect((await paperkin(['update', '--index', index])).code).toBe(2);
}, 240_000);
