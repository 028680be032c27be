/**
 * Connections that take places from others without using them are closed: so many, however quiet or slow, never lock
 * anybody out.
 */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** What one connection is doing, in the order in which such connections give way. */
enum Use {
  /** No request has come whole in its headers, or the last one is answered. */
  Idle,
  /** Its request, or the answer to it, is still on its way: it may be slow. */
  Moving,
  /** The server works for it. */
  Working,
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** Lets in a connection beyond `most` by closing the oldest that waits for its client. */
export function limitConnections(server: Server, most: number): void {
  const open = new Map<Socket, Exchange | undefined>();
  server.on('connection', (socket) => {
    if (open.size >= most) {
      const victim = leastUsed(open);
      if (victim === undefined) {
        socket.destroy();
        return;
      }
      open.delete(victim);
      victim.destroy();
    }
    open.set(socket, undefined);
    socket.once('close', () => open.delete(socket));
  });
  server.on('request', (request, response) => {
    const { socket } = request;
    if (!open.has(socket)) return;
    open.set(socket, { request, response });
    response.once('close', () => {
      // behind those that have waited longer
      if (open.delete(socket) && !socket.destroyed) open.set(socket, undefined);
    });
  });
}

function leastUsed(open: ReadonlyMap<Socket, Exchange | undefined>): Socket | undefined {
  let moving: Socket | undefined;
  for (const [socket, exchange] of open) {
    const use = useOf(exchange);
    if (use === Use.Idle) return socket;
    if (use === Use.Moving) moving ??= socket;
  }
  return moving;
}

function useOf(exchange: Exchange | undefined): Use {
  if (exchange === undefined) return Use.Idle;
  return exchange.request.complete && !exchange.response.writableEnded ? Use.Working : Use.Moving;
}
