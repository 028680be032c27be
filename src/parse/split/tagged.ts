/** The fields of a reference whose lines begin with a tag, in order, each with the line it begins on. */
export class TaggedFields {
  readonly line: number;
  readonly #fields: { readonly tag: string; readonly line: number; text: string }[] = [];

  /** @param line that the reference begins on */
  constructor(line: number) {
    this.line = line;
  }

  add(tag: string, text: string, line: number): void {
    this.#fields.push({ tag, text: text.trim(), line });
  }

  /** A line without a tag goes on with the field above it; `false` where there is none. */
  goOn(text: string): boolean {
    const last = this.#fields.at(-1);
    if (last === undefined) return false;
    last.text += ` ${text.trim()}`;
    return true;
  }

  /** All that stands under any of the tags, in order of the tags, then of the lines. */
  all(...tags: string[]): string[] {
    return tags.flatMap((tag) =>
      this.#fields.filter((field) => field.tag === tag && field.text !== '').map(({ text }) => text),
    );
  }

  /** The first that says something; earlier tags first. */
  first(...tags: string[]): string | undefined {
    return this.all(...tags)[0];
  }

  /** The line of the first of the tags that stands here, else the reference's. */
  lineOf(...tags: string[]): number {
    for (const tag of tags) {
      const field = this.#fields.find((candidate) => candidate.tag === tag && candidate.text !== '');
      if (field !== undefined) return field.line;
    }
    return this.line;
  }
}
