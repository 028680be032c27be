/**
 * Everything that can be asked over HTTP and MCP, one verb each: what is asked, what comes back, and the one call of
 * the library that answers it. The only room that knows both the shapes and the corpus's methods; `http` and `mcp`
 * build on it and do not know each other's insides.
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
