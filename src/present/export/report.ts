/**
 * One self-contained HTML file with themes and map: no script, no external resources, all text escaped. Lists the
 * papers of each theme, most central first.
 */
import { counted } from '../../counted.js';
import type { Corpus } from '../../index.js';

type Themes = Awaited<ReturnType<Corpus['themes']>>;
type MapPoints = Awaited<ReturnType<Corpus['map']>>['points'];

/** Papers listed for each theme; the rest are counted. */
const PAPERS_LISTED = 25;
const SIDE = 1000;
const MARGIN = 20;
/** Theme colours of the page. */
const COLOURS = ['#2868b8', '#cc4a1c', '#22845a', '#7b4fb8', '#a37200', '#0e8794', '#c23679', '#6f5b4c'];
const NO_THEME = '#8b9097';

const STYLE = `
:root { color-scheme: light; --ink: #1c2127; --quiet: #5a636e; --line: #e3dfd6; }
body {
  margin: 0 auto; max-width: 62rem; padding: 2.5rem 1.5rem 5rem; background: #faf9f6; color: var(--ink);
  font: 16px/1.55 Georgia, 'Iowan Old Style', serif;
}
h1 { font-size: 1.9rem; margin: 0; } h2 { font-size: 1.2rem; margin: 2.5rem 0 0.25rem; }
p, li { max-width: 44rem; } .quiet { color: var(--quiet); font: 0.85rem/1.5 system-ui, sans-serif; margin: 0.2rem 0; }
ol { padding-left: 1.4rem; } li { margin: 0.25rem 0; }
svg {
  display: block; width: 100%; height: auto; margin: 1.5rem 0; background: #fff; border: 1px solid var(--line);
  border-radius: 8px;
}
svg a:hover circle { stroke: var(--ink); stroke-width: 2; }
.sign { display: inline-block; width: 0.7em; height: 0.7em; border-radius: 50%; margin-right: 0.45em; }
blockquote { margin: 0.6rem 0; padding-left: 1rem; border-left: 2px solid var(--line); max-width: 44rem; }
nav ol { columns: 2; font: 0.9rem/1.6 system-ui, sans-serif; } a { color: #1d5a86; }
@media print { body { background: none; padding: 0; } h2 { break-after: avoid; } }
`;

const HEAD = [
  '<!doctype html>',
  '<html lang="en">',
  '<head>',
  '<meta charset="utf-8">',
  '<meta name="viewport" content="width=device-width, initial-scale=1">',
  `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
  '',
];

/** The text of the file, in pieces. */
export async function* reportOf(corpus: Corpus, signal?: AbortSignal): AsyncGenerator<string> {
  const themes = await corpus.themes({ titles: PAPERS_LISTED, signal });
  const { points } = await corpus.map({ signal });
  const bySize = [...themes.themes].sort((a, b) => b.size - a.size || (a.id < b.id ? -1 : 1));
  const colours = new Map(bySize.map(({ id }, i) => [id, COLOURS[i % COLOURS.length]!]));
  const colourOf = (theme: string | null) => (theme === null ? undefined : colours.get(theme)) ?? NO_THEME;
  yield HEAD.join('\n');
  yield `<title>Themes of ${counted(points.length, 'paper')}</title>\n<style>${STYLE}</style>\n</head>\n<body>\n`;
  yield `<h1>Themes of ${counted(points.length, 'paper')}</h1>\n`;
  yield `<p class="quiet">${counted(bySize.length, 'theme')}, found by paperkin. `;
  yield 'Similar papers are close together on the map.</p>\n';
  yield* mapSvg(points, colourOf);
  yield '<nav aria-label="Themes"><ol>\n';
  for (const { id, label, size } of bySize) {
    const sign = `<span class="sign" style="background:${colourOf(id)}"></span>`;
    yield `<li><a href="#${escaped(id)}">${sign}${escaped(label)}</a> ${size}</li>\n`;
  }
  yield '</ol></nav>\n';
  for (const theme of bySize) yield themeSection(theme, colourOf(theme.id));
  yield '</body>\n</html>\n';
}

function* mapSvg(points: MapPoints, colourOf: (theme: string | null) => string): Generator<string> {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [left, right, top, bottom] = [least(xs), -least(xs.map((x) => -x)), least(ys), -least(ys.map((y) => -y))];
  const scale = (SIDE - 2 * MARGIN) / Math.max(right - left, bottom - top, Number.MIN_VALUE);
  const height = Math.round((bottom - top) * scale + 2 * MARGIN);
  const radius = Math.max(2, Math.min(6, 120 / Math.sqrt(points.length || 1)));
  yield `<svg viewBox="0 0 ${SIDE} ${height}" role="img" aria-label="Map of ${counted(points.length, 'paper')}">\n`;
  for (const { title, x, y, theme } of points) {
    const at = `cx="${((x - left) * scale + MARGIN).toFixed(1)}" cy="${((y - top) * scale + MARGIN).toFixed(1)}"`;
    const fill = colourOf(theme);
    yield `<circle ${at} r="${radius.toFixed(1)}" fill="${fill}"><title>${escaped(title)}</title></circle>\n`;
  }
  yield '</svg>\n';
}

function themeSection(theme: Themes['themes'][number], colour: string): string {
  const { id, label, size, terms, sentence, papers } = theme;
  const listed = papers.slice(0, PAPERS_LISTED).map(({ title }) => `<li>${escaped(title)}</li>`);
  const more = papers.length - listed.length;
  return [
    `<section id="${escaped(id)}">`,
    `<h2><span class="sign" style="background:${colour}"></span>${escaped(label)}</h2>`,
    `<p class="quiet">${counted(size, 'paper')} · ${terms.map(escaped).join(' · ')}</p>`,
    `<blockquote>${escaped(sentence.text)}</blockquote>`,
    `<ol>${listed.join('\n')}</ol>`,
    more > 0 ? `<p class="quiet">and ${more} more</p>` : '',
    '</section>\n',
  ].join('\n');
}

function least(values: readonly number[]): number {
  return values.reduce((low, value) => Math.min(low, value), values.length === 0 ? 0 : Number.POSITIVE_INFINITY);
}

/** Escaped text, on one line. */
function escaped(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
