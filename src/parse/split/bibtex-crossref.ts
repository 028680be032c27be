/** What a reference takes from another one that its field `crossref` names: a chapter from its book. */
import type { RawField } from './bibtex-fields.js';

/** A reference with its key in lower case. */
export interface KeyedReference {
  readonly type: string;
  readonly key: string;
  readonly fields: ReadonlyMap<string, RawField>;
}

/** Kinds of reference that have parts. */
const WHOLES = /^(?:mv)?(?:book|proceedings|collection|reference)$|^periodical$/;
/** Fields of a book that are those of its parts too; its title is where they are. */
const SHARED = ['publisher', 'volume', 'journal', 'journaltitle', 'collaboration'];
const DATES = ['date', 'year', 'month', 'day'];
/** Of books that are remembered, and of references that wait for one: bounds on memory. */
const MOST_BOOKS = 20_000;
const MOST_BOOK_CHARS = 2_000;
const MOST_WAITING_CHARS = 4 * 1024 * 1024;

/**
 * Completes references. One whose book follows is held back until then; at the end, it is handed on without. In BibTeX
 * books come after their parts, in BibLaTeX anywhere.
 */
export class CrossReferences<R extends KeyedReference> {
  readonly #deliver: (reference: R) => void;
  readonly #wholes = new Map<string, ReadonlyMap<string, RawField>>();
  /** By the key of the book. */
  readonly #waiting = new Map<string, R[]>();
  #chars = 0;

  constructor(deliver: (reference: R) => void) {
    this.#deliver = deliver;
  }

  add(reference: R): void {
    const name = reference.fields.get('crossref')?.text.trim().toLowerCase() ?? '';
    const whole = this.#wholes.get(name);
    const chars = charsIn(reference);
    if (name === '' || whole !== undefined || this.#chars + chars > MOST_WAITING_CHARS)
      this.#deliver(completed(reference, whole));
    else {
      const fields = new Map([...reference.fields].map(detached));
      const waiting = { ...reference, key: copyOf(reference.key), fields };
      const others = this.#waiting.get(name);
      if (others === undefined) this.#waiting.set(copyOf(name), [waiting]);
      else others.push(waiting);
      this.#chars += chars;
    }
    if (WHOLES.test(reference.type) && reference.key !== '') this.#addWhole(reference);
  }

  end(): void {
    for (const parts of this.#waiting.values()) for (const part of parts) this.#deliver(part);
    this.#waiting.clear();
  }

  #addWhole({ key, fields }: R): void {
    if (this.#wholes.has(key)) return;
    const shared = inherited(fields);
    if (this.#wholes.size < MOST_BOOKS) this.#wholes.set(copyOf(key), shared);
    const parts = this.#waiting.get(key) ?? [];
    this.#waiting.delete(key);
    for (const part of parts) {
      this.#chars -= charsIn(part);
      this.#deliver(completed(part, shared));
    }
  }
}

function inherited(fields: ReadonlyMap<string, RawField>): Map<string, RawField> {
  const title = fields.get('booktitle') ?? fields.get('title');
  const some = [...fields].filter(([name]) => SHARED.includes(name) || DATES.includes(name));
  const all = [...some, ...(title === undefined ? [] : [['booktitle', title] as const])];
  return new Map(all.filter(([, { text }]) => text.length <= MOST_BOOK_CHARS).map(detached));
}

function charsIn({ fields }: KeyedReference): number {
  return [...fields].reduce((sum, [name, { text }]) => sum + name.length + text.length, 0);
}

/** With a copy of its text: a part of a text keeps the whole text, the file's, in memory. */
function detached([name, { text, linesBefore }]: readonly [string, RawField]): [string, RawField] {
  return [copyOf(name), { text: copyOf(text), linesBefore }];
}

function copyOf(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le');
}

/** A reference has its own date as a whole. */
function completed<R extends KeyedReference>(reference: R, whole: ReadonlyMap<string, RawField> | undefined): R {
  if (whole === undefined) return reference;
  const { fields } = reference;
  const isDated = fields.has('date') || fields.has('year');
  const missing = [...whole].filter(([name]) => !fields.has(name) && !(isDated && DATES.includes(name)));
  return { ...reference, fields: new Map([...fields, ...missing]) };
}
