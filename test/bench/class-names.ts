/** What a class of a judged set is called in words. */

/** arXiv's categories, as arXiv names them. */
const ARXIV: Readonly<Record<string, string>> = {
  'cond-mat.mtrl-sci': 'materials science',
  'cs.AI': 'artificial intelligence',
  'cs.CL': 'computation and language',
  'cs.CV': 'computer vision',
  'cs.GR': 'computer graphics',
  'cs.LG': 'machine learning',
  'cs.RO': 'robotics',
  'quant-ph': 'quantum physics',
};

/** `ACEInhibitors` is written out as "ACE Inhibitors", `Hall_2012` as "Hall 2012". */
export function classNameOf(label: string): string {
  return (
    ARXIV[label] ??
    label
      .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
      .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
      .replace(/_/g, ' ')
  );
}
