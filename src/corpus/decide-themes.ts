/** Decisions about themes, which hold for every later run: checked against the current themes. Stores nothing. */
import { CorpusError } from '../errors.js';
import type { OpenView } from '../ingest/index.js';
import { LONGEST_THEME_NAME } from '../limits.js';
import type { PaperId } from '../paper.js';
import type { PaperReader } from '../store/index.js';
import { anchored, type ThemeDecisions, type Themes } from '../themes/index.js';
import { checkValue } from './check-value.js';
import { findPaper } from './find-paper.js';
import { isSameName } from './named-list.js';
import { splitTheme, unsplit } from './split-theme.js';
import { decisionsOf } from './stored-runs.js';
import type { Decided, ThemeDecision } from './theme-decision.js';
import { themeNamed } from './theme-run.js';

/** Decisions without anchors, which `anchored` makes of those before and of the papers that the themes have now. */
type Decisions = Required<Omit<ThemeDecisions, 'anchors' | 'k'>>;

const KINDS: Readonly<Record<ThemeDecision['kind'], true>> = {
  number: true,
  rename: true,
  merge: true,
  unmerge: true,
  split: true,
  unsplit: true,
  pin: true,
  unpin: true,
};

/**
 * @param themes as they are now
 * @throws CorpusError THEME_UNKNOWN, PAPER_UNKNOWN, PAPER_AMBIGUOUS; USAGE where the decision makes no sense beside
 * the current themes
 */
export async function decideThemes(index: OpenView, requested: ThemeDecision, themes: Themes): Promise<Decided> {
  checkValue('kind', requested.kind, KINDS);
  const decisions = await decisionsOf(index.view);
  const decision = await withIds(requested, decisions, themes, index.view);
  if (decision.kind === 'number') {
    const { k: _before, ...others } = decisions;
    const { k } = decision;
    return { decision, decisions: k === null ? others : { ...others, k: numberOfThemes(k) } };
  }
  if (decision.kind === 'split') return splitTheme(index, decision, themes, decisions);
  if (decision.kind === 'unsplit') return { decision, decisions: unsplit(decisions, decision.theme) };
  const { names = [], merges = [], splits = [], pins = [], anchors = [] } = decisions;
  const { concerned, ...decided } = after({ names, merges, splits, pins }, decision, themes);
  return { decision, decisions: anchored({ ...decisions, ...decided, anchors }, themes.state, concerned) };
}

/**
 * The decision with the ids of the themes and papers that a person named otherwise. A theme or paper that only earlier
 * decisions have, since it ended or was removed, must be named by its id.
 */
async function withIds(
  decision: ThemeDecision,
  { names = [], merges = [], pins = [] }: ThemeDecisions,
  themes: Themes,
  view: PaperReader,
): Promise<ThemeDecision> {
  const idOf = (theme: string) => themeNamed(themes, theme).id;
  switch (decision.kind) {
    case 'rename': {
      const isKnown = names.some(({ theme }) => theme === decision.theme);
      return decision.label.trim() === '' && isKnown ? decision : { ...decision, theme: idOf(decision.theme) };
    }
    case 'merge': {
      const known = merges.find(({ from }) => from === decision.from);
      if (known?.into === decision.into) return decision;
      const into = idOf(decision.into);
      return { ...decision, from: known?.into === into ? known.from : idOf(decision.from), into };
    }
    case 'unsplit': {
      const theme = themes.themes.find(({ label }) => isSameName(label, decision.theme.trim()));
      return { ...decision, theme: theme?.id ?? decision.theme };
    }
    case 'pin':
      return { ...decision, paper: (await findPaper(view, decision.paper)).id, theme: idOf(decision.theme) };
    case 'unpin': {
      const isPinned = pins.some(({ paper }) => paper === decision.paper);
      return isPinned ? decision : { ...decision, paper: (await findPaper(view, decision.paper)).id };
    }
    default:
      return decision;
  }
}

/** @throws CorpusError USAGE where it is not a whole number from 1 on */
export function numberOfThemes(k: number): number {
  if (Number.isSafeInteger(k) && k >= 1) return k;
  throw new CorpusError('USAGE', `${k} is not a valid number of themes`, 'Use 1 or more, or leave it out.');
}

/** The decisions with one more, and the themes that it concerns. */
function after(
  before: Decisions,
  decision: Exclude<ThemeDecision, { kind: 'number' | 'split' | 'unsplit' }>,
  themes: Themes,
): Decisions & { concerned: string[] } {
  switch (decision.kind) {
    case 'rename':
      return renamed(before, decision, themes);
    case 'merge': {
      const { from, into } = decision;
      if (before.merges.some((one) => one.from === from && one.into === into)) return { ...before, concerned: [] };
      if (from === into) throw new CorpusError('USAGE', 'a theme cannot be merged into itself', 'Name two themes.');
      return {
        ...before,
        merges: [...before.merges.filter((one) => one.from !== from), { from, into }],
        concerned: [from, into],
      };
    }
    case 'unmerge': {
      const merges = before.merges.filter(({ from }) => from !== decision.theme);
      if (merges.length === before.merges.length)
        throw new CorpusError(
          'USAGE',
          `you have not merged ${decision.theme} into another theme`,
          'Name the theme that was made part of another one.',
        );
      return { ...before, merges, concerned: [] };
    }
    case 'pin': {
      const [paper, theme] = [decision.paper as PaperId, decision.theme];
      return {
        ...before,
        pins: [...before.pins.filter((one) => one.paper !== paper), { paper, theme }],
        concerned: [theme],
      };
    }
    case 'unpin': {
      const { paper } = decision;
      const pins = before.pins.filter((one) => one.paper !== paper);
      if (pins.length === before.pins.length)
        throw new CorpusError('USAGE', `${paper} is not pinned to a theme`, 'Name a paper that you have pinned.');
      return { ...before, pins, concerned: [] };
    }
  }
}

/** @throws CorpusError USAGE where another theme has the name, or it is too long */
function renamed(
  before: Decisions,
  { theme: id, label: typed }: Extract<ThemeDecision, { kind: 'rename' }>,
  themes: Themes,
): Decisions & { concerned: string[] } {
  const name = typed.trim().replace(/\s+/g, ' ').normalize('NFC');
  const names = before.names.filter((one) => one.theme !== id);
  if (name === '') return { ...before, names, concerned: [] };
  if (name.length > LONGEST_THEME_NAME)
    throw new CorpusError('USAGE', 'the name of the theme is too long', `Use 1 to ${LONGEST_THEME_NAME} characters.`);
  const other =
    themes.themes.find((one) => one.id !== id && isSameName(one.label, name))?.id ??
    names.find((one) => isSameName(one.name, name))?.theme;
  if (other !== undefined)
    throw new CorpusError(
      'USAGE',
      `${other} is called “${name}” already`,
      'Choose a name that no other theme has, or merge the two.',
    );
  return { ...before, names: [...names, { theme: id, name }], concerned: [id] };
}
