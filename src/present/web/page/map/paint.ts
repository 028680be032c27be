/**
 * Draws the map in two layers: points as small stamps (`layer.ts` keeps the image); and an overlay of names and of what
 * the pointer does, so that hovering does not redraw the points.
 */
import type { MapPoint } from '../api/answers.js';
import { COLOURS, type Look, outlineOf } from '../themes/look.js';
import type { Contours } from './contours.js';
import { paintDense } from './dense.js';
import { paintNames } from './paint-names.js';
import { toScreen } from './projection.js';
import type { Palette, Scene } from './scene.js';

/** The overlay of the pointer. */
export interface Overlay {
  readonly ringed: readonly MapPoint[];
  readonly line: readonly (readonly [number, number])[];
}

/** Pixels of the page's type, of a name and of its line, where nothing is enlarged. */
const USUAL_TYPE = 16;
const NAME_SIZE = 12.5;
const NAME_LINE = 16;
const BACK_ALPHA = 0.2;
const GREATEST_RADIUS = 5.2;
const LEAST_RADIUS = 2.1;
/**
 * From this number on, points are drawn at whole pixels, which halves the time for 10,000 stamps (Chromium 156 without
 * a graphics card, 21 ms against 35 ms at best on two busy cores).
 */
const MANY = 2_000;
/** From this number on, points are drawn pixel by pixel; stamps would make the map stutter. */
const DENSE = 20_000;
/** Margin of the region of the selected theme around its papers. */
const REGION_MARGIN = 16;
const REGION_ALPHA = 0.13;
const CONTOUR_ALPHA = 0.3;
/** Radius of a point relative to its share of the area. */
const FILLING = 0.11;
const NEAREST_RADIUS = 11;

export function paletteOf(element: Element): Palette {
  const style = getComputedStyle(element);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const enlarged = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / USUAL_TYPE;
  return {
    themes: Array.from({ length: COLOURS }, (_, i) => colour(`--theme-${i}`)),
    none: colour('--theme-none'),
    ground: colour('--surface'),
    ink: colour('--ink'),
    accent: colour('--accent'),
    font: `600 ${NAME_SIZE * enlarged}px ${style.fontFamily}`,
    lineHeight: NAME_LINE * enlarged,
    enlarged,
  };
}

/** Radius of points: smaller if there are many, larger when zoomed in; in quarters of a pixel. */
export function radiusFor({ points, width, height, zoom }: Scene, { enlarged }: Palette): number {
  const room = Math.sqrt((width * height) / Math.max(points.length, 1));
  const radius = Math.min(Math.max(room * FILLING, LEAST_RADIUS * enlarged), GREATEST_RADIUS * enlarged);
  return Math.round(Math.min(radius * zoom.k ** 0.3, NEAREST_RADIUS) * 4) / 4;
}

/** @param radius of a point; the scene may reach beyond the map, for which it is meant */
export function paintScene(
  context: CanvasRenderingContext2D,
  scene: Scene,
  palette: Palette,
  { ratio, radius }: { readonly ratio: number; readonly radius: number },
): void {
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.globalAlpha = 1;
  context.fillStyle = palette.ground;
  context.fillRect(0, 0, scene.width, scene.height);
  const { forward } = scene;
  if (forward !== null) {
    paintPoints(context, scene, palette, { ratio, radius, some: (point) => !forward(point) });
    // One veil over them: drawn thinly one by one, those that overlap would add up to full colours.
    context.globalAlpha = 1 - BACK_ALPHA;
    context.fillStyle = palette.ground;
    context.fillRect(0, 0, scene.width, scene.height);
    context.globalAlpha = 1;
  }
  paintRegion(context, scene, palette);
  paintPoints(context, scene, palette, { ratio, radius, some: forward });
  if (scene.contours !== null) paintContours(context, scene.contours, scene, palette);
}

/** What stands above the points. */
export function paintOver(
  context: CanvasRenderingContext2D,
  scene: Scene,
  { ringed, line, palette, ratio }: Overlay & { readonly palette: Palette; readonly ratio: number },
): void {
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  paintNames(context, scene, palette);
  paintRings(context, scene, ringed, palette);
  paintLine(context, line, palette);
}

