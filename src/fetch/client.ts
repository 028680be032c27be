/**
 * One HTTP request with limits: time to the first byte, time between bytes, total time, and size before and after
 * decompression. Addresses are resolved and checked at the moment of connecting, so that a name cannot point elsewhere
 * between check and use. The only importer of an HTTP client.
 */
import { lookup } from 'node:dns';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { isPrivateAddress } from './address.js';

/** Limits of one fetched address. */
export interface Limits {
  /** Time to connect, to the first byte, and between two chunks. */
  readonly silenceMs: number;
  /** Total time. */
  readonly totalMs: number;
  /** Size of the content, before and after decompression. */
  readonly sizeBytes: number;
}

/** A slow server responds within half a minute; 64 MB are about 40,000 abstracts. */
export const LIMITS: Limits = { silenceMs: 30_000, totalMs: 300_000, sizeBytes: 64 * 1024 * 1024 };

export interface HttpRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly limits: Limits;
  /** False if the address came from a server: it may not be private. */
  readonly mayBePrivate: boolean;
  readonly signal?: AbortSignal | undefined;
}

export interface HttpAnswer {
  readonly status: number;
  readonly header: (name: string) => string | undefined;
  readonly body: Uint8Array;
  /** Whether the connection was to a private address. */
  readonly isPrivate: boolean;
}

/** The error, in words that follow "HOST". */
export class TransferError extends Error {
  constructor(
    message: string,
    /** Whether a retry may succeed. */
    readonly mayPass: boolean,
  ) {
    super(message);
  }
}

/** @throws TransferError; an error of the signal where that fires */
export async function requestOnce(
  url: URL,
  { headers, limits, mayBePrivate, signal }: HttpRequest,
): Promise<HttpAnswer> {
  const total = AbortSignal.timeout(limits.totalMs);
  const end = signal === undefined ? total : AbortSignal.any([total, signal]);
  const silent: { fault?: TransferError } = {};
  const onSilence = () =>
    (silent.fault = new TransferError(`sent no data for ${limits.silenceMs / 1000} seconds`, true));
  try {
    const { message, isPrivate } = await connect(url, { headers, limits, mayBePrivate, signal: end }, onSilence);
    const body = message.statusCode === 200 ? await bodyOf(message, limits) : new Uint8Array();
    if (message.statusCode !== 200) message.destroy();
    return { status: message.statusCode ?? 0, header: (name) => headerOf(message, name), body, isPrivate };
  } catch (error) {
    signal?.throwIfAborted();
    if (total.aborted) throw new TransferError(`did not finish within ${limits.totalMs / 1000} seconds`, true);
    if (silent.fault !== undefined) throw silent.fault;
    throw error instanceof TransferError ? error : new TransferError(...networkFault(error));
  }
}

function connect(
  url: URL,
  { headers, limits, mayBePrivate, signal }: HttpRequest,
  onSilence: () => Error,
): Promise<{ readonly message: IncomingMessage; readonly isPrivate: boolean }> {
  return new Promise((resolve, reject) => {
    const host = url.hostname.replace(/^\[|\]$/g, '');
    if (!mayBePrivate && isIP(host) !== 0 && isPrivateAddress(host)) return reject(intoPrivate());
    const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, {
      headers: { 'user-agent': 'paperkin', accept: '*/*', 'accept-encoding': 'gzip, br, deflate', ...headers },
      agent: false,
      timeout: limits.silenceMs, // also while it connects
      lookup: mayBePrivate ? undefined : publicOnly,
      signal,
    });
    // Asked at once: a socket that the server has reset has no address any more, and counts as public.
    let isPrivate = false;
    request.once('socket', (socket) =>
      socket.once('connect', () => {
        isPrivate = socket.remoteAddress !== undefined && isPrivateAddress(socket.remoteAddress);
      }),
    );
    request.on('timeout', () => request.destroy(onSilence()));
    request
      .once('response', (message) => resolve({ message, isPrivate }))
      .once('error', reject)
      .end();
  });
}

async function bodyOf(message: IncomingMessage, limits: Limits): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let [size, received] = [0, 0];
  const tooLarge = () => new TransferError(`sends more than ${limits.sizeBytes / 1024 / 1024} MB`, false);
  message.on('data', (piece: Uint8Array) => {
    received += piece.byteLength;
    if (received > limits.sizeBytes) message.destroy(tooLarge());
  });
  const decoder = decoderOf(message);
  if (decoder !== null) message.once('error', (error) => decoder.destroy(error)).pipe(decoder);
  for await (const piece of (decoder ?? message) as AsyncIterable<Uint8Array>) {
    size += piece.byteLength;
    if (size > limits.sizeBytes) {
      message.destroy();
      throw tooLarge();
    }
    pieces.push(piece);
  }
  if (!message.complete) throw brokenOff();
  return Buffer.concat(pieces);
}

function decoderOf(message: IncomingMessage) {
  switch (headerOf(message, 'content-encoding')?.trim().toLowerCase()) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'br':
      return createBrotliDecompress();
    case 'deflate':
      return createInflate();
    default:
      return null;
  }
}

/** Resolves a name to public addresses only. */
const publicOnly: LookupFunction = (host, options, callback) => {
  lookup(host, { ...options, all: true }, (error, addresses) => {
    const reachable = (addresses ?? []).filter(({ address }) => !isPrivateAddress(address));
    const [first] = reachable;
    if (error !== null || first === undefined) return callback(error ?? intoPrivate(), '', 4);
    if (options.all === true) callback(null, reachable);
    else callback(null, first.address, first.family);
  });
};

function headerOf(message: IncomingMessage, name: string): string | undefined {
  const value = message.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

const brokenOff = (): TransferError => new TransferError('closed the connection in the middle of its answer', true);
const intoPrivate = (): TransferError => new TransferError('redirects to a private network', false);

const FAULTS: Readonly<Record<string, readonly [message: string, mayPass: boolean]>> = {
  ENOTFOUND: ['cannot be found: no machine has this name, or there is no network', false],
  EAI_AGAIN: ['cannot be found: the name service does not answer', true],
  ECONNREFUSED: ['refuses the connection', true],
  ECONNRESET: ['closed the connection in the middle of its answer', true],
  EPIPE: ['closed the connection in the middle of its answer', true],
  ETIMEDOUT: ['does not answer', true],
  EHOSTUNREACH: ['cannot be reached', true],
  ENETUNREACH: ['cannot be reached: there is no network', true],
  HPE_INVALID_CONSTANT: ['does not speak HTTP', false],
  Z_DATA_ERROR: ['sends compressed data that is damaged', true],
  Z_BUF_ERROR: ['sends compressed data that ends in the middle', true],
  CERT_HAS_EXPIRED: ['has a certificate that has expired', false],
};

function networkFault(error: unknown): readonly [string, boolean] {
  const { code = '', message = '' } = error as NodeJS.ErrnoException;
  const fault = FAULTS[code];
  if (fault !== undefined) return fault;
  if (/aborted/i.test(message)) return ['closed the connection in the middle of its answer', true];
  if (/CERT|TLS|SSL|SIGNED/.test(code)) return [`has no certificate that can be trusted (${code})`, false];
  if (code.startsWith('HPE_')) return ['does not speak HTTP', false];
  return [`cannot be read (${code === '' ? message.slice(0, 80) : code})`, false];
}
