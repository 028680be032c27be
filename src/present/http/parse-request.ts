/**
 * Parses the parameters of a verb from the path, the query string or the body: converts texts to JSON types, then
 * validates them.
 */
import { z } from 'zod';
import { CorpusError } from '../../index.js';
import { type VerbName, type VerbRequest, verbs } from '../verbs/index.js';

type Kind = 'string' | 'integer' | 'number' | 'boolean' | 'array';

const kinds = new Map<VerbName, ReadonlyMap<string, Kind>>();
for (const name of Object.keys(verbs) as VerbName[]) {
  const { properties = {} } = z.toJSONSchema(verbs[name].request, { io: 'input' });
  kinds.set(name, new Map(Object.entries(properties).map(([key, schema]) => [key, (schema as { type: Kind }).type])));
}

/**
 * @param parameters those of the path and the query string (a repeated one is an array), or a body
 * @throws CorpusError USAGE naming every fault
 */
export function parseRequest<V extends VerbName>(
  name: V,
  parameters: Readonly<Record<string, unknown>>,
): VerbRequest<V> {
  const kindOf = kinds.get(name)!;
  const typed = Object.fromEntries(
    Object.entries(parameters).map(([key, value]) => [key, inKind(value, kindOf.get(key))]),
  );
  const result = verbs[name].request.safeParse(typed);
  if (result.success) return result.data as VerbRequest<V>;
  const faults = result.error.issues.map(({ path, message }) =>
    path.length === 0 ? message : `${path.join('.')}: ${message}`,
  );
  const names = [...kindOf.keys()].join(', ');
  throw new CorpusError(
    'USAGE',
    faults.join('; '),
    names === '' ? 'No parameters are accepted.' : `Accepted parameters: ${names}.`,
  );
}

/** A value that cannot be converted stays as it is; validation then reports what was expected. */
function inKind(value: unknown, kind: Kind | undefined): unknown {
  if (kind === 'array') return typeof value === 'string' ? [value] : value;
  if (typeof value !== 'string') return value;
  if (kind === 'boolean' && (value === 'true' || value === 'false')) return value === 'true';
  if ((kind === 'integer' || kind === 'number') && /^-?\d{1,15}(\.\d{1,15})?$/.test(value)) return Number(value);
  return value;
}
