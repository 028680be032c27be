import type { Sink } from '../format.js';

/** The fields of a reference whose lines begin with a tag, in order, each with the line it begins on. */
export class TaggedFields {
  readonly line: number;
  readonly #fields: { readonly tag: string; readonly line: number; text: string; ends?: number[] }[] = [];
  /** Tags with a value. */
  readonly #present = new Set<string>();

  /** @param line that the reference begins on */
  constructor(line: number) {
    this.line = line;
  }

  add(tag: string, text: string, line: number): void {
    this.#fields.push({ tag, text: text.trim(), line });
    if (text.trim() !== '') this.#present.add(tag);
  }

  /** Whether any field of the tag has a value; at once, however many fields there are. */
  has(tag: string): boolean {
    return this.#present.has(tag);
  }

  /** A line without a tag continues the field above it; `false` if there is none. */
  goOn(text: string): boolean {
    const last = this.#fields.at(-1);
    if (last === undefined) return false;
    (last.ends ??= []).push(last.text.length);
    last.text += ` ${text.trim()}`;
    this.#present.add(last.tag);
    return true;
  }

  /** All values of any of the tags, in order of the tags, then of the lines. */
  all(...tags: string[]): string[] {
    return tags.flatMap((tag) =>
      this.#fields.filter((field) => field.tag === tag && field.text !== '').map(({ text }) => text),
    );
  }

  /** All values of any of the tags, those of several lines as a list of lines. */
  byLines(...tags: string[]): string[] {
    return this.#fields
      .filter((field) => tags.includes(field.tag))
      .flatMap(({ text, ends = [] }) => [0, ...ends].map((start, i) => text.slice(start, ends[i]).trim()))
      .filter((text) => text !== '');
  }

  /** All values of any of the tags, in order of the lines. */
  inOrder(...tags: string[]): string[] {
    return this.#fields.filter(({ tag, text }) => tags.includes(tag) && text !== '').map(({ text }) => text);
  }

  /** The first non-empty value; earlier tags first. */
  first(...tags: string[]): string | undefined {
    return this.all(...tags)[0];
  }

  /** The line of the first of the tags that is present, otherwise the line of the reference. */
  lineOf(...tags: string[]): number {
    for (const tag of tags) {
      const field = this.#fields.find((candidate) => candidate.tag === tag && candidate.text !== '');
      if (field !== undefined) return field.line;
    }
    return this.line;
  }
}

/** The record being read; emitted when it closes, and closed before the next begins. */
export class OpenRecord {
  readonly #noun: string;
  readonly #sink: Sink;
  readonly #deliver: (fields: TaggedFields) => boolean;
  #fields: TaggedFields | null = null;

  /**
   * @param noun what the format calls a record
   * @param deliver delivers a record, unless it is rejected
   */
  constructor(noun: string, sink: Sink, deliver: (fields: TaggedFields) => boolean) {
    this.#noun = noun;
    this.#sink = sink;
    this.#deliver = deliver;
  }

  /** `null` between records. */
  get fields(): TaggedFields | null {
    return this.#fields;
  }

  /** The open record, or a new one that begins on the line. */
  openOn(line: number): TaggedFields {
    return (this.#fields ??= new TaggedFields(line));
  }

  /** @returns whether there was one and it is delivered */
  close(): boolean {
    const fields = this.#fields;
    this.#fields = null;
    return fields !== null && this.#deliver(fields);
  }

  /** Closes a record that the file ends in, although the format marks ends. */
  closeCut(): void {
    const line = this.#fields?.line;
    if (this.close() && line !== undefined)
      this.#sink.incomplete(line, `the file ends before this ${this.#noun} does; it is read up to there`);
  }

  /** Reports a tag that is already in the open record, although it may occur only once. */
  tellSecond(tag: string, line: number, written = tag): void {
    if (this.#fields?.has(tag) === true)
      this.#sink.incomplete(line, `a second ${written} in one ${this.#noun}; the first is used`);
  }
}
