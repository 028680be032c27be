/** What is derived from all papers is finished for everyone, and its progress is shown. */
import { expect, test } from 'vitest';
import type { Ask } from '../../../src/present/threads/ask.js';
import { serverOver } from './small-corpus.js';

/** A server whose themes wait until they are told to go on. */
async function waitingServer() {
  const signals: (AbortSignal | undefined)[] = [];
  let report: (share: number) => void = () => {};
  let finish = () => {};
  const ask: Ask = (_verb, _request, options) => {
    signals.push(options?.signal);
    report = (share) => options?.onProgress?.(share);
    return new Promise((resolve) => {
      finish = () => resolve({ json: '{}', tag: 'one' });
    });
  };
  const server = await serverOver(ask);
  const get = (url: string) => server.inject({ method: 'GET', url, headers: { host: '127.0.0.1' } });
  const running = async () => (await get('/api/progress')).json() as { running: unknown[] };
  return { get, running, signals, report: (share: number) => report(share), finish: () => finish() };
}

test('shows how far the first themes are, and nothing once they are found', async () => {
  const server = await waitingServer();
  expect(await server.running()).toEqual({ running: [] });
  const answer = server.get('/api/themes');
  await expect.poll(server.running).toEqual({ running: [{ work: 'themes', share: 0 }] });
  server.report(0.4);
  expect(await server.running()).toEqual({ running: [{ work: 'themes', share: 0.4 }] });
  server.finish();
  expect((await answer).statusCode).toBe(200);
  expect(await server.running()).toEqual({ running: [] });
});

test.each([
  ['/api/themes', true],
  ['/api/themes/brief', true],
  ['/api/themes/brief?k=4', false],
  ['/api/map', true],
  ['/api/duplicates?limit=5', true],
  ['/api/themes?since=2025', false],
  ['/api/duplicates?threshold=0.5', false],
])('of %s, the computation goes on without its client: %s', async (url, goesOn) => {
  const server = await waitingServer();
  const answer = server.get(url);
  await expect.poll(() => server.signals).toHaveLength(1);
  expect(server.signals[0] === undefined).toBe(goesOn);
  server.finish();
  await answer;
});
