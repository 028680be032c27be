/** A tool: its input, its output, and the verb it calls. */
import type { z } from 'zod';
import type { Ask } from '../threads/ask.js';
import type { VerbName, VerbRequest, verbs } from '../verbs/index.js';

export interface ToolAnswer {
  readonly structured: Record<string, unknown>;
  readonly text: string;
}

export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** Whether it changes the collection. */
  readonly writes?: boolean;
  readonly input: z.ZodObject;
  readonly output: z.ZodObject;
  answer(ask: Ask, args: Record<string, unknown>, signal: AbortSignal): Promise<ToolAnswer>;
}

interface ToolDefinition<A extends z.ZodObject, B extends z.ZodObject, V extends VerbName> {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly writes?: boolean;
  readonly verb: V;
  readonly input: A;
  readonly output: B;
  /** From the tool's arguments to the verb's request. */
  request(args: z.output<A>): VerbRequest<V>;
  cut(answer: z.output<(typeof verbs)[V]['response']>, args: z.output<A>): z.output<B>;
  text(answer: z.output<B>): string;
}

export function tool<A extends z.ZodObject, B extends z.ZodObject, V extends VerbName>({
  verb,
  request,
  cut,
  text,
  ...rest
}: ToolDefinition<A, B, V>): Tool {
  return {
    ...rest,
    answer: async (ask, args, signal) => {
      const { json } = await ask(verb, request(args as z.output<A>), { signal });
      const answer = cut(JSON.parse(json!) as never, args as z.output<A>);
      return { structured: answer, text: text(answer) };
    },
  };
}
