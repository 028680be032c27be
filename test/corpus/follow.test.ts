/** Addresses that are followed, fetched into a corpus. */
import { expect, test } from 'vitest';
import { type Corpus, openCorpus } from '../../src/index.js';
import { serving } from '../fetch/hostile-server.js';
import { newFolder } from '../support/folders.js';

const lines = (...ids: string[]) =>
  ids.map((id) => JSON.stringify({ id, title: `On ${id}`, abstract: `We tell of ${id} at length.` })).join('\n');

async function emptyCorpus(): Promise<Corpus> {
  return openCorpus({ index: newFolder(), create: true, workers: 1 });
}

test('update adds what is new, asks no more for what has not changed, and goes on after a failure', async () => {
  const corpus = await emptyCorpus();
  let version = 1;
  const { url, requests } = await serving(({ url: path, headers }, response) => {
    if (path === '/gone') return response.writeHead(410).end();
    if (headers['if-none-match'] === `"${version}"`) return response.writeHead(304).end();
    response.writeHead(200, { etag: `"${version}"` }).end(lines(...['rain', 'snow', 'hail'].slice(0, version + 1)));
  });
  await corpus.follow({ name: 'weather', url: `${url}/papers.jsonl` });
  await corpus.follow({ name: 'gone', url: `${url}/gone` });
  const first = await corpus.update();
  expect(first.sources.map(({ name, added, failure }) => [name, added, failure === null])).toEqual([
    ['gone', 0, false],
    ['weather', 2, true],
  ]);
  expect(first.sources[0]!.failure).toMatch(/has removed the page/);
  expect((await corpus.update(['weather'])).sources).toMatchObject([{ pages: 0, added: 0, failure: null }]);
  version = 2;
  expect((await corpus.update(['weather'])).sources).toMatchObject([{ pages: 1, added: 1 }]);
  expect((await corpus.show('hail')).places[0]!.file).toBe(`${url}/papers.jsonl`);
  expect(requests.filter(({ path }) => path === '/papers.jsonl')).toHaveLength(3);
  await corpus.close();
}, 60_000);

test('what cannot be read is asked for again, as nothing was remembered of it', async () => {
  const corpus = await emptyCorpus();
  const { url, requests } = await serving((_, response) => {
    response.writeHead(200, { etag: '"1"' }).end('<html><body>Log in to read papers.</body></html>');
  });
  await corpus.follow({ name: 'login', url });
  expect((await corpus.update()).sources[0]!.failure).not.toBeNull();
  await corpus.update();
  expect(requests[1]!.headers['if-none-match']).toBeUndefined();
  await corpus.close();
});

test('an address whose records were all rejected failed, and says why', async () => {
  const corpus = await emptyCorpus();
  const { url } = await serving((_, response) => response.end('{"title":""}\n{"title":""}\n'));
  await corpus.follow({ name: 'empty', url });
  expect((await corpus.update()).sources[0]!.failure).toMatch(/^all 2 records were rejected: /);
  await corpus.close();
});

test('what failed is a rejection, not another problem of the file', async () => {
  const corpus = await emptyCorpus();
  const { url } = await serving((_, response) => response.end('TY  - JOUR\nTI  - n/a\nTI  - n/a\nER  - \n'));
  await corpus.follow({ name: 'empty', url });
  expect((await corpus.update()).sources[0]!.failure).toBe(
    'its one record was rejected: there is neither a title nor an abstract',
  );
  await corpus.close();
});

test('names and addresses are checked when they are followed', async () => {
  const corpus = await emptyCorpus();
  await expect(corpus.follow({ name: 'a b', url: 'https://example.org/' })).rejects.toMatchObject({ code: 'USAGE' });
  await expect(corpus.follow({ name: 'a', url: 'file:///etc/passwd' })).rejects.toMatchObject({ code: 'USAGE' });
  await expect(corpus.update()).rejects.toMatchObject({ code: 'USAGE' });
  const first = { name: 'a', url: 'https://example.org/feed' };
  expect(await corpus.follow(first)).toEqual(first);
  expect(await corpus.follow(first)).toEqual(first);
  const other = { name: 'a', url: 'https://example.org/other' };
  expect(await corpus.follow(other)).toEqual({ ...other, replaced: first.url });
  expect(await corpus.followed()).toEqual([{ name: 'a', url: 'https://example.org/other' }]);
  await corpus.unfollow('a');
  await expect(corpus.unfollow('a')).rejects.toMatchObject({ code: 'NAME_UNKNOWN' });
  await corpus.close();
});
