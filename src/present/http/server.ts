/** The HTTP server: every request passes the guard, calls one verb, and gets JSON or a problem. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import compress from '@fastify/compress';
import { type FastifyInstance, type FastifyReply, type FastifyRequest, fastify, type HTTPMethods } from 'fastify';
import { codeOf } from '../../errors.js';
import { CorpusError } from '../../index.js';
import type { Ask } from '../threads/ask.js';
import { abortedWhenGone } from './aborted-when-gone.js';
import { addFiles } from './adding.js';
import { limitConnections } from './connections.js';
import { isKept, PROGRESS_PATH, withProgress } from './derived.js';
import { type EntityTags, entityTags } from './entity-tags.js';
import { sendExport } from './exporting.js';
import { addFeed } from './feed.js';
import { type AccessCheck, HEALTH_PATH } from './guard.js';
import { openApiDocument } from './openapi.js';
import type { PageFiles } from './page.js';
import { parseRequest } from './parse-request.js';
import { problem, problemOf } from './problem.js';
import { admit, METHODS, refuseExpectation, refuseOtherMethods, refuseUnreadable, sendProblem } from './refuse.js';
import { type Route, routes } from './routes.js';
import { uploadOf } from './upload-of.js';
import { LARGEST_UPLOAD, openUploads } from './uploads.js';

/** Bytes of a JSON body: a list of ids, or a message of an assistant. */
const LARGEST_JSON = 256 * 1024;
/** Bytes of a URL; the longest query fits. */
const LARGEST_HEADER = 64 * 1024;
const LONGEST_HEADER_MS = 10_000;
const LONGEST_REQUEST_MS = 120_000;
const KEEP_ALIVE_MS = 5_000;
/** An idle connection is closed after this; the longest answer takes less. */
const LONGEST_SILENCE_MS = 1_830_000;
const MOST_CONNECTIONS = 512;
/** Shorter answers gain nothing from gzip. */
const GZIP_FROM = 1024;

export interface ServerParts {
  readonly ask: Ask;
  readonly guard: AccessCheck;
  readonly page: PageFiles;
  /** Handles MCP requests (streamable HTTP). */
  readonly mcp: (request: IncomingMessage, response: ServerResponse, body: unknown) => Promise<void>;
  /** Distinguishes entity tags of this server from those of another index at the same address. */
  readonly series: string;
  readonly withToken: boolean;
  readonly log: (line: string) => void;
}

export async function buildServer(serverParts: ServerParts): Promise<FastifyInstance> {
  const { ask, running } = withProgress(serverParts.ask);
  const parts = { ...serverParts, ask };
  const app = bareServer(parts.guard);
  const methods = methodsByPath(app);
  app.addHook('onRequest', async (request, reply) => admit(parts.guard, request, reply));
  await app.register(compress, {
    globalCompression: true,
    globalDecompression: false,
    encodings: ['gzip'],
    threshold: GZIP_FROM,
  });
  app.setErrorHandler((error, _request, reply) => {
    const body = problemOf(error);
    if (body.status === 500 && !(error instanceof CorpusError) && !wentAway(error))
      parts.log(error instanceof Error ? (error.stack ?? error.message) : String(error));
    if (!reply.request.raw.complete) reply.header('connection', 'close'); // the rest of the body is not waited for
    return sendProblem(reply, body);
  });
  app.setNotFoundHandler((request, reply) => sendPage(parts.page, request, reply));

  addOwnPaths(app, parts);
  app.get(PROGRESS_PATH, (_request, reply) => reply.header('cache-control', 'no-store').send({ running: running() }));
  const tags = entityTags(parts.series);
  addFeed(app, ask, tags);
  for (const route of routes.filter(({ body }) => body !== 'files')) addRoute(app, { ask, tags }, route);
  await app.register(async (files) => {
    const uploads = openUploads();
    files.addHook('onRequest', uploads.admit);
    files.removeAllContentTypeParsers();
    files.addContentTypeParser('*', { bodyLimit: LARGEST_UPLOAD }, uploads.read);
    for (const route of routes.filter(({ body }) => body === 'files')) addRoute(files, { ask, tags }, route);
  });
  refuseOtherMethods(app, new Map(methods));
  return app;
}

