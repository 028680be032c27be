import type { FastifyReply } from 'fastify';

/** A signal that fires if the client closes the connection before the answer is sent. */
export function abortedWhenGone({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController();
  raw.once('close', () => {
    if (!raw.writableFinished) gone.abort();
  });
  return gone.signal;
}
