/**
 * Does a title mark a comment, a correction, a protocol or a renamed tool?
 *
 * In some catalogues "Comment on X" has the abstract of X, and "X: study protocol" has much of its text; they are
 * different papers.
 */

/** Before or behind the title of a retracted paper, which stays the same paper. */
const TAKEN_BACK = new RegExp(
  String.raw`^\W*(?:retracted|withdrawn)(?:\s+(?:article|paper|chapter|manuscript))?\s*[:.\])—–-]+\s*` +
    String.raw`|(?<!\s)\s*[[(](?:retracted|withdrawn)\b[^[\]()]{0,100}[\])]\s*$`,
  'giu',
);

const REPLY = String.raw`(?:(?:the\s+)?authors?['’]?s?['’]?\s+)?(?:reply|response|rebuttal|rejoinder)`;
const ERRATUM = '(?:errat(?:um|a)|corrigend(?:um|a))';
const BY_THE_EDITORS = String.raw`(?:(?:author|publisher|editorial)['’]?s?\s+)?`;

/** A title that begins with one of the first, or ends with one of the second, is about another paper. */
const NOTICES: readonly (readonly [kind: string, start: RegExp, end: RegExp])[] = [
  ['a reply', atStart(String.raw`${REPLY}(?:\s+(?:to|from)\b|\W*$|\s*:)`), atEnd(String.raw`[:.—–-]\s*${REPLY}`)],
  [
    'a comment',
    atStart(String.raw`(?:(?:a|further|some)\s+)?comment(?:s|ary)?(?:\s+(?:on|to)\b|\W*$|\s*:)`),
    atEnd(String.raw`[:.—–-]\s*(?:a\s+)?comment(?:ary)?`),
  ],
  [
    'a correction',
    atStart(
      String.raw`${BY_THE_EDITORS}(?:${ERRATUM}(?:\s+(?:to|for|on|in)\b|\W*$|\s*[:.])` +
        String.raw`|corrections?(?:\s+to\b|\W*$|\s*:))`,
    ),
    atEnd(String.raw`[:.—–([-]\s*(?:an?\s+)?(?:${ERRATUM}|correction)`),
  ],
  [
    'a retraction',
    atStart(String.raw`retraction(?:\s+(?:note|notice|of|to|for)\b|\W*$|\s*:)`),
    atEnd(String.raw`[:.—–([-]\s*retraction`),
  ],
  [
    'an expression of concern',
    atStart(String.raw`(?:editorial\s+)?expression\s+of\s+concern\b`),
    atEnd(String.raw`[:.—–([-]\s*(?:editorial\s+)?expression\s+of\s+concern`),
  ],
  ['an addendum', atStart(String.raw`addendum(?:\s+to\b|\W*$|\s*:)`), atEnd(String.raw`[:.—–([-]\s*addendum`)],
  [
    'a review of a paper',
    atStart(
      String.raw`(?:decision\s+letter\s*:|(?:editor['’]s\s+evaluation|elife\s+assessment)\s*:` +
        String.raw`|(?:reviewer\s+#\d+|joint|consensus)\s+\(?public\s+review\)?\s*:` +
        String.raw`|(?:peer\s+)?review(?:er)?(?:\s+report)?\s+(?:\d+\s+)?(?:for|on|of)\W*["“']` +
        String.raw`|(?:faculty\s+opinions|f1000(?:prime)?)\s+recommendation\b)`,
    ),
    atEnd(String.raw`[:.—–([-]\s*peer\s+review(?:\s+report)?`),
  ],
  [
    'data or a supplement',
    atStart(
      String.raw`(?:(?:data|code|dataset|raw\s+data)\s+from\s*:|(?:(?:electronic\s+)?supplement(?:ary|al)` +
        String.raw`(?:\s+(?:material|information|data|file))s?|supporting\s+information)\s+(?:to|for|from)\b)`,
    ),
    atEnd(String.raw`[:.—–([-]\s*supplementary\s+materials?`),
  ],
];

function atStart(words: string): RegExp {
  return new RegExp(String.raw`^\W*${words}`, 'iu');
}

function atEnd(words: string): RegExp {
  return new RegExp(String.raw`${words}\W*$`, 'iu');
}

