/** The manners of the command line: in this process, and built as a process where that makes a difference. */
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { openCorpus } from '../../../src/index.js';
import { paperkin, paperkinJson } from '../../support/cli.js';
import { paperkinHere } from '../../support/cli-here.js';
import { inCheckout, newFolder } from '../../support/folders.js';

const PAGE = inCheckout('fixtures/pages/daily-1.txt');
let index: string;
beforeAll(async () => {
  index = newFolder();
  const corpus = await openCorpus({ index, create: true, workers: 1 });
  await corpus.add([PAGE]);
  await corpus.close();
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
      const { stdout } = await paperkinHere([command, '--help']);
      const examples = [...stdout.split('Examples:')[1]!.matchAll(/^ {2}paperkin (\w+)/gm)].map(([, name]) => name);
      expect(examples.length).toBeGreaterThan(0);
      expect(new Set(examples)).toEqual(new Set([command]));
    }
  });

  test('of a command within another does not show the options of that one', async () => {
    const { stdout } = await paperkinHere(['duplicates', 'ignore', '--help']);
    expect(stdout).toMatch(/^Global Options:$/m);
    expect(stdout).toContain('--index');
    expect(stdout).not.toContain('--borderline');
  });

  test('loads neither the collection nor the model', async () => {
    const folder = newFolder();
    await paperkin(['--help'], { env: { NODE_V8_COVERAGE: folder } });
    const [file] = readdirSync(folder);
    const { result } = JSON.parse(readFileSync(join(folder, file!), 'utf8')) as { result: { url: string }[] };
    const loaded = result.map(({ url }) => url);
    expect(loaded).toContainEqual(expect.stringContaining('/dist/present/cli/program.js'));
    expect(
      loaded.filter((url) => /\/dist\/(?:corpus|embed|search|store)\/|\/(?:better-sqlite3|onnx)/.test(url)),
    ).toEqual([]);
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
    const { code, stderr, stdout } = await paperkinHere([...args, '--index', index]);
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
    const { code, stderr, stdout } = await paperkinHere([...args, '--index', newFolder()]);
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
    const { code, stderr } = await paperkinHere(['search', '--file', file, '--index', index]);
    expect([code, stderr]).toEqual([3, expect.stringContaining('is not text in UTF-8. Save the abstract as')]);
  });

  test('of --embed-later in a folder are the same for an address as for a file', async () => {
    const paper = JSON.stringify({ id: 'lamp', title: 'Lamps of ports', abstract: 'We count the lamps of ports.' });
    const server = createServer((_request, response) => response.end(paper)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const { code, stderr } = await paperkinHere([
      'add',
      `http://127.0.0.1:${port}/`,
      '--embed-later',
      '--index',
      index,
    ]);
    server.close();
    expect([code, stderr]).toEqual([2, expect.stringContaining('is a folder')]);
  });

  test('an address that is added ends with the number of papers, as a file does', async () => {
    const paper = JSON.stringify({ id: 'lamp', title: 'Lamps of ports', abstract: 'We count the lamps of ports.' });
    const server = createServer((_request, response) => response.end(paper)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const { stdout } = await paperkinHere(['add', `http://127.0.0.1:${port}/`, '--index', newFolder()]);
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
    expect((await paperkinHere(args)).stderr).toContain(hint);
  });

  test.each([[['list', '--nope']], [['serch']], [['tag']], [['show', 'none', '--index', newFolder()]]])(
    'are JSON with --json: %s',
    async (args) => {
      const { stdout, stderr } = await paperkinHere([...args, '--json']);
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
      (await paperkinHere(['add', ...names.map((name) => join(folder, name)), '--index', join(folder, 'ix')])).code;
    expect([await codeOf('bad.jsonl'), await codeOf('mixed.jsonl')]).toEqual([3, 0]);
  });

  test('notes in a format without notes name the option and the formats that have them', async () => {
    const { stderr } = await paperkinHere(['export', '--format', 'html', '--notes', '--index', index]);
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
    const { stdout } = await paperkinHere(['add', ...names, '--index', join(folder, 'ix')]);
    const heads = stdout.split('\n').filter((line) => line.startsWith(folder));
    expect(heads.map((line) => line.slice(folder.length + 1))).toEqual([
      'cut.ris: 1 paper (ris)',
      'undated.jsonl: 1 paper (jsonl)',
      'bad.jsonl: 1 paper (jsonl), 1 rejected',
    ]);
    expect(stdout).toContain('it is read up to there');
    expect(stdout.match(/line \d+, rejected/g)).toEqual(['line 2, rejected']);
    const { stdout: json } = await paperkinHere(['add', ...names, '--index', join(folder, 'ix'), '--json']);
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
    const { code, stdout } = await paperkinHere(['add', file, '--index', newFolder()]);
    expect(code).toBe(3);
    expect(stdout).toContain('poem.txt');
    expect(stdout).toContain('--format');
  });

  test('show their origin with --debug only', async () => {
    const { stderr } = await paperkin(['search', 'x', '--model', '/no/such/model', '--index', index, '--debug']);
    expect(stderr).toMatch(/\n\s+at /);
  });
});
