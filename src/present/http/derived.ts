/**
 * Answers that are derived from all papers and kept: themes, map, near-duplicates. The first one of a large collection
 * takes minutes. It is finished even if its client disconnects, and `/api/progress` shows how far it is.
 */
import { z } from 'zod';
import type { Ask } from '../threads/ask.js';

export const PROGRESS_PATH = '/api/progress';

export const progressShape = z.object({
  running: z.array(
    z.object({
      work: z.enum(['themes', 'map', 'duplicates']),
      share: z.number().min(0).max(1).meta({ description: 'Share done, 0…1.' }),
    }),
  ),
});

type Running = z.output<typeof progressShape>['running'][number];
type Derived = Running['work'];

/** By verb, the parameters with which an answer is computed for one request only. */
const NOT_KEPT: Readonly<Record<Derived, readonly string[]>> = {
  themes: ['k', 'since', 'until'],
  map: [],
  duplicates: ['threshold'],
};

/** Whether the answer is kept for everyone once it is computed. */
export function isKept(verb: string, request: object): boolean {
  return verb in NOT_KEPT && NOT_KEPT[verb as Derived].every((name) => !Object.hasOwn(request, name));
}

/** @returns `ask`, and what is being computed */
export function withProgress(ask: Ask): { readonly ask: Ask; readonly running: () => readonly Running[] } {
  const shares = new Map<Derived, { asking: number; share: number }>();
  return {
    running: () => [...shares].map(([work, { share }]) => ({ work, share })),
    ask: async (verb, request, options = {}) => {
      if (!isKept(verb, request)) return ask(verb, request, options);
      const work = verb as Derived;
      const state = shares.get(work) ?? { asking: 0, share: 0 };
      shares.set(work, state);
      state.asking++;
      const onProgress = (share: unknown) => {
        state.share = Math.min(Math.max(Number(share), 0), 1);
      };
      try {
        return await ask(verb, request, { ...options, onProgress });
      } finally {
        if (--state.asking === 0) shares.delete(work);
      }
    },
  };
}
