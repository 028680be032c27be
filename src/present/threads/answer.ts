/** One question answered by a corpus: the answer in its promised shape, and the tag by which it is known again. */
import type { Corpus } from '../../index.js';
import { type Context, type VerbName, type VerbRequest, verbs } from '../verbs/index.js';

export interface Answer {
  /** The answer in JSON; `null` where the asker has it already. */
  readonly json: string | null;
  /** The revision of the corpus that was asked: equal tags, equal answers to the same question. */
  readonly tag: string;
}

/**
 * `known` is the tag of an earlier answer to the same question: where it still holds, no work is done
 * @throws CorpusError
 */
export async function answer<V extends VerbName>(
  corpus: Corpus,
  name: V,
  request: VerbRequest<V>,
  { known, ...context }: Context & { readonly known?: string | undefined },
): Promise<Answer> {
  const verb = verbs[name] as unknown as {
    response: { parse(answer: unknown): unknown };
    ask(corpus: Corpus, request: unknown, context: Context): Promise<unknown>;
  };
  const tag = await corpus.revision(); // before the answer: a write in between makes the tag old, never the answer
  if (tag === known) return { json: null, tag };
  return { json: JSON.stringify(verb.response.parse(await verb.ask(corpus, request, context))), tag };
}
