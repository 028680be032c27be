import type { Sink } from '../format.js';

/** Collects lines that the format cannot assign, and rejects each run of them once. */
export class StrayLines {
  readonly #sink: Sink;
  readonly #thing: string;
  #first = 0;
  #count = 0;

  /** @param thing what the lines of the format belong to */
  constructor(thing: string, sink: Sink) {
    this.#thing = thing;
    this.#sink = sink;
  }

  add(line: number): void {
    if (this.#count++ === 0) this.#first = line;
  }

  end(): void {
    if (this.#count > 0)
      this.#sink.reject(
        this.#first,
        `${this.#count === 1 ? 'this line belongs' : `${this.#count} lines from here on belong`} to no ${this.#thing}`,
      );
    this.#count = 0;
  }
}
