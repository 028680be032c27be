import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { firstPoint, nextTowards, pointsInside, regionOf, treeOf } from '../../../src/present/web/page/map/find.js';
import { lengthOf, shapeOf } from '../../../src/present/web/page/map/gesture.js';
import { marksOn } from '../../../src/present/web/page/map/marks.js';
import {
  type Anchor,
  anchorsOf,
  linesOf,
  MARK_WIDTH,
  type NameFrame,
  type PlacedName,
  placeNames,
} from '../../../src/present/web/page/map/names.js';
import { fit, toMap, toScreen } from '../../../src/present/web/page/map/projection.js';
import { forwardIn } from '../../../src/present/web/page/map/scene.js';
import { crossesBox, segmentsCross } from '../../../src/present/web/page/map/segments.js';
import { looksOf, outlineOf } from '../../../src/present/web/page/themes/look.js';

/** As the server gives them: four digits. */
const coordinate = fc.integer({ min: -10_000, max: 10_000 }).map((n) => n / 10_000);
const point = (x: number, y: number, theme: string | null = null, published: string | null = null) => ({
  id: `${x} ${y}`,
  title: 'a paper',
  x,
  y,
  theme,
  published,
});
const some = fc.array(
  fc.tuple(coordinate, coordinate).map(([x, y]) => point(x, y)),
  { minLength: 1, maxLength: 40 },
);

describe('the map', () => {
  test('has every point inside the frame, and one scale in both directions', () => {
    fc.assert(
      fc.property(
        some,
        fc.integer({ min: 100, max: 2000 }),
        fc.integer({ min: 100, max: 1500 }),
        (points, width, height) => {
          const projection = fit(points, { width, height }, 20, 30);
          for (const { x, y } of points) {
            const [left, top] = toScreen(projection, { k: 1, x: 0, y: 0 }, x, y);
            expect(left >= 19.99 && left <= width - 19.99 && top >= 49.99 && top <= height - 19.99).toBe(true);
          }
        },
      ),
    );
  });

  test('knows the way back from the screen', () => {
    const projection = fit([point(-1, -1), point(1, 0.5)], { width: 800, height: 600 }, 30);
    const zoom = { k: 3, x: -40, y: 25 };
    const [x, y] = toMap(projection, zoom, ...toScreen(projection, zoom, 0.25, -0.75));
    expect(x).toBeCloseTo(0.25, 10);
    expect(y).toBeCloseTo(-0.75, 10);
  });

  test('finds the same nearest paper as looking at all of them', () => {
    fc.assert(
      fc.property(some, coordinate, coordinate, (points, x, y) => {
        const distance = (one: { x: number; y: number }) => Math.hypot(one.x - x, one.y - y);
        expect(distance(treeOf(points).find(x, y)!)).toBeCloseTo(Math.min(...points.map(distance)), 10);
      }),
    );
  });

  test('lists the papers inside the drawn line', () => {
    const points = [point(0, 0), point(0.5, 0.5), point(0.9, 0.1), point(-1, 0)];
    expect(
      pointsInside(points, [
        [-0.1, -0.1],
        [1, -0.1],
        [1, 0.3],
        [-0.1, 0.3],
      ]),
    ).toEqual([points[0], points[2]]);
    expect(
      pointsInside(points, [
        [0, 0],
        [1, 1],
      ]),
    ).toEqual([]);
  });

  test('goes by arrow to the nearest paper ahead, and stays at the edge', () => {
    const [middle, right, farRight, above] = [point(0, 0), point(0.2, 0.05), point(0.9, 0), point(0.05, -0.3)];
    const points = [middle, right, farRight, above];
    expect(nextTowards(points, middle, 'right')).toBe(right);
    expect(nextTowards(points, right, 'right')).toBe(farRight);
    expect(nextTowards(points, middle, 'up')).toBe(above);
    expect(nextTowards(points, farRight, 'right')).toBeNull();
    expect(nextTowards(points, middle, 'down')).toBeNull();
  });

  test('starts by arrow at a paper of the chosen theme', () => {
    const points = [point(0, 0, 't1'), point(0.2, 0, null), point(0.4, 0, 't2')];
    expect(firstPoint(points, 't2')).toBe(points[2]);
    expect([firstPoint(points, null), firstPoint(points, 'gone')]).toEqual([points[0], points[0]]);
    expect(firstPoint([], 't2')).toBeNull();
  });
});

