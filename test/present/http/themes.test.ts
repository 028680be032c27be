/** A person's word about themes, given over HTTP. */
import type { FastifyInstance, InjectOptions } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Corpus, openCorpus } from '../../../src/index.js';
import { newFolder } from '../../support/folders.js';
import { asJsonLines, askOf, serverOver } from './small-corpus.js';

/** Papers on two subjects that have nothing to do with each other; no two say a sentence alike. */
const ROBOTS =
  'robot arm gripper touch sensor grasp lift mug torque joint demonstration manipulation finger slip object policy motor contact'.split(
    ' ',
  );
const SPEECH =
  'speech recognition spoken language acoustic model audio recording speaker transcript phoneme voice accent noise microphone utterance vowel pitch'.split(
    ' ',
  );
const turned = (words: readonly string[], by: number) =>
  words.map((_, i) => words[(i * (by % 5 === 0 ? 5 : (by % 5) + 6) + by) % words.length]!).join(' ');
const TWO_SUBJECTS = Array.from({ length: 12 }, (_, i) => [
  {
    id: `robot-${i}`,
    title: `On the ${ROBOTS[i]} of a robot`,
    abstract: `We study the ${turned(ROBOTS, i)}. It helps the ${ROBOTS[i + 3]} and the ${ROBOTS[i + 5]} of robots.`,
  },
  {
    id: `speech-${i}`,
    title: `On the ${SPEECH[i]} of speech`,
    abstract: `We study the ${turned(SPEECH, i)}. It helps the ${SPEECH[i + 3]} and the ${SPEECH[i + 5]} of speech.`,
  },
]).flat();

let corpus: Corpus;
let server: FastifyInstance;
beforeAll(async () => {
  corpus = await openCorpus({ index: newFolder(), create: true, workers: 1 });
  await corpus.add([{ name: 'two.jsonl', bytes: asJsonLines(TWO_SUBJECTS) }]);
  server = await serverOver(askOf(corpus));
});
afterAll(async () => {
  await server.close();
  await corpus.close();
});

const ask = (request: InjectOptions) =>
  server.inject({ ...request, headers: { host: '127.0.0.1', ...request.headers } });
const decide = (verb: string, body: unknown, headers = {}) =>
  ask({
    method: 'POST',
    url: `/api/themes/${verb}`,
    headers: { 'content-type': 'application/json', ...headers },
    payload: JSON.stringify(body),
  });
const themes = async () =>
  (await ask({ method: 'GET', url: '/api/themes' })).json().themes as {
    id: string;
    label: string;
    renamed: boolean;
    papers: { id: string }[];
  }[];
const themeOf = async (id: string) => (await themes()).find((theme) => theme.id === id);

test.each([
  ['rename', { theme: 't999', label: 'x' }, 404],
  ['rename', { theme: 't1', label: 'x'.repeat(121) }, 400],
  ['rename', { theme: 't1' }, 400],
  ['merge', { from: 't1', into: 't1' }, 400],
  ['merge', { from: 't1', into: 't999' }, 404],
  ['split', { theme: 't1', parts: 1 }, 400],
  ['split', { theme: 't999' }, 404],
  ['unsplit', { theme: 't1' }, 400],
  ['pin', { paper: 'nowhere', theme: 't1' }, 404],
])('what cannot be meant changes nothing: %s %o', async (verb, body, status) => {
  const before = await themes();
  expect((await decide(verb, body)).statusCode).toBe(status);
  expect(await themes()).toEqual(before);
});

test('brief, they have the ids of their papers alone', async () => {
  const [brief, whole] = await Promise.all(
    ['/api/themes/brief?k=3', '/api/themes?k=3'].map(async (url) => (await ask({ method: 'GET', url })).json()),
  );
  const withIds = (papers: readonly { readonly id: string }[]) => papers.map(({ id }) => id);
  expect(brief.themes.length).toBe(3);
  expect(brief).toEqual({
    ...whole,
    themes: whole.themes.map((theme: { papers: { id: string }[] }) => ({ ...theme, papers: withIds(theme.papers) })),
    outliers: withIds(whole.outliers),
  });
});

test('the papers of a theme come page by page', async () => {
  const [theme] = await themes();
  const papersAt = async (rest: string) =>
    (await ask({ method: 'GET', url: `/api/themes/${theme!.id}/papers?limit=2${rest}` })).json();
  const first = await papersAt('');
  expect([first.papers, first.total]).toEqual([theme!.papers.slice(0, 2), theme!.papers.length]);
  const second = await papersAt(`&cursor=${first.next}`);
  expect(second.papers).toEqual(theme!.papers.slice(2, 4));
  expect((await ask({ method: 'GET', url: '/api/themes/t999/papers' })).statusCode).toBe(404);
});

test('another site decides nothing', async () => {
  for (const verb of ['rename', 'merge', 'split', 'pin'])
    expect((await decide(verb, {}, { origin: 'http://evil.example' })).statusCode).toBe(403);
});

test('a theme has the name it was given, on one line, until the name is taken back', async () => {
  const { id, label } = (await themes())[0]!;
  const answer = await decide('rename', { theme: id, label: ' My\n own\u202e name ' });
  expect([answer.statusCode, answer.json()]).toEqual([
    200,
    { decided: { kind: 'rename', theme: id, label: 'My own name' } },
  ]);
  expect(answer.headers['cache-control']).toBe('no-store');
  expect(await themeOf(id)).toMatchObject({ label: 'My own name', renamed: true });
  await decide('rename', { theme: id, label: '' });
  expect(await themeOf(id)).toMatchObject({ label, renamed: false });
});

test('there are as many themes as were chosen, until the data choose again', async () => {
  const before = (await themes()).length;
  expect((await decide('number', { k: 2 })).json()).toEqual({ decided: { kind: 'number', k: 2 } });
  expect(await themes()).toHaveLength(2);
  await decide('number', { k: null });
  expect(await themes()).toHaveLength(before);
});

test('a paper is in the theme that it was moved to', async () => {
  const [first, second] = await themes();
  const moved = first!.papers[0]!.id;
  expect((await decide('pin', { paper: moved, theme: second!.id })).json()).toEqual({
    decided: { kind: 'pin', paper: moved, theme: second!.id },
  });
  expect((await themeOf(second!.id))!.papers.map(({ id }) => id)).toContain(moved);
});

test('a theme that was split is two themes, until the split is undone', async () => {
  const before = await themes();
  const [first] = before;
  const { decided } = (await decide('split', { theme: first!.id })).json();
  expect(decided).toMatchObject({ kind: 'split', theme: first!.id });
  const [part] = decided.into as { theme: string; papers: string[] }[];
  expect((await themeOf(part!.theme))!.papers.map(({ id }) => id).sort()).toEqual(part!.papers);
  await decide('unsplit', { theme: part!.theme });
  expect(await themes()).toEqual(before);
});

test('a theme that was merged into another is gone, and its papers are there', async () => {
  const [first, second] = await themes();
  expect((await decide('merge', { from: second!.id, into: first!.id })).statusCode).toBe(200);
  expect(await themeOf(second!.id)).toBeUndefined();
  const together = (await themeOf(first!.id))!.papers.map(({ id }) => id);
  for (const { id } of second!.papers) expect(together).toContain(id);
});
