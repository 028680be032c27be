import { createReadStream, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BINARY_FORMATS, DETECTION_ORDER } from '../../src/parse/formats/index.js';
import { expandPaths, FORMATS, openSource } from '../../src/parse/index.js';
import { reading } from './reading.js';
import { zipOf } from './zip-of.js';

const LINES = '{"title": "Über Lampen – “hell”"}\n{"title": "Zwei"}\n';
/** LINES in two frames, as `zstd -19` makes them. */
const ZSTANDARD = Buffer.from(
  'KLUv/QRoqQAAeyJ0aXRsZSI6ICLDnGJlciBMYW1wgjErtSi1L/0EaDEBAGVuIOKAkyDigJxoZWxs4oCdIn0KeyJ0aXRsZSI6ICJad2VpIn0KNrvMUA==',
  'base64',
);

describe('compression and encoding', () => {
  it.each([
    ['gzip', gzipSync(LINES)],
    ['two gzip members', Buffer.concat([gzipSync(LINES.slice(0, 20)), gzipSync(Buffer.from(LINES).subarray(20 + 1))])],
    ['Zstandard in two frames', ZSTANDARD],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${LINES}`)],
    ['UTF-16 little-endian', Buffer.from(`\ufeff${LINES}`, 'utf16le')],
    ['UTF-16 big-endian', Buffer.from(`\ufeff${LINES}`, 'utf16le').swap16()],
    ['UTF-16 little-endian without a mark', Buffer.from(LINES, 'utf16le')],
    [
      'Windows-1252',
      Buffer.from(LINES.replace('Ü', '\xdc').replace('–', '\x96').replace('“', '\x93').replace('”', '\x94'), 'latin1'),
    ],
    ['CR line ends', Buffer.from(LINES.replaceAll('\n', '\r'))],
  ])('reads %s', async (_, bytes) => {
    for (const pieceBytes of [1, 7, bytes.length]) {
      const { papers, problems } = await reading(bytes, { pieceBytes });
      expect(problems).toEqual([]);
      expect(papers.map(({ title, place }) => [title, place.line])).toEqual([
        ['Über Lampen – “hell”', 1],
        ['Zwei', 2],
      ]);
    }
  });

  it('lets go of a file that is not of the binary format that was named', async () => {
    let open = true;
    const bytes = (async function* () {
      try {
        for (;;) yield Buffer.from(LINES);
      } finally {
        open = false;
      }
    })();
    await expect(openSource('f', bytes, { format: 'xlsx' })).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    expect(open).toBe(false);
  });

  it('reads a file glued together from UTF-8 and Latin-1', async () => {
    const { papers } = await reading(
      Buffer.concat([Buffer.from('{"title": "é ü"}\n'), Buffer.from('{"title": "é ü"}\n', 'latin1')]),
    );
    expect(papers.map(({ title }) => title)).toEqual(['é ü', 'é ü']);
  });

  it('keeps what it read of a compressed file that is cut, and says so', async () => {
    const lines = Array.from({ length: 2000 }, (_, i) => `{"title": "Paper ${i * 7919}"}\n`).join('');
    const { papers, rejected } = await reading(gzipSync(lines).subarray(0, 6000));
    expect(papers.length).toBeGreaterThan(100);
    expect(rejected.at(-1)!.reason).toMatch(/gzip compression is cut or damaged here/);
  });
});

describe('opening', () => {
  it('names the file and line where no format is recognised, with the remedy', async () => {
    await expect(reading('\n\nnothing of the kind')).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      message: 'f:3: the format of this file is not recognised',
      remedy: expect.stringContaining('--format'),
    });
    await expect(reading('<!DOCTYPE html>\n<html>')).rejects.toMatchObject({
      message: 'f:1: this is an HTML page',
      remedy: expect.stringContaining('Of HTML, paperkin reads saved pages of Hugging Face Papers and arXiv'),
    });
    await expect(reading('')).rejects.toMatchObject({ code: 'INPUT_INVALID', message: 'f:1: the file is empty' });
  });

  it('names a file that cannot be read', async () => {
    await expect(openSource('no/such/file', createReadStream('no/such/file'))).rejects.toMatchObject({
      code: 'INPUT_UNREADABLE',
      message: 'no/such/file cannot be read: there is no such file',
    });
    await expect(openSource('.', createReadStream('.'))).rejects.toMatchObject({ code: 'INPUT_UNREADABLE' });
  });

  it('reads with the format it is told', async () => {
    const { format, papers } = await reading('A Title\n\nAn abstract of some length. It has two sentences.\n', {
      format: 'hf-page',
    });
    expect([format, papers.length]).toEqual(['hf-page', 1]);
  });

  it('ends at the first rejection when strict, naming file and line', async () => {
    await expect(reading('{"title": "A"}\n{"title": \n', { strict: true })).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      message: 'f:2: the line is not JSON',
    });
  });

  it('stops when it is interrupted', async () => {
    const controller = new AbortController();
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (let i = 0; ; i++) {
        if (i === 20) controller.abort();
        yield Buffer.from(`{"title": "Paper ${i}"}\n`.repeat(1000));
      }
    }
    const { events } = await openSource('f', endless(), { signal: controller.signal });
    await expect(
      (async () => {
        for await (const _ of events);
      })(),
    ).rejects.toMatchObject({ code: 'INTERRUPTED' });
  });

  it('closes its source when the reader stops early', async () => {
    let closed = false;
    async function* source(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield Buffer.from('{"title": "A"}\n'.repeat(10_000));
      } finally {
        closed = true;
      }
    }
    const { events } = await openSource('f', source());
    for await (const _ of events) break;
    expect(closed).toBe(true);
  });

  it('reads every format that it names', () => {
    expect([...DETECTION_ORDER, ...BINARY_FORMATS].map(({ name }) => name).sort()).toEqual([...FORMATS].sort());
  });
});

describe('paths', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'paperkin-paths-'));
    mkdirSync(join(folder, 'deep/.hidden'), { recursive: true });
    for (const name of [
      'b.jsonl',
      'a.txt.gz',
      'notes.docx',
      '.secret.txt',
      'deep/c.bib',
      'deep/.hidden/d.bib',
      'odd[1].txt',
    ])
      writeFileSync(join(folder, name), '');
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const expanded = async (...names: string[]): Promise<string[]> =>
    (await expandPaths(names.map((name) => (name === '-' ? name : join(folder, name))))).map((path) =>
      path.replace(`${folder}/`, ''),
    );

  it('takes of a folder the files of known kinds in it and below, in order', async () => {
    expect(await expanded('')).toEqual(['a.txt.gz', 'b.jsonl', 'deep/c.bib', 'odd[1].txt']);
  });

  it('takes a named file whatever its name, a glob for what it covers, and nothing twice', async () => {
    expect(await expanded('notes.docx', 'odd[1].txt', '-', '**/*.{bib,jsonl}', 'b.jsonl')).toEqual([
      'notes.docx',
      'odd[1].txt',
      '-',
      'b.jsonl',
      'deep/c.bib',
    ]);
  });

  it('leaves a missing file and a pattern that covers nothing to be told when they are opened', async () => {
    expect(await expanded('missing.txt', '*.ris')).toEqual(['missing.txt', '*.ris']);
  });
});

describe('a file that is not read', () => {
  const ZIP = zipOf({ 'content.xml': '<x/>' });

  it.each([
    ['library.enl', 'SQLite format 3\u0000', 'EndNote library', 'Export it from EndNote as XML or RIS.'],
    ['library.enlx', ZIP, 'EndNote library', 'Export it from EndNote as XML or RIS.'],
    ['thesis.docx', ZIP, 'Word document', 'RIS or BibTeX'],
    ['papers.ods', ZIP, 'OpenDocument spreadsheet', 'Save it as .xlsx or CSV.'],
    ['one.xml', '<?xml version="1.0"?>\n<doi_records><doi_record/></doi_records>', 'XML of Crossref', 'JSON, BibTeX'],
    ['records.mrc', '00755cam  22002414a 4500001', 'binary MARC', 'MARCXML'],
    ['bibo.rdf', '<rdf:RDF xmlns:bibo="http://purl.org/ontology/bibo/"></rdf:RDF>', 'this is RDF', 'Zotero RDF'],
  ])('is named, with what to do: %s', async (name, content, what, remedy) => {
    await expect(openSource(name, Readable.from([Buffer.from(content)]))).rejects.toMatchObject({
      message: expect.stringContaining(what),
      remedy: expect.stringContaining(remedy),
    });
  });
});
