/**
 * Access control: checks that every request passes first.
 *
 * - On loopback the Host header must name this machine. A web page whose name resolves to this machine (DNS rebinding)
 * sends its own name.
 * - Requests that a browser makes for a page of another site (Origin, Sec-Fetch-Site) are refused, for reading and
 * writing.
 * - With a token, every request for data of the corpus needs it. The static files of the page and `/healthz` do not.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isIPv4 } from 'node:net';
import { CorpusError } from '../../index.js';
import { type Problem, problem } from './problem.js';

/** A token shorter than this can be guessed. */
const SHORTEST_TOKEN = 16;
export const HEALTH_PATH = '/healthz';

/** Sent with every response, errors included. Text of papers is never markup; if it were, nothing would run. */
export const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
};

export interface AccessCheck {
  /**
   * Why the request is refused; `undefined` if it is allowed.
   * @param route the pattern of the route; none for a file of the page
   */
  check(request: IncomingMessage, route: string | undefined): Problem | undefined;
}

/** @throws CorpusError USAGE where the address can be reached from elsewhere and there is no token, or a weak one */
export function guardOf(host: string, token: string | undefined): AccessCheck {
  if (token === undefined && !isLoopback(host)) {
    throw new CorpusError(
      'USAGE',
      `${host} can be reached from other machines, and there is no token`,
      `Set PAPERKIN_TOKEN or --token-file to a token of ${SHORTEST_TOKEN} characters or more, or omit --host.`,
    );
  }
  if (token !== undefined && !new RegExp(`^[\\x21-\\x7e]{${SHORTEST_TOKEN},256}$`).test(token)) {
    throw new CorpusError(
      'USAGE',
      `a token has ${SHORTEST_TOKEN} to 256 letters, digits and signs`,
      'Create one with `openssl rand -hex 16`.',
    );
  }
  return {
    check: (request, route) => {
      if (!hostIsOurs(request, isLoopback(host)))
        return problem(
          421,
          'HOST_REFUSED',
          'the Host header does not name this server',
          'Use the address that it prints when it starts.',
        );
      if (!originIsOurs(request))
        return problem(
          403,
          'ORIGIN_REFUSED',
          'requests from other sites are refused',
          'Open its own page, or use a client other than a browser.',
        );
      if (token === undefined || route === undefined || route === HEALTH_PATH || tokenIsGiven(request, token))
        return undefined;
      return problem(
        401,
        'TOKEN_NEEDED',
        'a token is needed',
        'Send it in the header `Authorization: Bearer …`; the page asks for it.',
      );
    },
  };
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));
}

function hostIsOurs(request: IncomingMessage, onLoopback: boolean): boolean {
  const hostHeaders = request.rawHeaders.filter((name, i) => i % 2 === 0 && name.toLowerCase() === 'host').length;
  const parts = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?$/i.exec(request.headers.host ?? '');
  if (hostHeaders !== 1 || parts === null) return false;
  return !onLoopback || isLoopback(parts[1]!.toLowerCase().replace(/^\[(.*)\]$/, '$1'));
}

function originIsOurs({ headers, method }: IncomingMessage): boolean {
  const { origin } = headers;
  if (origin !== undefined) return [`http://${headers.host}`, `https://${headers.host}`].includes(origin.toLowerCase());
  const site = headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin' || site === 'none') return true;
  // a link that was followed
  return method === 'GET' && headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
}

function tokenIsGiven({ headers }: IncomingMessage, token: string): boolean {
  const bearer = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
  return bearer !== undefined && sameText(bearer, token);
}

/** Compares in constant time: hashes are compared. */
function sameText(secret: string, token: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(secret), hash(token));
}
