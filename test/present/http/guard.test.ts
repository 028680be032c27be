import type { IncomingMessage } from 'node:http';
import { describe, expect, test } from 'vitest';
import { guardOf } from '../../../src/present/http/guard.js';

const TOKEN = 'a-token-of-some-length';
const API = '/api/search';

/** A request as the guard sees it. */
function asked(headers: Readonly<Record<string, string>>, method = 'GET'): IncomingMessage {
  const all = { host: '127.0.0.1:8000', ...headers };
  return { method, headers: all, rawHeaders: Object.entries(all).flat() } as unknown as IncomingMessage;
}

describe('on loopback', () => {
  const guard = guardOf('127.0.0.1', undefined);

  test.each(['127.0.0.1:8000', '127.0.0.1', 'localhost:8000', 'LOCALHOST:9', '[::1]:8000', '127.1.2.3:80'])(
    'the host %s is this machine',
    (host) => {
      expect(guard.check(asked({ host }), API)).toBeUndefined();
    },
  );

  test.each([
    'evil.example',
    'evil.example:8000',
    '127.0.0.1.evil.example:8000',
    'localhost.evil.example',
    'evil.example:127.0.0.1',
    'localhost@evil.example',
    '127.0.0.1:8000, evil.example',
    '0.0.0.0:8000',
    '192.168.0.1:8000',
    '[::ffff:127.0.0.1]:8000',
    '2130706433',
    '127.1',
    '',
    ' ',
    'localhost:',
    'localhost:999999',
  ])('the host "%s" is another one, as after DNS rebinding', (host) => {
    expect(guard.check(asked({ host }), API)).toMatchObject({ status: 421, code: 'HOST_REFUSED' });
  });

  test('a request with no host, or with two, is refused', () => {
    expect(guard.check({ headers: {}, rawHeaders: [] } as unknown as IncomingMessage, API)).toMatchObject({
      status: 421,
    });
    const twice = {
      headers: { host: 'localhost' },
      rawHeaders: ['Host', 'localhost', 'hOST', 'evil.example'],
    } as unknown as IncomingMessage;
    expect(guard.check(twice, API)).toMatchObject({ status: 421 });
  });

  test.each(['GET', 'POST', 'DELETE'])('%s from the page itself is let through', (method) => {
    expect(
      guard.check(asked({ origin: 'http://127.0.0.1:8000', 'sec-fetch-site': 'same-origin' }, method), API),
    ).toBeUndefined();
  });

  test.each([
    'http://evil.example',
    'http://127.0.0.1:8001',
    'http://localhost:8000',
    'null',
    'http://127.0.0.1:8000.evil.example',
    'file://',
  ])('the origin %s is another site, reading or writing', (origin) => {
    for (const method of ['GET', 'POST', 'DELETE'])
      expect(guard.check(asked({ origin }, method), API)).toMatchObject({ status: 403, code: 'ORIGIN_REFUSED' });
  });

  test("what another site's page loads is refused; a link that a person follows is not", () => {
    expect(
      guard.check(
        asked({ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' }),
        API,
      ),
    ).toMatchObject({ status: 403 });
    expect(
      guard.check(
        asked({ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' }),
        API,
      ),
    ).toMatchObject({ status: 403 });
    expect(
      guard.check(
        asked({ 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }, 'POST'),
        API,
      ),
    ).toMatchObject({ status: 403 });
    expect(
      guard.check(
        asked({ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }),
        undefined,
      ),
    ).toBeUndefined();
  });
});

describe('a token', () => {
  test.each(['0.0.0.0', '192.168.1.5', '::', 'example.org', '127.evil.example', ''])(
    'is needed to listen on %s',
    (host) => {
      expect(() => guardOf(host, undefined)).toThrow(
        expect.objectContaining({ code: 'USAGE', remedy: expect.stringContaining('--token') }),
      );
      expect(guardOf(host, TOKEN)).toBeDefined();
    },
  );

  test.each(['', 'short', 'with spaces in the middle of it', 'a'.repeat(257)])('of "%s" is refused', (token) => {
    expect(() => guardOf('127.0.0.1', token)).toThrow(expect.objectContaining({ code: 'USAGE' }));
  });

  test('allows requests with it, under any name of the machine', () => {
    const guard = guardOf('0.0.0.0', TOKEN);
    expect(guard.check(asked({ host: 'my-machine:8000', authorization: `Bearer ${TOKEN}` }), API)).toBeUndefined();
  });

  test.each([
    {},
    { authorization: 'Bearer' },
    { authorization: `Bearer ${TOKEN}x` },
    { authorization: `Basic ${TOKEN}` },
    { authorization: TOKEN },
    { cookie: `token=${TOKEN}` },
  ])('is missed in %o', (headers) => {
    for (const host of ['0.0.0.0', '127.0.0.1'])
      expect(guardOf(host, TOKEN).check(asked(headers), API)).toMatchObject({ status: 401, code: 'TOKEN_NEEDED' });
  });

  test("is not needed for the page's own files and for /healthz, which know nothing of the corpus", () => {
    const guard = guardOf('127.0.0.1', TOKEN);
    expect(guard.check(asked({}), undefined)).toBeUndefined();
    expect(guard.check(asked({}), '/healthz')).toBeUndefined();
  });

  test('does not open the door to another site', () => {
    expect(
      guardOf('0.0.0.0', TOKEN).check(asked({ authorization: `Bearer ${TOKEN}`, origin: 'http://evil.example' }), API),
    ).toMatchObject({ status: 403 });
  });
});
