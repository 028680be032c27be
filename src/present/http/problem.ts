/** Errors over HTTP: problem+json (RFC 9457) with our code and the remedy. */
import { STATUS_CODES } from 'node:http';
import { z } from 'zod';
import { CorpusError, type ErrorCode } from '../../index.js';

const STATUS: Readonly<Record<ErrorCode, number>> = {
  FAILED: 500,
  USAGE: 400,
  PAPER_UNKNOWN: 404,
  PAPER_AMBIGUOUS: 409,
  THEME_UNKNOWN: 404,
  TAG_UNKNOWN: 404,
  NAME_UNKNOWN: 404,
  CORPUS_EMPTY: 409,
  CORPUS_BUSY: 503,
  DATABASE_DOWN: 503,
  READ_ONLY: 403,
  DISK_FULL: 507,
  INPUT_UNREADABLE: 422,
  INPUT_INVALID: 422,
  MODEL_MISSING: 503,
  MODEL_DAMAGED: 503,
  MODEL_DIFFERS: 503,
  INDEX_DAMAGED: 503,
  INDEX_VERSION: 503,
  INDEX_REPLACED: 503,
  INTERRUPTED: 503,
};

/** Seconds to wait before the same request may succeed (Retry-After), for errors that pass by themselves. */
const RETRY_AFTER_S = 2;
const PASSING: ReadonlySet<string> = new Set<ErrorCode>([
  'CORPUS_BUSY',
  'DATABASE_DOWN',
  'INDEX_REPLACED',
  'INTERRUPTED',
]);

export const problemShape = z.object({
  type: z.literal('about:blank'),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  remedy: z.string(),
  stored: z
    .int()
    .optional()
    .describe('Of an upload that failed: at least so many of its papers, the first ones, are in the index.'),
});
export type Problem = z.infer<typeof problemShape>;

const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

export function problem(status: number, code: string, detail: string, remedy: string): Problem {
  return { type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, detail, code, remedy };
}

/** Errors of fastify, each with a remedy; other 4xx errors are requests that cannot be read. */
const OF_FASTIFY: Readonly<Record<string, readonly [code: string, detail: string, remedy: string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: [
    'BODY_TOO_LARGE',
    'the body is too large',
    'Send less at once, or use the command line for large files.',
  ],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [
    'MEDIA_TYPE_UNKNOWN',
    'the media type of the body is not accepted',
    'Send application/json.',
  ],
  FST_ERR_CTP_INVALID_JSON_BODY: ['USAGE', 'the body is not JSON', 'Send one JSON object.'],
  FST_ERR_CTP_EMPTY_JSON_BODY: ['USAGE', 'the body is empty', 'Send one JSON object.'],
};

/** Any error as a problem. Unexpected errors reveal no internals. */
export function problemOf(error: unknown): Problem {
  if (error instanceof CorpusError) return problem(STATUS[error.code], error.code, error.message, error.remedy);
  const { statusCode, code } = error as { statusCode?: unknown; code?: unknown };
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500) {
    const [ours, detail, remedy] = OF_FASTIFY[String(code)] ?? [
      'USAGE',
      'the request cannot be read',
      'See /openapi.json.',
    ];
    return problem(statusCode, ours, detail, remedy);
  }
  return problem(500, 'FAILED', 'an unexpected error occurred', 'See the log of the server.');
}

/** Headers that go with a problem. */
export function headersOf({ status, code }: Problem): Record<string, string> {
  return {
    'content-type': PROBLEM_TYPE,
    'cache-control': 'no-store',
    ...(PASSING.has(code) ? { 'retry-after': String(RETRY_AFTER_S) } : {}),
    ...(status === 401 ? { 'www-authenticate': 'Bearer realm="paperkin"' } : {}),
  };
}
