/** What of the new papers is described: each paper once, and after some themes titles alone, as on the command line. */
import { themesDescribed } from '../../../digest/themes-described.js';
import type { Digest } from '../api/answers.js';

type Themes = Digest['themes'];
type NewPaper = Digest['discussed'][number];

export interface DescribedDigest extends Pick<Digest, 'tags' | 'searches' | 'discussed' | 'themes'> {
  /** Themes whose papers are listed by title, without those listed before. */
  readonly others: Themes;
}

/** A paper that was listed before stands again by its title and facts, without its sentence. */
export function describedOnce({ tags, searches, discussed, themes }: Digest): DescribedDigest {
  const listed = new Set<string>();
  const once = (paper: NewPaper): NewPaper => {
    const again = listed.has(paper.id);
    listed.add(paper.id);
    return again ? { ...paper, sentence: null } : paper;
  };
  const section = <T extends { papers: NewPaper[] }>(one: T): T => ({ ...one, papers: one.papers.map(once) });
  const described = themesDescribed(themes);
  return {
    tags: tags.map(section),
    searches: searches.map(section),
    discussed: discussed.map(once),
    themes: themes.slice(0, described).map(section),
    others: themes.slice(described).map((theme) => ({
      ...theme,
      papers: theme.papers.filter(({ id }) => !listed.has(id)),
    })),
  };
}
