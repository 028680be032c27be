/** Answers one request from a corpus: the answer in its wire format, and its entity tag. */
import type { Corpus } from '../../index.js';
import { type Context, type VerbName, type VerbRequest, verbs } from '../verbs/index.js';

export interface Answer {
  /** The answer in JSON; `null` if the client already has it. */
  readonly json: string | null;
  /** Revision of the corpus. Equal tags mean equal answers to the same request. */
  readonly tag: string;
}

/**
 * `known` is the tag of an earlier answer to the same request; if it is still current, no work is done.
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
