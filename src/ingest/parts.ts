/**
 * The parts of a paper: what was declared under its own id, and what was observed in other files without that id.
 *
 * Both are stored. A later file can change which paper an observed part belongs to, so if parts were joined for good,
 * the order of files would change the answer.
 */
import { isMergedKey } from '../identity.js';
import { join, overwrite } from '../joining.js';
import type { Paper } from '../paper.js';
import type { StoredPaper, StoredPart } from '../store/index.js';

export interface Part {
  readonly paper: Paper;
  readonly keys: ReadonlySet<string>;
}

/** The parts of a stored paper; a paper without an id of its own has no declared part. */
export function declaredAndObserved({ paper, given, keys, parts = [] }: Omit<StoredPaper, 'textHash'>): {
  readonly declared: Part | undefined;
  readonly observed: readonly Part[];
} {
  const whole: Part = { paper, keys: new Set(keys) };
  if (!given) return { declared: undefined, observed: [whole] };
  const partsOfKind = (kind: StoredPart['kind']): Part[] =>
    parts.filter((part) => part.kind === kind).map((part) => ({ paper: part.paper, keys: new Set(part.keys) }));
  return { declared: partsOfKind('declared')[0] ?? whole, observed: partsOfKind('observed') };
}

/** Joins the parts of a paper that has an id of its own; `parts` is empty if there is only the declared one. */
export function paperOfParts(
  declared: Part,
  observed: readonly Part[],
): Required<Pick<StoredPaper, 'paper' | 'keys' | 'parts'>> {
  const [first, ...others] = observed.map(({ paper }) => paper);
  if (first === undefined) return { paper: declared.paper, keys: [...declared.keys].sort(), parts: [] };
  const joined = others.reduce<Paper>(join, first);
  // A paper that a person merged keeps its fields; observed parts only fill in what it lacks.
  const wasMerged = [...declared.keys].some(isMergedKey);
  const paper = wasMerged ? overwrite(joined, declared.paper) : join(declared.paper, joined);
  return {
    paper: { ...paper, id: declared.paper.id },
    keys: [...new Set([declared, ...observed].flatMap(({ keys }) => [...keys]))].sort(),
    parts: [toStored('declared', declared), ...observed.map((part) => toStored('observed', part))],
  };
}

function toStored(kind: StoredPart['kind'], { paper, keys }: Part): StoredPart {
  return { kind, paper, keys: [...keys].sort() };
}
