/** A web server on loopback that behaves as each test says, bytes and all. */
import { spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { connect, createServer as createTcpServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterThisTest } from '../support/clean-up.js';

export interface TestServer {
  readonly url: string;
  /** Paths asked for, in order, each with the headers of the request. */
  readonly requests: { readonly path: string; readonly headers: IncomingMessage['headers'] }[];
}

export async function serving(
  answer: (request: IncomingMessage, response: ServerResponse, count: number) => void,
): Promise<TestServer> {
  const requests: TestServer['requests'] = [];
  const server = createServer((request, response) => {
    requests.push({ path: request.url ?? '', headers: request.headers });
    answer(request, response, requests.length);
  });
  return { url: await listening(server), requests };
}

/** A server that says these bytes to whoever connects, then does what it is told. */
export async function saying(
  bytes: string,
  then: (socket: Socket) => void = (socket) => socket.end(),
): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('data', () => {
      socket.write(bytes);
      then(socket);
    });
  });
  afterThisTest(async () => {
    for (const socket of sockets) socket.destroy();
  });
  return listening(server as unknown as Server);
}

/** A server whose queue of connections is full. */
export async function neverAccepting(): Promise<string> {
  const script = `const server = require('node:net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
    require('node:fs').writeSync(1, String(server.address().port));
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  })`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await new Promise<number>((resolve) => child.stdout.once('data', (text) => resolve(Number(text))));
  const sockets = Array.from({ length: 4 }, () => connect(port, '127.0.0.1').on('error', () => {}));
  afterThisTest(async () => {
    for (const socket of sockets) socket.destroy();
    child.kill('SIGKILL');
  });
  await sleep(200); // until they fill the queue
  return `http://127.0.0.1:${port}`;
}

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterThisTest(async () => {
    server.closeAllConnections?.();
    await new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
}
