/** Draws the names of themes over the map: each after the mark of its theme, as in the list of themes. */
import { outlineOf } from '../themes/look.js';
import { MARK_WIDTH, type PlacedName } from './names.js';
import type { Palette, Scene } from './scene.js';

const DIMMED_ALPHA = 0.66;
/** Opacity of the background of a name: readable, but points stay visible. */
const HALO_ALPHA = 0.8;
const LEADER_ALPHA = 0.7;
/** In line heights. */
const MARK_RADIUS = 0.3;

export function paintNames(context: CanvasRenderingContext2D, scene: Scene, palette: Palette): void {
  context.font = palette.font;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  context.lineWidth = 4;
  context.strokeStyle = palette.ground;
  // All leader lines first, so that none crosses the name of another theme.
  for (const name of scene.names) paintLeader(context, name, scene, palette);
  for (const name of scene.names) paintName(context, name, scene, palette);
  context.globalAlpha = 1;
}

function paintName(
  context: CanvasRenderingContext2D,
  { theme, lines, x, y }: PlacedName,
  scene: Scene,
  palette: Palette,
): void {
  const alpha = alphaOf(theme, scene);
  const markWidth = MARK_WIDTH * palette.lineHeight;
  const radius = MARK_RADIUS * palette.lineHeight;
  const markAt = x - (context.measureText(lines[0]!).width + markWidth) / 2 + radius;
  const mark = new Path2D(outlineOf(scene.looks.get(theme)?.shape ?? 'circle', markAt, y, radius));
  const eachLine = (draw: (line: string, x: number, y: number) => void) =>
    lines.forEach((line, i) => draw(line, i === 0 ? x + markWidth / 2 : x, y + i * palette.lineHeight));
  context.globalAlpha = alpha * HALO_ALPHA;
  context.stroke(mark);
  eachLine((...line) => context.strokeText(...line));
  context.globalAlpha = alpha;
  context.fillStyle = colourOf(theme, scene, palette);
  context.fill(mark);
  context.fillStyle = palette.ink;
  eachLine((...line) => context.fillText(...line));
}

function paintLeader(
  context: CanvasRenderingContext2D,
  { theme, leader }: PlacedName,
  scene: Scene,
  palette: Palette,
): void {
  if (leader === null) return;
  const [from, to] = leader;
  context.save();
  context.globalAlpha = alphaOf(theme, scene) * LEADER_ALPHA;
  context.lineWidth = 1;
  context.strokeStyle = colourOf(theme, scene, palette);
  context.beginPath();
  context.moveTo(...from);
  context.lineTo(...to);
  context.stroke();
  context.restore();
}

function alphaOf(theme: string, { chosenTheme }: Scene): number {
  return chosenTheme === null || chosenTheme === theme ? 1 : DIMMED_ALPHA;
}

function colourOf(theme: string, { looks }: Scene, palette: Palette): string {
  const look = looks.get(theme);
  return look === undefined ? palette.none : palette.themes[look.colour]!;
}
