/**
 * Compares our own small parsers and algorithms with npm libraries: right answers on sound and on damaged input, speed
 * and installed size. Installs the libraries into a temporary folder from the npm registry.
 *
 *     npm run build && node test/bench/libraries.mjs [DIST]
 *
 * DIST is the compiled code to compare with (default: `dist` of this checkout). `libraries.md` has the decisions.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import Table from 'cli-table3';
import { bibtexCases, csvCases, entityCases, jsonCases, LINKS, latexCases, STEMS, XXH64 } from './libraries-cases.mjs';

const LIBRARIES = {
  'xxhash-wasm': '1.1.0',
  '@node-rs/xxhash': '1.7.8',
  'wink-porter2-stemmer': '2.0.1',
  'snowball-stemmers': '0.6.0',
  stemmer: '2.0.1',
  fflate: '0.8.3',
  fzstd: '0.1.1',
  'csv-parse': '7.0.3',
  papaparse: '5.7.1',
  'stream-json': '3.8.0',
  '@streamparser/json': '0.0.26',
  jsonparse: '1.3.1',
  '@retorquere/bibtex-parser': '9.0.29',
  'bibtex-parse': '2.1.0',
  'latex-to-unicode': '0.1.0',
  mnemonist: '0.40.8',
  'disjoint-set': '1.1.9',
  entities: '9.0.0',
  he: '1.2.0',
};
/** Long enough that one run of the slowest candidate takes some tenths of a second. */
const TIMED_MS = 300;

const dist = resolve(process.argv[2] ?? 'dist');
const folder = mkdtempSync(join(tmpdir(), 'libraries-'));
const wanted = Object.entries(LIBRARIES).map(([name, version]) => `${name}@${version}`);
spawnSync('npm', ['install', '--prefix', folder, '--no-audit', '--no-fund', '--loglevel=error', ...wanted], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
});
writeFileSync(join(folder, 'load.mjs'), 'export const load = (name) => import(name);');
const { load: loadModule } = await import(pathToFileURL(join(folder, 'load.mjs')).href);
const load = async (name) => loadModule(name).then((all) => all.default ?? all);
const own = async (path) => (existsSync(join(dist, path)) ? import(pathToFileURL(join(dist, path)).href) : null);
const rows = [];

/** @param run gives the answer to one case, or throws @param timed does some work once, for the speed */
async function compare(piece, name, { cases, run, timed }) {
  let right = 0;
  const wrong = [];
  for (const [input, expected] of cases) {
    const answer = await attempt(() => run(input));
    if (JSON.stringify(answer) === JSON.stringify(expected)) right++;
    else wrong.push(`${short(input)} → ${short(answer)}`);
  }
  rows.push({ piece, name, right, of: cases.length, ms: await timeOf(timed), wrong });
}

async function attempt(run) {
  try {
    return await run();
  } catch (error) {
    return `throws ${error instanceof Error ? error.message.split('\n')[0] : error}`;
  }
}