/** Draws some of the points; all where `some` is `null`. */
function paintPoints(
  context: CanvasRenderingContext2D,
  scene: Scene,
  palette: Palette,
  { ratio, radius, some }: { readonly ratio: number; readonly radius: number; readonly some: Scene['forward'] },
): void {
  if (scene.points.length > DENSE) return paintDense(context, scene, palette, { radius, ratio, some });
  const margin = radius * 2;
  const stamps = new Map<string | null, HTMLCanvasElement>();
  const put = (point: MapPoint) => {
    const [x, y] = toScreen(scene.projection, scene.zoom, point.x, point.y);
    if (x < -margin || y < -margin || x > scene.width + margin || y > scene.height + margin) return;
    let stamp = stamps.get(point.theme);
    if (stamp === undefined)
      stamps.set(
        point.theme,
        (stamp = stampOf(point.theme === null ? undefined : scene.looks.get(point.theme), radius, palette, ratio)),
      );
    const [left, top] = [x * ratio - stamp.width / 2, y * ratio - stamp.height / 2];
    if (many) context.drawImage(stamp, Math.round(left), Math.round(top));
    else context.drawImage(stamp, left, top);
  };
  const many = scene.points.length > MANY;
  context.setTransform(1, 0, 0, 1, 0, 0);
  for (const point of scene.points) if (some === null || some(point)) put(point);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
}

/** Draws outlines of density over the papers. */
function paintContours(
  context: CanvasRenderingContext2D,
  { levels, left, top, cell }: Contours,
  { projection, zoom }: Scene,
  palette: Palette,
): void {
  const scale = cell * projection.scale * zoom.k;
  context.save();
  context.translate(...toScreen(projection, zoom, left, top));
  context.scale(scale, scale);
  context.lineWidth = 1 / scale;
  context.strokeStyle = palette.ink;
  context.globalAlpha = CONTOUR_ALPHA;
  for (const level of levels) context.stroke(level);
  context.restore();
}

/** Draws the region of the selected theme as a soft background. */
function paintRegion(context: CanvasRenderingContext2D, scene: Scene, palette: Palette): void {
  const { region, projection, zoom, looks, chosenTheme } = scene;
  const look = chosenTheme === null ? undefined : looks.get(chosenTheme);
  if (region.length === 0 || look === undefined) return;
  context.beginPath();
  for (const [x, y] of region) context.lineTo(...toScreen(projection, zoom, x, y));
  context.closePath();
  context.lineJoin = context.lineCap = 'round';
  context.lineWidth = 2 * REGION_MARGIN;
  context.strokeStyle = context.fillStyle = palette.themes[look.colour]!;
  context.globalAlpha = REGION_ALPHA;
  context.fill();
  // The margin is drawn outside the outline only; an overlap would be darker.
  context.save();
  const outside = new Path2D();
  outside.rect(0, 0, scene.width, scene.height);
  region.forEach(([x, y], i) => {
    const at = toScreen(projection, zoom, x, y);
    if (i === 0) outside.moveTo(...at);
    else outside.lineTo(...at);
  });
  outside.closePath();
  context.clip(outside, 'evenodd');
  context.stroke();
  context.restore();
  context.globalAlpha = 1;
}

/**
 * The stamp of a point: filled, with a thin edge in the background colour, so that overlapping points stay separate.
 */
function stampOf(look: Look | undefined, radius: number, palette: Palette, ratio: number): HTMLCanvasElement {
  const side = Math.ceil((radius * 1.3 + 1.5) * 2 * ratio);
  const stamp = document.createElement('canvas');
  stamp.width = stamp.height = side;
  const context = stamp.getContext('2d')!;
  context.scale(ratio, ratio);
  const middle = side / 2 / ratio;
  const outline = new Path2D(
    outlineOf(look?.shape ?? 'circle', middle, middle, look === undefined ? radius * 0.72 : radius),
  );
  context.lineWidth = radius > 3 ? 1 : 0.6;
  context.strokeStyle = palette.ground;
  context.fillStyle = look === undefined ? palette.none : palette.themes[look.colour]!;
  context.fill(outline);
  context.stroke(outline);
  return stamp;
}

function paintRings(
  context: CanvasRenderingContext2D,
  scene: Scene,
  ringed: Overlay['ringed'],
  palette: Palette,
): void {
  const radius = radiusFor(scene, palette) + 5;
  context.lineWidth = 2;
  context.strokeStyle = palette.ink;
  for (const point of ringed) {
    const [x, y] = toScreen(scene.projection, scene.zoom, point.x, point.y);
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.stroke();
  }
}

function paintLine(context: CanvasRenderingContext2D, line: Overlay['line'], palette: Palette): void {
  if (line.length < 2) return;
  context.beginPath();
  for (const [x, y] of line) context.lineTo(x, y);
  context.closePath();
  context.globalAlpha = 0.1;
  context.fillStyle = palette.accent;
  context.fill();
  context.globalAlpha = 1;
  context.lineWidth = 1.5;
  context.strokeStyle = palette.accent;
  context.stroke();
}
