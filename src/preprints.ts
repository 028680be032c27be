/** Preprint servers, by the venue of a paper or its DOI: what a journal prints later is surer. */
import { fuller, smaller } from './maths/order.js';
import type { PaperFields } from './paper.js';

/**
 * DOIs of preprint servers, by what they begin with: arXiv, bioRxiv, ChemRxiv, OSF and PsyArXiv, Preprints.org,
 * Research Square, SSRN, TechRxiv.
 */
const PREPRINT_DOI =
  /^10\.(?:48550\/|1101\/(?:\d{4}\.|\d{6})|26434\/|31219\/|31234\/|20944\/|21203\/|2139\/ssrn|36227\/)/;
/**
 * Names of preprint servers: arXiv, bioRxiv, engrXiv and the like, and others; CoRR is arXiv in dblp, and journals of
 * Copernicus print what is under review as “Discussions”.
 */
const PREPRINT_VENUE = new RegExp(
  String.raw`^(?:\w{1,12}[ri]xiv\b|corr$|research square|ssrn\b|preprints(?:\.org)?$|osf preprints|authorea` +
    String.raw`|egusphere)|\bdiscuss(?:ions?)?\.?$`,
  'i',
);
/** A journal with volume, page and year, which arXiv has in one field: "Phys. Rev. D 98, 123004 (2018)". */
const CITATION = /\d.*\((?:19|20)\d\d\)$/;

/** Whether a DOI is of a preprint server. */
export function isPreprintDoi(doi: string): boolean {
  return PREPRINT_DOI.test(doi);
}

/** Whether a paper names a preprint server, as its venue or by its DOI. */
export function isPreprint({ venue, identifiers: { doi } }: Pick<PaperFields, 'venue' | 'identifiers'>): boolean {
  return PREPRINT_VENUE.test(venue ?? '') || isPreprintDoi(doi ?? '');
}

/** The journal rather than a citation or a preprint server, which has no volume and pages; else the longer name. */
export function surerVenue(a: string, b: string): string {
  const [one, other] = [a, b].map((venue) => (PREPRINT_VENUE.test(venue) ? 2 : Number(CITATION.test(venue))));
  if (one === other) return fuller(a, b);
  return one! < other! ? a : b;
}

/** The publisher's DOI rather than a preprint server's; else the smaller. */
export function surerDoi(a: string, b: string): string {
  const onServer = isPreprintDoi(a);
  if (onServer === isPreprintDoi(b)) return smaller(a, b);
  return onServer ? b : a;
}
