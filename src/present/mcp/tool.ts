/** A tool: its input, its output, and the verb it calls. */
import type { z } from 'zod';
import { type Ask, answerTo } from '../threads/ask.js';
import { type VerbAnswer, type VerbName, type VerbRequest, verbs } from '../verbs/index.js';

export interface ToolAnswer {
  readonly structured: Record<string, unknown>;
  readonly text: string;
}

export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: z.ZodObject;
  readonly output: z.ZodObject;
  /** Whether it replaces or removes something, though a person can undo that (default: no). */
  readonly destructive?: boolean;
  /** Whether a repeated call changes nothing more (default: yes). */
  readonly idempotent?: boolean;
  answer(ask: Ask, args: Record<string, unknown>, signal: AbortSignal): Promise<ToolAnswer>;
}

type Request<V extends VerbName> = (typeof verbs)[V]['request'];

interface ToolDefinition<V extends VerbName, A extends z.ZodObject, B extends z.ZodObject> {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly verb: V;
  /** Default: that of the verb. */
  readonly input?: A;
  readonly output: B;
  readonly destructive?: boolean;
  readonly idempotent?: boolean;
  /** From the tool's arguments to the verb's request; default: they are the request. */
  request?(args: z.output<A>): VerbRequest<V>;
  /** Default: the whole answer. */
  cut?(answer: VerbAnswer<V>, args: z.output<A>): z.output<B>;
  text(answer: z.output<B>): string;
}

export function tool<V extends VerbName, B extends z.ZodObject, A extends z.ZodObject = Request<V>>({
  verb,
  input = verbs[verb].request as unknown as A,
  request = (args) => args as VerbRequest<V>,
  cut = (answer) => answer as z.output<B>,
  text,
  ...rest
}: ToolDefinition<V, A, B>): Tool {
  return {
    ...rest,
    input,
    answer: async (ask, args, signal) => {
      const answer = cut(await answerTo(ask, verb, request(args as z.output<A>), { signal }), args as z.output<A>);
      return { structured: answer, text: text(answer) };
    },
  };
}
