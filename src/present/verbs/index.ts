/**
 * Everything that HTTP and MCP can ask, one verb each: its parameters, its answer, and the library call that gives it.
 * The only room that knows both the shapes and the methods of the corpus. `http` and `mcp` build on it and do not know
 * each other.
 */
import type { z } from 'zod';
import { keepingUp } from './keeping-up.js';
import { quick } from './quick.js';
import { slow } from './slow.js';
import { writing } from './writing.js';

export type { Context, Role } from './verb.js';
export const verbs = { ...quick, ...slow, ...keepingUp, ...writing };
export type VerbName = keyof typeof verbs;
export type VerbRequest<V extends VerbName> = z.output<(typeof verbs)[V]['request']>;
export type VerbAnswer<V extends VerbName> = z.output<(typeof verbs)[V]['response']>;
