/**
 * Draws many points directly into the pixels of the layer, because one image for each would be too slow. Colour shows
 * the theme; shapes would be too small.
 */
import type { MapPoint } from '../api/answers.js';
import { COLOURS } from '../themes/look.js';
import { toScreen } from './projection.js';
import type { Palette, Scene } from './scene.js';

type Rgb = readonly [number, number, number];

/** @param radius of a point in CSS pixels */
export function paintDense(
  context: CanvasRenderingContext2D,
  scene: Scene,
  palette: Palette,
  { radius, ratio, backAlpha }: { readonly radius: number; readonly ratio: number; readonly backAlpha: number },
): void {
  const [width, height] = [context.canvas.width, context.canvas.height];
  const image = context.getImageData(0, 0, width, height);
  const colours = [...palette.themes, palette.none].map((colour) => rgbOf(context, colour));
  const disc = discOf(radius * ratio);
  const put = (point: MapPoint, alpha: number) => {
    const [x, y] = toScreen(scene.projection, scene.zoom, point.x, point.y);
    const [left, top] = [Math.round(x * ratio), Math.round(y * ratio)];
    const colour = colours[(point.theme === null ? undefined : scene.looks.get(point.theme)?.colour) ?? COLOURS]!;
    for (const [dx, dy, share] of disc)
      blend(image.data, { x: left + dx, y: top + dy, width, height }, colour, alpha * share);
  };
  const { forward } = scene;
  if (forward !== null) for (const point of scene.points) if (!forward(point)) put(point, backAlpha);
  for (const point of scene.points) if (forward === null || forward(point)) put(point, 1);
  context.putImageData(image, 0, 0);
}

function blend(
  data: Uint8ClampedArray,
  at: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  [red, green, blue]: Rgb,
  alpha: number,
): void {
  if (at.x < 0 || at.y < 0 || at.x >= at.width || at.y >= at.height) return;
  const i = (at.y * at.width + at.x) * 4;
  data[i] = data[i]! + (red - data[i]!) * alpha;
  data[i + 1] = data[i + 1]! + (green - data[i + 1]!) * alpha;
  data[i + 2] = data[i + 2]! + (blue - data[i + 2]!) * alpha;
}

/** The pixels of a disc around 0, 0, each with its coverage. */
function discOf(radius: number): (readonly [number, number, number])[] {
  const reach = Math.ceil(radius);
  const pixels: (readonly [number, number, number])[] = [];
  for (let y = -reach; y <= reach; y++)
    for (let x = -reach; x <= reach; x++) {
      const share = Math.min(Math.max(radius + 0.5 - Math.hypot(x, y), 0), 1);
      if (share > 0) pixels.push([x, y, share * 0.85]);
    }
  return pixels;
}

/** Parses a colour of the style sheet in any notation. */
function rgbOf(context: CanvasRenderingContext2D, colour: string): Rgb {
  context.fillStyle = colour;
  const hex = /^#(..)(..)(..)/.exec(String(context.fillStyle));
  return hex === null
    ? [128, 128, 128]
    : [Number.parseInt(hex[1]!, 16), Number.parseInt(hex[2]!, 16), Number.parseInt(hex[3]!, 16)];
}
