/** The manners of the command line, with the built program run as a process. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { paperkin, paperkinJson } from '../../support/cli.js';
import { inCheckout, newFolder } from '../../support/folders.js';
import { Database } from '../../support/sqlite.js';

const PAGE = inCheckout('fixtures/pages/daily-1.txt');
const CUT_PAGE = inCheckout('fixtures/pages/daily-4.txt');
let index: string;
beforeAll(async () => {
  index = newFolder();
  await paperkinJson(['add', PAGE, '--index', index]);
});

describe('help', () => {
  test('shows examples and the exit codes', async () => {
    const { code, stdout } = await paperkin(['--help']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Examples:\n {2}paperkin add/m);
    expect(stdout).toContain('5 index damaged');
  });

  test('shows examples of the command itself, not of the program', async () => {
    for (const command of ['add', 'search', 'themes', 'duplicates', 'export']) {
      const { stdout } = await paperkin([command, '--help']);
      const examples = [...stdout.split('Examples:')[1]!.matchAll(/^ {2}paperkin (\w+)/gm)].map(([, name]) => name);
      expect(examples.length).toBeGreaterThan(0);
      expect(new Set(examples)).toEqual(new Set([command]));
    }
  });

  test('of a command within another does not show the options of that one', async () => {
    const { stdout } = await paperkin(['duplicates', 'ignore', '--help']);
    expect(stdout).toMatch(/^Global Options:$/m);
    expect(stdout).toContain('--index');
    expect(stdout).not.toContain('--borderline');
  });

  test('loads neither the model nor a database', async () => {
    const { stdout } = await paperkin(['--help'], {
      env: {
        NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent("process.on('exit',()=>{const heavy=Object.keys(process.moduleLoadList?{}:{});const used=process.moduleLoadList.filter((n)=>/sqlite|onnx/i.test(n));if(process.report.getReport().sharedObjects.some((o)=>/better_sqlite3|onnxruntime|addon\\.node/.test(o)))process.stdout.write('HEAVY');void heavy;void used})")}`,
      },
    });
    expect(stdout).not.toContain('HEAVY');
  });
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

test('a file that cannot be read is named once', async () => {
  const { code, stdout } = await paperkin(['add', 'nofile', '--index', newFolder()]);
  expect(code).toBe(3);
  expect(stdout).toMatch(/^nofile: cannot be read: there is no such file\./);
});

describe('the index', () => {
  test('is no folder named by an empty variable or option: that would be the current one', async () => {
    const folder = newFolder();
    const given = { stdin: JSON.stringify({ title: 'Waves', abstract: 'We measure waves.' }), cwd: folder };
    const env = { PAPERKIN_INDEX: '', PAPERKIN_MODEL: '', PAPERKIN_READ_FROM: '' };
    expect((await paperkin(['add', '-'], { ...given, env })).code).toBe(0);
    expect(readdirSync(folder)).toEqual(['index']);
    for (const option of ['--index', '--model'])
      expect(await paperkin(['add', '-', option, ''], given)).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('must not be empty'),
      });
    expect(readdirSync(folder)).toEqual(['index']);
  });

  test('is the folder that PAPERKIN_INDEX names, unless --index names one', async () => {
    expect(await paperkinJson(['status'], { env: { PAPERKIN_INDEX: index } })).toMatchObject({ papers: 39 });
    const { code } = await paperkin(['status', '--index', join(newFolder(), 'none')], {
      env: { PAPERKIN_INDEX: index },
    });
    expect(code).toBe(1);
  });

  test('is not made by a question', async () => {
    const folder = join(newFolder(), 'none');
    const { code, stderr } = await paperkin(['search', 'rain', '--index', folder]);
    expect(code).toBe(1);
    expect(stderr).toContain('paperkin add');
    expect(existsSync(folder)).toBe(false);
  });
});

describe('failures', () => {
  test.each([
    ['an unknown command', ['serch'], 2],
    ['an unknown option', ['search', 'x', '--nope'], 2],
    ['an option of `add` that `watch` does not have', ['watch', 'no-folder', '--strict'], 2],
    ['no argument', ['add'], 2],
    ['a search to be saved without a query', ['search', '--since', '2025', '--save', 'new'], 2],
    ['papers to be unlike without a query', ['search', '--since', '2025', '--not', 'x'], 2],
    ['papers to be unlike in a search to be saved', ['search', 'rain', '--not', 'x', '--save', 'rain'], 2],
    ['a mode in a search to be saved', ['search', 'rain', '--mode', 'lexical', '--save', 'rain'], 2],
    ['near-duplicates among the answers to a query', ['export', '--search', 'x', '--duplicates'], 2],
    ['a mode without a query', ['search', '--since', '2025', '--mode', 'dense'], 2],
    ['notes in a format without notes', ['export', '--format', 'markdown', '--notes'], 2],
    ['exact cells in a format without cells', ['export', '--format', 'ris', '--exact'], 2],
    ['an export in two formats', ['export', '--format', 'csv', '--json'], 2],
    ['a digest in two formats', ['digest', '--format', 'html', '--json'], 2],
    ['near-duplicates with an option for files, without a file', ['duplicates', '--strict'], 2],
    ['near-duplicates with a format of files, without a file', ['duplicates', '--format', 'ris'], 2],
    ['near-duplicates with the year of a page, without a page', ['duplicates', '--year', '2025'], 2],
    ['near-duplicates with files and differences', ['duplicates', '--against', PAGE, '--diff'], 2],
    ['a threshold for papers that are named', ['duplicates', 'merge', 'x', 'y', '--threshold', '0.9'], 2],
    ['an option of `duplicates` that `ignore` does not have', ['duplicates', 'ignore', 'x', 'y', '--diff'], 2],
    ['a threshold of `duplicates` for `ignore`', ['duplicates', '--threshold', '0.9', 'ignore', 'x', 'y'], 2],
    ['an option of `themes` that `rename` does not have', ['themes', 'rename', 't1', 'Rain', '--why'], 2],
    ['a limit that is no number', ['search', 'x', '--limit', 'ten'], 2],
    ['a port that does not exist', ['serve', '--port', '65536'], 2],
    ['a year of two digits', ['add', PAGE, '--year', '25'], 2],
    ['a judged set that is a file', ['eval', PAGE], 3],
    ['a file that is not there', ['add', '/no/such/file.txt'], 3],
    ['an address and a file, of which JSON would be two answers', ['add', 'http://127.0.0.1:1/', PAGE, '--json'], 2],
    ['a model that is not there', ['search', 'x', '--model', '/no/such/model'], 4],
  ])('%s ends with one sentence and its exit code', async (_what, args, expected) => {
    const { code, stderr, stdout } = await paperkin([...args, '--index', index]);
    expect(code).toBe(expected);
    expect(stderr).toMatch(/^(?:paperkin: |\{"error":|$)/);
    expect(stderr + stdout).not.toBe('');
    expect(stderr + stdout).not.toMatch(/\n\s+at /);
  });

  test.each([
    ['help for a command that does not exist', ['help', 'serch'], "unknown command 'serch'"],
    ['a decision on themes that does not exist', ['themes', 'splt', 't1'], "unknown command 'splt'"],
    ['one on near-duplicates', ['duplicates', 'mrge', 'x', 'y'], "unknown command 'mrge'"],
    ['what a limit below nothing must be', ['list', '--limit', '-3'], 'It must be 1 or more.'],
    [
      'an address that is not of the web',
      ['add', 'ftp://lamps.test/a.bib'],
      'ftp://lamps.test/a.bib is not a web address',
    ],
  ])('%s is named', async (_what, args, message) => {
    const { code, stderr, stdout } = await paperkin([...args, '--index', newFolder()]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
    expect(stderr.trim().split('\n').length).toBeLessThan(4);
  });

  test.each([
    ['bytes', 'lamps\0of ports'],
    ['a PDF', '%PDF-1.7\nlamps of ports'],
  ])('a query in a file of %s is refused', async (_what, content) => {
    const file = join(newFolder(), 'query');
    writeFileSync(file, content);
    const { code, stderr } = await paperkin(['search', '--file', file, '--index', index]);
    expect([code, stderr]).toEqual([3, expect.stringContaining('is not text in UTF-8. Save the abstract as')]);
  });

  test('of --embed-later in a folder are the same for an address as for a file', async () => {
    const paper = JSON.stringify({ id: 'lamp', title: 'Lamps of ports', abstract: 'We count the lamps of ports.' });
    const server = createServer((_request, response) => response.end(paper)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const { code, stderr } = await paperkin(['add', `http://127.0.0.1:${port}/`, '--embed-later', '--index', index]);
    server.close();
    expect([code, stderr]).toEqual([2, expect.stringContaining('is a folder')]);
  });

  test('an address that is added ends with the number of papers, as a file does', async () => {
    const paper = JSON.stringify({ id: 'lamp', title: 'Lamps of ports', abstract: 'We count the lamps of ports.' });
    const server = createServer((_request, response) => response.end(paper)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const { stdout } = await paperkin(['add', `http://127.0.0.1:${port}/`, '--index', newFolder()]);
    server.close();
    expect(stdout).toMatch(/: 1 paper \(1 added, 0 updated\)\n\n1 paper in the index\n$/);
  });

  test.each([
    [['serch'], 'paperkin --help lists the commands'],
    [['list', '--nope'], 'paperkin list --help shows the options'],
    [['themes', 'split'], 'paperkin themes split --help shows the options'],
    [['duplicates', '--threshold', '2'], 'paperkin duplicates --help shows the options and the commands'],
    [['tag', 'ad'], 'paperkin tag --help lists the commands'],
  ])('of usage point to the help of the command: %s', async (args, hint) => {
    expect((await paperkin(args)).stderr).toContain(hint);
  });

  test.each([[['list', '--nope']], [['serch']], [['tag']], [['show', 'none', '--index', newFolder()]]])(
    'are JSON with --json: %s',
    async (args) => {
      const { stdout, stderr } = await paperkin([...args, '--json']);
      expect([stdout, JSON.parse(stderr)]).toEqual([
        '',
        { error: expect.objectContaining({ code: expect.any(String) }) },
      ]);
    },
  );

  test('a damaged index ends with 5', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'papers.sqlite'), 'no database at all '.repeat(100));
    const { code, stderr } = await paperkin(['list', '--index', folder]);
    expect(code).toBe(5);
    expect(stderr).toContain(folder);
  });

  test('a file ends with 3 where every record was rejected, and with 0 where some were', async () => {
    const folder = newFolder();
    const bad = '{"title":""}';
    const good = JSON.stringify({ title: 'Salt on rocks', abstract: 'Salt dries on rocks by the sea.' });
    writeFileSync(join(folder, 'bad.jsonl'), `${bad}\n${bad}\n`);
    writeFileSync(join(folder, 'mixed.jsonl'), `${bad}\n${good}\n`);
    const codeOf = async (...names: string[]) =>
      (await paperkin(['add', ...names.map((name) => join(folder, name)), '--index', join(folder, 'ix')])).code;
    expect([await codeOf('bad.jsonl'), await codeOf('mixed.jsonl')]).toEqual([3, 0]);
  });

  test('near-duplicates with files say what could not be read, and wrap the titles of known papers', async () => {
    const [folder, own] = [newFolder(), newFolder()];
    const title = 'On the lamps that the keepers of harbour walls have lit for a hundred years before they went to sea';
    const paper = { title: `${title}, and what became of them`, abstract: 'We count the lamps of ports.' };
    const [unreadable, good] = [join(folder, 'poem.txt'), join(folder, 'lamps.jsonl')];
    writeFileSync(unreadable, '\n\nx');
    writeFileSync(good, JSON.stringify(paper));
    await paperkinJson(['add', good, '--index', own]);
    const alone = await paperkin(['duplicates', '--against', unreadable, '--index', own]);
    expect([alone.code, alone.stdout.includes('poem.txt'), alone.stdout.includes(' new')]).toEqual([3, true, false]);
    const both = await paperkin(['duplicates', '--against', unreadable, good, '--index', own]);
    expect(both.code).toBe(3);
    expect(both.stdout).toContain('1 already in the index, 0 new.\n1 of 2 files could not be read');
    expect(both.stdout).not.toContain(paper.title);
    expect(both.stdout.replace(/\s+/g, ' ')).toContain(paper.title);
  });

  test('notes in a format without notes name the option and the formats that have them', async () => {
    const { stderr } = await paperkin(['export', '--format', 'html', '--notes', '--index', index]);
    expect(stderr.replace(/\s+/g, ' ')).toContain(
      'the option notes does not apply to html. Formats that have notes are json, jsonl, csv, bibtex, ris, csl-json, ' +
        'endnote-xml, zotero-rdf.',
    );
  });

  test('counts only that as rejected of which nothing is kept', async () => {
    const folder = newFolder();
    const files = {
      'cut.ris': 'TY  - JOUR\nTI  - Salt on rocks\nAB  - Salt dries on rocks by',
      'undated.jsonl': JSON.stringify({ title: 'Rain on roofs', abstract: 'Rain falls.', published: 'soon' }),
      'bad.jsonl': `${JSON.stringify({ title: 'Snow on hills', abstract: 'Snow lies.' })}\n{"title":""}`,
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const names = Object.keys(files).map((name) => join(folder, name));
    const { stdout } = await paperkin(['add', ...names, '--index', join(folder, 'ix')]);
    const heads = stdout.split('\n').filter((line) => line.startsWith(folder));
    expect(heads.map((line) => line.slice(folder.length + 1))).toEqual([
      'cut.ris: 1 paper (ris)',
      'undated.jsonl: 1 paper (jsonl)',
      'bad.jsonl: 1 paper (jsonl), 1 rejected',
    ]);
    expect(stdout).toContain('it is read up to there');
    expect(stdout.match(/line \d+, rejected/g)).toEqual(['line 2, rejected']);
    const { stdout: json } = await paperkin(['add', ...names, '--index', join(folder, 'ix'), '--json']);
    const counts = JSON.parse(json).files.map(({ problems, problemCount, rejected }: Record<string, unknown>) => [
      (problems as { kind: string }[]).map(({ kind }) => kind),
      problemCount,
      rejected,
    ]);
    expect(counts).toEqual([
      [['incomplete'], 1, 0],
      [['incomplete'], 1, 0],
      [['rejected'], 1, 1],
    ]);
  });

  test('a file without papers ends with 3 and says where and what to do', async () => {
    const file = join(newFolder(), 'poem.txt');
    writeFileSync(file, '\n\nx');
    const { code, stdout } = await paperkin(['add', file, '--index', newFolder()]);
    expect(code).toBe(3);
    expect(stdout).toContain('poem.txt');
    expect(stdout).toContain('--format');
  });

  test('show their origin with --debug only', async () => {
    const { stderr } = await paperkin(['search', 'x', '--model', '/no/such/model', '--index', index, '--debug']);
    expect(stderr).toMatch(/\n\s+at /);
  });

  test('a part of a page that cannot be read whole is named by line', async () => {
    const { stdout, code } = await paperkin(['add', CUT_PAGE, '--index', newFolder()]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/line 339: /);
  });
});

describe('a second writer', () => {
  test('waits and says so, or gives up clearly', async () => {
    const { openStore } = (await import(
      inCheckout('dist/store/index.js')
    )) as typeof import('../../../src/store/index.js');
    const store = await openStore(index);
    const lock = await store.lock(0);
    const refused = await paperkin(['add', PAGE, '--index', index, '--wait', '0']);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('another paperkin is writing');
    const waiting = paperkin(['add', PAGE, '--index', index, '--wait', '20'], {
      onStart: (child) => child.stderr!.once('data', () => void lock.release()),
    });
    const { code, stderr } = await waiting;
    expect(stderr).toContain('waiting');
    expect(code).toBe(0);
    await store.close();
  });
});

describe('an interrupted add', () => {
  test('exits with 130, keeps what was written and says how to go on', async () => {
    const folder = newFolder();
    const file = join(newFolder(), 'many.jsonl');
    writeFileSync(
      file,
      Array.from(
        { length: 2_000 },
        (_, i) =>
          `${JSON.stringify({ title: `Paper ${i}`, abstract: `${'Many words stand here to make it slow. '.repeat(10)} ${i}` })}\n`,
      ).join(''),
    );
    const { code, stderr } = await paperkin(['add', file, '--index', folder], {
      onStart: (child) => {
        setTimeout(() => child.kill('SIGINT'), 2_500);
      },
    });
    expect(code).toBe(130);
    expect(stderr).toContain('Run the same command again');
    expect((await paperkin(['doctor', '--index', folder])).code).toBe(0);
  });

  test('repairs an index without damage, and calls no file damaged', async () => {
    const folder = newFolder();
    await paperkin(['add', '-', '--index', folder], { stdin: '{"title": "Lamps", "abstract": "They shine."}\n' });
    const { code, stdout } = await paperkin(['doctor', '--repair', '--index', folder]);
    expect([code, stdout]).toEqual([
      0,
      '1 paper intact.\nThe previous file is kept as papers.damaged-1.sqlite. You can delete it.\n',
    ]);
  });

  test('describes damage once, and its exit code is that of an index, although no model could be checked', async () => {
    const folder = newFolder();
    await paperkin(['add', '-', '--index', folder], { stdin: '{"title": "Lamps", "abstract": "They shine."}\n' });
    const database = new Database(join(folder, 'papers.sqlite'));
    database.exec("UPDATE meta SET value = 't' WHERE name = 'generation'");
    database.close();
    const { code, stdout } = await paperkin(['doctor', '--index', folder]);
    expect([code, stdout.match(/checksum/g)?.length]).toEqual([5, 1]);
    expect(stdout.match(/not checked, since the index is damaged/g)).toHaveLength(3);
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
