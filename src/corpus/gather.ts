/**
 * From sightings to papers: which are new, which say more than before, which were known.
 *
 * A batch of sightings is folded over what the store knows of them. Nothing is written here: the answer is the one
 * change that brings the store up to date, or none where it is.
 */
import { derivedId, join, keysOf, paperOf, restate, saysTheSame } from '../identity.js';
import type { Paper, PaperId, Sighting } from '../paper.js';
import type { PaperStore, StoredPaper } from '../store/index.js';

/** A paper being gathered: as it was stored, and as it stands now. */
interface Gathered {
  readonly before: StoredPaper | undefined;
  paper: Paper;
  given: boolean;
  keys: Set<string>;
  /** Stored papers that turned out to be this one. */
  readonly absorbed: PaperId[];
}

export interface GatheredPaper {
  readonly paper: Paper;
  readonly given: boolean;
  readonly keys: readonly string[];
  readonly outcome: 'added' | 'updated' | 'unchanged';
  /** False where only the outcome matters: the store holds it just so, places included. */
  readonly toWrite: boolean;
  readonly remove: readonly PaperId[];
}

/**
 * Folds sightings over the store.
 * @param stated given ids met earlier in the same `add`: statements of one `add` are joined, later ones replace
 */
export async function gather(store: PaperStore, sightings: readonly Sighting[], stated: Set<string>): Promise<GatheredPaper[]> {
  const met = sightings.map((sighting) => {
    const paper = paperOf(sighting);
    const { givenId, place: _, ...fields } = sighting;
    const keys = new Set([...keysOf(paper, paper.id), ...(givenId === null ? [] : [`id:${derivedId(fields)}`])]);
    return { paper, given: givenId !== null, keys };
  });
  const stored = await store.withKeys([...new Set(met.flatMap(({ keys }) => [...keys]))]);
  const byKey = new Map<string, Set<Gathered>>();
  const all = new Set<Gathered>();
  const index = (gathered: Gathered) => {
    all.add(gathered);
    for (const key of gathered.keys) byKey.set(key, (byKey.get(key) ?? new Set()).add(gathered));
  };
  for (const before of stored) index({ before, paper: before.paper, given: before.given, keys: new Set(before.keys), absorbed: [] });

  for (const sighting of met) {
    const known = [...new Set([...sighting.keys].flatMap((key) => [...(byKey.get(key) ?? [])]))].filter((one) => all.has(one));
    const home = homeOf(sighting, known);
    const absorbed = known.filter((one) => one !== home && !one.given);
    const merged = merge(sighting, home, absorbed, stated);
    for (const one of home === undefined ? absorbed : [home, ...absorbed]) all.delete(one);
    index(merged);
    if (sighting.given) stated.add(sighting.paper.id);
  }
  return [...all].map(outcomeOf).sort((a, b) => (a.paper.id < b.paper.id ? -1 : 1));
}

type Met = { readonly paper: Paper; readonly given: boolean; readonly keys: ReadonlySet<string> };

/** The known paper that a sighting belongs to: the one of its given id; else one with a given id, else the first. */
function homeOf(sighting: Met, known: readonly Gathered[]): Gathered | undefined {
  const inOrder = [...known].sort((a, b) => (a.paper.id < b.paper.id ? -1 : 1));
  if (sighting.given) return inOrder.find((one) => one.given && one.paper.id === sighting.paper.id);
  return inOrder.find((one) => one.given) ?? inOrder[0];
}

function merge(sighting: Met, home: Gathered | undefined, absorbed: readonly Gathered[], stated: ReadonlySet<string>): Gathered {
  const replaces = sighting.given && home !== undefined && !stated.has(sighting.paper.id);
  let paper = home === undefined ? sighting.paper : replaces ? restate(home.paper, sighting.paper) : join(home.paper, sighting.paper);
  for (const other of absorbed) paper = join(paper, other.paper);
  const givenId = sighting.given ? sighting.paper.id : home?.given ? home.paper.id : undefined;
  const gone = [...(home === undefined ? [] : [home]), ...absorbed];
  const before = home?.before ?? absorbed.find((one) => one.before !== undefined)?.before;
  return {
    before,
    paper: givenId === undefined ? paper : { ...paper, id: givenId },
    given: givenId !== undefined,
    keys: new Set([...sighting.keys, ...gone.flatMap((one) => [...one.keys])]),
    absorbed: [...new Set(gone.flatMap((one) => [...one.absorbed, ...(one.before === undefined ? [] : [one.before.paper.id])]))],
  };
}

function outcomeOf({ before, paper, given, keys, absorbed }: Gathered): GatheredPaper {
  const remove = absorbed.filter((id) => id !== paper.id);
  const sorted = [...keys].sort();
  const same = before !== undefined && remove.length === 0 && saysTheSame(before.paper, paper);
  const untouched = same && JSON.stringify(before.paper.places) === JSON.stringify(paper.places)
    && before.given === given && JSON.stringify(before.keys) === JSON.stringify(sorted);
  return { paper, given, keys: sorted, outcome: before === undefined ? 'added' : same ? 'unchanged' : 'updated', toWrite: !untouched, remove };
}
