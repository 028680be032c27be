/** From an address and a body to what a verb asks: the text of a query string in JSON's own types, then checked. */
import { z } from 'zod';
import { CorpusError } from '../../index.js';
import { type Asked, type VerbName, verbs } from '../verbs/index.js';

type Kind = 'string' | 'integer' | 'number' | 'boolean' | 'array';

const kinds = new Map<VerbName, ReadonlyMap<string, Kind>>();
for (const name of Object.keys(verbs) as VerbName[]) {
  const { properties = {} } = z.toJSONSchema(verbs[name].asked, { io: 'input' });
  kinds.set(name, new Map(Object.entries(properties).map(([key, schema]) => [key, (schema as { type: Kind }).type])));
}

/**
 * @param said parameters of the path and the query string (texts, or several texts where one was repeated), or a body
 * @throws CorpusError USAGE naming every fault
 */
export function askedOf<V extends VerbName>(name: V, said: Readonly<Record<string, unknown>>): Asked<V> {
  const kindOf = kinds.get(name)!;
  const typed = Object.fromEntries(Object.entries(said).map(([key, value]) => [key, inKind(value, kindOf.get(key))]));
  const result = verbs[name].asked.safeParse(typed);
  if (result.success) return result.data as Asked<V>;
  const faults = result.error.issues.map(({ path, message }) =>
    path.length === 0 ? message : `${path.join('.')}: ${message}`,
  );
  const taken = [...kindOf.keys()].join(', ');
  throw new CorpusError(
    'USAGE',
    faults.join('; '),
    taken === '' ? 'Nothing is taken here.' : `What is taken here: ${taken}.`,
  );
}

/** What cannot be read in its kind is left as it is, and the check says what was expected. */
function inKind(value: unknown, kind: Kind | undefined): unknown {
  if (kind === 'array') return typeof value === 'string' ? [value] : value;
  if (typeof value !== 'string') return value;
  if (kind === 'boolean' && (value === 'true' || value === 'false')) return value === 'true';
  if ((kind === 'integer' || kind === 'number') && /^-?\d{1,15}(\.\d{1,15})?$/.test(value)) return Number(value);
  return value;
}
