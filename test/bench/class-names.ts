/** What a class of a judged set is called in words. */

/** arXiv's categories, as arXiv names them. */
const ARXIV: Readonly<Record<string, string>> = {
  'cond-mat.mes-hall': 'mesoscale and nanoscale physics',
  'cond-mat.mtrl-sci': 'materials science',
  'cond-mat.other': 'other condensed matter',
  'cond-mat.quant-gas': 'quantum gases',
  'cond-mat.stat-mech': 'statistical mechanics',
  'cond-mat.str-el': 'strongly correlated electrons',
  'cond-mat.supr-con': 'superconductivity',
  'cs.AI': 'artificial intelligence',
  'cs.CE': 'computational engineering, finance, and science',
  'cs.CL': 'computation and language',
  'cs.CV': 'computer vision',
  'cs.DC': 'distributed, parallel, and cluster computing',
  'cs.DS': 'data structures and algorithms',
  'cs.GR': 'computer graphics',
  'cs.HC': 'human-computer interaction',
  'cs.IR': 'information retrieval',
  'cs.LG': 'machine learning',
  'cs.LO': 'logic in computer science',
  'cs.NE': 'neural and evolutionary computing',
  'cs.NI': 'networking and internet architecture',
  'cs.RO': 'robotics',
  'cs.SE': 'software engineering',
  'hep-ph': 'high energy physics: phenomenology',
  'hep-th': 'high energy physics: theory',
  'math.AC': 'commutative algebra',
  'math.CA': 'classical analysis and differential equations',
  'math.FA': 'functional analysis',
  'math.GR': 'group theory',
  'math.LO': 'logic',
  'math.OA': 'operator algebras',
  'math.OC': 'optimization and control',
  'math.RA': 'rings and algebras',
  'math.RT': 'representation theory',
  'nlin.CD': 'chaotic dynamics',
  'physics.ao-ph': 'atmospheric and oceanic physics',
  'physics.atom-ph': 'atomic physics',
  'physics.chem-ph': 'chemical physics',
  'physics.comp-ph': 'computational physics',
  'physics.flu-dyn': 'fluid dynamics',
  'physics.ins-det': 'instrumentation and detectors',
  'q-bio.GN': 'genomics',
  'quant-ph': 'quantum physics',
  'stat.AP': 'applied statistics',
  'stat.ME': 'statistical methodology',
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
