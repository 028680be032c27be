/**
 * A server whose folder is replaced under it: nothing is acknowledged into nowhere, and the next question sees the new
 * one.
 */
import { cpSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openCorpus } from '../../../src/index.js';
import type { serve as Serve } from '../../../src/present/http/index.js';
import { inCheckout, newFolder } from '../../support/folders.js';
import { asJsonLines, PAPERS } from './small-corpus.js';

const { serve } = (await import(inCheckout('dist/present/http/index.js'))) as { serve: typeof Serve };

async function indexOf(count: number): Promise<string> {
  const index = newFolder();
  const corpus = await openCorpus({ index, create: true, workers: 1 });
  await corpus.add([{ name: 'some.jsonl', bytes: asJsonLines(PAPERS.slice(0, count)) }]);
  await corpus.close();
  return index;
}

test('a folder that is replaced while it is served takes nothing until it is opened again', async () => {
  const [index, other] = [await indexOf(3), await indexOf(2)];
  const serving = await serve({ index, host: '127.0.0.1', port: 0 });
  const papers = async () => {
    const response = await fetch(`${serving.url}api/status`);
    return response.ok ? ((await response.json()) as { papers: number }).papers : response.status;
  };
  const send = async (count: number) => {
    const body = asJsonLines(PAPERS.slice(0, count)) as Uint8Array<ArrayBuffer>;
    const headers = { 'content-type': 'application/octet-stream' };
    const response = await fetch(`${serving.url}api/papers?name=more.jsonl`, { method: 'POST', body, headers });
    return { ok: response.ok, text: await response.text() };
  };
  expect(await papers()).toBe(3);
  await send(3);
  for (const name of readdirSync(index)) rmSync(join(index, name));
  cpSync(other, index, { recursive: true });
  const sent = await send(4);
  expect(sent.text).toMatch(/was replaced or removed/);
  expect([503, 2]).toContain(await papers());
  expect(await papers()).toBe(2);
  expect((await send(4)).ok).toBe(true);
  expect(await papers()).toBe(4);
  await serving.close();
}, 120_000);