/** Milliseconds of one call, the best of those that fit into `TIMED_MS`; the first only warms up. */
async function timeOf(work) {
  await attempt(work);
  let best = Infinity;
  for (const end = performance.now() + TIMED_MS; performance.now() < end; ) {
    const start = performance.now();
    await attempt(work);
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

const short = (value) => JSON.stringify(value)?.slice(0, 60) ?? 'undefined';
const repeated = (text, times) => Array.from({ length: times }, () => text).join('');

async function hashes() {
  const bytes = Buffer.from(repeated('Lamps shine at night. ', 50_000));
  const compareHash = (name, hash) =>
    compare('xxh64', name, { cases: XXH64, run: (text) => hash(Buffer.from(text)), timed: () => hash(bytes) });
  const ours = await own('parse/bytes/xxh64.js');
  if (ours !== null)
    await compareHash('ours', (input) => {
      const hash = new ours.Xxh64();
      hash.update(input);
      return hash.lower32();
    });
  const { create64 } = await (await load('xxhash-wasm'))();
  const low = (hash) => Number(BigInt.asUintN(32, hash));
  await compareHash('xxhash-wasm', (input) => low(create64().update(input).digest()));
  const native = await load('@node-rs/xxhash');
  await compareHash('@node-rs/xxhash', (input) => low(native.xxh64(input)));
}

async function stemmers() {
  const words = [
    ...new Set(
      readFileSync('fixtures/pages/daily-1.txt', 'utf8')
        .toLowerCase()
        .match(/[a-z]+/g),
    ),
  ];
  // Other words each time: engines remember what a regular expression gave for the same text.
  let round = 0;
  const fresh = (i) => String.fromCharCode(97 + (round % 26), 97 + ((round + i) % 26));
  const compareStems = (name, stem) =>
    compare('stemmer', name, {
      cases: STEMS,
      run: stem,
      timed: () => {
        round++;
        for (const [i, word] of words.entries()) stem(fresh(i) + word);
      },
    });
  const ours = await own('text/stem.js');
  if (ours !== null) await compareStems('ours', ours.porter2);
  await compareStems('wink-porter2-stemmer', await load('wink-porter2-stemmer'));
  const snowball = (await load('snowball-stemmers')).newStemmer('english');
  await compareStems('snowball-stemmers', (word) => snowball.stem(word));
  await compareStems('stemmer', (await load('stemmer')).stemmer);
}

async function gzip() {
  const text = repeated('{"title": "Lamps"}\n', 20_000);
  const sound = gzipSync(text);
  const two = Buffer.concat([gzipSync('one\n'), gzipSync('two\n')]);
  const cases = [
    [two, 'one\ntwo\n'],
    [Buffer.concat([two, Buffer.alloc(512)]), 'one\ntwo\n'],
    [Buffer.concat([two, Buffer.from('no gzip')]), 'one\ntwo\n, then damage'],
    [Buffer.concat([gzipSync('one\n'), gzipSync('two\n').subarray(0, 12)]), 'one\nt, then damage'],
    [withByte(gzipSync('one\n'), -6), 'one\n, then damage'],
  ];
  const ours = await ourUnpacking();
  await compare('gzip framing', 'ours, over node:zlib', { cases, run: ours, timed: () => ours(sound) });
  const { createGunzip } = await import('node:zlib');
  const gunzip = async (bytes) => {
    let all = '';
    const stream = createGunzip();
    stream.end(bytes);
    try {
      for await (const piece of stream) all += piece.toString();
    } catch {
      return `${all}, then damage`;
    }
    return all;
  };
  await compare('gzip framing', 'node:zlib createGunzip', { cases, run: gunzip, timed: () => gunzip(sound) });
  const { Gunzip } = await load('fflate');
  const fflate = textPushedThrough(Gunzip);
  await compare('gzip framing', 'fflate', { cases, run: fflate, timed: () => fflate(sound) });
}

/** Decompresses by a class that takes bytes by `push` and hands over pieces, as fflate and fzstd have it. */
function textPushedThrough(Decompressor) {
  return (bytes) => {
    let all = '';
    const stream = new Decompressor((piece) => (all += Buffer.from(piece).toString()));
    try {
      stream.push(bytes, true);
    } catch {
      return `${all}, then damage`;
    }
    return all;
  };
}

/** A Zstandard frame of one stored block with its checksum; `harm` changes a byte of the content. */
async function zstandard() {
  const { h64Raw } = await (await load('xxhash-wasm'))();
  const frame = (text) => {
    const content = Buffer.from(text);
    const head = Buffer.alloc(3);
    head.writeUIntLE((content.length << 3) | 1, 0, 3);
    const sum = Buffer.alloc(4);
    sum.writeUInt32LE(Number(BigInt.asUintN(32, h64Raw(content))));
    return Buffer.concat([Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x04, 0x50]), head, content, sum]);
  };
  const cases = [
    [Buffer.concat([frame('one\n'), frame('two\n')]), 'one\ntwo\n'],
    [withByte(frame('one\n'), 9), 'nne\n, then damage'],
    [Buffer.concat([frame('one\n'), Buffer.from('else')]), 'one\n, then damage'],
    [Buffer.concat([frame('one\n'), frame('two\n').subarray(0, 10)]), 'one\n, then damage'],
  ];
  const ours = await ourUnpacking();
  const large = frame(repeated('x', 100_000));
  await compare('Zstandard framing', 'ours, over fzstd', { cases, run: ours, timed: () => ours(large) });
  const { Decompress } = await load('fzstd');
  const fzstd = textPushedThrough(Decompress);
  await compare('Zstandard framing', 'fzstd', { cases, run: fzstd, timed: () => fzstd(large) });
}

