/** Work that takes long: it can be aborted, and says how far it is. */

export interface LongWork {
  readonly signal?: AbortSignal;
  /** Called with the share done, 0…1. */
  readonly onProgress?: (share: number) => void;
}

export type OnShare = Required<LongWork>['onProgress'];

/** A part of the work, from one share of the whole to another. */
export function part({ signal, onProgress }: LongWork, from: number, to: number): LongWork & { onProgress: OnShare } {
  return {
    ...(signal === undefined ? {} : { signal }),
    onProgress: (share) => onProgress?.(from + (to - from) * share),
  };
}
