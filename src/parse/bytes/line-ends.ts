/** How many line ends a text has. */
export function lineEndsIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

/** Counts the line ends before each of some places in a text, in ascending order; reads the text once. */
export function lineEndsBefore(text: string): (index: number) => number {
  let lines = 0;
  let counted = 0;
  return (index) => {
    lines += lineEndsIn(text.slice(counted, index));
    counted = index;
    return lines;
  };
}
