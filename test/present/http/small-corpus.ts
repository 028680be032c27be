/**
 * A corpus small enough to read, with titles that try to be markup, headers and events, and a server over it without
 * threads.
 */
import { type Corpus, openCorpus } from '../../../src/index.js';
import { guardOf } from '../../../src/present/http/guard.js';
import { openPage } from '../../../src/present/http/page.js';
import { buildServer } from '../../../src/present/http/server.js';
import { mcpOverHttp } from '../../../src/present/mcp/index.js';
import { answer } from '../../../src/present/threads/answer.js';
import type { Ask } from '../../../src/present/threads/ask.js';
import { newFolder } from '../../support/folders.js';

export const HOSTILE = [
  '<script>alert(1)</script> in titles of papers',
  '"><img src=x onerror=alert(1)> and other quotations',
  'A title\\u0000 with \\u001b[31mcolours\\u202e and \\u2028 lines',
  '{"event":"added"}\\n\\nevent: added\\ndata: {}',
];

const PLAIN = [
  [
    'Hidden chains of thought',
    'Models reason in continuous vectors without writing words, and we read these latent thoughts with probes.',
  ],
  [
    'Thinking without words',
    'Latent reasoning in hidden states saves tokens. We train models to think in continuous space.',
  ],
  [
    'Rewards that can be checked',
    'Reinforcement learning with verifiable rewards teaches mathematics by checking the final answer.',
  ],
  ['Checking proofs for reward', 'A proof checker gives the reward, and the policy learns to write proofs that pass.'],
  ['Grasping cups', 'A robot arm grasps cups and glasses with touch sensors on its fingers.'],
  ['Grasping cups', 'A robot arm grasps cups and glasses with touch sensors on its fingers. The code is public.'],
] as const;

const escaped = (text: string): string => JSON.parse(`"${text.replaceAll('"', '\\"')}"`) as string;

export const PAPERS: readonly { readonly id: string; readonly title: string; readonly abstract: string }[] = [
  ...HOSTILE.map((title, i) => ({
    id: `hostile-${i}`,
    title: escaped(title),
    abstract: `Abstract ${i} about markup in ${escaped(title)} and what programs make of it.`,
  })),
  ...PLAIN.map(([title, abstract], i) => ({ id: `plain-${i}`, title, abstract })),
];

export const asJsonLines = (papers: readonly unknown[]): Uint8Array =>
  new TextEncoder().encode(papers.map((paper) => JSON.stringify(paper)).join('\n'));

/** @param model the shipped one if none is given */
export async function smallCorpus(model?: string): Promise<Corpus> {
  const corpus = await openCorpus({ index: newFolder(), create: true, workers: 1, model });
  await corpus.add([{ name: 'small.jsonl', bytes: asJsonLines(PAPERS) }]);
  return corpus;
}

export function askOf(corpus: Corpus): Ask {
  return (verb, asked, { signal = new AbortController().signal, onProgress = () => {}, upload, known } = {}) =>
    answer(corpus, verb, asked, { signal, onProgress, known, ...(upload === undefined ? {} : { upload }) });
}

export async function serverOver(
  ask: Ask,
  { token, page = newFolder(), log = [] }: { token?: string; page?: string; log?: string[] } = {},
) {
  return buildServer({
    ask,
    guard: guardOf('127.0.0.1', token),
    page: openPage(page),
    mcp: mcpOverHttp(ask),
    series: 'test',
    withToken: token !== undefined,
    log: (line) => log.push(line),
  });
}
