/**
 * The interactive map: owns the canvas, follows the pointer, and reports hovered, clicked and selected points. It keeps
 * zoom and hover; `show` sets the content. It draws at most once a frame.
 */
import { select } from 'd3-selection';
import { type D3ZoomEvent, type ZoomBehavior, type ZoomTransform, zoom } from 'd3-zoom';
import type { MapPoint } from '../api/answers.js';
import { type Contours, contoursOf } from './contours.js';
import { type PointTree, pointsInside, regionOf, treeOf } from './find.js';
import { ignoreNextClick, lengthOf, opensMenu, shapeOf } from './gesture.js';
import { Layer } from './layer.js';
import { marksAmong } from './marks.js';
import { type Anchor, anchorsOf, chosenFirst, isInside, type PlacedName, placeNames } from './names.js';
import { paintOver, paletteOf } from './paint.js';
import { onPinch } from './pinch.js';
import { whenRatioChanges } from './pixel-ratio.js';
import { fit, isOnScreen, NO_ZOOM, type Projection, toMap, toScreen, type Zoom } from './projection.js';
import { forwardIn, movedTo, type Palette, type Scene } from './scene.js';
import type { MapContent, Pointed, Reactions } from './shown.js';

const PADDING = 34;
/** Height of the buttons, which are above the papers, where nothing is enlarged. */
const BUTTONS = 40;
const REACH = 14;
const TOUCH_REACH = 24;
const FARTHEST = 0.8;
const NEAREST = 40;
/** A shorter drag is a click. */
const LEAST_LINE = 12;
/** Up to this number of papers are drawn in every frame of a movement. */
const DRAWN_IN_FRAMES = 2_000;

export class MapStage {
  readonly #context: CanvasRenderingContext2D;
  readonly #layer = new Layer();
  readonly #zoomer: ZoomBehavior<HTMLCanvasElement, unknown>;
  readonly #stop = new AbortController();
  readonly #resized: ResizeObserver;
  #shown: MapContent | null = null;
  #palette: Palette;
  #tree: PointTree = treeOf([]);
  #anchors: readonly Anchor[] = [];
  #contours: Contours | null = null;
  #region: readonly (readonly [number, number])[] = [];
  #projection: Projection = fit([], { width: 1, height: 1 }, 0);
  #zoom: Zoom = NO_ZOOM;
  #size = { width: 1, height: 1 };
  /** Device pixel ratio when the canvas was last measured. */
  #ratio = 0;
  #names: readonly PlacedName[] = [];
  /** What is drawn; `null` if the layer must be drawn again. */
  #scene: Scene | null = null;
  #slow = false;
  /** Whether the map moves, and the layer with it. */
  #moves = false;
  #pointed: MapPoint | null = null;
  #line: [number, number][] = [];
  #frame = 0;

