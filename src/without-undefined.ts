/** Keys that may be undefined become optional, as `exactOptionalPropertyTypes` has them. */
type Defined<T> = T extends unknown
  ? { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
      [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
    }
  : never;

/** For answers and stored values: the same object without the keys that are undefined, the others in order. */
export function withoutUndefined<const T extends object>(object: T): Defined<T> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as Defined<T>;
}
