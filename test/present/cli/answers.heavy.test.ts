/** What the commands print, with the built program run as a process. */
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { paperkin, paperkinJson } from '../../support/cli.js';
import { inCheckout, newFolder } from '../../support/folders.js';

const PAGE = inCheckout('fixtures/pages/daily-1.txt');
let index: string;
beforeAll(async () => {
  index = newFolder();
  await paperkinJson(['add', PAGE, '--index', index]);
});

describe('answers', () => {
  test('say whether the index has no papers, or no others, or none that match', async () => {
    const [none, one] = [newFolder(), newFolder()];
    await paperkin(['add', '-', '--index', none], { stdin: '' });
    const paper = { id: 'lamp', title: 'Lamps of ports', abstract: 'We count the lamps of ports.' };
    await paperkinJson(['add', '-', '--index', one], { stdin: JSON.stringify(paper) });
    const said = async (...args: string[]) => (await paperkin(args)).stdout.trim();
    const empty = 'The index has no papers. To add some: `paperkin add FILE…`.';
    expect(await said('search', 'lamps', '--index', none)).toBe(empty);
    expect(await said('list', '--index', none)).toBe(empty);
    expect(await said('list', '--since', '2020', '--index', none)).toBe('No papers match these filters.');
    expect(await said('similar', 'lamp', '--index', one)).toBe('The index has no other papers.');
    expect(await said('search', 'lamps', '--not', 'lamp', '--index', one)).toBe('The index has no other papers.');
  });

  test('say that no paper is of the period', async () => {
    const { stdout } = await paperkin(['themes', '--since', '2099', '--index', index]);
    expect(stdout).toBe('No themes: the index has no papers of this period.\n');
  });

  test('go to stdout and nothing else does', async () => {
    const { stdout, stderr } = await paperkin(['search', 'robots', '--index', index, '--json']);
    expect(() => JSON.parse(stdout) as unknown).not.toThrow();
    expect(stderr).toBe('');
  });

  test('carry no colour where stdout is no terminal', async () => {
    const { stdout } = await paperkin(['search', 'robots', '--index', index]);
    expect(stdout).not.toContain('\u001b');
  });

  test('for programs have no line that COLUMNS breaks', async () => {
    const plan = ['postgres', 'plan', '--servers', 'local,postgres://me@a-server-of-a-long-name/papers'];
    const narrow = { env: { COLUMNS: '40' } };
    const { stdout: sql } = await paperkin(plan);
    expect((await paperkin(plan, narrow)).stdout).toBe(sql);
    expect((JSON.parse((await paperkin([...plan, '--json'], narrow)).stdout) as { sql: string }).sql).toBe(sql);
  });

  test('are as wide as COLUMNS says where stdout is no terminal', async () => {
    for (const args of [
      ['themes', '--why'],
      ['themes', '--k', '3'],
      ['theme', 't1'],
      ['search', 'robots', '--explain'],
      ['search', 'soup'],
      ['search', '--help'],
      ['show', 'none'],
      ['doctor'],
      ['trending', '--days', '400'],
      ['digest', '--preview'],
    ]) {
      const { stdout, stderr } = await paperkin([...args, '--index', index], { env: { COLUMNS: '60' } });
      const words = `${stdout}${stderr}`.split('\n').filter((line) => line.length > 60 && !/^ *\S+$/.test(line));
      expect(words).toEqual([]);
    }
  });

  test('name trending papers and growing themes with their ids', async () => {
    const { papers } = await paperkinJson<{ papers: { id: string }[] }>([
      'trending',
      '--days',
      '400',
      '--index',
      index,
    ]);
    const { stdout } = await paperkin(['trending', '--days', '400', '--index', index]);
    expect(papers.length).toBeGreaterThan(1);
    for (const { id } of papers) expect(stdout).toMatch(new RegExp(`^     ${id} · \\S+ · \\d+ comments? · `, 'm'));
  });

  test('show a paper with its tags and its note', async () => {
    const id = (await paperkinJson<{ papers: { id: string }[] }>(['list', '-n', '1', '--index', index])).papers[0]!.id;
    for (const args of [
      ['tag', 'add', 'kelp', id],
      ['read', id],
      ['note', id, 'compare'],
    ])
      await paperkin([...args, '--index', index]);
    const { stdout } = await paperkin(['show', id, '--index', index]);
    expect(stdout).toMatch(/^tags +kelp\nread +yes\nnote +compare$/m);
    expect(await paperkinJson(['show', id, '--index', index])).toMatchObject({
      marks: { tags: ['kelp'], read: true, note: 'compare' },
    });
    for (const empty of ['', '-'])
      expect((await paperkin(['note', id, empty, '--index', index])).stderr).toMatch(/the note is empty/);
    const listed = async (...filters: string[]) =>
      (await paperkinJson<{ papers: { id: string }[] }>(['list', ...filters, '--index', index])).papers;
    expect((await listed('--reading', 'read')).map((one) => one.id)).toEqual([id]);
    expect((await listed('--reading', 'unread')).length).toBe((await listed()).length - 1);
    for (const text of ['COMP', '']) expect((await listed('--in-note', text)).map((one) => one.id)).toEqual([id]);
    expect((await paperkin(['note', id, '--index', index])).stdout).toMatch(/^compare/m);
    expect((await paperkin(['note', id, '--clear', '--index', index])).stdout).toMatch(/ is removed\.$/m);
  });

  test('name the filters of a saved search as they are typed, and the search that it replaces', async () => {
    const saving = (...query: string[]) => paperkin(['search', ...query, '--save', 'arms', '--index', index]);
    expect((await saving('robot arms', '--min-comments', '1')).stderr).toMatch(/^Saved as “arms”\. /);
    expect((await paperkin(['searches', '--index', index])).stdout).toBe('arms: robot arms · --min-comments 1\n');
    expect((await saving('grippers')).stderr).toMatch(/^Saved as “arms”, in place of the search for “robot arms”\. /);
  });

  test('name the address that a followed one replaces', async () => {
    const following = async (url: string) =>
      (await paperkin(['follow', 'add', 'feed', url, '--index', index])).stdout.split('\n').slice(0, -1);
    const next = 'To fetch it: `paperkin update`.';
    expect(await following('https://example.org/a')).toEqual(['Following feed: https://example.org/a', next]);
    expect(await following('https://example.org/b')).toEqual([
      'Following feed: https://example.org/b',
      'It replaces https://example.org/a, whose papers stay.',
      next,
    ]);
  });

  test('count one paper as one, and every paper that was read', async () => {
    const file = join(newFolder(), 'two.jsonl');
    const papers = ['Lamps', 'Tides', 'Lamps'].map((title) => JSON.stringify({ title, abstract: `On ${title}.` }));
    writeFileSync(file, papers.join('\n'));
    const folder = newFolder();
    const of = async (...args: string[]) => (await paperkin([...args, '--index', folder])).stdout;
    expect(await of('add', file)).toContain('(3 read: 2 added, 0 updated, 0 unchanged, 1 repeated)');
    const [first] = (await of('export', '--format', 'ids')).split('\n');
    expect(await of('remove', first!)).toContain('; 1 paper remains.');
    expect(await of('compact')).toMatch(/^1 paper, /);
    expect(await of('doctor')).toMatch(/index +1 paper, .*neighbours {2}1 paper can/s);
    expect(await of('backup', join(folder, 'copy'))).toContain(': 1 paper, ');
  });

  test('show volume, issue and pages beside the venue, and export what was added', async () => {
    const file = join(newFolder(), 'lamps.ris');
    const reference = 'TY  - JOUR\nTI  - Lamps\nT2  - J Lamps\nVL  - 12\nIS  - 3\nSP  - 45\nEP  - 67\nER  - \n';
    writeFileSync(file, reference);
    const of = async (...args: string[]) => (await paperkin([...args, '--index', folder])).stdout;
    const folder = newFolder();
    await of('add', file);
    const id = (await of('export', '--format', 'ids')).trim();
    expect(await of('show', id)).toMatch(/^venue +J Lamps 12\(3\), 45–67$/m);
    expect(await paperkinJson(['show', id, '--index', folder])).toMatchObject({
      paper: { venue: 'J Lamps', volume: '12', issue: '3', pages: '45-67' },
    });
    expect(await of('export', '--format', 'ris')).toMatch(/^VL {2}- 12\r\nIS {2}- 3\r\nSP {2}- 45\r\nEP {2}- 67\r$/m);
  });

  test('show type and publisher, and export what was added', async () => {
    const file = join(newFolder(), 'lamps.bib');
    writeFileSync(file, '@mastersthesis{a, title={Lamps}, school={University of Light}, year=2020}\n');
    const of = async (...args: string[]) => (await paperkin([...args, '--index', folder])).stdout;
    const folder = newFolder();
    await of('add', file);
    const id = (await of('export', '--format', 'ids')).trim();
    const shown = await of('show', id);
    expect(shown).toMatch(/^type +master’s thesis$/m);
    expect(shown).toMatch(/^publisher +University of Light$/m);
    expect(shown).not.toMatch(/^venue/m);
    const written = await of('export', '--format', 'bibtex');
    expect(written).toMatch(/^@mastersthesis\{/);
    expect(written).toContain('  school = {University of Light},\n');
  });

  test('show keywords, and export them beside tags', async () => {
    const file = join(newFolder(), 'lamps.ris');
    const keywords = 'KW  - Lamps, Oil\nKW  - candles\n';
    writeFileSync(file, `TY  - JOUR\nTI  - Lamps\nAU  - Stone, Ada\n${keywords}ER  - \n`);
    const of = async (...args: string[]) => (await paperkin([...args, '--index', folder])).stdout;
    const folder = newFolder();
    await of('add', file);
    const id = (await of('export', '--format', 'ids')).trim();
    await of('tag', 'add', 'to read', id);
    const shown = await of('show', id);
    expect(shown).toMatch(/^authors +Ada Stone$/m);
    expect(shown).not.toMatch(/^by /m);
    expect(shown).toMatch(/^keywords +candles; Lamps, Oil$/m);
    expect(await of('export', '--format', 'ris')).toContain('KW  - candles\r\nKW  - Lamps, Oil\r\nKW  - to read\r\n');
    expect(await of('export', '--format', 'bibtex')).toContain('  keywords = {candles; Lamps, Oil; to read},\n');
    expect(await of('export', '--format', 'csl-json')).toContain('"keyword":"candles; Lamps, Oil; to read"');
  });

  test('can be cut off by the reader without a word', async () => {
    const child = spawn(
      'sh',
      ['-c', `"${process.execPath}" dist/present/cli/main.js list --index "${index}" | head -n 1`],
      { cwd: inCheckout('.') },
    );
    let stderr = '';
    child.stderr.on('data', (text: Buffer) => {
      stderr += text.toString();
    });
    await new Promise((resolve) => {
      child.on('close', resolve);
    });
    expect(stderr).toBe('');
  });

  test('come with their exit code where nobody reads the remarks', async () => {
    const unread = (args: readonly string[]) =>
      paperkin([...args, '--index', index], { onStart: (child) => child.stderr?.destroy() });
    const { code, stdout } = await unread(['list', '--limit', '1']);
    expect([code, stdout.trim().split('\n').length]).toEqual([0, 2]);
    expect((await unread(['show', 'none'])).code).toBe(1);
    expect((await unread(['nosuch'])).code).toBe(2);
  });

  test('have the shape that others rely on', async () => {
    const added = await paperkinJson<Record<string, unknown>>(['add', PAGE, '--index', index]);
    expect(added).toMatchObject({
      files: [{ file: PAGE, format: 'hf-page', read: 39, problems: [], rejected: 0 }],
      read: 39,
      added: 0,
      updated: 0,
      unchanged: 39,
      papers: 39,
    });
    expect(await paperkinJson(['search', 'robot manipulation', '--index', index, '--limit', '1'])).toMatchObject({
      query: 'robot manipulation',
      papers: [
        {
          rank: 1,
          similarity: expect.any(Number),
          paper: { id: expect.any(String), title: expect.any(String), abstract: expect.any(String) },
        },
      ],
    });
    expect(await paperkinJson(['status', '--index', index])).toMatchObject({
      papers: 39,
      embeddings: 39,
      model: 'abstract-minilm-l3',
      dimension: 384,
      index: { path: index, sizeBytes: expect.any(Number), neighbours: 39 },
    });
    expect(await paperkinJson(['list', '-n', '1', '--index', index])).toMatchObject({
      papers: [expect.any(Object)],
      total: 39,
    });
    expect(await paperkinJson(['duplicates', '--index', index])).toMatchObject({ groups: expect.any(Array) });
    expect(await paperkinJson(['themes', '--index', index])).toMatchObject({
      themes: expect.any(Array),
      outliers: expect.any(Array),
    });
  });

  test('show a title with markup as text, without escape sequences', async () => {
    const file = join(newFolder(), 'hostile.jsonl');
    writeFileSync(
      file,
      `${JSON.stringify({ title: 'A \u001b[31mred\u001b[0m title', abstract: 'With a bell \u0007 and more.' })}\n`,
    );
    const folder = newFolder();
    await paperkinJson(['add', file, '--index', folder]);
    const { stdout } = await paperkin(['list', '--index', folder]);
    expect(stdout).not.toContain('\u001b');
  });
});

test('all near-duplicates above a threshold are merged at once, and each merge can be undone', async () => {
  const own = newFolder();
  await paperkinJson(['add', inCheckout('fixtures/pages'), '--index', own]);
  const groups = async (...more: string[]) =>
    (
      await paperkinJson<{ groups: { representative: string; papers: string[] }[] }>([
        'duplicates',
        '--index',
        own,
        ...more,
      ])
    ).groups;
  const [all, sure] = [await groups(), await groups('--threshold', '0.95')];
  expect([all.length > sure.length, sure.length > 0]).toEqual([true, true]);
  const { merged } = await paperkinJson<{ merged: { representative: string; removed: string[] }[] }>([
    'duplicates',
    'merge',
    '--all',
    '--threshold',
    '0.95',
    '--index',
    own,
  ]);
  expect(merged.map(({ representative, removed }) => [representative, ...removed].sort())).toEqual(
    sure.map(({ papers }) => [...papers].sort()),
  );
  expect(merged.map(({ representative }) => representative)).toEqual(sure.map(({ representative }) => representative));
  const { stdout } = await paperkin(['duplicates', 'merge', '--all', '--index', own]);
  expect(stdout).toMatch(/^Merged \d+ papers? into \d+ others?\./);
  expect(await groups()).toEqual([]);
  await paperkin(['undo', '--index', own]);
  expect(await groups()).toHaveLength(1);
  expect((await paperkin(['duplicates', 'merge', 'x', '--index', own])).code).toBe(2);
}, 60_000);

test('near-duplicates without a title are said to be without one', async () => {
  const [own, file] = [newFolder(), join(newFolder(), 'untitled.jsonl')];
  const abstract =
    'Lamps on a harbour wall are lit by the tide, and we count for a year which of them the spray puts out';
  const papers = [' first.', ' at night, and why.'].map((end) => ({ title: '', abstract: `${abstract}${end}` }));
  writeFileSync(file, papers.map((paper, i) => `${JSON.stringify({ id: `lamp${i}`, ...paper })}\n`).join(''));
  await paperkinJson(['add', file, '--index', own]);
  const { stdout } = await paperkin(['duplicates', '--index', own]);
  expect(stdout.match(/\(without a title\)/g)).toHaveLength(2);
  const against = await paperkin(['duplicates', '--against', file, '--index', own]);
  expect(against.stdout).toContain('(without a title)');
});
