/** Memoizes functions of words. */

/** Maximum number of entries: the vocabulary of about ten thousand papers. The cache is cleared when it is full. */
const MOST = 100_000;

/** @param answer must depend on its argument only */
export function memoize<T extends {}>(answer: (key: string) => T): (key: string) => T {
  const answers = new Map<string, T>();
  return (key) => {
    let value = answers.get(key);
    if (value === undefined) {
      if (answers.size >= MOST) answers.clear();
      value = answer(key);
      answers.set(key, value);
    }
    return value;
  };
}
