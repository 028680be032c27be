/** Refusals, each with every header that a response has. */

import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import { type AccessCheck, HEADERS } from './guard.js';
import { headersOf, type Problem, problem } from './problem.js';

/** All methods, so that each gets a proper refusal. CONNECT never reaches a handler. */
export const METHODS: readonly HTTPMethods[] = http.METHODS.filter((method) => method !== 'CONNECT');

export function sendProblem(reply: FastifyReply, body: Problem): FastifyReply {
  return reply.code(body.status).headers(headersOf(body)).send(body);
}

/**
 * Runs the access checks. Sets the headers first, so that every response has them.
 * @param refusal why the request is refused although the guard allows it
 */
export function admit(
  guard: AccessCheck,
  request: FastifyRequest,
  reply: FastifyReply,
  refusal?: Problem,
): FastifyReply | undefined {
  for (const [name, value] of Object.entries(HEADERS)) reply.raw.setHeader(name, value);
  const reason = guard.check(request.raw, request.routeOptions.url) ?? refusal;
  if (reason === undefined) return undefined;
  if (hasBody(request.raw)) reply.header('connection', 'close'); // it is not waited for
  return sendProblem(reply, reason);
}

/** How long the rest of a refused request is read, so that the client can see the response. */
const LINGER_MS = 1_000;
const STATUS_OF_ERROR: Readonly<Record<string, number>> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };

/** Responds to requests that are not HTTP, too large, or too slow. */
export function refuseUnreadable(error: Error & { code?: string }, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const status = STATUS_OF_ERROR[error.code ?? ''] ?? 400;
  const content = problem(
    status,
    'USAGE',
    'the request cannot be read',
    'Send HTTP/1.1 with a URL and headers of reasonable length.',
  );
  const body = JSON.stringify(content);
  const headers = {
    ...HEADERS,
    ...headersOf(content),
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.end(`HTTP/1.1 ${status} ${content.title}\r\n${lines.join('\r\n')}\r\n\r\n${body}`);
  setTimeout(() => socket.destroy(), LINGER_MS).unref(); // a client that never closes would keep its place
}

/** An `Expect` that is not `100-continue` (RFC 9110, 10.1.1). */
export function refuseExpectation(_request: IncomingMessage, response: ServerResponse): void {
  const content = problem(417, 'USAGE', 'this server does not support this Expect header', 'Omit it.');
  const headers = { ...HEADERS, ...headersOf(content), connection: 'close' };
  response.writeHead(417, headers).end(JSON.stringify(content));
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';
}

/** Responds 405 with the allowed methods of a path. */
export function refuseOtherMethods(app: FastifyInstance, paths: ReadonlyMap<string, ReadonlySet<HTTPMethods>>): void {
  for (const [url, taken] of paths) {
    const allow = METHODS.filter((method) => taken.has(method) || (method === 'HEAD' && taken.has('GET')));
    const method = METHODS.filter((one) => !allow.includes(one));
    const refuse = async (_request: FastifyRequest, reply: FastifyReply) =>
      sendProblem(
        reply.header('allow', allow.join(', ')),
        problem(405, 'METHOD_REFUSED', 'this address does not accept this method', `It accepts ${allow.join(', ')}.`),
      );
    app.route({ method, url, onRequest: refuse, handler: refuse }); // before a body is read
  }
}
