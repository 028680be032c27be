/** `/feed.atom`: the latest papers for feed readers, with conditional requests. */
import type { FastifyInstance } from 'fastify';
import { atomOf, paperEntry } from '../digest/index.js';
import type { Ask } from '../threads/ask.js';
import type { VerbAnswer } from '../verbs/index.js';
import { abortedWhenGone } from './aborted-when-gone.js';
import type { EntityTags } from './entity-tags.js';
import { parseRequest } from './parse-request.js';

const FEED_PATH = '/feed.atom';

export function addFeed(app: FastifyInstance, ask: Ask, tags: EntityTags): void {
  app.get(FEED_PATH, async (request, reply) => {
    const verbRequest = parseRequest('feed', request.query as object as Record<string, unknown>);
    const known = tags.read(request.headers['if-none-match']);
    const answer = await ask('feed', verbRequest, { signal: abortedWhenGone(reply), known });
    reply.header('cache-control', 'private, no-cache').header('etag', tags.write(answer.tag));
    if (answer.json === null) return reply.code(304).send();
    const feed = JSON.parse(answer.json) as VerbAnswer<'feed'>;
    const origin = `${request.protocol}://${request.host}`;
    return reply.type('application/atom+xml; charset=utf-8').send(
      atomOf({
        title: feed.title,
        name: nameOf(verbRequest),
        self: `${origin}${request.url}`,
        updated: feed.updated,
        entries: feed.papers.map((one) =>
          paperEntry(one as never, (id) => `${origin}/papers/${encodeURIComponent(id)}`),
        ),
      }),
    );
  });
}

function nameOf(verbRequest: Readonly<Record<string, unknown>>): string {
  const [kind] = ['tag', 'theme', 'search'].filter((one) => verbRequest[one] !== undefined);
  return kind === undefined ? 'all' : `${kind}/${String(verbRequest[kind])}`;
}
