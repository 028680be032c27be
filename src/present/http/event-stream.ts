/** Server-sent events (HTML Standard, 9.2): progress, then the result. */
import type { FastifyReply } from 'fastify';

/** A comment at intervals keeps proxies and browsers from timing out. */
const HEARTBEAT_MS = 15_000;

export interface EventStream {
  /** `json` is one line, as JSON.stringify writes it. */
  send(event: string, json: string): void;
  end(): void;
}

export function openEventStream(reply: FastifyReply): EventStream {
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    connection: 'close',
  });
  raw.write(':\n\n');
  const write = (text: string) => {
    if (!raw.destroyed) raw.write(text); // destroyed if the client has disconnected
  };
  const heartbeat = setInterval(() => write(':\n\n'), HEARTBEAT_MS);
  raw.once('close', () => clearInterval(heartbeat));
  return {
    send: (event, json) => write(`event: ${event}\ndata: ${json}\n\n`),
    end: () => {
      raw.end();
    },
  };
}
