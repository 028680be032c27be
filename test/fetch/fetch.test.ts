/** Pages fetched from servers that are kind, slow, busy, lying and hostile. All of them are on loopback. */
import { Socket } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test, vi } from 'vitest';
import { fetchPages, isPrivateAddress, type Limits, readUrl } from '../../src/fetch/index.js';
import { nextPage } from '../../src/fetch/paging.js';
import { neverAccepting, saying, serving } from './hostile-server.js';

const LIMITS: Limits = { silenceMs: 300, totalMs: 1_500, sizeBytes: 64 * 1024 };

/** Fetches without waiting between attempts. @returns texts, and the waits that were asked for */
async function fetched(url: string, options: Partial<Parameters<typeof fetchPages>[1]> = {}) {
  const waits: number[] = [];
  const wait = async (ms: number) => {
    if (ms > 0) waits.push(ms);
  };
  const pages = [];
  for await (const page of fetchPages(url, { limits: LIMITS, wait, ...options })) pages.push(page);
  return { texts: pages.map(({ body }) => Buffer.from(body).toString()), pages, waits };
}

const failure = async (url: string, options = {}) =>
  fetched(url, options).then(
    () => 'no failure',
    (error: Error) => error.message,
  );

describe('a page', () => {
  test('is fetched once, and not again while its server says that it is as it was', async () => {
    const { url, requests } = await serving(({ headers }, response) => {
      if (headers['if-none-match'] === '"v1"') return response.writeHead(304).end();
      response.writeHead(200, { etag: '"v1"', 'last-modified': 'Mon, 02 Mar 2026 08:00:00 GMT' }).end('papers');
    });
    const { texts, pages } = await fetched(url);
    expect(texts).toEqual(['papers']);
    expect((await fetched(url, { known: pages[0]! })).texts).toEqual([]);
    expect(requests[1]!.headers).toMatchObject({ 'if-modified-since': 'Mon, 02 Mar 2026 08:00:00 GMT' });
  });

  test.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
    ['deflate', deflateSync],
  ] as const)('may be sent in %s', async (encoding, compress) => {
    const { url } = await serving((_, response) => {
      response.writeHead(200, { 'content-encoding': encoding }).end(compress('papers'));
    });
    expect((await fetched(url)).texts).toEqual(['papers']);
  });

  test.each([
    ['koi8-r', Buffer.from('e4cfd6c4d8', 'hex'), 'Дождь'],
    ['Shift_JIS', Buffer.from('894a', 'hex'), '雨'],
    ['"ISO-2022-JP"', Buffer.from('1b2442312b1b2842', 'hex'), '雨'],
    ['utf-16le', Buffer.from('rain', 'utf16le'), 'rain'],
  ])('is read in the character set that its server names, such as %s', async (charset, body, text) => {
    const { url } = await serving((_, response) => {
      response.writeHead(200, { 'content-type': `text/csv; charset=${charset}` }).end(body);
    });
    expect((await fetched(url)).texts).toEqual([`\u{feff}${text}`]);
  });

  test.each([
    ['it is UTF-8 all the same', 'koi8-r', Buffer.from('Дождь')],
    ['there is no such character set', 'rain', Buffer.from('e4cfd6c4d8', 'hex')],
    ['it is compressed', 'koi8-r', gzipSync('rain')],
  ])('is passed on as it was sent where %s', async (_, charset, body) => {
    const { url } = await serving((__, response) => {
      response.writeHead(200, { 'content-type': `text/csv; charset=${charset}` }).end(body);
    });
    expect(Buffer.from((await fetched(url)).pages[0]!.body)).toEqual(body);
  });

  test('is found through redirects, relative ones too', async () => {
    const { url } = await serving(({ url: path }, response) => {
      if (path === '/papers') response.end('papers');
      else response.writeHead(path === '/' ? 301 : 307, { location: path === '/' ? '/other' : 'papers' }).end();
    });
    const { texts, pages } = await fetched(url);
    expect(texts).toEqual(['papers']);
    expect(pages[0]!.url.pathname).toBe('/papers');
  });
});