async function csv() {
  const large = `title,abstract\n${repeated('"Lamps, bright","They ""shine"" at\nnight."\n', 5_000)}`;
  const { Rows } = await own('parse/split/rows.js');
  const ours = (text) => {
    const all = [];
    const reader = new Rows(
      ',',
      ({ cells }) => all.push(cells),
      () => {},
    );
    text
      .replace(/\n$/, '')
      .split('\n')
      .forEach((line, i) => reader.push({ number: i + 1, text: line }));
    reader.end();
    return all;
  };
  await compare('CSV rows', 'ours', { cases: csvCases, run: ours, timed: () => ours(large) });
  const { parse } = await loadModule('csv-parse/sync');
  const csvParse = (text) =>
    parse(text, {
      relax_quotes: true,
      relax_column_count: true,
      skip_records_with_error: true,
      skip_empty_lines: true,
    });
  await compare('CSV rows', 'csv-parse', { cases: csvCases, run: csvParse, timed: () => csvParse(large) });
  const papa = await load('papaparse');
  const papaparse = (text) => papa.parse(text, { skipEmptyLines: true, delimiter: ',' }).data;
  await compare('CSV rows', 'papaparse', { cases: csvCases, run: papaparse, timed: () => papaparse(large) });
}

async function json() {
  const large = `[${repeated('{"title": "Lamps", "tags": ["a", {"b": 1}]},\n', 5_000)}{"title": "end"}]`;
  const { byObjects } = await own('parse/split/json-objects.js');
  const ours = (text) => {
    const titles = [];
    const reader = byObjects({ reject: () => {} }, 'document', ({ title }) => titles.push(title));
    reader.push(text);
    reader.end();
    return titles;
  };
  await compare('JSON streaming', 'ours', { cases: jsonCases, run: ours, timed: () => ours(large) });
  const { JSONParser } = await load('@streamparser/json');
  const streamparser = (text) => {
    const titles = [];
    const parser = new JSONParser({ paths: ['$.*'], keepStack: false, separator: '' });
    parser.onValue = ({ value }) => titles.push(value?.title);
    parser.onError = () => {};
    try {
      parser.write(text);
    } catch {}
    return titles.filter((title) => title !== undefined);
  };
  await compare('JSON streaming', '@streamparser/json', {
    cases: jsonCases,
    run: streamparser,
    timed: () => streamparser(large),
  });
  const Parser = await load('jsonparse');
  const jsonparse = (text) => {
    const titles = [];
    const parser = new Parser();
    parser.onValue = function (value) {
      if (this.stack.length === 1 && value?.title !== undefined) titles.push(value.title);
    };
    parser.onError = () => {};
    parser.write(text);
    return titles;
  };
  await compare('JSON streaming', 'jsonparse', { cases: jsonCases, run: jsonparse, timed: () => jsonparse(large) });
  const { parser: tokens } = await loadModule('stream-json');
  const { streamArray } = await loadModule('stream-json/streamers/stream-array.js');
  const { Readable } = await import('node:stream');
  const { default: chain } = await loadModule('stream-chain');
  const streamJson = async (text) => {
    const titles = [];
    try {
      for await (const { value } of chain([Readable.from([text]), tokens(), streamArray()])) titles.push(value.title);
    } catch {}
    return titles;
  };
  await compare('JSON streaming', 'stream-json', { cases: jsonCases, run: streamJson, timed: () => streamJson(large) });
}

async function bibtex() {
  const large = repeated('@article{a,\n  title = {Lamps {at} night},\n  year = 2020\n}\n', 1_000);
  const { byBlocks } = await own('parse/split/bibtex-blocks.js');
  const ours = (text) => {
    const keys = [];
    const reader = byBlocks({ reject: () => {} }, ({ body }) => keys.push(/^\s*([^,\s]+)/.exec(body)[1]));
    reader.push(text);
    reader.end();
    return keys;
  };
  await compare('BibTeX blocks', 'ours', { cases: bibtexCases, run: ours, timed: () => ours(large) });
  const { parse } = await loadModule('@retorquere/bibtex-parser');
  const retorquere = (text) => parse(text).entries.map(({ key }) => key);
  await compare('BibTeX blocks', '@retorquere/bibtex-parser', {
    cases: bibtexCases,
    run: retorquere,
    timed: () => retorquere(large),
  });
  const { entries } = await load('bibtex-parse');
  const bibtexParse = (text) => entries(text).map(({ key }) => key);
  await compare('BibTeX blocks', 'bibtex-parse', {
    cases: bibtexCases,
    run: bibtexParse,
    timed: () => bibtexParse(large),
  });
}