/** The plan of a study. A protocol between machines does not count. */
const PLANNED = [
  /\b(?:study|trial|review|research|clinical|evaluation|(?:systematic|evidence|scoping)\s+map(?:ping)?)\s+protocol\b/iu,
  new RegExp(
    String.raw`\bprotocol\s+(?:for|of)\s+(?:an?\s+|the\s+)?(?:[\p{L}\p{N}-]+\s+){0,6}` +
      String.raw`(?:trial|study|review|survey|cohort|meta-analysis|evaluation|map|mapping)\b`,
    'iu',
  ),
  /[:.—–([-]\s*(?:an?\s+|the\s+)?protocol\W*$/iu,
];

/** A name with a number that distinguishes it: `GLIMMER-2`, `GLIMMER 2`, `GLIMMER v2`, `Glimmer2.1:`. */
const NUMBERED_NAME =
  /(?<![\p{L}\p{N}])(\p{L}+)(?:[\s-]?v(?:ersion\s?|\.\s?)?|[\s-]?)([2-9])(?:\.\d+)?(?![\p{L}\p{N}.]|-\p{L})/gu;
/** A word with two capitals is a name. */
const NAME = /\p{Lu}.*\p{Lu}/u;
/** A version of the text: `… (v2)`, `… [version 3]`. */
const VERSION_SUFFIX = /(?<!\s)\s*[[(]\s*v(?:ersion)?[\s.]*\d+\s*[\])]\s*$/iu;

export interface TitleMarks {
  /** `a comment`, `a reply`, `a correction`, `a retraction`, or null. */
  readonly notice: string | null;
  readonly planned: boolean;
  /** The title without marks of its version. */
  readonly written: string;
  /** Names in lower case, each with its number. */
  readonly numbered: ReadonlyMap<string, string>;
}

/** A title without a retraction prefix. */
export function titleOfPaper(title: string): string {
  return title.replace(TAKEN_BACK, '');
}

export function titleMarksOf(title: string): TitleMarks {
  const titleText = titleOfPaper(title).replace(VERSION_SUFFIX, '');
  const notice = NOTICES.find(([, start, end]) => start.test(titleText) || end.test(titleText))?.[0] ?? null;
  return {
    notice,
    planned: PLANNED.some((words) => words.test(titleText)),
    written: titleText,
    numbered: numberedNames(titleText),
  };
}

function numberedNames(title: string): Map<string, string> {
  const shouted = !/\p{Ll}/u.test(title);
  const names = new Map<string, string>();
  for (const { 0: all, 1: name, 2: number, index } of title.matchAll(NUMBERED_NAME)) {
    const heads = index === 0 && /^\s*:/u.test(title.slice(all.length));
    if (heads || (!shouted && NAME.test(name!))) names.set(name!.toLowerCase(), number!);
  }
  return names;
}

/**
 * Why the marks of two titles distinguish the papers, or null. @param sameText whether one abstract contains the other
 */
export function markVeto(a: TitleMarks, b: TitleMarks, sameText: boolean): string | null {
  if (a.notice !== b.notice)
    return a.notice === null || b.notice === null
      ? `one title calls itself ${a.notice ?? b.notice}`
      : `one title calls itself ${a.notice}, the other ${b.notice}`;
  if (a.planned !== b.planned) return 'one title calls itself a protocol';
  if (sameText) return null; // of one text the name may be cut
  const renamed = numberedOnlyIn(a, b) ?? numberedOnlyIn(b, a);
  return renamed === null ? null : `one title names ${renamed}, the other does not`;
}

/** `GLIMMER 2` where the other title has the name without a number. */
function numberedOnlyIn(a: TitleMarks, b: TitleMarks): string | null {
  for (const [name, number] of a.numbered) {
    if (b.numbered.has(name)) continue;
    const occurrence = [...b.written.matchAll(/\p{L}+(?![\p{L}\p{N}])/gu)].find(
      ({ 0: word }) => word.toLowerCase() === name,
    );
    if (occurrence !== undefined && !/^[\s-]?v?\d/u.test(b.written.slice(occurrence.index + name.length)))
      return `${name.toUpperCase()} ${number}`;
  }
  return null;
}