describe('a drag over the map', () => {
  test('along a diagonal is a rectangle, and around papers is a line', () => {
    expect(
      shapeOf([
        [10, 10],
        [60, 42],
        [110, 70],
      ]),
    ).toEqual([
      [10, 10],
      [110, 10],
      [110, 70],
      [10, 70],
    ]);
    const around = [
      [0, 0],
      [100, 0],
      [100, 100],
      [0, 100],
      [2, 4],
    ] as const;
    expect(shapeOf(around)).toEqual(around);
    expect(lengthOf(around)).toBeCloseTo(396, 0);
    const flat = [
      [0, 0],
      [100, 2],
    ] as const;
    expect(shapeOf(flat)).toEqual(flat);
    expect(shapeOf([])).toEqual([]);
  });
});

describe('the region of a theme', () => {
  test('contains nine in ten of its papers, and none far away', () => {
    const own = Array.from({ length: 19 }, (_, i) => point((i % 5) / 10, Math.floor(i / 5) / 10, 't1'));
    const region = regionOf([...own, point(1, -1, 't1'), point(-1, -1, 't2')], 't1');
    expect(Math.max(...region.map(([x]) => x))).toBeLessThan(0.5);
    expect(pointsInside(own, region).length).toBeGreaterThan(3);
    expect(regionOf(own, null)).toEqual([]);
    expect(regionOf(own, 't9')).toEqual([]);
    expect(regionOf([point(0.3, 0.4, 't1')], 't1')).toEqual([[0.3, 0.4]]);
  });
});

describe('a line on the map', () => {
  test('crosses a box, or another line, or passes by', () => {
    const box = { left: 0, top: 0, right: 10, bottom: 10 };
    const crossed = [
      [
        [-5, 5],
        [15, 5],
      ],
      [
        [5, 5],
        [20, 20],
      ],
      [
        [-5, -5],
        [20, 20],
      ],
    ] as const;
    for (const line of crossed) expect(crossesBox(line, box)).toBe(true);
    expect(
      crossesBox(
        [
          [-5, 5],
          [-1, 5],
        ],
        box,
      ),
    ).toBe(false);
    expect(
      crossesBox(
        [
          [-5, 12],
          [20, 12],
        ],
        box,
      ),
    ).toBe(false);
    expect(
      crossesBox(
        [
          [12, -5],
          [12, 20],
        ],
        box,
      ),
    ).toBe(false);
    expect(
      segmentsCross(
        [
          [0, 0],
          [10, 10],
        ],
        [
          [0, 10],
          [10, 0],
        ],
      ),
    ).toBe(true);
    expect(
      segmentsCross(
        [
          [0, 0],
          [10, 10],
        ],
        [
          [0, 5],
          [4, 10],
        ],
      ),
    ).toBe(false);
    expect(
      segmentsCross(
        [
          [0, 0],
          [10, 10],
        ],
        [
          [10, 10],
          [20, 0],
        ],
      ),
    ).toBe(false);
  });
});

