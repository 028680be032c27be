/**
 * The points of the map as an image, larger than the map on every side. While a person drags or zooms, the image is
 * moved and scaled, which costs the same for any number of papers; the points are drawn again once the map rests.
 */
import { paintScene, radiusFor } from './paint.js';
import type { Zoom } from './projection.js';
import type { Palette, Scene } from './scene.js';

/** The image reaches this share of the map beyond each side: a drag rarely leaves it before the map rests. */
const BEYOND = 0.25;
/** In CSS pixels a multiple of this, so that it is whole on screens of any usual pixel ratio. */
const WHOLE = 4;
/** Enlarged more than this, the image is visibly blurred. */
const MOST_ENLARGED = 1.8;

interface Drawn {
  /** Of the map when the image was drawn. */
  readonly zoom: Zoom;
  readonly width: number;
  readonly height: number;
  readonly beyondX: number;
  readonly beyondY: number;
}

export class Layer {
  readonly #canvas = document.createElement('canvas');
  /** Dense maps are drawn pixel by pixel, which needs the pixels in main memory. */
  readonly #context = this.#canvas.getContext('2d', { alpha: false, willReadFrequently: true })!;
  #drawn: Drawn | null = null;

  /** @param wide whether the map may move before the image is drawn again */
  paint(scene: Scene, palette: Palette, ratio: number, wide: boolean): void {
    const { zoom, width, height } = scene;
    const beyond = (side: number) => (wide ? Math.ceil((side * BEYOND) / WHOLE) * WHOLE : 0);
    const [beyondX, beyondY] = [beyond(width), beyond(height)];
    const [across, down] = [width + 2 * beyondX, height + 2 * beyondY];
    const [canvasWidth, canvasHeight] = [Math.round(across * ratio), Math.round(down * ratio)];
    if (this.#canvas.width !== canvasWidth) this.#canvas.width = canvasWidth;
    if (this.#canvas.height !== canvasHeight) this.#canvas.height = canvasHeight;
    const moved = { k: zoom.k, x: zoom.x + beyondX, y: zoom.y + beyondY };
    const radius = radiusFor(scene, palette);
    paintScene(this.#context, { ...scene, zoom: moved, width: across, height: down }, palette, { ratio, radius });
    this.#drawn = { zoom, width, height, beyondX, beyondY };
  }

  /** Whether the image, moved and scaled, fills the map at another zoom and is sharp enough. */
  covers(zoom: Zoom): boolean {
    if (this.#drawn === null) return false;
    const { scale, left, top } = placeOf(this.#drawn, zoom);
    const { width, height, beyondX, beyondY } = this.#drawn;
    return (
      scale <= MOST_ENLARGED &&
      left <= 0 &&
      top <= 0 &&
      left + (width + 2 * beyondX) * scale >= width &&
      top + (height + 2 * beyondY) * scale >= height
    );
  }

  drawOn(context: CanvasRenderingContext2D, zoom: Zoom, ratio: number): void {
    if (this.#drawn === null) return;
    const { scale, left, top } = placeOf(this.#drawn, zoom);
    const { width, height } = this.#canvas;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.drawImage(
      this.#canvas,
      Math.round(left * ratio),
      Math.round(top * ratio),
      Math.round(width * scale),
      Math.round(height * scale),
    );
  }
}

function placeOf({ zoom, beyondX, beyondY }: Drawn, now: Zoom): { scale: number; left: number; top: number } {
  const scale = now.k / zoom.k;
  return { scale, left: now.x - (zoom.x + beyondX) * scale, top: now.y - (zoom.y + beyondY) * scale };
}
