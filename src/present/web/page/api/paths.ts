/** Where each answer is asked for: the one place that knows the server's paths and the names of its parameters. */
import { MOST_PAPERS, type Question } from '../address.js';

export const STATUS = '/api/status';
export const THEMES = '/api/themes';
export const MAP = '/api/map';
export const DUPLICATES = '/api/duplicates';
export const BORDERLINE = '/api/duplicates?borderline=true&limit=1';
export const MERGE = '/api/duplicates/merge';
export const IGNORE = '/api/duplicates/ignore';

export const themePath = (id: string): string => `/api/themes/${encodeURIComponent(id)}`;
export const paperPath = (id: string): string => `/api/papers/${encodeURIComponent(id)}`;

export interface Reading {
  /** Of the file, where a person had to say. */
  readonly format?: string;
  /** That dates without a year belong to. */
  readonly year?: string;
}

export const addPath = (name: string, reading: Reading): string => `/api/papers?${new URLSearchParams({ name, ...reading })}`;
export const similarPath = (id: string, limit: number): string => `/api/similar/${encodeURIComponent(id)}?limit=${limit}`;
export const differencePath = (a: string, b: string): string => `/api/duplicates/diff?${new URLSearchParams({ a, b })}`;

/** @returns `null` where the question asks nothing yet */
export function searchPath(question: Question): string | null {
  const [first, ...others] = question.like;
  const parameters = new URLSearchParams();
  if (first === undefined) {
    if (question.text.trim() === '') return null;
    parameters.set('q', question.text.trim());
  }
  for (const id of others) parameters.append('and', id);
  if (first !== undefined) for (const id of question.not) parameters.append('not', id);
  for (const name of ['since', 'until', 'by', 'source', 'minComments', 'theme'] as const) {
    if (question[name] !== '') parameters.set(name, question[name]);
  }
  parameters.set('limit', String(Math.min(question.limit + (first === undefined ? question.not.length : 0), MOST_PAPERS)));
  return first === undefined ? `/api/search?${parameters}` : `/api/similar/${encodeURIComponent(first)}?${parameters}`;
}