describe('names on the map', () => {
  const anchors = fc.array(
    fc.record({ theme: fc.string(), label: fc.string({ minLength: 1, maxLength: 60 }), x: coordinate, y: coordinate }),
    { maxLength: 30 },
  );
  const frame = { width: 900, height: 600, top: 40, lineHeight: 16 };
  const namesFor = (all: readonly Anchor[], within: NameFrame = frame): PlacedName[] =>
    placeNames(
      all,
      ({ x, y }) => [x * within.width, y * within.height],
      (line) => line.length * 7,
      within,
    );

  test('never stand upon one another and never beyond the frame', () => {
    fc.assert(
      fc.property(anchors, (all) => {
        const placed = namesFor(all);
        placed.forEach(({ box }, i) => {
          expect(box.left >= -0.01 && box.right <= 900.01 && box.top >= 40 && box.bottom <= 600).toBe(true);
          for (const { box: other } of placed.slice(i + 1)) {
            expect(
              box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom,
            ).toBe(false);
          }
        });
      }),
    );
  });

  test('have lines that cross neither each other nor a name', () => {
    fc.assert(
      fc.property(anchors, (all) => {
        const placed = namesFor(all);
        for (const one of placed)
          for (const other of placed.filter((two) => two.leader !== null && two !== one)) {
            expect(crossesBox(other.leader!, one.box)).toBe(false);
            if (one.leader !== null) expect(segmentsCross(one.leader, other.leader!)).toBe(false);
          }
      }),
    );
  });

  test('are cut to their first line if papers leave no room for more', () => {
    const marksIn = ({ top, bottom }: { readonly top: number; readonly bottom: number }) => (bottom - top > 30 ? 1 : 0);
    const label = 'Verifiable rewards and group relative policy optimisation';
    const [placed] = placeNames(
      [{ theme: 't', label, x: 0.5, y: 0.5 }],
      () => [450, 300],
      (line) => line.length * 7,
      { ...frame, marksIn },
    );
    expect(placed?.lines).toEqual(['Verifiable rewards …']);
  });

  test('leave room for the mark of their theme before the first line', () => {
    const [short] = namesFor([{ theme: 't', label: 'Speech', x: 0.5, y: 0.5 }]);
    expect(short!.box.right - short!.box.left).toBeGreaterThan('Speech'.length * 7 + MARK_WIDTH * frame.lineHeight);
    const label = 'Speech from recordings of far, quieter microphones';
    const [long] = namesFor([{ theme: 't', label, x: 0.5, y: 0.5 }]);
    expect(long!.lines).toEqual(['Speech from recordings', 'of far, quieter', 'microphones']);
    const first = long!.lines[0]!.length * 7;
    expect(long!.box.right - long!.box.left).toBeGreaterThan(first + MARK_WIDTH * frame.lineHeight);
  });

  test('never cover a paper, and are left out if there is no free place', () => {
    const place = fc.record({ x: fc.integer({ min: 0, max: 900 }), y: fc.integer({ min: 0, max: 600 }) });
    fc.assert(
      fc.property(anchors, fc.array(place, { maxLength: 200 }), (all, papers) => {
        const marksIn = marksOn(
          papers.map(({ x, y }) => [x, y] as const),
          frame,
        );
        const placed = namesFor(all, { ...frame, marksIn });
        for (const { box } of placed)
          expect(papers.some(({ x, y }) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom)).toBe(
            false,
          );
      }),
    );
    const full = { ...frame, marksIn: () => 1 };
    expect(
      placeNames(
        [{ theme: 't', label: 'Speech', x: 0.5, y: 0.5 }],
        () => [450, 300],
        () => 60,
        full,
      ),
    ).toEqual([]);
  });

  test('have a line to their papers if those of another theme are nearer', () => {
    const at: Readonly<Record<string, readonly [number, number]>> = {
      a: [450, 300],
      above: [450, 250],
      below: [450, 350],
    };
    const marksIn = ({ top, bottom }: { readonly top: number; readonly bottom: number }) =>
      top < 330 && bottom > 270 ? 1 : 0;
    const leaderOfA = (...themes: string[]) =>
      placeNames(
        themes.map((theme) => ({ theme, label: 'Speech', x: 0, y: 0 })),
        ({ theme }) => at[theme]!,
        () => 60,
        { ...frame, marksIn },
      ).find(({ theme }) => theme === 'a')!.leader;
    expect(leaderOfA('a')).toBeNull();
    expect(leaderOfA('a', 'above', 'below')?.[1]).toEqual([450, 300]);
  });

  test('are given to the first theme where two are in one place', () => {
    const at = (theme: string) => ({ theme, label: 'A long name of a theme', x: 0, y: 0 });
    const tight = placeNames(
      [at('first'), at('second')],
      () => [90, 20],
      () => 170,
      { width: 180, height: 40, top: 0, lineHeight: 16 },
    );
    expect(tight.map(({ theme }) => theme)).toEqual(['first']);
  });

  test('stand on as many lines as there may be, and say when they are cut', () => {
    expect(linesOf('Vision encoder', 2)).toEqual(['Vision encoder']);
    expect(linesOf('Reinforcement learning with verifiable rewards', 2)).toEqual([
      'Reinforcement learning',
      'with verifiable rewards',
    ]);
    expect(linesOf('Reinforcement learning with verifiable rewards (RLVR)', 2)).toEqual([
      'Reinforcement learning',
      'with verifiable rewards …',
    ]);
    expect(linesOf('Reinforcement learning with verifiable rewards (RLVR)', 3)).toEqual([
      'Reinforcement learning',
      'with verifiable rewards',
      '(RLVR)',
    ]);
  });

  test('stand where most of the papers are, whatever a far one does', () => {
    const theme = { id: 't1', label: 'Speech' };
    const points = [
      point(0, 0, 't1'),
      point(0.1, 0.1, 't1'),
      point(0.05, 0.2, 't1'),
      point(1, -1, 't1'),
      point(-1, -1, null),
    ];
    expect(anchorsOf(points, [theme as never])).toEqual([{ theme: 't1', label: 'Speech', x: 0.1, y: 0.1 }]);
  });

  test('lead to a paper of their own, also if none is in the middle', () => {
    const points = [point(0, 0.3, 't1'), point(0.1, 0, 't1'), point(0.15, 0.1, 't1'), point(0.1, 0.1, 't2')];
    const theme = { id: 't1', label: 'Speech' };
    expect(anchorsOf(points, [theme as never])).toEqual([{ theme: 't1', label: 'Speech', x: 0.15, y: 0.1 }]);
  });
});

