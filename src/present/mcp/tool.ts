/** What a tool is: what it takes and gives, and the verb it asks. */
import type { z } from 'zod';
import type { Ask } from '../threads/threads.js';
import type { Asked, VerbName, verbs } from '../verbs/index.js';

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
  readonly takes: z.ZodObject;
  readonly gives: z.ZodObject;
  answer(ask: Ask, taken: Record<string, unknown>, signal: AbortSignal): Promise<ToolAnswer>;
}

interface Making<A extends z.ZodObject, B extends z.ZodObject, V extends VerbName> {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly writes?: boolean;
  readonly verb: V;
  readonly takes: A;
  readonly gives: B;
  /** From the tool's arguments to the verb's request. */
  request(taken: z.output<A>): Asked<V>;
  cut(answer: z.output<(typeof verbs)[V]['answered']>, taken: z.output<A>): z.output<B>;
  text(answer: z.output<B>): string;
}

export function tool<A extends z.ZodObject, B extends z.ZodObject, V extends VerbName>({
  verb,
  request,
  cut,
  text,
  ...rest
}: Making<A, B, V>): Tool {
  return {
    ...rest,
    answer: async (ask, taken, signal) => {
      const { json } = await ask(verb, request(taken as z.output<A>), { signal });
      const answer = cut(JSON.parse(json!) as never, taken as z.output<A>);
      return { structured: answer, text: text(answer) };
    },
  };
}
