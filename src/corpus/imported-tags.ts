/** Tags and notes that come with papers, in a file that paperkin exported: stored like those that a person types. */
import { keysOf, paperOf } from '../identity.js';
import type { OpenView } from '../ingest/index.js';
import type { ParsedPaper } from '../paper.js';
import type { StoredMark } from './marks.js';

export interface TaggedPapers {
  readonly take: (paper: ParsedPaper) => void;
  /** Adds the tags and notes to those that are there. */
  readonly write: (index: OpenView) => Promise<void>;
}

/** Collects the tags of the papers of one `add`. */
export function taggedPapers(): TaggedPapers {
  const tagged: StoredMark[] = [];
  return {
    take: (parsed) => {
      if (parsed.tags === undefined && parsed.note === undefined) return;
      const paper = paperOf(parsed);
      const keys = keysOf(paper, paper.id);
      const tags = [...(parsed.tags ?? [])].sort();
      tagged.push({ paper: paper.id, tags, read: false, note: parsed.note ?? null, keys });
    },
    write: async (index) => {
      if (tagged.length === 0) return;
      const { addMarks } = await import('./marks.js');
      await addMarks(index, tagged);
    },
  };
}
