/** A stream of bytes taken in the amounts that a format asks for. */
export class BytesAhead {
  readonly #source: AsyncIterator<Uint8Array>;
  #held: Uint8Array = new Uint8Array(0);

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** The next bytes without taking them; fewer than `count` only where the stream ends. */
  async peek(count: number): Promise<Uint8Array> {
    if (this.#held.length < count) {
      const pieces = [this.#held];
      for (let length = this.#held.length; length < count; ) {
        const next = await this.#source.next();
        if (next.done === true) break;
        pieces.push(next.value);
        length += next.value.length;
      }
      this.#held = Buffer.concat(pieces);
    }
    return this.#held.subarray(0, count);
  }

  /** Exactly this many bytes. @throws Error where the stream ends before */
  async take(count: number): Promise<Uint8Array> {
    const bytes = await this.peek(count);
    if (bytes.length < count) throw new Error('unexpected end of file');
    this.#held = this.#held.subarray(count);
    return bytes;
  }

  /** The available bytes, at most this many and at least one; none at the end of the stream. */
  async some(most: number): Promise<Uint8Array> {
    if (this.#held.length === 0) await this.peek(1);
    const bytes = this.#held.subarray(0, most);
    this.#held = this.#held.subarray(bytes.length);
    return bytes;
  }

  /** Exactly this many bytes, fewer only at the end of the stream: the pieces do not depend on chunk sizes. */
  async whole(count: number): Promise<Uint8Array> {
    const bytes = await this.peek(count);
    this.#held = this.#held.subarray(bytes.length);
    return bytes;
  }

  /** Returns the end of the last bytes taken. */
  giveBack(bytes: Uint8Array): void {
    this.#held = this.#held.length === 0 ? bytes : Buffer.concat([bytes, this.#held]);
  }

  async close(): Promise<void> {
    await this.#source.return?.();
  }
}
