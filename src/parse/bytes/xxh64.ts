/**
 * XXH64 of a stream (github.com/Cyan4973/xxHash, `doc/xxhash_spec.md`), with which Zstandard frames are checked.
 * Numbers of 64 bits are kept as two of 32: with BigInt it would be the slowest part of reading a file.
 */
const P1 = [0x9e3779b1, 0x85ebca87] as const;
const P2 = [0xc2b2ae3d, 0x27d4eb4f] as const;
const P3 = [0x165667b1, 0x9e3779f9] as const;
const P4 = [0x85ebca77, 0xc2b2ae63] as const;
const P5 = [0x27d4eb2f, 0x165667c5] as const;
type Constant = readonly [high: number, low: number];
const STRIPE = 32;

export class Xxh64 {
  /** Four accumulators, each high then low. */
  readonly #lanes = new Uint32Array(8);
  readonly #held = new Uint8Array(STRIPE);
  #heldLength = 0;
  #length = 0;
  /** The number being worked on. */
  #high = 0;
  #low = 0;

  constructor() {
    for (const [lane, parts] of [[P1, P2], [P2], [], []].entries()) {
      this.#set(0, 0);
      for (const part of parts) this.#add(part[0], part[1]);
      if (lane === 3) this.#add(~P1[0] >>> 0, (~P1[1] + 1) >>> 0);
      this.#store(lane);
    }
  }

  update(bytes: Uint8Array): void {
    this.#length += bytes.length;
    let at = 0;
    if (this.#heldLength > 0) {
      at = Math.min(bytes.length, STRIPE - this.#heldLength);
      this.#held.set(bytes.subarray(0, at), this.#heldLength);
      this.#heldLength += at;
      if (this.#heldLength < STRIPE) return;
      this.#stripe(this.#held, 0);
      this.#heldLength = 0;
    }
    for (; at + STRIPE <= bytes.length; at += STRIPE) this.#stripe(bytes, at);
    this.#held.set(bytes.subarray(at));
    this.#heldLength = bytes.length - at;
  }

  /** The lower 32 bits of the hash, which is what a Zstandard frame carries. */
  lower32(): number {
    if (this.#length >= STRIPE) {
      const turns = [1, 7, 12, 18];
      let [high, low] = [0, 0];
      for (let lane = 0; lane < 4; lane++) {
        this.#load(lane);
        this.#rotate(turns[lane]!);
        this.#add(high, low);
        [high, low] = [this.#high, this.#low];
      }
      for (let lane = 0; lane < 4; lane++) this.#mergeLane(lane);
    } else this.#set(P5[0], P5[1]);
    this.#add(Math.floor(this.#length / 2 ** 32), this.#length >>> 0);
    this.#tail();
    this.#shiftXor(33);
    this.#multiply(P2);
    this.#shiftXor(29);
    this.#multiply(P3);
    this.#shiftXor(32);
    return this.#low;
  }

  #mergeLane(lane: number): void {
    const [high, low] = [this.#high, this.#low];
    this.#load(lane);
    this.#multiply(P2);
    this.#rotate(31);
    this.#multiply(P1);
    this.#xor(high, low);
    this.#multiply(P1);
    this.#add(P4[0], P4[1]);
  }

  #tail(): void {
    const [bytes, end] = [this.#held, this.#heldLength];
    let at = 0;
    for (; at + 8 <= end; at += 8) {
      const [high, low] = [this.#high, this.#low];
      this.#set(wordAt(bytes, at + 4), wordAt(bytes, at));
      this.#multiply(P2);
      this.#rotate(31);
      this.#multiply(P1);
      this.#xor(high, low);
      this.#rotate(27);
      this.#multiply(P1);
      this.#add(P4[0], P4[1]);
    }
    if (at + 4 <= end) {
      this.#xorProduct(wordAt(bytes, at), P1);
      this.#rotate(23);
      this.#multiply(P2);
      this.#add(P3[0], P3[1]);
      at += 4;
    }
    for (; at < end; at++) {
      this.#xorProduct(bytes[at]!, P5);
      this.#rotate(11);
      this.#multiply(P1);
    }
  }

  #xorProduct(word: number, by: Constant): void {
    const [high, low] = [this.#high, this.#low];
    this.#set(0, word);
    this.#multiply(by);
    this.#xor(high, low);
  }

  #stripe(bytes: Uint8Array, at: number): void {
    for (let lane = 0; lane < 4; lane++, at += 8) {
      this.#set(wordAt(bytes, at + 4), wordAt(bytes, at));
      this.#multiply(P2);
      this.#add(this.#lanes[lane * 2]!, this.#lanes[lane * 2 + 1]!);
      this.#rotate(31);
      this.#multiply(P1);
      this.#store(lane);
    }
  }

  #load(lane: number): void {
    this.#set(this.#lanes[lane * 2]!, this.#lanes[lane * 2 + 1]!);
  }

  #store(lane: number): void {
    this.#lanes[lane * 2] = this.#high;
    this.#lanes[lane * 2 + 1] = this.#low;
  }

  #set(high: number, low: number): void {
    this.#high = high;
    this.#low = low;
  }

  #xor(high: number, low: number): void {
    this.#high = (this.#high ^ high) >>> 0;
    this.#low = (this.#low ^ low) >>> 0;
  }

  #add(high: number, low: number): void {
    const sum = this.#low + low;
    this.#high = (this.#high + high + (sum > 0xffffffff ? 1 : 0)) >>> 0;
    this.#low = sum >>> 0;
  }

  #multiply(by: Constant): void {
    // Nothing is taken apart by position here and below: an iterator each time costs as much as the rest.
    const low = by[1];
    const a0 = this.#low & 0xffff;
    const a1 = this.#low >>> 16;
    const first = a0 * (low & 0xffff);
    const middle = a0 * (low >>> 16) + a1 * (low & 0xffff) + (first >>> 16);
    this.#high =
      (a1 * (low >>> 16) + Math.floor(middle / 0x10000) + Math.imul(this.#high, low) + Math.imul(this.#low, by[0])) >>>
      0;
    this.#low = ((middle << 16) | (first & 0xffff)) >>> 0;
  }

  #rotate(by: number): void {
    const high = this.#high;
    const low = this.#low;
    this.#high = ((high << by) | (low >>> (32 - by))) >>> 0;
    this.#low = ((low << by) | (high >>> (32 - by))) >>> 0;
  }

  /** The number xor itself shifted right. */
  #shiftXor(by: number): void {
    const [high, low] = [this.#high, this.#low];
    if (by >= 32) this.#xor(0, high >>> (by - 32));
    else this.#xor(high >>> by, ((low >>> by) | (high << (32 - by))) >>> 0);
  }
}

function wordAt(bytes: Uint8Array, at: number): number {
  return (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0;
}
