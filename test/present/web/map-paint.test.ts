/** The pixels of a map of many papers, in a context that is no more than an array of them. */
import { expect, test } from 'vitest';
import { paintScene } from '../../../src/present/web/page/map/paint.js';
import { NO_ZOOM } from '../../../src/present/web/page/map/projection.js';
import type { Palette, Scene } from '../../../src/present/web/page/map/scene.js';
import { looksOf } from '../../../src/present/web/page/themes/look.js';

const SIDE = 41;
/** From 20,000 papers on they are drawn pixel by pixel. */
const PAPERS = 20_001;
const PALETTE: Palette = {
  themes: Array.from({ length: 8 }, () => '#000000'),
  none: '#000000',
  ground: '#ffffff',
  ink: '#000000',
  accent: '#000000',
  font: '',
  lineHeight: 16,
  enlarged: 1,
};

/** A canvas whose rectangles cover all of it. */
function pixels() {
  const data = new Uint8ClampedArray(SIDE * SIDE * 4);
  const context = {
    canvas: { width: SIDE, height: SIDE },
    fillStyle: '',
    globalAlpha: 1,
    setTransform: () => undefined,
    fillRect() {
      const grey = Number.parseInt(context.fillStyle.slice(1, 3), 16);
      for (let i = 0; i < data.length; i++) data[i] = data[i]! + (grey - data[i]!) * context.globalAlpha;
    },
    getImageData: () => ({ data, width: SIDE, height: SIDE }),
    putImageData: () => undefined,
  };
  const at = (x: number) => data[(20 * SIDE + x) * 4]!;
  return { context: context as unknown as CanvasRenderingContext2D, at };
}

test('papers that are dimmed stay dim where thousands of them lie upon one another', () => {
  const { context, at } = pixels();
  const paper = (x: number) => ({ id: `${x}`, title: '', x, y: 20, theme: 't1', published: null });
  const points = [paper(30), ...Array.from({ length: PAPERS }, () => paper(10))];
  const scene: Scene = {
    points,
    looks: looksOf(['t1']),
    projection: { scale: 1, dx: 0, dy: 0 },
    zoom: NO_ZOOM,
    width: SIDE,
    height: SIDE,
    forward: ({ x }) => x === 30,
    names: [],
    chosenTheme: null,
    contours: null,
    region: [],
  };
  paintScene(context, scene, PALETTE, { ratio: 1, radius: 3 });
  expect(at(20)).toBe(255);
  expect(at(30)).toBeLessThan(60);
  expect(at(10)).toBeGreaterThan(180);
  expect(at(10)).toBeLessThan(230);
});