async function latex() {
  const large = repeated("Stra{\\ss}e and {\\L}\\'od\\'z in \\emph{very} plain prose with $x_{i}$. ", 200);
  const { decodeLatex } = await own('text/decode-latex.js');
  await compare('LaTeX to text', 'ours', { cases: latexCases, run: decodeLatex, timed: () => decodeLatex(large) });
  const toUnicode = await load('latex-to-unicode');
  await compare('LaTeX to text', 'latex-to-unicode', {
    cases: latexCases,
    run: (text) => toUnicode(text),
    timed: () => toUnicode(large),
  });
  const { parse } = await loadModule('@retorquere/bibtex-parser');
  const retorquere = (text) =>
    parse(`@misc{a, note = {${text}}}`, { sentenceCase: false }).entries[0]?.fields.note ?? null;
  await compare('LaTeX to text', '@retorquere/bibtex-parser', {
    cases: latexCases,
    run: retorquere,
    timed: () => retorquere(large),
  });
}

async function disjointSets() {
  const many = Array.from({ length: 50_000 }, (_, i) => [i, (i * 7919) % 50_000]);
  const cases = [[LINKS, [1, 1, 1, 4, 4, 6]]];
  const { unionFind } = await own('maths/union-find.js');
  await compare('union-find', 'ours', {
    cases,
    run: (links) => [1, 2, 3, 4, 5, 6].map(unionFind(links)),
    timed: () => unionFind(many),
  });
  const { StaticDisjointSet } = await load('mnemonist');
  const mnemonist = (links, size) => {
    const set = new StaticDisjointSet(size);
    for (const [a, b] of links) set.union(a, b);
    return set;
  };
  await compare('union-find', 'mnemonist', {
    cases,
    run: (links) => {
      const set = mnemonist(links, 7);
      return [1, 2, 3, 4, 5, 6].map((one) => set.find(one));
    },
    timed: () => mnemonist(many, 50_000),
  });
  const disjointSet = await load('disjoint-set');
  const simple = (links, all) => {
    const set = disjointSet();
    const things = all.map((value) => ({ value }));
    for (const thing of things) set.add(thing);
    for (const [a, b] of links) set.union(things[a], things[b]);
    return { set, things };
  };
  await compare('union-find', 'disjoint-set', {
    cases,
    run: (links) => {
      const { set, things } = simple(links, [0, 1, 2, 3, 4, 5, 6]);
      return [1, 2, 3, 4, 5, 6].map((one) => things.findIndex((thing) => set.connected(thing, things[one])));
    },
    timed: () => simple(many, [...many.keys()]),
  });
}

async function htmlEntities() {
  const large = repeated('Caf&eacute; &amp; lamps &lt; 3. ', 5_000);
  const { decodeHTML } = await load('entities');
  await compare('HTML entities', 'entities', { cases: entityCases, run: decodeHTML, timed: () => decodeHTML(large) });
  const he = await load('he');
  await compare('HTML entities', 'he', { cases: entityCases, run: he.decode, timed: () => he.decode(large) });
}

async function* pieces(bytes) {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

function withByte(bytes, at) {
  const changed = Buffer.from(bytes);
  changed[at < 0 ? bytes.length + at : at] ^= 1;
  return changed;
}

function sizeOf(name) {
  const path = join(folder, 'node_modules', name);
  if (!existsSync(path)) return '';
  const kb = readdirSync(path, { recursive: true })
    .map((file) => statSync(join(path, file)))
    .reduce((sum, file) => sum + (file.isFile() ? file.size / 1024 : 0), 0);
  return `${Math.ceil(kb)} KB`;
}

try {
  for (const piece of [hashes, stemmers, gzip, zstandard, csv, json, bibtex, latex, disjointSets, htmlEntities])
    await piece();
  const table = new Table({ style: { head: [], border: [] }, head: ['', 'library', 'right', 'time', 'size'] });
  for (const { piece, name, right, of, ms } of rows) {
    const first = rows.find((one) => one.piece === piece);
    table.push([piece, name, `${right} of ${of}`, `${(ms / first.ms).toFixed(2)} ×`, sizeOf(name)]);
  }
  console.log(table.toString());
  for (const { piece, name, wrong } of rows) for (const one of wrong) console.log(`${piece}, ${name}: ${one}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** From compressed bytes to their text, and whether it is cut short. */
async function ourUnpacking() {
  const { unpack } = await import(pathToFileURL(join(dist, 'parse/bytes/unpack.js')).href);
  return async (bytes) => {
    const unpacked = await unpack(pieces(bytes));
    let all = '';
    for await (const piece of unpacked.bytes) all += Buffer.from(piece).toString();
    return unpacked.damage === null ? all : `${all}, then damage`;
  };
}