describe('a failure is one sentence', () => {
  test('where a server redirects in a circle', async () => {
    const { url } = await serving((_, response) => response.writeHead(302, { location: '/' }).end());
    expect(await failure(url)).toMatch(/^127\.0\.0\.1:\d+ redirects more than 5 times$/);
  });

  test.each(['file:///etc/passwd', 'ftp://example.org/x', 'http://user:word@127.0.0.1/'])(
    'where a server redirects to %s',
    async (location) => {
      const { url } = await serving((_, response) => response.writeHead(302, { location }).end());
      expect(await failure(url)).toMatch(/ redirects to /);
    },
  );

  test.each([
    [404, /has no such page \(\/x\)$/],
    [401, /asks for a password/],
    [418, /answers with status 418/],
  ])('where it answers %i', async (status, sentence) => {
    const { url } = await serving((_, response) => response.writeHead(status).end('papers'));
    expect(await failure(`${url}/x`)).toMatch(sentence);
  });

  test('if a page is said to be unchanged that was not fetched before', async () => {
    const { url } = await serving(({ url: path }, response) =>
      path === '/1' ? response.writeHead(200, { link: '</2>; rel=next' }).end('one') : response.writeHead(304).end(),
    );
    expect(await failure(`${url}/1`)).toMatch(/answers with status 304 \(\/2\)$/);
  });

  test('where a server whose address is not known redirects into a private network', async () => {
    const { url } = await serving((_, response) => response.writeHead(302, { location: '/papers' }).end());
    // As of a socket that the server has reset.
    const peer = vi
      .spyOn(Socket.prototype as unknown as { _getpeername(): object }, '_getpeername')
      .mockReturnValue({});
    expect(await failure(url)).toMatch(/ redirects to a private network$/);
    peer.mockRestore();
  });

  test('if it takes no connection', async () => {
    expect(await failure(await neverAccepting())).toMatch(/sent no data for 0\.3 seconds$/);
  });

  test('if it sends nothing', async () => {
    const { url } = await serving(() => {});
    expect(await failure(url)).toMatch(/sent no data for 0\.3 seconds$/);
  });

  test('if it stops sending midway', async () => {
    const url = await saying('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf', () => {});
    expect(await failure(url)).toMatch(/sent no data for 0\.3 seconds$/);
  });

  test('if it sends slowly without end', async () => {
    const { url } = await serving((_, response) => {
      const drip = setInterval(() => response.write('x'), 50);
      response.on('close', () => clearInterval(drip));
    });
    expect(await failure(url, { limits: { ...LIMITS, totalMs: 400 } })).toMatch(/did not finish within 0\.4 seconds$/);
  });

  test('if it announces more than it sends', async () => {
    const url = await saying('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort');
    expect(await failure(url)).toMatch(/closed the connection in the middle of its answer$/);
  });

  test('where it closes in the middle of a chunk', async () => {
    const url = await saying('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n40\r\nshort');
    expect(await failure(url)).toMatch(/closed the connection in the middle of its answer$/);
  });

  test('where compressed data is cut off or damaged', async () => {
    const whole = gzipSync('papers '.repeat(1000));
    const { url } = await serving(({ url: path }, response) => {
      const body = path === '/cut' ? whole.subarray(0, -12) : Buffer.from('no gzip at all');
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(body);
    });
    expect(await failure(`${url}/cut`)).toMatch(/ends in the middle$/);
    expect(await failure(`${url}/damaged`)).toMatch(/is damaged$/);
  });

  test('if a small page decompresses to a large one, or a large one is sent', async () => {
    const { url } = await serving(({ url: path }, response) => {
      if (path === '/bomb') response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(9e6)));
      else response.end(Buffer.alloc(1e6));
    });
    expect(await failure(`${url}/bomb`)).toMatch(/sends more than/);
    expect(await failure(`${url}/large`)).toMatch(/sends more than/);
  });

  test('where it does not speak HTTP, or nobody listens', async () => {
    expect(await failure(await saying('SSH-2.0-OpenSSH_9.6\r\n'))).toMatch(/does not speak HTTP$/);
    expect(await failure('http://127.0.0.1:1/')).toMatch(/^127\.0\.0\.1:1 refuses the connection$/);
  });
});

