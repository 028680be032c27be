import type { FastifyRequest } from 'fastify';
import type { Upload } from '../verbs/upload.js';

/** The files of a request. */
export function uploadOf({ headers, body }: FastifyRequest): Upload {
  return { contentType: headers['content-type'] ?? '', bytes: ownBytes(body) };
}

/** Bytes with a buffer of their own, so that they can be transferred to a thread without a copy. */
function ownBytes(body: unknown): Uint8Array {
  if (!(body instanceof Uint8Array)) return new Uint8Array();
  return body.byteLength === body.buffer.byteLength ? body : new Uint8Array(body);
}
