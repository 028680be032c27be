/**
 * Draws many points directly into the pixels of the layer, because one image for each would be too slow. Colour shows
 * the theme; shapes would be too small.
 */
import type { MapPoint } from '../api/answers.js';
import { COLOURS } from '../themes/look.js';
import type { Palette, Scene } from './scene.js';

type Rgb = readonly [number, number, number];

/** The points in columns, which are read several times faster than objects. */
interface Columns {
  readonly looks: Scene['looks'];
  readonly xs: Float32Array;
  readonly ys: Float32Array;
  readonly colours: Uint8Array;
}

/** The pixels of a disc around a point, each with its opacity. */
interface Disc {
  readonly reach: number;
  readonly dxs: Int32Array;
  readonly dys: Int32Array;
  readonly shares: Float32Array;
}

/** Points overlap, and the lower ones stay visible a little. */
const OPACITY = 0.85;

const columns = new WeakMap<readonly MapPoint[], Columns>();

/** @param radius of a point in CSS pixels @param some the points to draw; `null`: all */
export function paintDense(
  context: CanvasRenderingContext2D,
  { points, looks, projection, zoom }: Scene,
  palette: Palette,
  { radius, ratio, some }: { readonly radius: number; readonly ratio: number; readonly some: Scene['forward'] },
): void {
  const image = context.getImageData(0, 0, context.canvas.width, context.canvas.height);
  const colours = [...palette.themes, palette.none].map((colour) => rgbOf(context, colour));
  const { reach, dxs, dys, shares } = discOf(radius * ratio);
  const { data, width, height } = image;
  const { xs, ys, colours: colourOf } = columnsOf(points, looks);
  const scale = projection.scale * zoom.k * ratio;
  const left = (projection.dx * zoom.k + zoom.x) * ratio;
  const top = (projection.dy * zoom.k + zoom.y) * ratio;
  for (let i = 0; i < xs.length; i++) {
    if (some !== null && !some(points[i]!)) continue;
    const [x, y] = [Math.round(xs[i]! * scale + left), Math.round(ys[i]! * scale + top)];
    if (x < reach || y < reach || x >= width - reach || y >= height - reach) continue;
    const [red, green, blue] = colours[colourOf[i]!]!;
    for (let d = 0; d < shares.length; d++) {
      const at = ((y + dys[d]!) * width + x + dxs[d]!) * 4;
      const share = shares[d]!;
      data[at] = data[at]! + (red - data[at]!) * share;
      data[at + 1] = data[at + 1]! + (green - data[at + 1]!) * share;
      data[at + 2] = data[at + 2]! + (blue - data[at + 2]!) * share;
    }
  }
  context.putImageData(image, 0, 0);
}

function columnsOf(points: readonly MapPoint[], looks: Scene['looks']): Columns {
  let column = columns.get(points);
  if (column === undefined || column.looks !== looks) {
    column = {
      looks,
      xs: Float32Array.from(points, ({ x }) => x),
      ys: Float32Array.from(points, ({ y }) => y),
      colours: Uint8Array.from(points, ({ theme }) =>
        theme === null ? COLOURS : (looks.get(theme)?.colour ?? COLOURS),
      ),
    };
    columns.set(points, column);
  }
  return column;
}

function discOf(radius: number): Disc {
  const reach = Math.ceil(radius);
  const pixels: (readonly [number, number, number])[] = [];
  for (let y = -reach; y <= reach; y++)
    for (let x = -reach; x <= reach; x++) {
      const share = Math.min(Math.max(radius + 0.5 - Math.hypot(x, y), 0), 1);
      if (share > 0) pixels.push([x, y, share * OPACITY]);
    }
  return {
    reach,
    dxs: Int32Array.from(pixels, ([x]) => x),
    dys: Int32Array.from(pixels, ([, y]) => y),
    shares: Float32Array.from(pixels, ([, , share]) => share),
  };
}

/** Parses a colour of the style sheet in any notation. */
function rgbOf(context: CanvasRenderingContext2D, colour: string): Rgb {
  context.fillStyle = colour;
  const hex = /^#(..)(..)(..)/.exec(String(context.fillStyle));
  return hex === null
    ? [128, 128, 128]
    : [Number.parseInt(hex[1]!, 16), Number.parseInt(hex[2]!, 16), Number.parseInt(hex[3]!, 16)];
}
