import type { PaperId } from '../../paper.js';
import type { Where } from '../../store/index.js';

/** The filter, without these papers too. */
export function excluding(where: Where | undefined, papers: Iterable<PaperId>): Where | undefined {
  const ids = [...papers];
  return ids.length === 0 ? where : { ...where, notIds: [...(where?.notIds ?? []), ...ids] };
}
