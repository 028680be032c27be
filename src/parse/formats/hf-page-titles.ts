/** What a paragraph between two feet is. */
export type ParagraphLabel = 'title' | 'abstract' | 'continuation';

/**
 * Costs for choosing the cheapest labelling of a run of paragraphs. They were set on the four real pages with feet
 * removed, abstracts split, shortened and cut, and titles unchanged: see `test/parse/hf-page.test.ts`.
 */
const COST = {
  /** Each paragraph of an abstract after its first. */
  continuation: 1.2,
  /** A title followed at once by another title. */
  titleAlone: 2,
  /** A title at the end of the text. */
  titleAtEnd: 2.5,
  /** A title with a foot and no abstract between. */
  titleAtFoot: 5,
  /** An abstract with no title above it: the page was cut at its beginning. */
  orphan: 3.5,
} as const;

const PARTS: readonly ParagraphLabel[] = ['title', 'abstract', 'continuation'];
const SENTENCE_END = /[.!?…]["”’')\]]*$/;

/**
 * Labels titles and abstracts in a run of paragraphs: the cheapest sequence of title, abstract, continuation…
 * (Viterbi). A paragraph costs more the less it looks like its label, a sequence the less it resembles a page.
 * @param endsInFoot whether a byline or date follows the last paragraph
 * @returns one label for each paragraph; an abstract at the start has lost its title
 */
export function labelParagraphs(paragraphs: readonly string[], endsInFoot: boolean): ParagraphLabel[] {
  let costs: Record<ParagraphLabel, number> = { title: Infinity, abstract: Infinity, continuation: Infinity };
  const cameFrom: Record<ParagraphLabel, ParagraphLabel>[] = [];
  for (const [i, text] of paragraphs.entries()) {
    const likeness = abstractLikeness(text);
    const next = { title: Infinity, abstract: Infinity, continuation: Infinity };
    const from = { title: 'title', abstract: 'title', continuation: 'abstract' } as Record<
      ParagraphLabel,
      ParagraphLabel
    >;
    for (const part of PARTS) {
      const own = Math.max(0, part === 'title' ? likeness : -likeness);
      if (i === 0) {
        if (part !== 'continuation') next[part] = own + (part === 'title' ? 0 : COST.orphan);
        continue;
      }
      for (const before of PARTS) {
        const cost = costs[before] + own + stepCost(before, part);
        if (cost < next[part]) {
          next[part] = cost;
          from[part] = before;
        }
      }
    }
    costs = next;
    cameFrom.push(from);
  }
  costs.title += endsInFoot ? COST.titleAtFoot : COST.titleAtEnd;
  return traced(costs, cameFrom);
}

/** Whether a text ends as sentences do; an abstract that does not was probably cut. */
export function endsSentence(text: string): boolean {
  return SENTENCE_END.test(text.trim());
}

function stepCost(before: ParagraphLabel, part: ParagraphLabel): number {
  if (part === 'title') return before === 'title' ? COST.titleAlone : 0;
  if (part === 'abstract') return before === 'title' ? 0 : Infinity;
  return before === 'title' ? Infinity : COST.continuation;
}

/**
 * Above zero for a text that looks like an abstract, below for one that looks like a title. Titles of the real pages
 * have 25 to 146 characters and none ends in a full stop; their abstracts have 1,300 to 1,950, single sentences of them
 * about 160.
 */
function abstractLikeness(text: string): number {
  const length = Math.min(4, Math.max(-2, (text.length - 180) / 100));
  const end = endLikeness(text);
  const sentences = /[.]["”’')\]]* +["“(]?\p{Lu}/u.test(text) ? 2 : 0;
  const address = /https?:\/\//.test(text) ? 3 : 0;
  return length + end + sentences + address;
}

function endLikeness(text: string): number {
  if (/[.…]["”’')\]]*$/.test(text)) return 3;
  return /[?!]["”’')\]]*$/.test(text) ? -0.5 : -1.5;
}

function traced(
  costs: Record<ParagraphLabel, number>,
  cameFrom: readonly Record<ParagraphLabel, ParagraphLabel>[],
): ParagraphLabel[] {
  if (cameFrom.length === 0) return [];
  let part = PARTS.reduce((best, candidate) => (costs[candidate] < costs[best] ? candidate : best));
  const parts: ParagraphLabel[] = [part];
  for (let i = cameFrom.length - 1; i > 0; i--) {
    part = cameFrom[i]![part];
    parts.push(part);
  }
  return parts.reverse();
}
