/** Work that takes long: it can be aborted, and says how far it is. */

export interface LongWork {
  readonly signal?: AbortSignal | undefined;
  /** Called with the share done, 0…1. */
  readonly onProgress?: ((share: number) => void) | undefined;
}

export type OnShare = NonNullable<LongWork['onProgress']>;

/** A part of the work, from one share of the whole to another. */
export function part({ signal, onProgress }: LongWork, from: number, to: number): LongWork & { onProgress: OnShare } {
  return { signal, onProgress: (share) => onProgress?.(from + (to - from) * share) };
}