describe('a busy server', () => {
  test('is asked again after the pause that it asks for', async () => {
    const { url } = await serving((_, response, count) => {
      if (count === 1) response.writeHead(429, { 'retry-after': '7' }).end();
      else response.end('papers');
    });
    expect(await fetched(url)).toMatchObject({ texts: ['papers'], waits: [7_000] });
  });

  test('may name the pause as a time, which is read by its own clock', async () => {
    const { url } = await serving((_, response, count) => {
      const head = { date: 'Mon, 02 Mar 2026 08:00:00 GMT', 'retry-after': 'Mon, 02 Mar 2026 08:00:20 GMT' };
      if (count === 1) response.writeHead(503, head).end();
      else response.end('papers');
    });
    expect((await fetched(url)).waits).toEqual([20_000]);
  });

  test('is asked four times, with longer and longer pauses, and then given up', async () => {
    const { url, requests } = await serving((_, response) => response.writeHead(503).end());
    const waits: number[] = [];
    const wait = async (ms: number) => void waits.push(ms);
    expect(await failure(url, { wait })).toMatch(/is busy \(status 503\)$/);
    expect([requests.length, waits]).toEqual([4, [1_000, 2_000, 4_000]]);
  });

  test('that asks for an hour is not waited for', async () => {
    const { url, requests } = await serving((_, response) => response.writeHead(429, { 'retry-after': '3600' }).end());
    expect(await failure(url)).toMatch(/asks to wait 3600 seconds$/);
    expect(requests).toHaveLength(1);
  });
});

