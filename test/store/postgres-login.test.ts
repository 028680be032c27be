/** Servers that cannot be logged in to, played by a socket: what a person is told, and that the program ends. */
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { locate, openStore } from '../../src/store/index.js';
import { parseLocation } from '../../src/store/postgres/server/location.js';
import { mapped } from '../../src/store/postgres/server/map-errors.js';

const started: Server[] = [];
afterEach(() => {
  for (const server of started.splice(0)) server.close();
});

async function play(onConnection: (socket: Socket) => void): Promise<string> {
  const server = createServer((socket) => onConnection(socket.on('error', () => undefined)));
  started.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return `127.0.0.1:${typeof address === 'object' ? address?.port : ''}/papers`;
}

/** A message of the server: https://www.postgresql.org/docs/current/protocol-message-formats.html. */
function authentication(kind: number, content: string): Buffer {
  const body = Buffer.concat([Buffer.alloc(4), Buffer.from(content)]);
  body.writeInt32BE(kind);
  const head = Buffer.alloc(5);
  head.write('R');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

/** Asks for a password with SCRAM-SHA-256, as PostgreSQL does by default. @param onClose the client hung up */
function askForPassword(socket: Socket, onClose: () => void): void {
  const steps = [
    () => socket.write(authentication(10, 'SCRAM-SHA-256\0\0')),
    (message: Buffer) => {
      const nonce = /r=([^,\0]+)/.exec(message.toString('latin1'))![1]!;
      socket.write(authentication(11, `r=${nonce}abc,s=c2FsdA==,i=4096`));
    },
  ];
  socket.on('data', (message) => steps.shift()?.(message)).once('end', onClose);
}

test('a server that asks for a password that is not there is named, and its connection is closed', async () => {
  let closed: () => void = () => undefined;
  const closing = new Promise<void>((resolve) => {
    closed = resolve;
  });
  const address = await play((socket) => askForPassword(socket, closed));
  await expect(openStore(`postgres://ada@${address}`)).rejects.toMatchObject({
    code: 'FAILED',
    message: `postgres://ada@${address} asks for a password, and there is none`,
  });
  await closing;
});

test('a server that accepts a connection and says nothing does not answer', async () => {
  const address = await play(() => undefined);
  await expect(openStore(`postgres://ada:secret@${address}?connect_timeout=1`)).rejects.toMatchObject({
    code: 'DATABASE_DOWN',
    message: `the server of postgres://ada@${address} does not answer`,
  });
});

test('a right that is missing is named, whether it is one to read or to write', () => {
  const error = Object.assign(new Error('permission denied for schema paperkin'), { code: '42501' });
  expect(mapped('postgres://ada@db/papers', error)).toMatchObject({
    message: 'this login lacks a right on postgres://ada@db/papers: permission denied for schema paperkin',
  });
});

test('the certificate is checked in every mode that the driver checks it in, without its warning', () => {
  const modeOf = (settings: string) =>
    new URL(parseLocation(`postgres://db/papers?${settings}`).url).searchParams.get('sslmode');
  expect(modeOf('sslmode=require')).toBe('verify-full');
  expect(modeOf('sslmode=prefer')).toBe('verify-full');
  expect(modeOf('sslmode=no-verify')).toBe('no-verify');
  expect(modeOf('sslmode=require&uselibpqcompat=true')).toBe('require');
  expect(modeOf('schema=papers')).toBe(null);
});

test('a URL without its slashes is no folder, and its password is not shown', async () => {
  const typed = 'postgres:/ada:secret@db/papers';
  expect(locate(typed)).toEqual({ location: typed, exists: true, server: true });
  await expect(openStore(typed)).rejects.toMatchObject({
    code: 'USAGE',
    message: 'this is not the URL of a PostgreSQL database',
  });
});

test('a misspelt setting is refused: the papers would go to another index', () => {
  const settings = (text: string) => () => parseLocation(`postgres://db/papers?${text}`);
  expect(settings('shema=ours')).toThrow('the URL has the unknown setting shema');
  expect(settings('partial=yes')).toThrow('partial in the URL must be true or false');
  expect(settings('schema=ours&partial=true&application_name=x&channel_binding=require')).not.toThrow();
});
