import createClient from 'openapi-fetch';
import type { paths } from './api.js'; // in your own program: from 'paperkin/client'

const baseUrl = process.argv[2] ?? 'http://127.0.0.1:7878';
const paperkin = createClient<paths>({ baseUrl });

const found = await paperkin.GET('/api/search', { params: { query: { q: 'latent reasoning', limit: 3 } } });
for (const { similarity, paper } of found.data?.papers ?? []) console.log(similarity.toFixed(2), paper.title);

const { data } = await paperkin.GET('/api/themes');
for (const { id, label, size } of data?.themes ?? []) console.log(`${id} ${label}: ${size} papers`);

const split = await paperkin.POST('/api/themes/split', { body: { theme: 't1', parts: 2 } });
if (split.data?.decided.kind === 'split') console.log('new themes:', split.data.decided.into.length);
await paperkin.POST('/api/undo', { body: {} });

const { error } = await paperkin.GET('/api/papers/{id}', { params: { path: { id: 'no-such-paper' } } });
console.log(error?.code, '-', error?.remedy);
