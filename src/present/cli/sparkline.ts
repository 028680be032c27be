/** Numbers as a row of bars. */
const BARS = '▁▂▃▄▅▆▇█';
/** Columns at most; more numbers than that are averaged in groups. */
const WIDEST = 24;

export function sparkline(values: readonly number[]): string {
  if (values.length < 2) return '';
  const group = Math.ceil(values.length / WIDEST);
  const means: number[] = [];
  for (let i = 0; i < values.length; i += group) {
    const part = values.slice(i, i + group);
    means.push(part.reduce((sum, value) => sum + value, 0) / part.length);
  }
  const top = Math.max(...means);
  return means.map((mean) => BARS[top === 0 ? 0 : Math.round((mean / top) * (BARS.length - 1))]).join('');
}