describe('the papers drawn in full', () => {
  const all = {
    points: [],
    bySize: [],
    looks: new Map(),
    chosenTheme: null,
    inside: null,
    lit: null,
    until: null,
    picked: null,
    drawing: false,
  };

  test('are all where nothing is chosen', () => {
    expect(forwardIn(all)).toBeNull();
  });

  test('are those up to a month or year, and none without a date', () => {
    const papers = [
      point(0, 0, null, '2024-12-31'),
      point(1, 0, null, '2025-03-09'),
      point(2, 0, null, '2025'),
      point(3, 0, null, '2025-04'),
      point(4, 0, null, null),
    ];
    const inFull = (until: string) => papers.filter(forwardIn({ ...all, until })!).map(({ x }) => x);
    expect(inFull('2025-03')).toEqual([0, 1, 2]);
    expect(inFull('2024')).toEqual([0]);
    expect(inFull('2025')).toEqual([0, 1, 2, 3]);
  });

  test('are in the period and of the theme, and the picked one always', () => {
    const [early, late, other] = [
      point(0, 0, 't1', '2024'),
      point(1, 0, 't1', '2026'),
      point(2, 0, 't2', '2024'),
    ] as const;
    const forward = forwardIn({ ...all, until: '2025', chosenTheme: 't1' })!;
    expect([early, late, other].map(forward)).toEqual([true, false, false]);
    expect(forwardIn({ ...all, until: '2025', chosenTheme: 't1', picked: late })!(late)).toBe(true);
  });
});

describe('the look of a theme', () => {
  const said = (ids: readonly string[]) => [...looksOf(ids).values()].map(({ colour, shape }) => `${colour} ${shape}`);

  test('is its own among twenty-four', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 500 }), { maxLength: 24 }), (numbers) => {
        expect(new Set(said(numbers.map((n) => `t${n}`))).size).toBe(numbers.length);
      }),
    );
  });

  test('stays when other themes come, as long as no other has its number', () => {
    expect(looksOf(['t1', 't2', 't9']).get('t9')).toEqual(looksOf(['t3', 't9', 't11', 't4']).get('t9'));
  });

  test('differs from the next one in colour and in shape', () => {
    const looks = looksOf(Array.from({ length: 24 }, (_, i) => `t${i + 1}`));
    for (let i = 1; i < 24; i++) {
      expect(looks.get(`t${i}`)!.colour).not.toBe(looks.get(`t${i + 1}`)!.colour);
      expect(looks.get(`t${i}`)!.shape).not.toBe(looks.get(`t${i + 1}`)!.shape);
    }
  });

  test('is an outline that closes', () => {
    for (const shape of ['circle', 'square', 'triangle'] as const)
      expect(outlineOf(shape, 6, 6, 4)).toMatch(/^M[-\d. ]+.*Z$/);
  });
});