function bareServer(guard: AccessCheck): FastifyInstance {
  const app = fastify({
    bodyLimit: LARGEST_JSON,
    requestTimeout: LONGEST_REQUEST_MS,
    connectionTimeout: LONGEST_SILENCE_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 1000 },
    http: {
      requireHostHeader: false /* the guard says it better */,
      maxHeaderSize: LARGEST_HEADER,
      headersTimeout: LONGEST_HEADER_MS,
      connectionsCheckingInterval: KEEP_ALIVE_MS,
    },
    clientErrorHandler: refuseUnreadable,
    frameworkErrors: (error, request, reply) => {
      admit(guard, request as FastifyRequest, reply as FastifyReply, problemOf(error));
    },
  });
  limitConnections(app.server, MOST_CONNECTIONS);
  app.server.on('checkExpectation', refuseExpectation);
  for (const method of METHODS) if (!app.supportedMethods.includes(method)) app.addHttpMethod(method);
  return app;
}

/** Paths without a verb. */
function addOwnPaths(app: FastifyInstance, parts: ServerParts): void {
  const document = JSON.stringify(openApiDocument(parts.withToken));
  app.get(HEALTH_PATH, (_request, reply) => reply.header('cache-control', 'no-store').send({ ok: true }));
  app.get('/openapi.json', (_request, reply) =>
    reply.type('application/json; charset=utf-8').header('cache-control', 'no-cache').send(document),
  );
  app.post('/mcp', async (request, reply) => {
    reply.hijack();
    await parts.mcp(request.raw, reply.raw, request.body).catch((error: unknown) => {
      parts.log(String(error));
      reply.raw.destroy();
    });
  });
}

function addRoute(
  app: FastifyInstance,
  { ask, tags }: { readonly ask: Ask; readonly tags: EntityTags },
  { method, path, verb, body, gives }: Route,
): void {
  app.route({
    method,
    url: path,
    handler: async (request, reply) => {
      const verbRequest = parseRequest(verb, {
        ...(request.query as object),
        ...(body === 'json' ? objectOf(request.body) : {}),
        ...(request.params as object),
      });
      if (verb === 'add') return addFiles(ask, verbRequest as never, request, reply);
      if (gives === 'file') return sendExport(ask, verbRequest as never, reply);
      const answer = await ask(verb, verbRequest as never, {
        signal: isKept(verb, verbRequest) ? undefined : abortedWhenGone(reply),
        known: method === 'GET' ? tags.read(request.headers['if-none-match']) : undefined,
        upload: body === 'files' ? uploadOf(request) : undefined,
      });
      reply
        .type('application/json; charset=utf-8')
        .header('cache-control', method === 'GET' ? 'private, no-cache' : 'no-store');
      if (method === 'GET') reply.header('etag', tags.write(answer.tag));
      return answer.json === null ? reply.code(304).send() : reply.send(answer.json);
    },
  });
}

/** Whether the client disconnected during its request; this is not logged. */
function wentAway(error: unknown): boolean {
  return codeOf(error) === 'ECONNRESET';
}

/** The methods of every path registered from here on. */
function methodsByPath(app: FastifyInstance): ReadonlyMap<string, ReadonlySet<HTTPMethods>> {
  const methods = new Map<string, Set<HTTPMethods>>();
  app.addHook('onRoute', ({ url, method }) => {
    methods.set(url, new Set([...(methods.get(url) ?? []), ...([method].flat() as HTTPMethods[])]));
  });
  return methods;
}

function objectOf(body: unknown): object {
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body;
  throw new CorpusError('USAGE', 'the body is not an object', 'Send one JSON object.');
}

function sendPage(page: PageFiles, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const path = request.url.split('?', 1)[0]!;
  const ours = path.startsWith('/api/') || path === '/mcp';
  const asksForPage = !ours && /\btext\/html\b/.test(request.headers.accept ?? '');
  const file = request.method === 'GET' || request.method === 'HEAD' ? page.fileAt(path, asksForPage) : undefined;
  if (file === undefined)
    return sendProblem(reply, problem(404, 'NOT_FOUND', 'not found', 'See /openapi.json for all paths.'));
  reply.headers(file.headers);
  if (request.headers['if-none-match'] === file.headers['etag']) return reply.code(304).send();
  if (file.gzipped === undefined) return reply.code(200).send(file.bytes);
  reply.header('vary', 'accept-encoding');
  return /\bgzip\b/.test(request.headers['accept-encoding'] ?? '')
    ? reply.header('content-encoding', 'gzip').code(200).send(file.gzipped)
    : reply.code(200).send(file.bytes);
}