describe('pages of a result', () => {
  test('of OAI-PMH follow the resumption token, which stands alone beside the verb', async () => {
    const { url, requests } = await serving(({ url: path }, response) => {
      response.end(path!.includes('Token') ? '<last/>' : '<r/><resumptionToken cursor="0">a&amp;b|2</resumptionToken>');
    });
    expect((await fetched(`${url}/oai?verb=ListRecords&metadataPrefix=arXiv`)).texts).toHaveLength(2);
    expect(requests[1]!.path).toBe('/oai?verb=ListRecords&resumptionToken=a%26b%7C2');
  });

  test('of an Atom feed and of a Link header follow what is next', async () => {
    const { url } = await serving(({ url: path }, response) => {
      if (path === '/1') response.end('<feed><link rel="next" href="/2?a=1&amp;b=2"/></feed>');
      else if (path === '/2?a=1&b=2') response.writeHead(200, { link: '</3>; rel="next"' }).end('two');
      else response.end('three');
    });
    expect((await fetched(`${url}/1`)).texts.slice(1)).toEqual(['two', 'three']);
  });

  test('are followed on the private server that another one redirects to', async () => {
    const { url: other } = await serving(({ url: path }, response) => {
      response.writeHead(200, path === '/2' ? {} : { link: '</2>; rel=next' }).end(path);
    });
    const { url } = await serving((_, response) => response.writeHead(302, { location: `${other}/1` }).end());
    expect((await fetched(url)).texts).toEqual(['/1', '/2']);
  });

  test('are read once each where they follow one another in a circle', async () => {
    const { url, requests } = await serving(({ url: path }, response) =>
      response.writeHead(200, { link: `</${(Number(path!.slice(1)) + 1) % 3}>; rel=next` }).end(path),
    );
    expect((await fetched(`${url}/0`)).texts).toEqual(['/0', '/1', '/2']);
    expect(requests).toHaveLength(3);
  });

  test('are not followed to another server, nor to the same page', async () => {
    const { url } = await serving((_, response) => {
      response.end('<feed><link rel="next" href="http://192.0.2.1/"/></feed>');
    });
    expect((await fetched(url)).texts).toHaveLength(1);
    const { url: circle } = await serving((_, response) => response.writeHead(200, { link: '</>; rel=next' }).end('x'));
    expect((await fetched(circle)).texts).toHaveLength(1);
  });

  test('of days are asked for one after the other', async () => {
    const { url, requests } = await serving((_, response) => response.end('[]'));
    await fetched(`${url}/api/daily_papers?date=2026-02-27..2026-03-01`);
    expect(requests.map(({ path }) => path.slice(-10))).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
  });

  test('end with a message if there are too many, or too many days', async () => {
    const { url, requests } = await serving(({ url: path }, response) =>
      response.writeHead(200, { link: `</${Number(path!.slice(1)) + 1}>; rel=next` }).end('x'),
    );
    expect(await failure(`${url}/1`)).toMatch(/^it has more than 100 pages/);
    expect(requests).toHaveLength(100);
    expect(await failure(`${url}/1?date=2026-01-01..2026-06-30`)).toMatch(/are 181 days, and at most 92/);
    expect(requests).toHaveLength(100);
  });

  test('of arXiv are asked for three seconds apart, also those of another address', async () => {
    const waits: number[] = [];
    const options = { wait: async (ms: number) => void waits.push(ms), signal: AbortSignal.abort() };
    for (const query of ['rain', 'bees', 'salt'])
      await failure(`https://export.arxiv.org/api/query?search_query=${query}`, options);
    expect(waits.map((ms) => Math.ceil(ms / 1_000))).toEqual([3, 6]);
  });

  const page = (address: string, text: string) =>
    nextPage({
      url: new URL(address),
      body: Buffer.from(text),
      nextLink: null,
      mayBePrivate: false,
      etag: null,
      lastModified: null,
    })?.href;

  test('of arXiv count on from where they are, to the total', () => {
    const counts = (start: number) =>
      `<opensearch:totalResults>25</opensearch:totalResults><opensearch:startIndex>${start}</opensearch:startIndex>` +
      '<opensearch:itemsPerPage>10</opensearch:itemsPerPage>';
    const address = 'https://export.arxiv.org/api/query?search_query=rain';
    expect(page(address, counts(0))).toBe(`${address}&start=10`);
    expect(page(address, counts(20))).toBeUndefined();
  });

  test('of OpenAlex go by cursor', () => {
    const address = 'https://api.openalex.org/works?search=rain&cursor=*';
    expect(page(address, '{"meta":{"next_cursor":"ab="}}')).toBe(address.replace('*', 'ab%3D'));
    expect(page(address, '{"meta":{"next_cursor":null}}')).toBeUndefined();
    expect(page(address, String.raw`{"meta":{"next_cursor":"\x"}}`)).toBeUndefined();
    expect(page('https://example.org/feed.json', String.raw`{"next_url":"\x"}`)).toBeUndefined();
  });
});

describe('an address', () => {
  test.each(['file:///etc/passwd', 'ftp://a.org/', 'javascript:alert(1)', 'papers.txt', 'https://u:p@a.org/'])(
    'such as %s is refused',
    (text) => expect(() => readUrl(text)).toThrow(expect.objectContaining({ code: 'USAGE' })),
  );

  test.each([
    ['127.0.0.1', true],
    ['10.1.2.3', true],
    ['172.31.0.1', true],
    ['172.32.0.1', false],
    ['192.168.1.1', true],
    ['169.254.169.254', true],
    ['100.64.0.1', true],
    ['0.0.0.0', true],
    ['::1', true],
    ['::ffff:127.0.0.1', true],
    ['::ffff:7f00:1', true],
    ['::ffff:5db8:d822', false],
    ['64:ff9b::a9fe:a9fe', true],
    ['64:ff9b::5db8:d822', false],
    ['fd00::1', true],
    ['fe80::1', true],
    ['93.184.216.34', false],
    ['2606:2800:220:1::1', false],
    ['no address', true],
  ])('%s is private: %s', (address, expected) => expect(isPrivateAddress(address)).toBe(expected));
});
