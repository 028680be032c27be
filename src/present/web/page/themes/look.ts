/**
 * The look of a theme: one of eight colours and one of three shapes, so that twenty-four themes differ and colour is
 * never the only sign. A theme keeps its look while it keeps its id.
 */
export const COLOURS = 8;
export const SHAPES = ['circle', 'square', 'triangle'] as const;
export type Shape = (typeof SHAPES)[number];

export interface Look {
  /** 0…7, the number of a `--theme-N` colour. */
  readonly colour: number;
  readonly shape: Shape;
}

const LOOKS = COLOURS * SHAPES.length;

/** @param ids of all themes; looks repeat when there are more than twenty-four */
export function looksOf(ids: readonly string[]): Map<string, Look> {
  const usedLooks = new Set<number>();
  const looks = new Map<string, Look>();
  const ordered = [...ids].sort((a, b) => numberIn(a) - numberIn(b) || Number(a > b) - Number(a < b));
  for (const id of ordered) {
    if (usedLooks.size === LOOKS) usedLooks.clear();
    let at = Math.max(0, numberIn(id) - 1) % LOOKS;
    while (usedLooks.has(at)) at = (at + 1) % LOOKS;
    usedLooks.add(at);
    looks.set(id, { colour: at % COLOURS, shape: SHAPES[at % SHAPES.length]! });
  }
  return looks;
}

function numberIn(id: string): number {
  return Number(/\d+/.exec(id)?.[0] ?? 0);
}

/** The outline of a shape around a centre; all shapes look equally large. */
export function outlineOf(shape: Shape, x: number, y: number, radius: number): string {
  if (shape === 'circle')
    return `M${x - radius} ${y}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0Z`;
  if (shape === 'square') {
    const half = radius * 0.89;
    return `M${x - half} ${y - half}h${2 * half}v${2 * half}h${-2 * half}Z`;
  }
  const side = radius * 1.2;
  return `M${x} ${y - side}L${x + side * 0.96} ${y + side * 0.72}H${x - side * 0.96}Z`;
}