  constructor(
    readonly canvas: HTMLCanvasElement,
    readonly reactions: Reactions,
  ) {
    this.#context = canvas.getContext('2d', { alpha: false })!;
    this.#palette = paletteOf(canvas);
    this.#zoomer = zoom<HTMLCanvasElement, unknown>()
      .scaleExtent([FARTHEST, NEAREST])
      .filter((event: MouseEvent) => event.type === 'wheel' || !(this.#draws(event) || opensMenu(event)))
      .on('zoom', ({ transform }: D3ZoomEvent<HTMLCanvasElement, unknown>) => {
        this.#zoom = transform;
        this.#point(null);
        this.#move();
      })
      .on('end', () => this.#rest());
    select(canvas).call(this.#zoomer).on('dblclick.zoom', null);
    this.#resized = new ResizeObserver(() => this.#resize());
    this.#resized.observe(canvas);
    this.#listen();
    this.#resize();
    // Names are measured in the font of the page, which may still be loading.
    void document.fonts.ready.then(() => this.#redraw());
  }

  show(content: MapContent): void {
    const earlier = this.#shown;
    this.#shown = content;
    this.#slow = content.points.length > DRAWN_IN_FRAMES;
    if (earlier?.points !== content.points) {
      this.#tree = treeOf(content.points);
      this.#contours = contoursOf(content.points);
      this.#fit();
      this.#point(null);
    }
    if (earlier?.points !== content.points || earlier.bySize !== content.bySize)
      this.#anchors = anchorsOf(content.points, content.bySize);
    if (earlier?.points !== content.points || earlier.chosenTheme !== content.chosenTheme)
      this.#region = regionOf(content.points, content.chosenTheme);
    this.#redraw();
  }

  /** Reads the colours again after a change between light and dark. */
  recolour(): void {
    this.#palette = paletteOf(this.canvas);
    this.#redraw();
  }

  zoomBy(factor: number, at?: [number, number]): void {
    this.#zoomer.scaleBy(select(this.canvas), factor, at);
  }

  zoomTo(transform: ZoomTransform): void {
    this.#zoomer.transform(select(this.canvas), transform);
  }

  /** Screen position of a point; moves it into view first, unless it or one of the others is there. */
  reveal(point: MapPoint, others: readonly MapPoint[] = []): Pointed {
    if (![point, ...others].some((one) => isOnScreen(this.#at(one), this.#size))) {
      const { scale, dx, dy } = this.#projection;
      this.#zoomer.translateTo(select(this.canvas), point.x * scale + dx, point.y * scale + dy);
    }
    const [seenX, seenY] = this.#at(point);
    return { point, x: seenX, y: seenY };
  }

  close(): void {
    this.#stop.abort();
    this.#resized.disconnect();
    cancelAnimationFrame(this.#frame);
    select(this.canvas).on('.zoom', null);
  }

  #listen(): void {
    const on = <K extends keyof HTMLElementEventMap>(name: K, then: (event: HTMLElementEventMap[K]) => void) =>
      this.canvas.addEventListener(name, then, { signal: this.#stop.signal });
    on('pointerdown', (event) => {
      if (opensMenu(event) || event.button !== 0 || !event.isPrimary || !this.#draws(event)) return;
      this.canvas.setPointerCapture(event.pointerId);
      this.#line = [[event.offsetX, event.offsetY]];
    });
    on('pointermove', (event) => {
      if (this.#line.length > 0) {
        if (!event.isPrimary) return;
        this.#line.push([event.offsetX, event.offsetY]);
        this.#draw();
      } else if (event.pointerType === 'mouse' && event.buttons === 0)
        this.#point(this.#nearest(event.offsetX, event.offsetY, REACH));
    });
    on('pointerup', ({ isPrimary }) => isPrimary && this.#endLine());
    on('pointercancel', () => {
      this.#line = [];
      this.#draw();
    });
    on('pointerleave', () => this.#point(null));
    onPinch(this.canvas, (factor, at) => this.zoomBy(factor, at), this.#stop.signal);
    on('click', (event) =>
      this.#click(event.offsetX, event.offsetY, (event as PointerEvent).pointerType === 'mouse' ? REACH : TOUCH_REACH),
    );
  }

  #draws(event: MouseEvent): boolean {
    return (this.#shown?.drawing ?? false) !== event.shiftKey;
  }

  #endLine(): void {
    const line = this.#line;
    this.#line = [];
    this.#draw();
    if (lengthOf(line) < LEAST_LINE || this.#shown === null) return;
    ignoreNextClick(this.canvas);
    const polygon = shapeOf(line).map(([x, y]) => toMap(this.#projection, this.#zoom, x, y));
    this.reactions.onInside(pointsInside(this.#shown.points, polygon));
  }

  #click(x: number, y: number, reach: number): void {
    const point = this.#nearest(x, y, reach);
    const name = this.#names.find(({ box }) => isInside(box, x, y));
    if (point !== null && (name === undefined || lengthOf([this.#at(point), [x, y]]) < REACH / 2))
      this.reactions.onPick(point);
    else if (name !== undefined) this.reactions.onTheme(name.theme);
    else this.reactions.onPick(null);
  }

  #nearest(x: number, y: number, reach: number): MapPoint | null {
    const [mapX, mapY] = toMap(this.#projection, this.#zoom, x, y);
    return this.#tree.find(mapX, mapY, reach / (this.#projection.scale * this.#zoom.k)) ?? null;
  }

  #at(point: { readonly x: number; readonly y: number }): [number, number] {
    return toScreen(this.#projection, this.#zoom, point.x, point.y);
  }

  #point(point: MapPoint | null): void {
    if (point === this.#pointed) return;
    this.#pointed = point;
    const [x, y] = point === null ? [0, 0] : this.#at(point);
    this.reactions.onPoint(point === null ? null : { point, x, y });
    this.#draw();
  }

  #resize(): void {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    if (width === 0 || height === 0) return;
    const isSameSize = width === this.#size.width && height === this.#size.height;
    if (isSameSize && devicePixelRatio === this.#ratio) return;
    if (devicePixelRatio !== this.#ratio) whenRatioChanges(() => this.#resize(), this.#stop.signal);
    this.#ratio = devicePixelRatio;
    this.#size = { width, height };
    this.canvas.width = Math.round(width * this.#ratio);
    this.canvas.height = Math.round(height * this.#ratio);
    this.#palette = paletteOf(this.canvas);
    this.#fit();
    this.#scene = null;
    this.#paint();
  }

  #fit(): void {
    this.#projection = fit(this.#shown?.points ?? [], this.#room(), PADDING, BUTTONS * this.#palette.enlarged);
  }

  /** The map above the slider of dates, where that is at its bottom. */
  #room(): { readonly width: number; readonly height: number } {
    const { width, height } = this.#size;
    const slider = this.canvas.parentElement?.querySelector<HTMLElement>('.map-dates');
    const top = slider?.offsetTop ?? height;
    return { width, height: top > height / 2 ? top : height };
  }

  #redraw(): void {
    this.#scene = null;
    this.#draw();
  }

  /** Few papers are drawn again in every frame; many once the map rests. */
  #move(): void {
    this.#moves = this.#slow;
    if (this.#slow) this.#draw();
    else this.#redraw();
  }

  /** After a drag, or when the wheel has stood still for a moment. */
  #rest(): void {
    if (!this.#moves) return;
    this.#moves = false;
    this.#redraw();
  }

  #draw(): void {
    cancelAnimationFrame(this.#frame);
    if (this.#stop.signal.aborted) return;
    this.#frame = requestAnimationFrame(() => this.#paint());
  }

  #paint(): void {
    const content = this.#shown;
    if (content === null) return;
    const moves = this.#moves;
    if (this.#scene === null || (moves && !this.#layer.covers(this.#zoom))) {
      this.#scene = this.#sceneOf(content);
      this.#layer.paint(this.#scene, this.#palette, this.#ratio, this.#slow);
    }
    const scene = moves ? movedTo(this.#zoom, this.#scene) : this.#scene;
    this.#layer.drawOn(this.#context, this.#zoom, this.#ratio);
    paintOver(this.#context, scene, {
      ringed: [this.#pointed, content.picked].filter((point) => point !== null),
      line: shapeOf(this.#line),
      palette: this.#palette,
      ratio: this.#ratio,
    });
  }

  #sceneOf(content: MapContent): Scene {
    const { points, looks, chosenTheme, inside } = content;
    this.#context.font = this.#palette.font;
    this.#names = placeNames(
      chosenFirst(this.#anchors, chosenTheme),
      (anchor) => this.#at(anchor),
      (line) => this.#context.measureText(line).width,
      {
        ...this.#room(),
        top: BUTTONS * this.#palette.enlarged,
        lineHeight: this.#palette.lineHeight,
        marksIn: marksAmong(points, (point) => this.#at(point), this.#size),
      },
    );
    return {
      points,
      looks,
      projection: this.#projection,
      zoom: this.#zoom,
      ...this.#size,
      forward: forwardIn(content),
      names: this.#names,
      chosenTheme: inside === null ? chosenTheme : null,
      contours: this.#contours,
      region: inside === null ? this.#region : [],
    };
  }
}
