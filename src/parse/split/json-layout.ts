/** Detects the layout of the objects in a JSON text from its beginning. */

/**
 * The layout of objects in a file: one on each line, in a list, in a wrapped list (`{"results": […]}`), or
 * consecutive.
 */
export type Layout = 'lines' | 'stream';
export type JsonObject = Readonly<Record<string, unknown>>;

/** The keys under which services wrap a list of papers. */
export const WRAPPERS = new Set(
  (
    'dailyPapers results data papers items works recommendedPapers references records result collection ' +
    'notes hits hit docs entry articles publications documents submissions rows'
  ).split(' '),
);
/** Keys of objects around such a list: Crossref's message, Europe PMC's, dblp's and others' results. */
export const ENVELOPES = new Set(['message', 'resultList', 'result', 'hits', 'response', 'search-results']);
/** Keys of a JSON Feed, which has a title of its own beside its list. */
export const FEED_KEYS = ['home_page_url', 'feed_url'];
/** How much text is read to detect the layout, and how much of it for the keys of an outermost object. */
export const LAYOUT_CHARS = 64 * 1024;
const FIRST_KEYS_CHARS = 4096;

/**
 * Detects the layout from the beginning of a text; `null` if it is not JSON in one of them.
 * @param inDoubt the layout assumed if the first line opens an object and does not close it
 */
export function layoutOf(beginning: string, inDoubt: Layout = 'stream'): Layout | null {
  if (/^\s*\[\s*(?:null\s*,\s*)*(?:\{|\]|$)/.test(beginning)) return 'stream';
  const lines = beginning.split('\n').filter((line) => line.trim() !== '');
  const objectLines = lines.filter((line) => /^\s*\{\s*"/.test(line)).length;
  if (/^\s*\{/.test(beginning)) {
    const first = parsed(lines[0]!);
    if (isObject(first)) return wrapped(first) ? 'stream' : 'lines';
    const firstKeys =
      lines[0]!
        .slice(0, FIRST_KEYS_CHARS)
        .match(/"(?:[^"\\]|\\.)*"\s*:\s*\[?/g)
        ?.slice(0, 12) ?? [];
    const wraps = firstKeys.some((key) => key.endsWith('[') && WRAPPERS.has(/"(.*)"/.exec(key)?.[1] ?? ''));
    // An object on a line of its own does not end in a comma; one of a list does, even where nothing is indented.
    if (wraps && lines[0]!.trimEnd().endsWith(',')) return 'stream';
    // Objects within an object are indented.
    if (lines.filter((line) => /^\{\s*"/.test(line)).length > 1) return 'lines';
    // One line longer than the beginning, or an object over several lines.
    if (wraps) return 'stream';
    return lines.length === 1 ? 'lines' : inDoubt;
  }
  return objectLines > 1 ? 'lines' : null;
}

/** Keys of a paper with lists of its own, which a wrapper of papers does not have. */
const RECORD_KEYS = ['id', 'key', 'doi', 'DOI', 'paperId', 'content', 'attributes', 'bibjson', 'metadata'];

/** Whether an object in a list or on a line is not a paper but an answer with papers, such as a page of a search. */
export function isPage(object: JsonObject): boolean {
  return wrapped(object) && !RECORD_KEYS.some((key) => key in object);
}

/** Keys under which services put the fields of one paper; the format reads the value. */
const INNER_KEYS = ['paper', 'data', 'info', 'message', 'full', ...RECORD_KEYS];

/** The objects keyed by ids, `{"id": {"title": …}}`; `null` if it is not such an object. */
export function objectsById(object: JsonObject): readonly (readonly [id: string, object: JsonObject])[] | null {
  if (INNER_KEYS.some((key) => key in object)) return null;
  const entries = Object.entries(object);
  const objects = entries.flatMap(([key, value]) => (isObject(value) ? [[key, value] as const] : []));
  const titled = objects.filter(([, value]) => 'title' in value || 'full' in value);
  return objects.length === entries.length && titled.length > entries.length / 2 ? objects : null;
}

function wrapped(object: JsonObject): boolean {
  return (
    (object['title'] === undefined || FEED_KEYS.some((key) => key in object)) &&
    Object.entries(object).some(
      ([key, value]) =>
        (WRAPPERS.has(key) && Array.isArray(value)) || (ENVELOPES.has(key) && isObject(value) && wrapped(value)),
    )
  );
}

/** The parsed JSON of a text; `undefined` if it is invalid. */
export function parsed(text: string): unknown {
  const trimmed = text.trim();
  if (trimmed.startsWith('{') && !trimmed.endsWith('}')) return undefined; // an error costs as much as a whole paper
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
