/** A function that remembers its answers: for what is asked of the same few thousand words again and again. */

/** The vocabulary of some ten thousand papers. Forgets all at once when it holds so many. */
const MOST = 100_000;

/** @param answer depends on its argument alone */
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
