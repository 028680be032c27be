/** Closes connections that occupy places without using them, so that idle or slow clients cannot block others. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** State of a connection, in the order in which connections are closed. */
enum Use {
  /** No complete request headers yet, or the last request is answered. */
  Idle,
  /** The request or its response is being transferred. */
  Moving,
  /** The server is working on the request. */
  Working,
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** Accepts a connection beyond `most` by closing the oldest that waits for its client. */
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
