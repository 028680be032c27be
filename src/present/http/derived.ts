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

/** By verb, what is computed, and the parameters with which an answer is computed for one request only. */
const KEPT: Readonly<Record<string, { readonly work: Derived; readonly unless: readonly string[] }>> = {
  themes: { work: 'themes', unless: ['k', 'since', 'until'] },
  themesBrief: { work: 'themes', unless: ['k', 'since', 'until'] },
  map: { work: 'map', unless: [] },
  duplicates: { work: 'duplicates', unless: ['threshold'] },
};

/** Whether the answer is kept for everyone once it is computed. */
export const isKept = (verb: string, request: object): boolean => keptWork(verb, request) !== null;

/** @returns what is computed for an answer that is kept for everyone; `null` for other answers */
function keptWork(verb: string, request: object): Derived | null {
  const rule = KEPT[verb];
  return rule?.unless.every((name) => !Object.hasOwn(request, name)) === true ? rule.work : null;
}

/** @returns `ask`, and what is being computed */
export function withProgress(ask: Ask): { readonly ask: Ask; readonly running: () => readonly Running[] } {
  const shares = new Map<Derived, { asking: number; share: number }>();
  return {
    running: () => [...shares].map(([work, { share }]) => ({ work, share })),
    ask: async (verb, request, options = {}) => {
      const work = keptWork(verb, request);
      if (work === null) return ask(verb, request, options);
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
