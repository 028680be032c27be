import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { boundedLines } from '../../../src/present/mcp/bounded-lines.js';
import { paperkin } from '../../support/cli.js';
import { newFolder } from '../../support/folders.js';

test.each([1, 2, 7, 100])(
  'lines that are too long or empty are left out, and the rest stays, in pieces of %i',
  async (size) => {
    const bytes = Buffer.from('one\n12345678\n\n\r\ntwo\n123456789\nthree');
    const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
      bytes.subarray(i * size, (i + 1) * size),
    );
    let tooLong = 0;
    const lines = Readable.from(pieces).pipe(
      boundedLines(8, () => {
        tooLong++;
      }),
    );
    expect(await text(lines)).toBe('one\ntwo\nthree\n');
    expect(tooLong).toBe(2);
  },
);

test('a message without a line end gets an error, and the next message is answered', async () => {
  const ping = JSON.stringify({ jsonrpc: '2.0', id: 7, method: 'ping' });
  const stdin = `${'x'.repeat(5_000_000)}\n${ping}\n`;
  const { code, stdout } = await paperkin(['mcp', '--index', newFolder()], { stdin });
  expect(code).toBe(0);
  const answers = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: number | null });
  expect(answers.map(({ id }) => id)).toEqual([null, 7]);
}, 60_000);

test('lines that are not JSON or no messages get an error, empty ones none, and the next message is answered', async () => {
  const ping = JSON.stringify({ jsonrpc: '2.0', id: 7, method: 'ping' });
  const stdin = ['{bad json', '', '\r', `[${ping}]`, '{"jsonrpc":"1.0","id":8}', ping, '{'].join('\n');
  const { code, stdout } = await paperkin(['mcp', '--index', newFolder()], { stdin });
  expect(code).toBe(0);
  const answers = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: number | null; error?: { code: number } });
  expect(answers.map(({ id, error }) => error?.code ?? id)).toEqual([-32700, -32600, -32600, 7, -32700]);
}, 60_000);
