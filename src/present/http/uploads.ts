/** Bodies of files: how many, how large and how slowly they may come. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CorpusError } from '../../index.js';
import { problem, problemOf } from './problem.js';
import { sendProblem } from './refuse.js';

/**
 * Bytes of the files sent at once: some 40,000 abstracts. Larger ones are for the command line, which reads streams.
 */
export const LARGEST_UPLOAD = 64 * 1024 * 1024;
/** Uploads under way: one is added, and the others wait for it with their bytes in memory. */
const MOST_UPLOADS = 8;
/** Bytes of all uploads under way. */
const MOST_BYTES = 4 * LARGEST_UPLOAD;
/** A body of which nothing comes for so long is given up. */
const STALLED_MS = 10_000;
/** Where all places are taken, one gives way that has been sending for so long, at less than the rate below. */
const SLOW_AFTER_MS = 5_000;
const SLOW_BYTES_PER_S = 64 * 1024;

interface Upload {
  readonly startedAt: number;
  bytes: number;
  /** Whether its body is still on its way. */
  sending: boolean;
  /** Rejects when it is given up. */
  readonly givenUp: Promise<never>;
  giveUp(reason: string): void;
}

export interface Uploads {
  /** A hook that refuses an upload before its body is read where there is no place for it. */
  admit(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined>;
  /** Reads the body of an upload that was admitted. @throws CorpusError, or an error with a `statusCode` */
  read(request: FastifyRequest, payload: NodeJS.ReadableStream): Promise<Uint8Array>;
}

/** @param now milliseconds; only differences count */
export function openUploads(now: () => number = () => performance.now()): Uploads {
  const uploads = new Map<unknown, Upload>();
  const bytesInAll = () => [...uploads.values()].reduce((sum, { bytes }) => sum + bytes, 0);

  function makePlace(): boolean {
    if (uploads.size < MOST_UPLOADS) return true;
    const slow = [...uploads.values()].filter((upload) => upload.sending && isSlow(upload, now())).sort(bySpeed(now()));
    slow[0]?.giveUp('the files came too slowly while others waited');
    return uploads.size < MOST_UPLOADS;
  }

  return {
    admit: async ({ raw }, reply) => {
      if (Number(raw.headers['content-length'] ?? 0) > LARGEST_UPLOAD)
        return sendProblem(reply.header('connection', 'close'), problemOf(tooLarge()));
      if (!makePlace())
        return sendProblem(
          reply.header('connection', 'close'),
          problem(503, 'CORPUS_BUSY', 'too many files are being sent at once', 'Send them one after the other.'),
        );
      const release = () => uploads.delete(raw);
      let refuse: (error: CorpusError) => void = () => undefined;
      const givenUp = new Promise<never>((_resolve, reject) => {
        refuse = reject;
      });
      givenUp.catch(() => undefined); // told to whoever reads the body
      uploads.set(raw, {
        startedAt: now(),
        bytes: 0,
        sending: true,
        givenUp,
        giveUp: (reason) => {
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
      const stalled = setTimeout(() => upload.giveUp(`nothing was sent for ${STALLED_MS / 1000} s`), STALLED_MS);
      try {
        const body = bodyOf(payload, (length) => {
          stalled.refresh();
          upload.bytes = length;
          if (bytesInAll() > MOST_BYTES)
            throw new CorpusError('CORPUS_BUSY', 'the files under way fill the memory', 'Send it again in a moment.');
        });
        return await Promise.race([body, upload.givenUp]);
      } finally {
        clearTimeout(stalled);
        upload.sending = false;
      }
    },
  };
}

/** @param onLength told how much has come; what it throws ends the reading */
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
