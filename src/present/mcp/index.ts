/**
 * paperkin for assistants: the Model Context Protocol over stdio, and over HTTP at `/mcp`.
 *
 * In: tool calls of a model; tools only read unless writing is enabled. Out: the answers of the library in the shapes
 * of `shapes.ts`, cut to what a model can hold, each with a cursor for the rest and a text summary. An error says what
 * the model can do about it. Writes only protocol messages to stdout.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { answer } from '../threads/answer.js';
import type { Ask } from '../threads/ask.js';
import { corpusOnDemand } from '../threads/corpus-on-demand.js';
import { boundedLines } from './bounded-lines.js';
import { untilAnswered } from './until-answered.js';

/** Bytes of one message: enough for the longest text that a tool accepts, with every character escaped. */
const LONGEST_MESSAGE = 2 * 1024 * 1024;
/** Codes of JSON-RPC 2.0, 5.1. */
const PARSE_ERROR = -32_700;
const INVALID_REQUEST = -32_600;

export interface StdioOptions {
  /** Folder of the index. If it does not exist, every call says how to create one. */
  readonly index: string;
  /** Folder of a sentence-transformer (default: the model that comes with paperkin). */
  readonly model?: string | undefined;
  /** Whether to offer tools that change the collection (default: no). */
  readonly write?: boolean | undefined;
  /** URL of a replica of the database of the index, to read from. */
  readonly readFrom?: string | undefined;
  readonly signal: AbortSignal;
}

/** Speaks MCP on stdin and stdout until stdin has ended and its requests have their answers, or the signal fires. */
export async function serveStdio({ index, readFrom, model, write = false, signal }: StdioOptions): Promise<void> {
  const [{ toolServer }, { StdioServerTransport }] = await Promise.all([
    import('./server.js'),
    import('@modelcontextprotocol/sdk/server/stdio.js'),
  ]);
  const corpus = corpusOnDemand({ index, create: write, workers: 1, readFrom, model });
  const ask: Ask = (
    verb,
    request,
    { signal: cancelled = new AbortController().signal, onProgress = () => undefined, upload } = {},
  ) => corpus.ask((opened) => answer(opened, verb, request, { signal: cancelled, onProgress, upload }));
  const server = toolServer(ask, { write });
  const tooLong = () => refuse(INVALID_REQUEST, `a message has at most ${LONGEST_MESSAGE} bytes, on one line`);
  const input = process.stdin.pipe(boundedLines(LONGEST_MESSAGE, tooLong));
  const transport = new StdioServerTransport(input, process.stdout);
  transport.onerror = refuseLine; // the SDK skips the line without an answer
  const answered = untilAnswered(transport);
  await server.connect(transport);
  process.stdin.once('close', () => input.end());
  await new Promise<void>((resolve) => {
    input.once('end', () => void answered().then(resolve));
    signal.addEventListener('abort', () => resolve(), { once: true });
    if (signal.aborted) resolve();
  });
  await server.close();
  await corpus.close();
}

/** Answers a line that is no message, whose id is therefore not known; the next line is read as any other. */
function refuseLine(error: Error): void {
  if (error instanceof SyntaxError) refuse(PARSE_ERROR, 'the line is not JSON');
  else if (error.name === 'ZodError') refuse(INVALID_REQUEST, 'the line is not a message of JSON-RPC 2.0');
}

function refuse(code: number, message: string): void {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', id: null, error: { code, message } })}\n`);
}

/** A handler of POST requests. Each request is independent, so there are no sessions. */
export function mcpOverHttp(
  ask: Ask,
): (request: IncomingMessage, response: ServerResponse, body: unknown) => Promise<void> {
  return async (request, response, body) => {
    const [{ toolServer }, { StreamableHTTPServerTransport }] = await Promise.all([
      import('./server.js'),
      import('@modelcontextprotocol/sdk/server/streamableHttp.js'),
    ]);
    const server = toolServer(ask);
    const transport = new StreamableHTTPServerTransport({ enableJsonResponse: true });
    response.once('close', () => void server.close());
    // the SDK's own types differ under exactOptionalPropertyTypes
    await server.connect(transport as unknown as Parameters<typeof server.connect>[0]);
    await transport.handleRequest(request, response, body);
  };
}
