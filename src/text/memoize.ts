/** A function that remembers its answers: for what is asked of the same few thousand words again and again. */

/** The vocabulary of some ten thousand papers. Forgets all at once when it holds so many. */
const MOST = 100_000;

/** @param answer depends on its argument alone */
export function memoize<T extends {}>(answer: (asked: string) => T): (asked: string) => T {
  const answers = new Map<string, T>();
  return (asked) => {
    let known = answers.get(asked);
    if (known === undefined) {
      if (answers.size >= MOST) answers.clear();
      known = answer(asked);
      answers.set(asked, known);
    }
    return known;
  };
}
