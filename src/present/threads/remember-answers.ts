/**
 * Remembers answers: a request that is made again is answered from memory while nothing was written. A worker still
 * says whether the corpus has changed.
 */
import { verbs } from '../verbs/index.js';
import type { Answer } from './answer.js';
import type { Ask } from './ask.js';

/** Characters of JSON that are remembered: some hundreds of answers of twenty papers. */
const MOST_CHARACTERS = 16 * 2 ** 20;
/** A longer answer is not remembered, so that none drives out many others. */
const LONGEST_ANSWER = MOST_CHARACTERS / 16;

interface Remembered {
  readonly json: string;
  readonly tag: string;
}

/** The same, with a memory; the answer that was asked for longest ago is forgotten first. */
export function rememberAnswers(ask: Ask): Ask {
  const memory = new Map<string, Remembered>();
  let characters = 0;

  function forget(key: string): void {
    characters -= memory.get(key)?.json.length ?? 0;
    memory.delete(key);
  }

  function remember(key: string, { json, tag }: Answer): void {
    forget(key);
    if (json === null || json.length > LONGEST_ANSWER) return;
    memory.set(key, { json, tag });
    characters += json.length;
    for (const [oldest] of memory) {
      if (characters <= MOST_CHARACTERS) break;
      forget(oldest);
    }
  }

  return async (verb, request, options = {}) => {
    const { role, streams } = verbs[verb];
    if (role === 'writing' || streams === true) return ask(verb, request, options);
    const key = JSON.stringify([verb, request]);
    const remembered = memory.get(key);
    if (remembered === undefined) {
      const answer = await ask(verb, request, options);
      remember(key, answer);
      return answer;
    }
    const answer = await ask(verb, request, { ...options, known: remembered.tag });
    const current = answer.json === null ? remembered : answer;
    remember(key, current);
    return options.known === current.tag ? { json: null, tag: current.tag } : current;
  };
}
