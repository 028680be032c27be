/** Sends an export, piece by piece as it is written. */

import { PassThrough } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { Ask } from '../threads/threads.js';
import { EXPORT_FILES } from '../verbs/export.js';
import type { VerbRequest } from '../verbs/index.js';
import { abortedWhenGone } from './adding.js';

/**
 * An error before the first piece is a normal problem response. After it, the connection is broken off, so that the
 * file does not look complete.
 */
export async function sendExport(
  ask: Ask,
  verbRequest: VerbRequest<'export'>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { mediaType, name } = EXPORT_FILES[verbRequest.format];
  const text = new PassThrough();
  let begun = false;
  const begin = () => {
    if (begun) return;
    begun = true;
    void reply
      .headers({
        'content-type': `${mediaType}; charset=utf-8`,
        'content-disposition': `attachment; filename="${name}"`,
        'cache-control': 'no-store',
      })
      .send(text);
  };
  const onProgress = (piece: unknown) => {
    begin();
    if (!text.destroyed) text.write(piece);
  };
  try {
    await ask('export', verbRequest, { signal: abortedWhenGone(reply), onProgress });
  } catch (error) {
    if (!begun) throw error;
    reply.raw.destroy();
    return reply;
  }
  begin();
  text.end();
  return reply;
}
