/** One path of the server and the verb that it calls. */
import type { VerbName } from '../verbs/index.js';

export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** As fastify writes it: `:id` is a parameter. */
  readonly path: string;
  readonly verb: VerbName;
  readonly summary: string;
  /** What the body is: a JSON object, or files. */
  readonly body?: 'json' | 'files';
  /** Set if the answer is a file and not JSON. */
  readonly gives?: 'file';
}
