/** Clients that hold on to what others need. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { fastify } from 'fastify';
import { expect, test, vi } from 'vitest';
import { limitConnections } from '../../../src/present/http/connections.js';
import { openUploads } from '../../../src/present/http/uploads.js';

const client = (port: number): Socket => connect(port, '127.0.0.1').on('error', () => {});

test('connections that send nothing, or only half of a request, give way to a new one, the oldest first', async () => {
  const server = createServer((_request, response) => void response.end('hello'));
  limitConnections(server, 3);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const quiet = [client(port), client(port), client(port)];
  await Promise.all(quiet.map((socket) => once(socket, 'connect')));
  quiet[1]!.write('GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ');
  await vi.waitFor(async () => {
    const closed = once(quiet[0]!, 'close');
    const response = await fetch(`http://127.0.0.1:${port}/`, { headers: { connection: 'close' } });
    expect(await response.text()).toBe('hello');
    await closed;
  });
  expect(quiet[2]!.destroyed).toBe(false);
  for (const socket of quiet) socket.destroy();
  server.close();
});

test('uploads one after the other over one connection leave nothing behind on it', async () => {
  const uploads = openUploads();
  const app = fastify();
  app.addHook('onRequest', uploads.admit);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', {}, uploads.read);
  app.post('/', ({ raw }) => ({ listeners: raw.socket.listenerCount('close') }));
  await app.listen({ host: '127.0.0.1', port: 0 });
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/`;
  const send = async () => (await (await fetch(url, { method: 'POST', body: 'a whole file' })).json()) as unknown;
  const first = await send();
  for (let i = 0; i < 4; i++) await send();
  expect(await send()).toEqual(first);
  await app.close();
});

test('uploads that are too slow are dropped for a new one, and told why', async () => {
  let now = 0;
  const uploads = openUploads(() => now);
  const app = fastify();
  app.addHook('onRequest', uploads.admit);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', {}, uploads.read);
  app.post('/', (request) => ({ bytes: (request.body as Uint8Array).length }));
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const send = () => fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: 'a whole file' });

  const said: string[] = [];
  const slow = Array.from({ length: 8 }, (_, i) => {
    said[i] = '';
    return client(port)
      .setEncoding('utf8')
      .on('data', (text: string) => {
        said[i] += text;
      });
  });
  for (const socket of slow) socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nslow');
  await vi.waitFor(async () => expect((await send()).status).toBe(503)); // all places are taken
  now = 6_000;
  expect(await (await send()).json()).toEqual({ bytes: 12 });
  await vi.waitFor(() => expect(said.filter((text) => text.includes('too slow'))).toHaveLength(1));
  for (const socket of slow) socket.destroy();
  await app.close();
});
