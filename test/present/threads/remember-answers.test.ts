/** Answers that are remembered, from a corpus that a test writes to. */
import { describe, expect, test } from 'vitest';
import type { Ask } from '../../../src/present/threads/ask.js';
import { rememberAnswers } from '../../../src/present/threads/remember-answers.js';

/** A corpus whose answers say at which revision they were computed, and how often one was. */
function corpus(length = 0) {
  const state = { revision: 1, computed: 0 };
  const ask = (async (verb, request, { known } = {}) => {
    const tag = String(state.revision);
    if (known === tag) return { json: null, tag };
    state.computed++;
    return { json: JSON.stringify({ verb, request, tag, text: 'x'.repeat(length) }), tag };
  }) as Ask;
  return { state, ask: rememberAnswers(ask) };
}

const search = (q: string) => ['search', { q, limit: 10 } as never] as const;

describe('a question asked again', () => {
  test('is answered from memory while nothing is written', async () => {
    const { state, ask } = corpus();
    const first = await ask(...search('a'));
    expect(await ask(...search('a'))).toEqual(first);
    expect(state.computed).toBe(1);
    await ask(...search('b'));
    expect(state.computed).toBe(2);
    state.revision++;
    expect((await ask(...search('a'))).tag).toBe('2');
    expect(JSON.parse((await ask(...search('a'))).json!).tag).toBe('2');
    expect(state.computed).toBe(3);
  });

  test('tells a client that has the answer that it has', async () => {
    const { state, ask } = corpus();
    await ask(...search('a'));
    expect(await ask(...search('a'), { known: '1' })).toEqual({ json: null, tag: '1' });
    expect((await ask(...search('a'), { known: '0' })).json).toContain('"tag":"1"');
    state.revision++;
    expect((await ask(...search('a'), { known: '1' })).json).toContain('"tag":"2"');
    expect(await ask(...search('new'), { known: '2' })).toEqual({ json: null, tag: '2' });
    expect((await ask(...search('new'))).json).toContain('"tag":"2"');
  });

  test('is remembered after long work too, such as the themes within a theme', async () => {
    const { state, ask } = corpus();
    await ask('theme', { id: 't1' } as never);
    await ask('theme', { id: 't1' } as never);
    expect(state.computed).toBe(1);
  });

  test('is computed again if it is a write', async () => {
    const { state, ask } = corpus();
    await ask('markRead', {} as never);
    await ask('markRead', {} as never);
    expect(state.computed).toBe(2);
  });

  test('is computed again if its answer is a file, whose pieces are not remembered', async () => {
    const { state, ask } = corpus();
    await ask('export', { format: 'bibtex' } as never);
    expect((await ask('export', { format: 'bibtex' } as never)).json).not.toBeNull();
    expect(state.computed).toBe(2);
  });

  test('is computed again after many others, and if its answer is long', async () => {
    const { state, ask } = corpus(1_000_000);
    await ask(...search('kept'));
    for (let i = 0; i < 15; i++) await ask(...search(`other ${i}`));
    await ask(...search('kept'));
    expect(state.computed).toBe(16);
    await ask(...search('one more'));
    await ask(...search('kept'));
    expect(state.computed).toBe(17);
    await ask(...search('other 0'));
    expect(state.computed).toBe(18);
    const long = corpus(2_000_000);
    await long.ask(...search('a'));
    await long.ask(...search('a'));
    expect(long.state.computed).toBe(2);
  });
});
