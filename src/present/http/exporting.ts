/** Sends an export, piece by piece as it is written. */

import { PassThrough } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyReply } from 'fastify';
import type { Ask } from '../threads/ask.js';
import { contentTypeOf, EXPORT_FILES } from '../verbs/export.js';
import type { VerbRequest } from '../verbs/index.js';
import { abortedWhenGone } from './aborted-when-gone.js';

/** Bytes that a reader may lag behind before the export waits for it. */
const MOST_BEHIND = 8 * 2 ** 20;
/** A reader that lags so far and takes nothing for so long is disconnected, for it holds up other long requests. */
const LONGEST_STALL_MS = 10_000;
const LOOK_MS = 20;

/**
 * An error before the first piece is a normal problem response. After it, the connection is broken off, so that the
 * file does not look complete.
 */
export async function sendExport(
  ask: Ask,
  verbRequest: VerbRequest<'export'>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { name } = EXPORT_FILES[verbRequest.format];
  const text = new PassThrough();
  let begun = false;
  const begin = () => {
    if (begun) return;
    begun = true;
    void reply
      .headers({
        'content-type': contentTypeOf(verbRequest.format),
        'content-disposition': `attachment; filename="${name}"`,
        'cache-control': 'no-store',
      })
      .send(text);
  };
  const onProgress = (piece: unknown): Promise<void> => {
    begin();
    if (!text.destroyed) text.write(piece);
    return caughtUp(text, reply);
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

/** Settles when the reader lags no more than `MOST_BEHIND`, is gone, or was disconnected. */
async function caughtUp(text: PassThrough, reply: FastifyReply): Promise<void> {
  const behind = () => text.readableLength + text.writableLength;
  let [least, stalledMs] = [behind(), 0];
  while (!text.destroyed && !reply.raw.destroyed && behind() > MOST_BEHIND) {
    await pause(LOOK_MS);
    stalledMs = behind() < least ? 0 : stalledMs + LOOK_MS;
    least = Math.min(least, behind());
    if (stalledMs >= LONGEST_STALL_MS) reply.raw.destroy();
  }
}
