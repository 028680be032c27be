/** A web server on loopback that behaves as each test says, bytes and all. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTcpServer, type Socket } from 'node:net';
import { afterEach } from 'vitest';

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

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
  open.push(async () => {
    for (const socket of sockets) socket.destroy();
  });
  return listening(server as unknown as Server);
}

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(async () => {
    server.closeAllConnections?.();
    await new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
}
