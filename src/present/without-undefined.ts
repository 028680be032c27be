type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** Drops options that are `undefined`, for `exactOptionalPropertyTypes`. */
export function withoutUndefined<T extends object>(options: T): Defined<T> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Defined<T>;
}
