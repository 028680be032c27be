/** Limits on uploads: number, size and speed. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CorpusError } from '../../index.js';
import { problem, problemOf } from './problem.js';
import { sendProblem } from './refuse.js';

/** Bytes of one upload: about 40,000 abstracts. Use the command line for more; it reads streams. */
export const LARGEST_UPLOAD = 64 * 1024 * 1024;
/** Concurrent uploads: one is added while the others wait in memory. */
const MOST_UPLOADS = 8;
/** Bytes of all concurrent uploads. */
const MOST_BYTES = 4 * LARGEST_UPLOAD;
/** An upload without data for this long is dropped. */
const STALLED_MS = 10_000;
/** If all places are taken, an upload that has run for this long below the rate below is dropped. */
const SLOW_AFTER_MS = 5_000;
const SLOW_BYTES_PER_S = 64 * 1024;

interface Upload {
  readonly startedAt: number;
  bytes: number;
  /** Whether the body is still arriving. */
  sending: boolean;
  /** Rejects when the upload is dropped. */
  readonly rejection: Promise<never>;
  drop(reason: string): void;
}

export interface Uploads {
  /** A hook that refuses an upload before its body is read if there is no place for it. */
  admit(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined>;
  /** Reads the body of an admitted upload. @throws CorpusError, or an error with a `statusCode` */
  read(request: FastifyRequest, payload: NodeJS.ReadableStream): Promise<Uint8Array>;
}

/** @param now in milliseconds; only differences count */
export function openUploads(now: () => number = () => performance.now()): Uploads {
  const uploads = new Map<unknown, Upload>();
  const bytesInAll = () => [...uploads.values()].reduce((sum, { bytes }) => sum + bytes, 0);

  function makePlace(): boolean {
    if (uploads.size < MOST_UPLOADS) return true;
    const slow = [...uploads.values()].filter((upload) => upload.sending && isSlow(upload, now())).sort(bySpeed(now()));
    slow[0]?.drop('the upload was too slow while others waited');
    return uploads.size < MOST_UPLOADS;
  }

  return {
    admit: async ({ raw }, reply) => {
      if (Number(raw.headers['content-length'] ?? 0) > LARGEST_UPLOAD)
        return sendProblem(reply.header('connection', 'close'), problemOf(tooLarge()));
      if (!makePlace())
        return sendProblem(
          reply.header('connection', 'close'),
          problem(503, 'CORPUS_BUSY', 'too many uploads are running', 'Upload them one after the other.'),
        );
      const release = () => {
        uploads.delete(raw);
        raw.socket.off('close', release); // the connection may serve many more
      };
      const { rejection, refuse } = refusal();
      uploads.set(raw, {
        startedAt: now(),
        bytes: 0,
        sending: true,
        rejection,
        drop: (reason) => {
          release();
          refuse(new CorpusError('INTERRUPTED', reason, 'Send them again, over a faster connection.'));
        },
      });
      reply.raw.once('close', release);
      raw.socket.once('close', release);
      return undefined;
    },
    read: async ({ raw }, payload) => {
      const upload = uploads.get(raw);
      if (upload === undefined) throw new CorpusError('INTERRUPTED', 'the connection was closed', 'Send it again.');
      const stalled = setTimeout(() => upload.drop(`no data arrived for ${STALLED_MS / 1000} s`), STALLED_MS);
      try {
        const body = bodyOf(payload, (length) => {
          stalled.refresh();
          upload.bytes = length;
          if (bytesInAll() > MOST_BYTES)
            throw new CorpusError('CORPUS_BUSY', 'the running uploads fill the memory', 'Try again in a moment.');
        });
        return await Promise.race([body, upload.rejection]);
      } finally {
        clearTimeout(stalled);
        upload.sending = false;
      }
    },
  };
}

/** A promise that rejects once `refuse` is called, and never resolves. */
function refusal() {
  let refuse: (error: CorpusError) => void = () => undefined;
  const rejection = new Promise<never>((_resolve, reject) => {
    refuse = reject;
  });
  rejection.catch(() => undefined); // the reader of the body handles it
  return { rejection, refuse };
}

/** @param onLength called with the bytes so far; if it throws, reading ends */
async function bodyOf(payload: NodeJS.ReadableStream, onLength: (bytes: number) => void): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of payload as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > LARGEST_UPLOAD) throw tooLarge();
    onLength(length);
  }
  return Buffer.concat(chunks);
}

function isSlow({ startedAt, bytes }: Upload, now: number): boolean {
  const seconds = (now - startedAt) / 1000;
  return seconds * 1000 > SLOW_AFTER_MS && bytes / seconds < SLOW_BYTES_PER_S;
}

function bySpeed(now: number): (a: Upload, b: Upload) => number {
  const speed = ({ startedAt, bytes }: Upload) => bytes / Math.max(1, now - startedAt);
  return (a, b) => speed(a) - speed(b);
}

/** As fastify refuses a body whose length is stated. */
function tooLarge(): Error {
  return Object.assign(new Error('the body is too large'), { statusCode: 413, code: 'FST_ERR_CTP_BODY_TOO_LARGE' });
}
